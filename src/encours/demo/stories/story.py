"""What a story is: one hand-built buyer to whom one thing happens, and the invoice that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from encours.demo.stories.account import Account
from encours.facts.kinds import Fact

COVERED = "covered"
OVER_LIMIT = "over limit"
SUSPENDED = "suspended"
NOT_COVERED = "not covered"
OUTSIDE = "outside the policy"
NEEDS_INFORMATION = "needs information"

STATES = {
    COVERED: "couvert",
    OVER_LIMIT: "dépassement",
    SUSPENDED: "suspendu",
    NOT_COVERED: "non couvert",
    OUTSIDE: "hors police",
    NEEDS_INFORMATION: "information manquante",
}
"""Every state of a part of an open invoice, English then French."""

NOT_OWED = "not owed"
TOLD = {**STATES, NOT_OWED: "non dû"}
"""What a story may end in: a state, or a sale that is no receivable."""


@dataclass(frozen=True, slots=True)
class Story:
    """A buyer, what happens to it, and the state in which the story ends on 2026-06-30.

    ``title`` and ``tells`` are in English, then in French. ``opens`` is the invoice to ask about;
    ``states`` are those of its parts, the largest part first, or NOT_OWED alone where it is no receivable.
    """

    account: Account
    title: tuple[str, str]
    tells: tuple[str, str]
    opens: str
    states: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def buyer(self) -> str:
        """Code of the buyer."""
        return self.account.code


def story(
    account: Account,
    *facts: Fact,
    title: tuple[str, str],
    tells: tuple[str, str],
    opens: int | str,
    states: tuple[str, ...] | str,
) -> Story:
    """Story of an account; its registration is among the facts unless they bring their own."""
    registered = any(each.KIND.table == "buyers" for each in facts)
    return Story(
        account=account,
        title=title,
        tells=tells,
        opens=opens if isinstance(opens, str) else account.number(opens),
        states=(states,) if isinstance(states, str) else states,
        facts=facts if registered else (account.registered(), *facts),
    )
