"""One account of a Book as lists of Python integers, for the plain walk."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from encours.clauses.choices import Stage
from encours.clauses.clock_anchors import ClockAnchor
from encours.clauses.states import State
from encours.cover.events import ANY
from encours.cover.structures import FIXED, room_of_an_account, structures
from encours.engine.structures import HOLDER, Structure

if TYPE_CHECKING:
    from encours.cover.book import Book
    from encours.engine.book import Timeline

Groups = dict[str, Any]
NOBODY = -1
"""Number of no buyer."""


def account_of(book: Book, account: int, buyer: int = NOBODY) -> Groups:
    """The groups of columns of one account, as named tuples of lists, its places counted from zero.

    A buyer named is among those of the account, though no row be left of it.
    """
    held_in = structures(book.programme.primary.wording)
    start, stop = int(book.spans.start[account]), int(book.spans.stop[account])
    rows = {n: book.rows.column(n, start, stop).tolist() for n in held_in["rows"].fields}
    buyers = [account]
    if book.holders.grouped:
        buyers = buyers_of_account(rows["buyer"], buyer)
        rows["buyer"] = [buyers.index(buyer) for buyer in rows["buyer"]]
    layers = book.agreement["layers"]
    accounts = {n: [int(book.accounts.column(n, b, b + 1)[0]) for b in buyers] for n in held_in["accounts"].fields}
    lines = book.timelines
    entries = _spanned(lines["entries"], [account])
    entries["row"] = [r - start if r >= 0 else -1 for r in entries["row"]]
    entries["buyer"] = [buyers.index(b) if b in buyers else -1 for b in entries["buyer"]]
    moves = _spanned(lines["moves"], [account])
    moves["row"] = [r - start for r in moves["row"]]
    events = _spanned(lines["events"], buyers)
    events["row"] = [r if r < 0 else (r - start if start <= r < stop else ANY - 1) for r in events["row"]]
    found: dict[str, Mapping[str, Any]] = {
        "rows": rows,
        "accounts": accounts | {"start": [0], "stop": [stop - start]},
        "entries": entries,
        "moves": moves,
        "limits": _spanned(lines["limits"], [layer * book.account_count + account for layer in range(layers)]),
        "evidences": _spanned(lines["evidences"], [account]),
        "events": events,
        "profiles": _spanned(lines["profiles"], buyers),
        "agreement": {n: _listed(v) for n, v in book.agreement.items()} | {"accounts": 1, "rows": stop - start},
        "terms": _terms(book, held_in["terms"]),
        "scratch": scratch(stop - start, layers, len(moves["row"])),
        "out": out(stop - start, layers),
    }
    return {name: _shape(name, (*each.fields, *each.apart))(**found[name]) for name, each in held_in.items()}


def buyers_of_account(rows: list[int], buyer: int = NOBODY) -> list[int]:
    """Buyers of the rows of an account in the order they come, and one more where it is named."""
    return list(dict.fromkeys([*rows, buyer] if buyer >= 0 else rows))


def book_of(groups: Groups) -> Any:
    """The groups in their holder, as the walk is handed them."""
    return _shape(HOLDER, tuple(groups))(**groups)


@lru_cache(maxsize=64)
def _shape(name: str, fields: tuple[str, ...]) -> Any:
    return namedtuple(name, fields)  # noqa: PYI024  the fields are known only here


def _terms(book: Book, structure: Structure) -> Mapping[str, list[int]]:
    """Terms as lists, made once for a Book."""
    if not book.kept:
        book.kept.update({n: book.terms[:, i].tolist() for n, i in structure.number.items()})
    return book.kept


def _spanned(line: Timeline, owners: list[int]) -> dict[str, list[int]]:
    """A timeline's places of some owners, one owner after the other, counted from zero."""
    found: dict[str, list[int]] = {name: [] for name in (*line.fields, "start", "stop")}
    place = 0
    for owner in owners:
        first, last = int(line.start[owner]), int(line.stop[owner])
        found["start"].append(place)
        place += last - first
        found["stop"].append(place)
        for name in line.fields:
            found[name] += line.column(name, first, last).tolist()
    return found


def _listed(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def scratch(rows: int, layers: int, moves: int) -> dict[str, Any]:
    """Room for the walk's own figures about one account: by layer, and a stop for each row and each move."""
    room = room_of_an_account(rows, layers, moves)
    return {
        "rows": rows,
        **{name: [0] * room for name in FIXED["scratch"].fields},
        "cuts": [0] * len(State),
        "stage_used": [0] * len(Stage),
        "event_days": [0] * len(ClockAnchor),
    }


def out(rows: int, layers: int) -> dict[str, Any]:
    """Room for the walk's answers about one account."""
    row = ("open", "open_original", "outside", "suspended", "not_covered")
    layered = ("admitted", "insured", "cause", "until")
    return {
        "keep_parts": 1,
        **{name: [0] * rows for name in row},
        **{name: [0] * (rows * layers) for name in layered},
        "on_account": [0],
        "stopped_since": [0] * layers,
        "next_stop": [0] * layers,
    }
