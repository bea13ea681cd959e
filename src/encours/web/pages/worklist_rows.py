"""Which things to do a page lists, in which order, and what letting them pass would cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict

from encours.duties.doing import ASKED
from encours.duties.duty import Department, Standing
from encours.explain.duty_words import duty_text
from encours.explain.entities_report import GRAVITY
from encours.explain.words import say
from encours.policy.faults import Words
from encours.units import NEVER, Cents, Day, Days
from encours.units.plain_text import folded
from encours.units.show import Language
from encours.web.computing import limit_work
from encours.web.computing.proof_work import PROOF, UNPROVEN
from encours.web.computing.work import MISSING_FACTS, OVER_LIMIT
from encours.web.pages.listing import page_of
from encours.web.pages.within import perimeter
from encours.web.people.access import Access
from encours.web.store.models import AccountResult, Reading, WorkItem, WorkState

NEAR: Final[Days] = 30
"""Days ahead within which a thing is listed; what comes later is folded."""
ROWS_A_PAGE: Final = 80
LATE, DATED, ENDLESS, UNKNOWN, AHEAD, OVER = range(6)
"""Sections, in the order they are listed."""
FOLDED: Final[Mapping[int, str]] = {AHEAD: "ahead", OVER: "over"}
"""Sections that open on demand, by the parameter of an address that opens each."""
KEPT: Final = ("who", "kind", "policy", "to", "q", "snoozed", *FOLDED.values())
"""Parameters that say what is listed."""
ASKED_OF_INSURER: Final = ASKED | {"over limit"}
"""Kinds that a limit or a consent of the insurer settles."""
_OTHERS: Final[Mapping[str, Words]] = {
    "over limit": OVER_LIMIT,
    "information": MISSING_FACTS,
    PROOF: UNPROVEN,
    limit_work.CUT_NOTIFIED: Words("Cut of a limit notified", "Réduction ou résiliation notifiée"),
    limit_work.LIMIT_ENDS: Words("Limit about to end", "Agrément bientôt échu"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address asks to list; what it names that is not there is left aside."""

    who: str = ""
    kind: str = ""
    policy: str = ""
    to: str = ""
    """``me``, ``nobody``, or the number of a membership."""
    q: str = ""
    snoozed: bool = False
    opened: frozenset[int] = frozenset()

    @staticmethod
    def of(given: QueryDict) -> Filters:
        """Filters of an address."""
        who = given.get("who", "")
        return Filters(
            who=who if who in {each.value for each in Department} else "",
            kind=given.get("kind", "")[:60],
            policy=given.get("policy", "")[:200],
            to=to if (to := given.get("to", "")) in {"me", "nobody"} or (to.isdecimal() and len(to) < 12) else "",
            q=given.get("q", "")[:100].strip(),
            snoozed=given.get("snoozed") == "1",
            opened=frozenset(section for section, name in FOLDED.items() if given.get(name) == "1"),
        )

    @property
    def pairs(self) -> dict[str, str]:
        """The same as an address says it."""
        told = {name: str(getattr(self, name)) for name in ("who", "kind", "policy", "to", "q")}
        told["snoozed"] = "1" if self.snoozed else ""
        told |= {name: "1" if section in self.opened else "" for section, name in FOLDED.items()}
        return {name: value for name, value in told.items() if value}

    @property
    def query(self) -> str:
        """The end of an address that lists the same."""
        return urlencode(self.pairs)


