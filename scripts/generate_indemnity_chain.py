"""Writes docs/indemnity-chain.md and docs/chaine-indemnite.md: one loss under each usual order; --check compares."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from reference.chain_words import HEAD, OF_SECURITIES, WHY
from reference.markdown import page, table

from encours.claims.agreed import agreed_chain
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.settle import Settlement, settle
from encours.clauses.choices import ProceedsComeOff
from encours.clauses.orders import ORDERS, IndemnityStep
from encours.clauses.states import LossPart
from encours.clauses.wordings import WORDINGS
from encours.engine.chain import unpacked
from encours.explain.settlement_report import word
from encours.policy.faults import Words
from encours.policy.read import read_programme
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.parse_day import parse_day
from encours.units.show import Language, show_amount

DOCS: Final = Path(__file__).parents[1] / "docs"
PAGES: Final[dict[str, Language]] = {"indemnity-chain.md": "en", "chaine-indemnite.md": "fr"}
POLICY: Final = """[policy]
name = "Policy of the example"
insurer = "Assureur Fictif SA"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[terms]
insured_percentage = "90 %"
indemnity_chain = "{order}"
"""
TERMS: Final = {
    IndemnityStep.THRESHOLD: {"claim_threshold": "1 000 EUR", "claim_threshold_base": "gross loss"},
    IndemnityStep.MINIMUM_RETENTION: {"minimum_retention": "2 000 EUR"},
    IndemnityStep.FIRST_LOSS: {"each_and_every_first_loss": "5 000 EUR"},
    IndemnityStep.AGGREGATE: {"aggregate_first_loss": "50 000 EUR"},
    IndemnityStep.PERCENTAGE_ABOVE: {"percentage_above_first_loss": "95 %"},
    IndemnityStep.LIABILITY: {"maximum_liability": "500 000 EUR"},
}
"""What the policy of the example agrees of each step that its order has; its ceilings but the last are silent."""
PROCEEDS: Final = 100 * 60_000
"""What securities brought, of the example of their own."""
PLACES: Final = (
    (IndemnityStep.PROCEEDS, IndemnityStep.LIMIT, IndemnityStep.PERCENTAGE),
    (IndemnityStep.LIMIT, IndemnityStep.PROCEEDS, IndemnityStep.PERCENTAGE),
    (IndemnityStep.LIMIT, IndemnityStep.PERCENTAGE, IndemnityStep.PROCEEDS),
)
"""Where proceeds of securities may come off."""
USED: Final = {("first_loss", ""): 100 * 30_000}
DAY: Final = parse_day("2026-06-30")


def loss() -> Loss:
    """The loss of the example: 120 000 in two invoices under a limit of 100 000."""
    assert isinstance(DAY, int)
    lines = tuple(
        LossLine(number=number, gross=100 * 60_000, limit=100 * 100_000, percentage=9_000) for number in ("F-1", "F-2")
    )
    return Loss(claim="S-1", buyer="C2", day=DAY, cause="insolvency", debt=100 * 120_000, lines=lines, country="FR")


def steps_of(number: int) -> tuple[IndemnityStep, ...]:
    """Steps of an order, in their order."""
    return tuple(IndemnityStep.numbered(code - 1) for code in unpacked(number))


def settled(order: str, number: int) -> Settlement:
    """The loss of the example under one order."""
    terms = {name: value for step in steps_of(number) for name, value in TERMS.get(step, {}).items()}
    return settled_under(order, terms, loss())


def settled_under(order: str, terms: Mapping[str, str], told: Loss) -> Settlement:
    """A loss under one order and the terms of its steps."""
    text = POLICY.format(order=order) + "".join(f'{name} = "{value}"\n' for name, value in terms.items())
    reading = read_programme(text, file="policy.toml", wordings=WORDINGS.values())
    assert reading.programme is not None, [fault.what.english for fault in reading.errors]
    agreed = agreed_chain(reading.programme.primary, told, YearFigures())
    return settle(told, agreed, YearAccount(USED))


def chain_page(language: Language) -> str:
    """The page in one language: the rules, what each order pays, then each order step by step."""
    orders = [(Words(english, french), number) for english, french, number in ORDERS]
    found = {name: settled(name.english, number) for name, number in orders}
    return page(
        HEAD.in_language(language),
        _summary(found, language),
        *(_section(name, number, found[name], language) for name, number in orders),
        _proceeds(language),
    )


def _summary(found: dict[Words, Settlement], language: Language) -> str:
    head = Words("Order", "Ordre").in_language(language)
    parts = [word(part, language) for part in LossPart]
    rows = [
        (name.in_language(language), *(_euros(each.parts[part], language) for part in LossPart))
        for name, each in found.items()
    ]
    return table((head, *(part.capitalize() for part in parts)), rows)


def _section(name: Words, number: int, each: Settlement, language: Language) -> str:
    why = WHY[name.english].in_language(language)
    header = Words("Step | Cuts | Leaves", "Étape | Retranche | Laisse").in_language(language).split(" | ")
    rows = []
    for step, finding in zip(steps_of(number), each.findings, strict=True):
        assert finding.asked is not None
        assert finding.granted is not None
        title = word(step, language)
        anchor = f"[{title}](reference/clauses.md#{finding.clause})"
        rows.append((anchor, _euros(finding.asked - finding.granted, language), _euros(finding.granted, language)))
    used = each.account.of("first_loss") - USED["first_loss", ""]
    told = Words(
        f"It uses up {_euros(used, 'en')} of the aggregate first loss.",
        f"Il entame la franchise annuelle globale de {_euros(used, 'fr')}.",
    )
    return page(
        f"## {name.in_language(language).capitalize()}",
        why,
        table(header, rows),
        told.in_language(language) if IndemnityStep.AGGREGATE in steps_of(number) else "",
    ).rstrip()


def _proceeds(language: Language) -> str:
    """The same loss and securities that brought something: the indemnity by where that comes off, and what it pays."""
    told = replace(loss(), debt=100 * 144_000, proceeds=PROCEEDS)
    rows = []
    for place in PLACES:
        order = ", ".join(step.english for step in place)
        name = " → ".join(word(step, language) for step in place)
        paid = [settled_under(order, {"proceeds_come_off": each.english}, told) for each in ProceedsComeOff]
        rows.append((name, *(_euros(each.parts[LossPart.INDEMNITY], language) for each in paid)))
    head = Words("Order", "Ordre").in_language(language)
    readings = (word(each, language).capitalize() for each in ProceedsComeOff)
    return page(OF_SECURITIES.in_language(language), table((head, *readings), rows)).rstrip()


def _euros(cents: int, language: Language) -> str:
    return show_amount(Money(cents, currency("EUR")), language)


def main() -> int:
    """Write the pages, or tell which are not fresh."""
    stale = []
    for name, language in PAGES.items():
        path, text = DOCS / name, chain_page(language)
        if "--check" not in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/{name} is not what the code says; write it again with: make docs")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
