"""What is covered of which the insured percentage is not known: the indemnity counts nothing for it, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from encours.clauses.lose.anchors import INSOLVENCY
from encours.cover.answer import PLAIN_UP_TO
from encours.cover.book.agreement import KIND_KEYS
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.explain.lines import InvoiceLine, Lines
from encours.explain.origins import risk_day
from encours.explain.term_keys import FACTS, NOBODY_TELLS, TermKeys, registered_on
from encours.explain.values import amount, label
from encours.explain.words import say
from encours.facts.kinds import Fact
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, Cents
from encours.units.show import Language

PERCENTAGE: Final = "insured_percentage"
STAGE: Final = "indemnify"
KINDS: Final = (*dict.fromkeys(KIND_KEYS.values()), "none")


@dataclass(frozen=True, slots=True)
class UnknownShare:
    """What layers carry of which nobody can tell the insured part, the rows, and the names of what lacks."""

    amount: Cents
    rows: tuple[InvoiceLine, ...]
    """The largest first."""
    names: tuple[str, ...]
    """Keys that the percentage varies with, or names that the clause reads."""

    def told(self, policy: Policy, language: Language) -> str:
        """How much it is and what lacks, as people call it; amounts are those of the policy."""
        facts = ", ".join(
            FACTS[each].in_language(language) if each in FACTS else label(policy.wording, each, language)
            for each in self.names
        )
        return say("share not known", language, amount=amount(self.amount, policy.currency, language), facts=facts)


def insured_told(unknown: UnknownShare | None, shown: str, language: Language) -> str:
    """The indemnity expected as it is shown: a minimum where the percentage of something covered is not known."""
    return shown if unknown is None else say("insured at least", language, amount=shown)


def unknown_share(lines: Lines, rows: Iterable[InvoiceLine]) -> UnknownShare | None:
    """What of these rows is carried and has no known percentage; None where all percentages are known.

    A row that is carried and insured for nothing either has no known percentage, or a percentage of nil. Where the
    schedule alone does not tell which, its account is judged again, for as many rows as the plain walk answers soon.
    """
    reader = _Reader(lines)
    found = [(line, carried, names) for line in rows for carried, names in reader.of(line)]
    if not found:
        return None
    ordered = sorted(found, key=lambda each: (-each[1], each[0].number, each[0].instalment))
    return UnknownShare(
        sum(carried for _, carried, _ in found),
        tuple({(line.account, line.row): line for line, _, _ in ordered}.values()),
        tuple(dict.fromkeys(name for _, _, names in ordered for name in names)),
    )


class _Reader:
    """Reads whether the percentage of a row is known, and keeps what rows of one buyer share."""

    def __init__(self, lines: Lines) -> None:
        self.lines, self.policies = lines, lines.book.programme.policies
        self.facts: dict[str, Sequence[Fact]] = {}
        self.judged: dict[int, bool] = {}
        self.left = PLAIN_UP_TO

    def of(self, line: InvoiceLine) -> Iterator[tuple[Cents, tuple[str, ...]]]:
        """What each layer carries of a row whose percentage it does not know, with the names of what lacks."""
        for place, layer in enumerate(line.cover.layers):
            if layer.admitted > 0 and not layer.insured and (names := self._lacking(line, place)):
                yield layer.admitted, names

    def _lacking(self, line: InvoiceLine, place: int) -> tuple[str, ...]:
        policy = self.policies[place]
        day = risk_day(self.lines.book, line)
        if line.buyer not in self.facts:
            self.facts[line.buyer] = list(self.lines.book.view.account(line.buyer)["buyers"].rows())
        registered = registered_on(self.facts[line.buyer], line.buyer, day)
        keys = TermKeys(policy, day, line.buyer, line.entity, registered, "", "en")
        unknown = keys.unknown(PERCENTAGE)
        if unknown and self._is_missing(policy, keys):
            return unknown
        return self._told_by_the_clause(line, place, unknown) if self._may_judge(line.account) else ()

    @staticmethod
    def _is_missing(policy: Policy, keys: TermKeys) -> bool:
        """Whether the percentage is not known, whatever the kind of limit."""
        known = {each.key: each.value for each in keys.read(PERCENTAGE, NOBODY_TELLS)}
        return all(
            resolve(policy, PERCENTAGE, {**known, "limit_kind": kind, "cause": INSOLVENCY}, keys.risk_day) == MISSING
            for kind in KINDS
        )

    def _may_judge(self, account: int) -> bool:
        if account not in self.judged:
            spans = self.lines.book.spans
            count = int(spans.stop[account]) - int(spans.start[account])
            self.judged[account] = count <= self.left
            self.left -= count if self.judged[account] else 0
        return self.judged[account]

    def _told_by_the_clause(self, line: InvoiceLine, place: int, unknown: tuple[str, ...]) -> tuple[str, ...]:
        answer = self.lines.explained(line.account)
        findings = next(each.layers[place].findings for each in answer.rows if each.ledger_row == line.row)
        lacking = (f for f in findings if f.stage == STAGE and f.verdict == NEEDS_INFORMATION and f.asked)
        finding = next(lacking, None)
        if finding is None:
            return ()
        return tuple(
            key for name in finding.missing for key in (unknown if name == PERCENTAGE and unknown else (name,))
        )