@dataclass(frozen=True)
class Work:
    """Things to do of a reading that a person sees, those that its filters choose."""

    access: Access
    reading: Reading
    filters: Filters

    @property
    def as_of(self) -> Day:
        """Day on which they are read."""
        return self.reading.as_of

    @cached_property
    def every(self) -> QuerySet[Any]:
        """All that the person sees, each with its section and whether it is put off."""
        found: QuerySet[Any] = perimeter(WorkItem.objects.filter(reading=self.reading), self.access)
        late = Q(standing=Standing.LATE.value)
        over = Q(standing=Standing.DONE_LATE.value)
        unknown = Q(last_day=None) | Q(standing=Standing.UNKNOWN.value)
        sections = Case(
            When(late, then=Value(LATE)),
            When(over, then=Value(OVER)),
            When(unknown, then=Value(UNKNOWN)),
            When(last_day__gte=NEVER, then=Value(ENDLESS)),
            When(last_day__gt=self.as_of + NEAR, then=Value(AHEAD)),
            default=Value(DATED),
            output_field=IntegerField(),
        )
        waits = WorkState.objects.filter(
            # What became nearer than the day it was put off to is there again.
            snoozed_until__lte=Coalesce(OuterRef("last_day"), Value(NEVER)),
            snoozed_until__gt=self.as_of,
            identifier=OuterRef("identifier"),
        )
        told: QuerySet[Any] = found.annotate(section=sections, is_snoozed=Exists(waits))
        return told

    @cached_property
    def chosen(self) -> QuerySet[Any]:
        """Those that the filters choose, put off or not."""
        found, asked = self.every, self.filters
        if asked.who:
            found = found.filter(who=asked.who)
        if asked.kind:
            found = found.filter(kind=asked.kind)
        if asked.policy:
            found = found.filter(policy=asked.policy)
        if asked.to:
            found = self._assigned(found, asked.to)
        for word in asked.q.split():
            found = found.filter(
                Q(buyer_name__icontains=word) | Q(buyer__icontains=word) | Q(invoice__icontains=word)
                | Q(reference__icontains=word) | Q(buyer__in=self._sought(word))
            )  # fmt: skip
        return found

    def _sought(self, word: str) -> QuerySet[Any]:
        """Buyers whose name and numbers have a word, in plain letters."""
        return AccountResult.objects.filter(reading=self.reading, sought__contains=folded(word)).values("buyer")

    def _assigned(self, found: QuerySet[Any], to: str) -> QuerySet[Any]:
        given = WorkState.objects.exclude(assigned_to=None)
        if to == "nobody":
            return found.exclude(identifier__in=given.values("identifier"))
        member = self.access.membership.pk if to == "me" else int(to)
        return found.filter(identifier__in=given.filter(assigned_to=member).values("identifier"))

    @cached_property
    def listed(self) -> QuerySet[Any]:
        """Those that the page lists, in order: of the folded sections, those that are open."""
        found = self.chosen.filter(is_snoozed=self.filters.snoozed)
        if not self.filters.snoozed:
            found = found.exclude(section__in=FOLDED.keys() - self.filters.opened)
        day = Case(When(section__in=[DATED, AHEAD], then=F("last_day")), default=Value(0), output_field=IntegerField())
        return found.order_by("section", day, F("stake").desc(nulls_last=True), "buyer_name", "pk")

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """How many each section has, what is put off aside."""
        rows = self.chosen.filter(is_snoozed=self.filters.snoozed).order_by().values("section")
        return {each["section"]: each["many"] for each in rows.annotate(many=Count("pk"))}

    @cached_property
    def snoozed(self) -> int:
        """How many are put off."""
        return self.chosen.filter(is_snoozed=True).count()

    def page(self, given: Mapping[str, Any]) -> Page[Any]:
        """The page of the list that an address asks for."""
        return page_of(self.listed, given, ROWS_A_PAGE)

    def item(self, identifier: str) -> WorkItem | None:
        """One of those the person sees, whatever the filters."""
        return self.every.filter(identifier=identifier).first()

    def next_after(self, identifier: str) -> str:
        """The one listed after another, the one before where it is the last; empty where it stands alone."""
        names: list[str] = list(self.listed.values_list("identifier", flat=True))
        if identifier not in names:
            return names[0] if names else ""
        place = names.index(identifier)
        return names[place + 1] if place + 1 < len(names) else names[place - 1] if place else ""

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """Kinds that there are, with how many of each."""
        rows = self.every.order_by("kind").values("kind").annotate(many=Count("pk"))
        return {each["kind"]: each["many"] for each in rows}


def kind_title(kind: str, language: Language) -> str:
    """What a kind of thing to do is called."""
    if kind in _OTHERS:
        return _OTHERS[kind].in_language(language)
    if kind in GRAVITY:
        return say(f"kind {kind}", language)
    return duty_text(kind).title.in_language(language)


@dataclass(frozen=True, slots=True)
class Worst:
    """What letting everything pass would cost, and what was lost: no invoice is counted twice."""

    coming: Cents
    """Cover lost within the next days if nothing is done."""
    by_who: tuple[tuple[Department, Cents], ...]
    """Who can save it, the most first."""
    steps: int
    """How many things save it."""
    lost: Cents
    by_kind: tuple[tuple[str, Cents], ...]
    """Duties missed that lost it, the costliest first."""
    uncovered: Cents
    """Cover that asking the insurer would bring, which no day ends."""


def worst(work: Work) -> Worst:
    """The worst case of all that a person sees, whatever the filters."""
    rows = work.every.order_by().values_list("section", "who", "kind", "stake", "more__share")
    who: dict[str, Cents] = {}
    kinds: dict[str, Cents] = {}
    steps = uncovered = 0
    for section, department, kind, stake, share in rows:
        if section == DATED and share:
            who[department] = who.get(department, 0) + share
            steps += 1
        elif section in {LATE, OVER} and share:
            kinds[kind] = kinds.get(kind, 0) + share
        elif section == ENDLESS and stake and kind in ASKED_OF_INSURER:
            uncovered += stake
    return Worst(
        coming=sum(who.values()),
        by_who=tuple((Department(name), cents) for name, cents in _most_first(who)),
        steps=steps,
        lost=sum(kinds.values()),
        by_kind=tuple(_most_first(kinds)),
        uncovered=uncovered,
    )


def _most_first(amounts: Mapping[str, Cents]) -> Sequence[tuple[str, Cents]]:
    return sorted(amounts.items(), key=lambda each: (-each[1], each[0]))
