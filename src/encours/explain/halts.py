"""What keeps new deliveries to a buyer from being covered, and since when: the earliest of what stops them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from encours.clauses.choices import Outcome
from encours.cover.book import Book
from encours.engine.findings import Finding
from encours.engine.verdicts import NEEDS_INFORMATION, REFUSED
from encours.explain.clause_texts import clause_text
from encours.explain.next_delivery import NextDelivery, account_asked, next_delivery
from encours.explain.values import day as shown
from encours.explain.words import SENTENCES, say
from encours.units import NEVER, Day, widen_day
from encours.units.show import Language

OVERDUE: Final = "no_overdue_stop"
"""The clause that refuses deliveries made during a stop for an overdue."""
DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    OVERDUE: ("overdue_stop_since",),
    "no_insolvency_stop": ("insolvent_since",),
    "no_hand_over_stop": ("handed_over_since",),
    "adverse_information": ("adverse_since",),
    "sanctions": ("sanction_confirmed_on", "sanction_undecided_on"),
    "policy_not_suspended": ("policy_suspended_since",),
    "no_extension_stop": ("extension_stop_since",),
}
"""Values that say since when a clause refuses, the first that is a day."""
DECISIONS: Final[Mapping[str, Outcome]] = {
    "no_withdrawal": Outcome.WITHDRAWN,
    "buyer_not_refused": Outcome.REFUSED,
}
"""Decision of the insurer whose effect a clause refuses from."""
INCEPTION: Final = "_at_inception"
"""How clauses end that refuse from the first day of the policy on."""
STOPS: Final = frozenset({OVERDUE, "no_insolvency_stop", "no_hand_over_stop"})
"""Clauses that stop a buyer from a day on: where several refuse, the earliest stopped it."""


@dataclass(frozen=True, slots=True)
class Halt:
    """The clause that keeps new deliveries from being covered, and its first day; NEVER where nobody can tell."""

    clause: str
    stage: str
    verdict: int
    since: Day

    def title(self, language: Language) -> str:
        """Title of the clause."""
        return clause_text(self.stage, self.clause).title.in_language(language)

    def heading(self, language: Language) -> str:
        """Title of the clause as it stands: what was lost where it refuses."""
        if self.verdict == NEEDS_INFORMATION:
            return self.title(language)
        return clause_text(self.stage, self.clause).loss.in_language(language)

    def reason(self, language: Language) -> str:
        """The reason in a few words; the title of the clause where it has no shorter name."""
        key = f"halt {self.clause}"
        unsure = f"{key} unsure"
        if self.verdict == NEEDS_INFORMATION:
            return (
                say(unsure, language) if unsure in SENTENCES else say("halt unknown", language, of=self.title(language))
            )
        return say(key, language) if key in SENTENCES else self.title(language)

    def reason_in_brief(self, language: Language) -> str:
        """The reason in a word or two where it has so short a name."""
        brief = f"brief {self.clause}{' unsure' if self.verdict == NEEDS_INFORMATION else ''}"
        return say(brief, language) if brief in SENTENCES else self.reason(language)

    def sentence(self, language: Language) -> str:
        """What is not covered, since when and why."""
        key = "deliveries halted since" if self.since < NEVER else "deliveries halted"
        return say(key, language, day=shown(self.since, language), reason=self.reason(language))

    def room(self, language: Language) -> str:
        """Why a delivery of the day would find no room, and since when."""
        is_unsure = self.verdict == NEEDS_INFORMATION
        is_dated = self.since < NEVER and not self.clause.endswith(INCEPTION)
        if self.clause == OVERDUE and is_dated and not is_unsure:
            return say("room stopped since", language, day=shown(self.since, language))
        if not is_unsure and f"halt {self.clause}" not in SENTENCES:
            return say("room refused by", language, title=self.title(language))
        key = f"room {'unsure' if is_unsure else 'none'}{' since' if is_dated else ''}"
        return say(key, language, day=shown(self.since, language), reason=self.reason(language))


def halt(book: Book, accounts: Sequence[int], *, buyer: int) -> Halt | None:
    """What stops new deliveries to a buyer of these accounts, the earliest where several do; None if covered."""
    return halt_of(book, accounts, next_delivery(book, accounts, buyer))


def halt_of(book: Book, accounts: Sequence[int], delivery: NextDelivery | None) -> Halt | None:
    """What stops new deliveries to a buyer, from what one of the day would find."""
    if delivery is None or delivery.refused_by is None:
        return None
    account = account_asked(book, accounts)
    found = _of_finding(book, account, delivery, delivery.refused_by)
    if found.since == NEVER or found.verdict != REFUSED or found.clause.endswith(INCEPTION):
        return found
    stops = (each for each in delivery.refusals if each.clause in STOPS)
    others = (_of_finding(book, account, delivery, each) for each in stops)
    return min([found, *others], key=lambda each: each.since)


def overdue_halt(book: Book, since: Day) -> Halt:
    """The stop for an overdue alone, from its first day."""
    stages = {each.name: each.stage for each in book.programme.primary.wording.clauses}
    return Halt(OVERDUE, stages.get(OVERDUE, ""), REFUSED, since)


def _of_finding(book: Book, account: int, delivery: NextDelivery, finding: Finding) -> Halt:
    return Halt(finding.clause, finding.stage, finding.verdict, _since(book, account, delivery, finding))


def _since(book: Book, account: int, delivery: NextDelivery, finding: Finding) -> Day:
    told = (finding.values.get(name, NEVER) for name in DAYS.get(finding.clause, ()))
    day = next((each for each in told if 0 < each < NEVER), NEVER)
    if day != NEVER:
        return day
    if finding.clause.endswith(INCEPTION):
        return book.programme.primary.period_start
    if finding.clause in DECISIONS:
        return max(_effects(book, account, DECISIONS[finding.clause]), default=NEVER)
    place = delivery.limits[0].decision if delivery.limits else -1
    if finding.clause == "limit_conditions" and place >= 0:
        return _limits(book, account, "effective_on")[place]
    return NEVER


def _effects(book: Book, account: int, outcome: Outcome) -> Iterator[Day]:
    """Days on which decisions of one outcome took effect in the first layer."""
    outcomes = _limits(book, account, "outcome")
    for day, each in zip(_limits(book, account, "effective_on"), outcomes, strict=True):
        if each == outcome and day <= book.as_of:
            yield day


def _limits(book: Book, account: int, name: str) -> list[int]:
    limits = book.timelines["limits"]
    values = limits.column(name, int(limits.start[account]), int(limits.stop[account])).tolist()
    return [widen_day(int(each)) for each in values] if name.endswith("_on") else values
