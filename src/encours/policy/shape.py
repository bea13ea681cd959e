"""The shape of a policy file: which tables and keys there are, and which of them are needed.

Terms are not here: their names, units and bounds come from the wording. A shape is a data class, each field
with what its key must hold; every key at fault is told, not the first alone.
"""

# ruff: noqa: ANN401, RUF009 -- a constructor of fields stands for a value of any type, as dataclasses.field does

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, Final, TypeAlias, TypeVar

from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.refusal_words import nearest

LONGEST_TEXT: Final = 200
"""Characters of a name or another text of a policy."""

Amiss: TypeAlias = Iterator[tuple[Path, str]]
"""Each place, below the key, that does not hold what it must, with the kind of the fault."""


def a_text(written: object) -> Amiss:
    """What keeps a value from being a text."""
    if not isinstance(written, str):
        yield (), "string_type"
    elif len(written) > LONGEST_TEXT:
        yield (), "string_too_long"


def a_name(written: object) -> Amiss:
    """What keeps a value from being a text that says something."""
    if written == "":
        yield (), "string_too_short"
    else:
        yield from a_text(written)


def anything(_written: object) -> Amiss:
    """Nothing: whoever reads the value says what is wrong with it."""
    yield from ()


def a_table(written: object) -> Amiss:
    """What keeps a value from being a table."""
    if not isinstance(written, dict):
        yield (), "dict_type"


def a_flag(written: object) -> Amiss:
    """What keeps a value from being yes or no."""
    if not isinstance(written, bool):
        yield (), "bool_type"


def _texts(written: object) -> Amiss:
    yield from a_table(written)
    if isinstance(written, dict):
        for key, value in written.items():
            yield from _below(key, a_text(value))


def a_list(written: object) -> Amiss:
    """What keeps a value from being a list."""
    if not isinstance(written, list):
        yield (), "list_type"


def tables_of(written: object) -> Amiss:
    """What keeps a value from being a list of tables, one at least."""
    yield from a_list(written)
    if isinstance(written, list):
        if not written:
            yield (), "too_short"
        for number, value in enumerate(written):
            yield from _below(number, a_table(value))


def _below(key: str | int, found: Amiss) -> Amiss:
    for place, kind in found:
        yield (key, *place), kind


