"""What was agreed, laid out for the walk: terms of every layer resolved once, endorsements, suspensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import LayerMode, LimitKind, UnauthorisedExtension
from encours.clauses.vocabulary import FLAGS
from encours.cover.book.clocks import lay_clocks
from encours.cover.book.holders import Buyers
from encours.cover.book.settled import names_read
from encours.cover.structures import FIXED, structures
from encours.engine.book import Spans, Timeline, is_constant
from encours.engine.wording import Wording
from encours.facts.columns import Table
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.policy.table import Profile, Same, term_table, zones_of
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, UNSET, after

Column = NDArray[Any]

_STRUCTURE = FIXED["profiles"]

#: Key of `when` under which each kind of limit looks up its terms; what gives no room has no kind.
KIND_KEYS = {
    LimitKind.NAMED: "named",
    LimitKind.DISCRETIONARY: "discretionary",
    LimitKind.BLIND: "blind",
    LimitKind.TOP_UP: "top-up",
    LimitKind.REVERSE: "reverse",
}


def wide(policy: Policy, name: str) -> int:
    """A term that has one value for the whole policy."""
    return _wide(Same(policy), name)


@lru_cache(maxsize=512)
def _wide(same: Same[Policy], name: str) -> int:
    return resolve(same.it, name, {}, same.it.period_start)


@dataclass(frozen=True, slots=True)
class Profiles:
    """What terms may vary with, by buyer and day: a small number for each different face of a buyer."""

    faces: Sequence[tuple[Profile, ...]]
    records: Timeline


def profiles_of(programme: Programme, buyers: Buyers) -> Profiles:
    """Profiles of every buyer, in order of the day each version holds from."""
    faces: dict[tuple[Profile, ...], int] = {}
    zones = [zones_of(policy) for policy in programme.policies]
    nobody = tuple(zone(Profile("", "", "", "")) for zone in zones)
    table = buyers.table
    count = len(buyers)
    if not len(table):
        faces[nobody] = 0
        starts = np.arange(count, dtype=np.int64)
        columns = {"from_day": np.full(count, DAY_MISSING_STORED), "profile": np.zeros(count, np.int64)}
        columns |= dict.fromkeys(FLAGS, np.full(count, MISSING))
        return Profiles([nobody], Timeline.of(_STRUCTURE, columns, Spans(starts, starts + 1)))
    codes = table.texts["buyer"].translated(buyers.names)
    without = np.flatnonzero(buyers.version < 0)
    owner = np.concatenate((codes, without))
    from_day = np.concatenate((table.numbers["changed_on"], np.full(without.size, DAY_MISSING_STORED, np.int32)))
    numbers = np.zeros(owner.size, dtype=np.int32)
    texts = [table.texts[n] for n in ("buyer_class", "country", "sector", "buyer")]
    schedules = [p.terms for p in programme.policies] + [e.terms for p in programme.policies for e in p.endorsements]
    named = any("buyer" in value.keys for terms in schedules for value in terms.values())
    # Rows with the same texts have one face: it is made from the first of them.
    alike = [t.codes for t in (texts if named else texts[:3]) if not is_constant(t.codes)]
    first, of_row = _distinct(alike, len(table))
    own = [Profile(*(t[row] for t in texts)) for row in first.tolist()]
    numbered = [faces.setdefault(tuple(zone(face) for zone in zones), len(faces)) for face in own]
    numbers[: len(table)] = np.array(numbered, dtype=np.int32)[of_row]
    if without.size:
        numbers[len(table) :] = faces.setdefault(nobody, len(faces))
    order = np.lexsort((from_day, owner))
    columns = {"from_day": from_day[order], "profile": numbers[order]}
    columns |= {name: _flag(table, name, without.size)[order] for name in FLAGS}
    return Profiles(list(faces), Timeline.of(_STRUCTURE, columns, Spans.of(owner[order], count)))


def _flag(table: Table, name: str, unknown: int) -> Column:
    """A flag of each version of a buyer, then of buyers without one: 0, 1, or MISSING where nobody said."""
    stored = table.numbers[name.removesuffix("_buyer")].astype(np.int64)
    return np.concatenate((np.where(stored < 0, MISSING, stored), np.full(unknown, MISSING)))


def _distinct(columns: Sequence[Column], length: int) -> tuple[Column, Column]:
    """First row of each different combination, in order of first appearance, and of each row its combination."""
    if not columns:
        return np.zeros(1, np.int64), np.zeros(length, np.int64)
    _, first, of_row = np.unique(np.stack(columns), axis=1, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    return first[order], rank[of_row.reshape(-1)]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a programme says to buyers with these faces: its part of the `agreement` group, and its terms.

    Kept between books, so nobody writes into it. `matrix` holds the terms as the walk reads them, a row for each set.
    """

    agreement: Mapping[str, Any]
    terms: Mapping[str, Column]
    matrix: Column


def agreement_of(agreed: Agreed, programme: Programme, rates: Sequence[Fraction], view: View) -> dict[str, Any]:
    """The whole `agreement` group: what was agreed, and what hangs on a view's facts and rates."""
    suspensions = [suspensions_of(policy, view) for policy in programme.policies]
    return {
        **agreed.agreement,
        **suspension_columns(suspensions),
        "one_currency": int(all(rate == 1 for rate in rates)),
        "rate_numerator": np.array([r.numerator for r in rates], dtype=np.int64),
        "rate_denominator": np.array([r.denominator for r in rates], dtype=np.int64),
    }


def agreed_of(programme: Programme, profiles: Profiles, entities: Sequence[str], cause: str) -> Agreed:
    """What a programme says of a cause of loss to these buyers and entities; worked out once while it is the same."""
    return _agreed(Same(programme), tuple(profiles.faces), tuple(entities), cause)


