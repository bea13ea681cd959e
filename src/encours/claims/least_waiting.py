"""The least time that a policy waits before an invoice is lost: what tells early which buyers may have failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from encours.clauses.lose.anchors import OF_THE_BUYER, Anchor
from encours.policy.schedule import Policy, TermValue
from encours.units import NEVER, UNSET, Day, Days
from encours.units.spans import span_parts


def waits(policy: Policy) -> bool:
    """Whether a policy waits for any cause of loss at all, proceedings aside."""
    return any(True for _ in _waited(policy))


@dataclass(frozen=True, slots=True)
class LeastWaiting:
    """Days that pass at least before an invoice is lost: from its due date, or from its issue or delivery.

    None of them counts from where no waiting period of the policy does.
    """

    from_due_date: Days | None
    from_the_sale: Days | None

    def ends(self, due: Day, issued: Day, delivered: Day, *, is_moved: bool) -> Day:
        """First day on which an invoice may be lost; a day nobody knows may be any.

        A due date that was moved is waited from as it is moved, which may be earlier: the sale then is what counts.
        """
        sale = min(issued, delivered)
        due = min(due, sale) if is_moved else due
        ends = [] if self.from_the_sale is None else [sale + self.from_the_sale]
        if self.from_due_date is not None:
            ends.append(due + self.from_due_date)
        return min(ends, default=NEVER)


def least_waiting(policy: Policy) -> LeastWaiting:
    """The least time before a loss under a policy; none where an event that may be older is waited from."""
    values = list(_waited(policy))
    if any(anchor in OF_THE_BUYER or anchor == Anchor.POLITICAL_EVENT for anchor, _ in values):
        return LeastWaiting(None, -NEVER)
    due = [value for anchor, value in values if anchor in {Anchor.DUE_DATE, Anchor.EXTENSION_END}]
    others = [value for anchor, value in values if anchor not in {Anchor.DUE_DATE, Anchor.EXTENSION_END}]
    return LeastWaiting(_least(due), _least(others))


def _least(values: Sequence[TermValue]) -> Days | None:
    spans = [span_parts(entry.value) for value in values for entry in value.entries if entry.value != UNSET]
    return min((each.days + 28 * each.months for each in spans), default=None)


def _waited(policy: Policy) -> Iterator[tuple[Anchor, TermValue]]:
    """Each event that a policy waits from, with the period that it writes, its endorsements included."""
    for anchor in Anchor:
        for endorsement in range(len(policy.endorsements) + 1):
            value = policy.value_of(anchor.term, endorsement)
            if value is not None:
                yield anchor, value
