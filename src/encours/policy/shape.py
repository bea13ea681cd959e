"""The shape of a policy file: which tables and keys there are, and which of them are needed.

Terms are not here: their names, units and bounds come from the wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.refusal_words import nearest

Name = Annotated[str, Field(min_length=1, max_length=200)]
OptionalText = Annotated[str, Field(max_length=200)]


class Shape(BaseModel):
    """A table with exactly these keys; dates are checked apart, with words of their own."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class PolicyShape(Shape):
    """The table `[policy]`."""

    name: Name
    insurer: Name
    wording: Name
    edition: OptionalText = ""
    currency: Name
    period_start: object
    period_end: object
    number: OptionalText = ""
    policyholder: OptionalText = ""


class EndorsementShape(Shape):
    """One of `[[endorsements]]`."""

    name: Name
    effective_on: object
    terms: dict[str, object] = {}


class EntityShape(Shape):
    """One of `[[entities]]`."""

    entity: Name
    name: OptionalText = ""
    siren: OptionalText = ""
    joined_on: object = None
    left_on: object = None


class ProgrammeShape(Shape):
    """The table `[programme]`."""

    name: Name
    company: OptionalText = ""
    currency: Name


class PolicyFileShape(Shape):
    """The tables of a policy file, each still to be read."""

    policy: dict[str, object]
    zones: dict[str, object] = {}
    excluded_buyers: dict[str, OptionalText] = {}
    entities: list[object] = []
    terms: dict[str, object] = {}
    endorsements: list[object] = []


class ProgrammeFileShape(Shape):
    """The tables of a programme file, each still to be read."""

    programme: dict[str, object]
    layers: Annotated[list[dict[str, object]], Field(min_length=1)]


ShapeOf = TypeVar("ShapeOf", bound=Shape)

_TYPES: Final = {
    "string_type": Words("This must be a text, between quotes.", "Il faut ici un texte, entre guillemets."),
    "string_too_short": Words("This text is empty.", "Ce texte est vide."),
    "string_too_long": Words("This text is longer than 200 characters.", "Ce texte dépasse 200 caractères."),
    "dict_type": Words(
        "This must be a table of keys and values.", "Il faut ici une table de clés et de valeurs."
    ),
    "list_type": Words(
        "This must be a list, between square brackets.", "Il faut ici une liste, entre crochets."
    ),
    "too_short": Words("This list is empty.", "Cette liste est vide."),
}
_ANY_OTHER: Final = Words("This is not what is expected here.", "Ce n'est pas ce qui est attendu ici.")


def shaped(
    shape: type[ShapeOf],
    written: object,
    path: Path,
    faults: Faults,
    *,
    elsewhere: Mapping[str, Words] | None = None,
) -> ShapeOf | None:
    """Table in its shape, or None with every fault kept; `elsewhere` tells where a misplaced key belongs."""
    if not isinstance(written, dict):
        faults.refuse(Wrong("wrong_type", _TYPES["dict_type"], _instance(path, "dict_type")), path)
        return None
    try:
        return shape.model_validate(written)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False, include_input=False):
            place = (*path, *each["loc"])
            if each["type"] == "missing":
                faults.refuse_key(_missing(place), place)
            elif each["type"] == "extra_forbidden":
                faults.refuse_key(_unknown(str(place[-1]), tuple(shape.model_fields), elsewhere or {}), place)
            else:
                code = "text_empty" if each["type"] == "string_too_short" else "wrong_type"
                what = _TYPES.get(each["type"], _ANY_OTHER)
                faults.refuse(Wrong(code, what, _instance(place, each["type"])), place)
        return None


def _missing(place: Path) -> Wrong:
    key = str(place[-1])
    return Wrong(
        "key_missing",
        Words(f'"{key}" is missing here.', f"« {key} » manque ici."),
        Words(f"Add for instance: {_EXAMPLES[key]}", f"Ajoutez par exemple : {_EXAMPLES[key]}"),
    )


def _instance(place: Path, kind: str) -> Words:
    """Example of what a table expects at a place."""
    known = [_EXAMPLES[part] for part in reversed(place) if isinstance(part, str) and part in _EXAMPLES]
    is_other_text = kind.startswith("string") and place[-1] not in _EXAMPLES
    example = '"..."' if is_other_text else (*known, "[policy]")[0]
    return Words(f"Write for instance: {example}", f"Écrivez par exemple : {example}")


def _unknown(key: str, known: tuple[str, ...], elsewhere: Mapping[str, Words]) -> Wrong:
    what = Words(
        f'"{key[:60]}" is not a key of this table.', f"« {key[:60]} » n'est pas une clé de cette table."
    )
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
    "excluded_buyers": "[excluded_buyers]",
    "entities": "[[entities]]",
    "terms": "[terms]",
    "endorsements": "[[endorsements]]",
    "policy": "[policy]",
    "programme": "[programme]",
    "layers": "[[layers]]",
}
