"""Why the limit of a delivery is not that of the last decision: an order in hand, a raise, an expiry, a cut."""

from __future__ import annotations

from typing import Final

from encours.clauses.choices import Outcome
from encours.cover.book import Book
from encours.cover.result import Decisions
from encours.explain.values import day
from encours.explain.words import say
from encours.units import Day, widen_day
from encours.units.show import Language

CUTS: Final = frozenset({int(Outcome.REDUCED), int(Outcome.WITHDRAWN), int(Outcome.REFUSED)})
IN_HAND: Final = frozenset({int(Outcome.REDUCED), int(Outcome.WITHDRAWN)})
"""Decisions that an order in hand survives, where the policy says so."""


class LimitReason:
    """The decisions of one account and layer, and what they say of one delivery."""

    def __init__(self, book: Book, account: int, layer: int, language: Language) -> None:
        limits = book.timelines["limits"]
        owner = layer * book.account_count + account
        first, last = int(limits.start[owner]), int(limits.stop[owner])
        self.outcomes: list[int] = limits.column("outcome", first, last).tolist()
        self.days: dict[str, list[Day]] = {
            name: [widen_day(int(each)) for each in limits.column(name, first, last).tolist()]
            for name in ("decided_on", "effective_on", "expires_on")
        }
        self.as_of, self.language = book.as_of, language

    def sentence(self, decisions: Decisions, *, ordered: Day, delivered: Day, amount: str) -> str:
        """Why the limit of an amount stands; empty where it is that of the last decision, or no decision gives it."""
        stands, latest = decisions.stands, decisions.latest
        if stands < 0:
            return ""
        if stands > latest:
            return self._say("raise", stands, amount=amount)
        if stands < latest:
            is_over = delivered > self.days["expires_on"][latest]
            if self.outcomes[latest] in IN_HAND and not is_over:
                return self._say("order in hand", latest, amount=amount, ordered=day(ordered, self.language))
            return self._say("expired", latest, amount=amount)
        today = max((place for place, each in enumerate(self.days["effective_on"]) if each <= self.as_of), default=-1)
        if today > latest and self.outcomes[today] in CUTS:
            return self._say("before the cut", today, amount=amount)
        return ""

    def _say(self, key: str, place: int, **told: str) -> str:
        days = {name: day(each[place], self.language) for name, each in self.days.items()}
        outcome = Outcome.numbered(self.outcomes[place]).english
        known = f"limit {outcome}"
        cut = say(known, self.language) if self.outcomes[place] in CUTS else ""
        return say(f"limit {key}", self.language, cut=cut, **days, **told)