@lru_cache(maxsize=32)
def _agreed(
    same: Same[Programme], faces: tuple[tuple[Profile, ...], ...], entities: tuple[str, ...], cause: str
) -> Agreed:
    programme = same.it
    wording = programme.primary.wording
    kinds = [KIND_KEYS.get(kind, "none") for kind in LimitKind]
    endorsements = max(len(p.endorsements) for p in programme.policies) + 1
    index = np.zeros((len(programme.policies), endorsements, len(faces), len(entities), len(kinds)), np.int32)
    values: dict[str, list[int]] = {name: [] for name in wording.row_terms}
    endorsed_from: list[list[int]] = []
    for layer, policy in enumerate(programme.policies):
        assert policy.wording is wording, "every layer of a programme stands on the same wording"
        own = [face[layer] for face in faces]
        table = term_table(policy, profiles=own, entities=entities, limit_kinds=kinds, cause=cause)
        found = np.array(table.index, dtype=np.int32) + len(values["period_start"])
        index[layer, : found.shape[0]] = found
        for name in wording.row_terms:
            values[name].extend(table.values[name])
        endorsed_from.append([DAY_MISSING_STORED, *(e.effective_on for e in policy.endorsements)])
    values, clocks = lay_clocks(wording, values)
    terms = {name: np.array(column, dtype=np.int64) for name, column in values.items()}
    agreement = {
        **clocks,
        **asked_of_the_walk(wording, terms, index, endorsed_from),
        "layers": len(programme.policies),
        "endorsements": endorsements,
        "profiles": len(faces),
        "entities": len(entities),
        "kinds": len(kinds),
        "endorsement_start": np.cumsum([0, *(len(days) for days in endorsed_from)]).astype(np.int64),
        "endorsed_from": np.array([day for days in endorsed_from for day in days], dtype=np.int64),
        "index": index.reshape(-1),
    }
    fields = structures(wording)["terms"].fields
    return Agreed(agreement, terms, np.column_stack([terms[name] for name in fields]))


#: Terms by which a layer's clocks run: layers that agree on them have the same stops of deliveries.
CLOCKS: Final = (
    "maximum_extension_period", "extension_starts", "extension_authority", "extension_effect", "overdue_restart",
    "cured_stop_forgotten_within", "stop_minimum_overdue",
)  # fmt: skip


#: Clocks of the steps of an unpaid invoice's file.
FILE_CLOCKS: Final = ("hand_over_deadline", "claim_declaration_deadline", "claim_filing_deadline")


def asked_of_the_walk(
    wording: Wording, terms: Mapping[str, Column], index: Column, endorsed_from: Sequence[Sequence[int]]
) -> dict[str, Any]:
    """What some row of the programme may ask of the walk: what none asks is not worked out.

    `index` are the places of terms, layer by layer; `own_clocks` tells which layers do not share those below.
    """
    clocks = np.stack([terms[name] for name in CLOCKS])
    own_clocks = [
        layer == 0 or endorsed_from[layer] != endorsed_from[layer - 1] or
        bool((clocks[:, index[layer]] != clocks[:, index[layer - 1]]).any())
        for layer in range(len(index))
    ]  # fmt: skip
    return {
        "asks_inception": int("overdue_at_inception" in names_read(wording)),
        "unsure_extension": int((terms["maximum_extension_period"] == MISSING).any()),
        "extension_stops": int((terms["unauthorised_extension"] == int(UnauthorisedExtension.BUYER)).any()),
        "minimums": int((terms["stop_minimum_overdue"] != UNSET).any()),
        "follows": int(((terms["follow_ratio"] != UNSET) | (terms["refused_buyer_limit"] != UNSET)).any()),
        "side_by_side": int((terms["layer_mode"] == int(LayerMode.PARI_PASSU)).any()),
        "own_clocks": np.array(own_clocks, dtype=np.int64),
        "asks_clocks": int(any((terms[name] != UNSET).any() for name in FILE_CLOCKS)),
    }


def suspensions_of(policy: Policy, view: View) -> list[tuple[int, int]]:
    """Days of suspension of a policy for a late declaration or premium: first day in, day of cure out.

    The insurer's registered letter starts the delay; the declaration or the payment ends the suspension. What names no
    policy suspends every one.
    """
    delay = wide(policy, "suspension_after_notice") if "suspension_after_notice" in policy.wording.terms else UNSET
    if delay == UNSET:
        return []
    found = []
    for kind, cured in (("turnover_declarations", "declared_on"), ("premium_payments", "paid_on")):
        table = view.table(kind)
        named = table.texts["policy"].texts() if "policy" in table.texts else [""] * len(table)
        notices, ends = table.numbers["notice_on"].tolist(), table.numbers[cured].tolist()
        for notice, done, own in zip(notices, ends, named, strict=True):
            if notice in {NEVER, DAY_MISSING_STORED} or own not in {"", policy.name}:
                continue
            begins = after(notice, delay) + 1
            if done > begins:
                found.append((begins, done))
    return sorted(found)


def suspension_columns(suspensions: Sequence[Sequence[tuple[int, int]]]) -> Mapping[str, Column]:
    """Suspensions of every layer, one after the other."""
    together = [each for layer in suspensions for each in layer]
    starts = np.cumsum([0, *(len(layer) for layer in suspensions)])
    return {
        "suspension_start": starts.astype(np.int64),
        "suspended_from": np.array([each[0] for each in together], dtype=np.int64),
        "suspended_to": np.array([each[1] for each in together], dtype=np.int64),
    }
