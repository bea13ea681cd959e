"""Entities that a term treats apart and the schedule does not insure: warnings, since facts may still add one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.refusal_words import after_nearest
from encours.policy.schedule import InsuredEntity


def warn_of_unlisted(
    terms: Mapping[str, object], path: Path, faults: Faults, *, entities: Sequence[InsuredEntity]
) -> None:
    """Keep a warning for each entity named under `when` that a schedule which lists its entities leaves out."""
    listed = [each.entity for each in entities]
    if not listed:
        return
    for name, place in _named(terms, path):
        if name not in listed:
            faults.warn(_unlisted(name, listed), place)


def _named(terms: Mapping[str, object], path: Path) -> Iterator[tuple[str, Path]]:
    """Every entity named under `when`, as it is written, with its place."""
    for term, written in terms.items():
        several = list(enumerate(written)) if isinstance(written, list) else [(-1, written)]
        for number, entry in several:
            when = entry.get("when") if isinstance(entry, dict) else None
            found = when.get("entity") if isinstance(when, dict) else None
            at = (*path, term, *(() if number < 0 else (number,)), "when", "entity")
            if isinstance(found, str):
                yield found, at
            elif isinstance(found, list):
                yield from ((each, (*at, place)) for place, each in enumerate(found) if isinstance(each, str))


def _unlisted(name: str, listed: Sequence[str]) -> Wrong:
    every = ", ".join(listed)
    hint = after_nearest(name, listed, Words(f"[[entities]] lists: {every}.", f"[[entities]] énumère : {every}."))
    return Wrong(
        "entity_not_listed",
        Words(
            f'The policy insures no entity "{name[:60]}": this entry would hold for no row.',
            f"La police n'assure pas d'entité « {name[:60]} » : cette entrée ne vaudrait pour aucune ligne.",
        ),
        hint,
    )
