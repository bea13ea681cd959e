"""Findings of the entity guard by kind, with the euros each concerns: made once for every form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from encours.cover.ageing import AgedBalance
from encours.cover.indicators.entity_findings import KINDS, EntityFinding, entity_findings
from encours.engine import verdicts
from encours.explain.names import VERDICT_MARKS, Mark
from encours.explain.party_names import PartyNames
from encours.explain.report_head import Head
from encours.facts.view import View
from encours.units import Cents

WRONG: Final = "wrong"
"""Something is known to be false: cover is lost, or would be."""
UNSURE: Final = "unsure"
"""Something cannot be told without a fact."""
UNPROVEN: Final = "unproven"
"""Nothing says that it is false, and nothing proves it."""
GRAVITY: Final[Mapping[str, str]] = {
    "other-company": WRONG,
    "limit-of-another": WRONG,
    "registered-otherwise": WRONG,
    "name-alone": UNSURE,
    "invalid-identifier": WRONG,
    "inconsistent-identifiers": WRONG,
    "shared-identifier": UNSURE,
    "name-only": UNPROVEN,
    "no-identifier": UNPROVEN,
    "limit-without-identifier": UNPROVEN,
}
MARKS: Final[Mapping[str, Mark]] = {
    WRONG: VERDICT_MARKS[verdicts.REFUSED],
    UNSURE: VERDICT_MARKS[verdicts.NEEDS_INFORMATION],
    UNPROVEN: VERDICT_MARKS[verdicts.PARTLY],
}


@dataclass(frozen=True, slots=True)
class KindOfFinding:
    """Every finding of a kind, the largest first; `amount` counts each open invoice once."""

    kind: str
    findings: tuple[EntityFinding, ...]
    buyers: int
    rows: int
    amount: Cents

    @property
    def gravity(self) -> str:
        """How grave the kind is: `wrong`, `unsure` or `unproven`."""
        return GRAVITY[self.kind]


@dataclass(frozen=True, slots=True)
class EntitiesReport:
    """Findings of a company by kind, the most serious first; amounts are in the head's currency."""

    head: Head
    kinds: tuple[KindOfFinding, ...]
    outstanding: Cents
    buyers: int
    names: PartyNames

    def of(self, kind: str) -> KindOfFinding:
        """Findings of a kind; none where nothing of it was found."""
        return next((each for each in self.kinds if each.kind == kind), KindOfFinding(kind, (), 0, 0, 0))


def entities_report(head: Head, view: View, balance: AgedBalance) -> EntitiesReport:
    """Findings of a view; `balance` is its aged balance, and tells what is open of each invoice."""
    open_rows = {each.row: each.company for each in balance.open_rows()}
    by_kind: dict[str, list[EntityFinding]] = {}
    for each in entity_findings(view, open_rows):
        by_kind.setdefault(each.kind, []).append(each)
    kinds = []
    for kind in KINDS:
        if found := by_kind.get(kind):
            rows = {row for each in found for row in each.rows}
            buyers = {buyer for each in found for buyer in each.buyers}
            amount = sum(open_rows[row] for row in rows)
            kinds.append(KindOfFinding(kind, tuple(found), len(buyers), len(rows), amount))
    texts = view.table("invoices").texts["buyer"]
    named = {texts[row] for row in open_rows}
    return EntitiesReport(head, tuple(kinds), sum(open_rows.values()), len(named), PartyNames(view))
