"""The changes from one programme to another, each made alone on the first where that can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final, TypeVar

from encours.policy.difference import Difference, differences
from encours.policy.layers import OF_THE_PRIMARY
from encours.policy.matching import matcher
from encours.policy.schedule import InsuredEntity, Policy, Programme, TermValue
from encours.units import UNSET

_Value = TypeVar("_Value")

SILENT: Final = frozenset({"name", "number", "policyholder", "insurer"})
"""Points of a policy that no clause reads: they move no cover. Limits follow their layer, whatever its name."""
OF_THE_INSURERS: Final = frozenset({"coinsurance", "cessions"})
"""Tables that say which insurer pays what, and never what is insured."""
WITH_ALL: Final = frozenset({"wording", "edition", "currency"})
"""Points on which every term depends: they are told with the whole, and so is all that changes beside them."""

MODE: Final = "layer_mode"
"""How a layer stands above or beside the first: it changes with the layers or not at all."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a layer: its points, and the first programme with this change alone.

    `alone` is None where it cannot be made alone; `because` then says why: `layer`, `wording`, `currency`, `zone`,
    `period` or `conflict`. A change that no clause reads leaves the first programme as it is. What is read of the first
    layer for all of them is changed in all of them.
    """

    layer: int
    policy: str
    points: tuple[Difference, ...]
    alone: Programme | None
    because: str = ""


def changes(before: Programme, after: Programme) -> tuple[Change, ...]:
    """Every change between two programmes, layer against layer in their order.

    Layers of losses are counted after those of invoices of both programmes, so that no number stands for two.
    """
    invoices = max(len(before.policies), len(after.policies))
    return tuple(
        change
        for layer, (one, other) in enumerate(zip_longest(before.policies, after.policies))
        for change in _of_layer(before, layer, one, other)
    ) + tuple(
        change
        for layer, (one, other) in enumerate(zip_longest(before.of_losses, after.of_losses), invoices)
        for change in _of_losses(before, layer, one, other)
    )


def with_names_of(before: Programme, after: Programme) -> Programme:
    """The second programme, its layers called as those of the first: the limits of a layer follow it.

    Untouched where a name would then stand twice.
    """
    names = [each.name for each in before.policies][: len(after.policies)]
    names += [each.name for each in after.policies][len(names) :]
    above = [each.name for each in after.of_losses]
    if len({*names, *above}) < len(names) + len(above):
        return after
    renamed = (replace(each, name=name) for each, name in zip(after.policies, names, strict=True))
    return replace(after, policies=tuple(renamed))


def _of_layer(programme: Programme, layer: int, before: Policy | None, after: Policy | None) -> Iterator[Change]:
    if before is None or after is None:
        one = before or after
        assert one is not None, "a pair holds a policy"
        said = ("", one.name) if before is None else (one.name, "")
        yield Change(layer, one.name, (Difference(("layers", one.name), *said),), None, "layer")
        return
    found = differences(before, after)
    heads = {each.point[1] for each in found if each.point[0] == "policy"} & WITH_ALL
    because = "" if not heads else "currency" if heads == {"currency"} else "wording"
    for points in _together(found):
        table = points[0].point[0]
        if (
            table in OF_THE_INSURERS
            or (table == "policy" and points[0].point[1] in SILENT)
            or (layer and _is_of_the_primary(points[0].point))
        ):
            yield Change(layer, before.name, points, programme)
        elif because or any(MODE in each.point for each in points):
            yield Change(layer, before.name, points, None, because or "layer")
        else:
            yield _alone(programme, layer, before, after, points)


def _of_losses(programme: Programme, layer: int, before: Policy | None, after: Policy | None) -> Iterator[Change]:
    """Changes of a layer that takes losses: no invoice is covered otherwise."""
    if before is None or after is None:
        yield from (replace(each, alone=programme, because="") for each in _of_layer(programme, layer, before, after))
        return
    for points in _together(differences(before, after)):
        yield Change(layer, before.name, points, programme)


def _together(found: tuple[Difference, ...]) -> list[tuple[Difference, ...]]:
    """Points that are one change: those of one endorsement; the two ends of the period are two."""
    groups: dict[tuple[str, ...], list[Difference]] = {}
    for each in found:
        key = each.point[:2]
        groups.setdefault(key, []).append(each)
    return [tuple(group) for group in groups.values()]


def _alone(programme: Programme, layer: int, before: Policy, after: Policy, points: tuple[Difference, ...]) -> Change:
    made = _changed(before, after, points[0].point)
    if isinstance(made, str):
        return Change(layer, before.name, points, None, made)
    if _disagrees(made):
        return Change(layer, before.name, points, None, "conflict")
    policies = [*programme.policies[:layer], made, *programme.policies[layer + 1 :]]
    if _is_of_the_primary(points[0].point):
        policies[1:] = [_without(each, points[0].point) for each in policies[1:]]
    return Change(layer, before.name, points, replace(programme, policies=tuple(policies)))


def _is_of_the_primary(point: tuple[str, ...]) -> bool:
    """Whether a point is read of the first layer for all of them."""
    return point[0] in {"insured_buyers", "excluded_buyers", "entities"} or (
        point[0] == "terms" and point[1] in OF_THE_PRIMARY
    )


def _without(policy: Policy, point: tuple[str, ...]) -> Policy:
    """A layer that leaves to the first what it repeated of it."""
    if point[0] == "terms":
        return replace(policy, terms={name: value for name, value in policy.terms.items() if name != point[1]})
    if point[0] == "entities":
        return replace(policy, entities=())
    if point[0] == "insured_buyers":
        return replace(policy, insured_buyers={})
    return replace(policy, excluded_buyers={})


def _changed(before: Policy, after: Policy, point: tuple[str, ...]) -> Policy | str:
    """The first policy with one point of the second; or why that cannot be."""
    table, name = point[0], point[1]
    if table == "policy":
        start = after.period_start if name == "period_start" else before.period_start
        end = after.period_end if name == "period_end" else before.period_end
        return "period" if start > end else replace(before, period_start=start, period_end=end)
    if table == "zones":
        is_used = name in before.zones and name not in after.zones and name in _zones_named(before)
        return "zone" if is_used else replace(before, zones=_with(before.zones, after.zones, name))
    if table == "insured_buyers":
        return replace(before, insured_buyers=after.insured_buyers)
    if table == "excluded_buyers":
        return replace(before, excluded_buyers=_with(before.excluded_buyers, after.excluded_buyers, name))
    if table == "entities":
        return replace(before, entities=_entities(before, after, name))
    zones = {**after.zones, **before.zones}  # a zone that only the second has comes with the term that names it
    if table == "terms":
        return replace(before, zones=zones, terms=_with(before.terms, after.terms, name))
    assert table == "endorsements", f"no such table of a policy: {table}"
    kept = [each for each in before.endorsements if each.name != name]
    kept += [each for each in after.endorsements if each.name == name]
    return replace(before, zones=zones, endorsements=tuple(sorted(kept, key=lambda each: each.effective_on)))


def _with(before: Mapping[str, _Value], after: Mapping[str, _Value], name: str) -> dict[str, _Value]:
    found = {key: value for key, value in before.items() if key != name}
    return found if name not in after else {**found, name: after[name]}


def _entities(before: Policy, after: Policy, name: str) -> tuple[InsuredEntity, ...]:
    kept = [each for each in before.entities if each.entity != name]
    return (*kept, *(each for each in after.entities if each.entity == name))


def _values(policy: Policy) -> Iterator[TermValue]:
    for terms in (policy.terms, *(each.terms for each in policy.endorsements)):
        yield from terms.values()


def _zones_named(policy: Policy) -> set[str]:
    """Countries and zones that some term names."""
    return {name for value in _values(policy) for entry in value.entries for name in entry.when.get("country", ())}


def _disagrees(policy: Policy) -> bool:
    """Whether two entries of a term, told apart by a zone that moved, now disagree and are equally specific."""
    made = (matcher(value, zones=policy.zones, default=UNSET) for value in _values(policy))
    return any(each.conflict() is not None for each in made)
