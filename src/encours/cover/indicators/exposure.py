"""Encours by buyer, group, country, sector, entity or currency, with the limits that stand against it.

Rows add up by their own key. A limit is held by whom it covers: one that stands against a single line is that line's;
one that several lines share is told in each of them apart, and counts once in the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from encours.clauses.choices import Stage
from encours.clauses.states import State
from encours.cover.result import uninsured
from encours.units import Cents


class By(Enum):
    """What a line gathers; a buyer of no group stands alone among the groups."""

    BUYER = "buyer"
    GROUP = "group"
    COUNTRY = "country"
    SECTOR = "sector"
    ENTITY = "entity"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class ExposedRow:
    """What is open of one document, in the policy's currency; orders in hand are owed by nobody yet.

    Whatever tells what a buyer owes may be made of such rows: invoices, or a balance by age alone.
    """

    buyer: str
    entity: str
    currency: str
    stage: Stage
    open: Cents
    parts: Mapping[State, Cents]
    is_overdue: bool = False
    is_discounted: bool = False
    is_judged: bool = True
    """Whether clauses could say anything of it: not of a balance by age alone, whose invoices nobody knows."""


@dataclass(frozen=True, slots=True)
class Held:
    """A limit and the buyers it stands against; `limit` is None where nobody can tell it.

    `entity` is the insured entity that has it alone, else empty. An own limit has no room: it is not a cover.
    """

    buyers: tuple[str, ...]
    limit: Cents | None
    room: Cents = 0
    entity: str = ""


@dataclass(frozen=True, slots=True)
class _Sums:
    """A line while it is added up: what it holds grows."""

    buyers: set[str] = field(default_factory=set)
    amounts: dict[str, Cents] = field(default_factory=dict)
    parts: dict[State, Cents] = field(default_factory=lambda: dict.fromkeys(State, 0))

    def add(self, name: str, cents: Cents) -> None:
        self.amounts[name] = self.amounts.get(name, 0) + cents


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """One line, in minor units of the policy's currency.

    `limit`, `own_limit` and `room` stand against this line alone; `shared_limit`, `shared_own_limit` and `shared_room`
    against it and others. `unknown_limits` counts those that nobody can tell. `discounted` is part of what is invoiced,
    `credits` is not deducted from anything. `not_judged` is owed, and nobody can tell whether it is covered: it is
    neither covered nor uninsured, and its part lacks information.
    """

    key: str
    buyers: int
    invoiced: Cents
    delivered: Cents
    overdue: Cents
    discounted: Cents
    orders: Cents
    credits: Cents
    parts: Mapping[State, Cents]
    limit: Cents
    shared_limit: Cents
    own_limit: Cents
    shared_own_limit: Cents
    room: Cents
    shared_room: Cents
    unknown_limits: int
    not_judged: Cents = 0

    @property
    def outstanding(self) -> Cents:
        """What is owed: invoices, and deliveries to be invoiced."""
        return self.invoiced + self.delivered

    @property
    def covered(self) -> Cents:
        """Carried by the layers within limits, before percentages (encours garanti)."""
        return self.parts[State.COVERED]

    @property
    def uninsured(self) -> Cents:
        """What no layer carries, whatever the reason, of what was judged."""
        return uninsured(self.parts) - self.not_judged

    def kept_out(self, state: State) -> Cents:
        """What of the uninsured is in one state: that part, less what was not judged."""
        return self.parts[state] - (self.not_judged if state is State.NEEDS_INFORMATION else 0)


@dataclass(frozen=True, slots=True)
class Exposure:
    """Lines, the most uninsured first, and their total, in which each limit counts once.

    `apart` are the limits, own limits and rooms that stand against several lines, or against none.
    """

    by: By
    lines: tuple[ExposureLine, ...]
    total: ExposureLine
    apart: ExposureLine


KeyOf = Callable[[str], str]
"""Key of a buyer."""


def exposure(
    by: By,
    rows: Sequence[ExposedRow],
    *,
    key_of: KeyOf,
    credits_of: Mapping[str, Cents],
    limits: Iterable[Held],
    own_limits: Iterable[Held],
) -> Exposure:
    """Exposure by a key; `credits_of` tells the credits of each buyer, or of each key where rows have their own."""
    sums: dict[str, _Sums] = {}
    keys_of_buyer: dict[str, set[str]] = {}
    total, apart = _Sums(), _Sums()

    def line(key: str) -> _Sums:
        return sums.setdefault(key, _Sums())

    for row in rows:
        key = row.entity if by is By.ENTITY else row.currency if by is By.CURRENCY else key_of(row.buyer)
        keys_of_buyer.setdefault(row.buyer, set()).add(key)
        for each in (line(key), total):
            _add_row(each, row)
    is_by_row = by in {By.ENTITY, By.CURRENCY}
    for owner, cents in credits_of.items():
        for each in (line(owner if is_by_row else key_of(owner)), total):
            each.add("credits", cents)
    for name, held in (("limit", limits), ("own_limit", own_limits)):
        for one in held:
            if by is By.ENTITY and one.entity:
                keys = {one.entity}
            elif is_by_row:
                keys = set().union(*(keys_of_buyer.get(buyer, set()) for buyer in one.buyers))
            else:
                keys = {key_of(buyer) for buyer in one.buyers}
            _hold(name, one, [line(key) for key in sorted(keys)], total, apart)
    ordered = sorted((_line(key, each) for key, each in sums.items()), key=_order)
    return Exposure(by, tuple(ordered), _line("", total), _line("", apart))


def _order(each: ExposureLine) -> tuple[Cents, Cents, Cents, str]:
    return -each.uninsured, -each.outstanding, -each.limit, each.key


def _add_row(sums: _Sums, row: ExposedRow) -> None:
    sums.buyers.add(row.buyer)
    if row.stage is Stage.ORDER:
        sums.add("orders", row.open)
        return
    sums.add("delivered" if row.stage is Stage.DELIVERED else "invoiced", row.open)
    sums.add("overdue", row.open if row.is_overdue else 0)
    sums.add("discounted", row.open if row.is_discounted else 0)
    sums.add("not_judged", 0 if row.is_judged else row.open)
    for state, part in row.parts.items():
        sums.parts[state] += part


def _hold(name: str, held: Held, lines: Sequence[_Sums], total: _Sums, apart: _Sums) -> None:
    """Put a limit in its line, or, where several lines share it, in each of them as shared and once apart."""
    is_one = len(lines) == 1
    if held.limit is None:
        for each in (*lines, total, *(() if is_one else (apart,))):
            each.add("unknown_limits", 1)
    for each, prefix in (*((one, "" if is_one else "shared_") for one in lines), (total, "")):
        each.add(prefix + name, held.limit or 0)
        each.add(prefix + "room", held.room)
    if not is_one:
        apart.add(name, held.limit or 0)
        apart.add("room", held.room)


def _line(key: str, sums: _Sums) -> ExposureLine:
    told = sums.amounts.get
    return ExposureLine(
        key=key,
        buyers=len(sums.buyers),
        invoiced=told("invoiced", 0),
        delivered=told("delivered", 0),
        overdue=told("overdue", 0),
        discounted=told("discounted", 0),
        orders=told("orders", 0),
        credits=told("credits", 0),
        parts=sums.parts,
        limit=told("limit", 0),
        shared_limit=told("shared_limit", 0),
        own_limit=told("own_limit", 0),
        shared_own_limit=told("shared_own_limit", 0),
        room=told("room", 0),
        shared_room=told("shared_room", 0),
        unknown_limits=told("unknown_limits", 0),
        not_judged=told("not_judged", 0),
    )