def key(holds: Callable[[object], Amiss], **default: Any) -> Any:
    """Key of a table: what it must hold, and what stands for it when it is not written."""
    return field(metadata={"holds": holds}, **default)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyShape:
    """The table `[policy]`; dates are checked apart, with words of their own."""

    name: str = key(a_name)
    insurer: str = key(a_name)
    wording: str = key(a_name)
    edition: str = key(a_text, default="")
    currency: str = key(a_name)
    period_start: object = key(anything)
    period_end: object = key(anything)
    number: str = key(a_text, default="")
    policyholder: str = key(a_text, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsementShape:
    """One of `[[endorsements]]`."""

    name: str = key(a_name)
    effective_on: object = key(anything)
    terms: dict[str, object] = key(a_table, default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityShape:
    """One of `[[entities]]`."""

    entity: str = key(a_name)
    name: str = key(a_text, default="")
    siren: str = key(a_text, default="")
    joined_on: object = key(anything, default=None)
    left_on: object = key(anything, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinsuranceShape:
    """One of `[[coinsurance]]`."""

    insurer: str = key(a_name)
    share: object = key(anything)
    leads: bool = key(a_flag, default=False)
    is_signed: bool = key(a_flag, default=True)
    has_failed: bool = key(a_flag, default=False)
    insured_percentage: object = key(anything, default=None)
    joined_on: object = key(anything, default=None)
    left_on: object = key(anything, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CessionShape:
    """One of `[[cessions]]`."""

    reinsurer: str = key(a_name)
    share: object = key(anything)
    insurer: str = key(a_text, default="")
    joined_on: object = key(anything, default=None)
    left_on: object = key(anything, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeShape:
    """The table `[programme]`."""

    name: str = key(a_name)
    company: str = key(a_text, default="")
    currency: str = key(a_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFileShape:
    """The tables of a policy file, each still to be read."""

    policy: dict[str, object] = key(a_table)
    zones: dict[str, object] = key(a_table, default_factory=dict)
    insured_buyers: dict[str, str] = key(_texts, default_factory=dict)
    excluded_buyers: dict[str, str] = key(_texts, default_factory=dict)
    entities: list[object] = key(a_list, default_factory=list)
    coinsurance: list[object] = key(a_list, default_factory=list)
    cessions: list[object] = key(a_list, default_factory=list)
    terms: dict[str, object] = key(a_table, default_factory=dict)
    endorsements: list[object] = key(a_list, default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFileShape:
    """The tables of a programme file, each still to be read."""

    programme: dict[str, object] = key(a_table)
    layers: list[dict[str, object]] = key(tables_of)


ShapeOf = TypeVar("ShapeOf")


def keys_of(shape: type[Any]) -> tuple[str, ...]:
    """Keys that the table of a shape may have, in order."""
    return tuple(each.name for each in fields(shape))


_TYPES: Final = {
    "string_type": Words("This must be a text, between quotes.", "Il faut ici un texte, entre guillemets."),
    "bool_type": Words("This must be true or false.", "Il faut ici true (oui) ou false (non)."),
    "string_too_short": Words("This text is empty.", "Ce texte est vide."),
    "string_too_long": Words("This text is longer than 200 characters.", "Ce texte dépasse 200 caractères."),
    "dict_type": Words("This must be a table of keys and values.", "Il faut ici une table de clés et de valeurs."),
    "list_type": Words("This must be a list, between square brackets.", "Il faut ici une liste, entre crochets."),
    "too_short": Words("This list is empty.", "Cette liste est vide."),
}


def shaped(
    shape: type[ShapeOf],
    written: object,
    path: Path,
    faults: Faults,
    *,
    elsewhere: Mapping[str, Words] | None = None,
    examples: Mapping[str, str] | None = None,
) -> ShapeOf | None:
    """Table in its shape, or None with every fault kept.

    `elsewhere` tells where a misplaced key belongs, `examples` how keys are written that no policy has.
    """
    by_example = {**_EXAMPLES, **(examples or {})}
    if not isinstance(written, dict):
        faults.refuse(Wrong("wrong_type", _TYPES["dict_type"], _instance(path, "dict_type", by_example)), path)
        return None
    found = tuple(_amiss(shape, written))
    for below, kind in found:
        _refuse((*path, *below), kind, faults, known=keys_of(shape), elsewhere=elsewhere or {}, examples=by_example)
    make: Callable[..., ShapeOf] = shape
    return None if found else make(**written)


def what_holds(shape: type[ShapeOf], written: object) -> ShapeOf:
    """A shape, none of whose keys is needed, filled by the keys of a table that hold what they must."""
    told = written if isinstance(written, dict) else {}
    make: Callable[..., ShapeOf] = shape
    made: type[Any] = shape
    return make(
        **{
            each.name: told[each.name]
            for each in fields(made)
            if each.name in told and not any(True for _ in each.metadata["holds"](told[each.name]))
        }
    )


def _amiss(shape: type[Any], written: Mapping[str, object]) -> Amiss:
    """Every fault of a table: of its keys in their order, then of those that it should not have."""
    for each in fields(shape):
        if each.name in written:
            holds: Callable[[object], Amiss] = each.metadata["holds"]
            yield from _below(each.name, holds(written[each.name]))
        elif _is_needed(each):
            yield (each.name,), "missing"
    for key in written:
        if key not in keys_of(shape):
            yield (key,), "unknown"


def _is_needed(key: Field[Any]) -> bool:
    return key.default is MISSING and key.default_factory is MISSING


def _refuse(
    place: Path,
    kind: str,
    faults: Faults,
    *,
    known: tuple[str, ...],
    elsewhere: Mapping[str, Words],
    examples: Mapping[str, str],
) -> None:
    if kind == "missing":
        faults.refuse_key(_missing(place, examples), place)
    elif kind == "unknown":
        faults.refuse_key(_unknown(str(place[-1]), known, elsewhere), place)
    else:
        code = "text_empty" if kind == "string_too_short" else "wrong_type"
        faults.refuse(Wrong(code, _TYPES[kind], _instance(place, kind, examples)), place)


def _missing(place: Path, examples: Mapping[str, str]) -> Wrong:
    key = str(place[-1])
    return Wrong(
        "key_missing",
        Words(f'"{key}" is missing here.', f"« {key} » manque ici."),
        Words(f"Add for instance: {examples[key]}", f"Ajoutez par exemple : {examples[key]}"),
    )


def _instance(place: Path, kind: str, examples: Mapping[str, str]) -> Words:
    """Example of what a table expects at a place."""
    known = [examples[part] for part in reversed(place) if isinstance(part, str) and part in examples]
    is_other_text = kind.startswith("string") and place[-1] not in examples
    example = '"..."' if is_other_text else (*known, "[policy]")[0]
    return Words(f"Write for instance: {example}", f"Écrivez par exemple : {example}")


def _unknown(key: str, known: tuple[str, ...], elsewhere: Mapping[str, Words]) -> Wrong:
    what = Words(f'"{key[:60]}" is not a key of this table.', f"« {key[:60]} » n'est pas une clé de cette table.")
    near = nearest(key, known)
    if key in elsewhere:
        hint = elsewhere[key]
    elif near is not None:
        hint = Words(f'Did you mean "{near}"?', f"Vouliez-vous dire « {near} » ?")
    else:
        listed = ", ".join(known)
        hint = Words(f"The keys here are: {listed}.", f"Les clés sont ici : {listed}.")
    return Wrong("key_unknown", what, hint)


_EXAMPLES: Final = {
    "name": 'name = "Whole turnover 2026"',
    "insurer": 'insurer = "Assureur Fictif SA"',
    "wording": 'wording = "whole turnover"',
    "currency": 'currency = "EUR"',
    "period_start": "period_start = 2026-01-01",
    "period_end": "period_end = 2026-12-31",
    "effective_on": "effective_on = 2026-04-01",
    "entity": 'entity = "FR01"',
    "edition": 'edition = "2026-01"',
    "number": 'number = "123456"',
    "policyholder": 'policyholder = "Exportations Fictives SAS"',
    "company": 'company = "Exportations Fictives SAS"',
    "siren": 'siren = "732829320"',
    "zones": "[zones]",
    "insured_buyers": "[insured_buyers]",
    "excluded_buyers": "[excluded_buyers]",
    "entities": "[[entities]]",
    "coinsurance": "[[coinsurance]]",
    "cessions": "[[cessions]]",
    "share": 'share = "60 %"',
    "reinsurer": 'reinsurer = "Réassureur Fictif SE"',
    "leads": "leads = true",
    "is_signed": "is_signed = false",
    "has_failed": "has_failed = true",
    "terms": "[terms]",
    "endorsements": "[[endorsements]]",
    "policy": "[policy]",
    "programme": "[programme]",
    "layers": "[[layers]]",
}
