"""How a kind of fact is described: its fields, their units, and what an empty cell means.

A kind is a frozen data class whose fields are made by the constructors of this file, one per unit
(``text_field``, ``day_field``, ``amount_field`` ...), each with one sentence in English and one in French.
A field without ``default`` is required. What readers, columns, views and documentation need to know is
read from here; nothing is said twice.
"""

# ruff: noqa: ANN401, RUF009 -- a constructor of fields stands for a value of any type, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, ClassVar, TypeVar, dataclass_transform

from encours.units import MISSING, NEVER, Day, Flag

_FactType = TypeVar("_FactType", bound="Fact")
_REQUIRED: Any = object()


class Quantity(Enum):
    """What a field holds; the value is the word used in documentation."""

    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"
    CENTS = "cents"
    BASIS_POINTS = "basis points"
    COUNT = "count"
    INTEGER = "integer"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class FactField:
    """One field of a kind: name, unit, meaning, and what stands in an empty cell.

    ``default`` is what an empty cell means (for a day, ``MISSING`` where it is unknown and ``NEVER`` where
    it has not happened). ``event`` tells a day that may still lie ahead of the day a question is asked
    for: a view shows it as ``NEVER`` until it has come. ``decimal`` names the exact decimal that two
    integer fields (its numerator, then its denominator) hold together.
    """

    name: str
    quantity: Quantity
    en: str
    fr: str
    required: bool
    default: str | int
    event: bool = False
    choices: tuple[str, ...] = ()
    decimal: str = ""

    def code(self, value: str) -> int:
        """Position of a choice in the closed list; -1 for the empty text."""
        return self.choices.index(value) if value else -1


def _field(quantity: Quantity, en: str, fr: str, default: Any, empty: Any, **more: Any) -> Any:
    described = {"quantity": quantity, "en": en, "fr": fr, "required": default is _REQUIRED, **more}
    if default is _REQUIRED:
        return field(metadata={"fact": {"default": empty, **described}})
    return field(default=default, metadata={"fact": {"default": default, **described}})


def text_field(en: str, fr: str, *, default: str = _REQUIRED) -> Any:
    """Text field; empty when absent."""
    return _field(Quantity.TEXT, en, fr, default, "")


def choice_field(en: str, fr: str, *, choices: tuple[str, ...], default: str = _REQUIRED) -> Any:
    """Field over a closed list of words; empty when absent and no default is given."""
    return _field(Quantity.CHOICE, en, fr, default, "", choices=choices)


def day_field(en: str, fr: str, *, default: Day = _REQUIRED) -> Any:
    """Day that a view never hides: that of the fact itself, or one agreed ahead (a due date, an expiry)."""
    return _field(Quantity.DAY, en, fr, default, MISSING)


def event_field(en: str, fr: str, *, default: Day) -> Any:
    """Day of something that may not have happened yet when the question is asked."""
    return _field(Quantity.DAY, en, fr, default, default, event=True)


def allocation_field(*, default: Day) -> Any:
    """Day until which money stood on the account, whatever it names; a view shows it so until then."""
    return event_field(
        "Day it was allocated to what it names, or given back where it names nothing; on account until then.",
        "Jour où il a été affecté à ce qu'il cite, ou rendu s'il ne cite rien ; en acompte jusque-là.",
        default=default,
    )


def amount_field(en: str, fr: str, *, default: int = _REQUIRED) -> Any:
    """Amount in minor units of the currency of the fact."""
    return _field(Quantity.CENTS, en, fr, default, MISSING)


def percentage_field(en: str, fr: str, *, default: int = _REQUIRED) -> Any:
    """Percentage in basis points."""
    return _field(Quantity.BASIS_POINTS, en, fr, default, MISSING)


def count_field(en: str, fr: str, *, default: int = _REQUIRED) -> Any:
    """Small whole number."""
    return _field(Quantity.COUNT, en, fr, default, MISSING)


def integer_field(en: str, fr: str, *, decimal: str, default: int = _REQUIRED) -> Any:
    """Numerator or denominator of an exact decimal, written in files under the name ``decimal``."""
    return _field(Quantity.INTEGER, en, fr, default, MISSING, decimal=decimal)


def flag_field(en: str, fr: str, *, default: Flag = _REQUIRED) -> Any:
    """Yes (1), no (0), or ``MISSING`` when nobody said."""
    return _field(Quantity.FLAG, en, fr, default, MISSING)


@dataclass(frozen=True, slots=True)
class Kind:
    """Description of one kind of fact, and of the table that keeps it.

    ``on`` names the fields that date the fact, the first one known winning; with none known, or none named,
    the fact has always held. ``known`` names the field that tells when the fact was learnt where that is not
    ``on``. ``owner`` is set for a fact that names no buyer but a fact that does: (its field, the other
    table, the field named there). ``key`` names the fields by which two files
    mean the same thing.
    """

    table: str
    fact: type[Fact]
    en: str
    fr: str
    on: tuple[str, ...]
    known: tuple[str, ...]
    fields: tuple[FactField, ...]
    owner: tuple[str, str, str] | None
    key: tuple[str, ...]
    names: tuple[str, ...] = field(init=False, repr=False)
    """Names of the fields in the order of a file's columns, the common ones last."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(each.name for each in self.fields))

    def __hash__(self) -> int:
        # What is remembered of each kind is asked for at every cell of a heading: hashing every field would cost most.
        return hash(self.table)

    def field(self, name: str) -> FactField:
        """Field of that name; a wrong name is a mistake of the program."""
        found = [each for each in self.fields if each.name == name]
        assert found, f"{self.table} has no field {name}"
        return found[0]

    @property
    def has_buyer(self) -> bool:
        """Whether a fact of this kind names the buyer whose account it belongs to."""
        return "buyer" in self.names

    def first_known(self, names: tuple[str, ...], fact: Fact) -> Day:
        """First of these days that is known, ``NEVER`` where it is known only that none came, or ``MISSING``."""
        values = [getattr(fact, name) for name in names]
        return next((v for v in values if v not in {MISSING, NEVER}), NEVER if NEVER in values else MISSING)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False, match_args=False)
class Fact:
    """Something that happened, with the day it happened, the day we learnt it, and where it comes from.

    Never edited: a correction is a new fact that names the old one in ``corrects``.
    """

    KIND: ClassVar[Kind]

    fact_id: str = text_field(
        "Unique name of the fact; its source when empty.",
        "Nom unique du fait ; sa source s'il est vide.",
        default="",
    )
    known: Day = day_field(
        "Day we learnt it; the day it happened when empty.",
        "Jour où nous l'avons appris ; le jour où il est survenu si la case est vide.",
        default=MISSING,
    )
    source: str = text_field(
        "Where it comes from: file and row, user, connector.",
        "D'où il vient : fichier et ligne, utilisateur, connecteur.",
        default="",
    )
    corrects: str = text_field(
        "Name of the fact that this one replaces.", "Nom du fait que celui-ci remplace.", default=""
    )
    void: Flag = flag_field(
        "Yes when the corrected fact never happened.",
        "Oui si le fait corrigé n'a jamais eu lieu.",
        default=0,
    )
    assumption: str = text_field(
        "Name of the assumption that supplied a value.",
        "Nom de l'hypothèse qui a fourni une valeur.",
        default="",
    )

    def __post_init__(self) -> None:
        if not self.fact_id and self.source:
            object.__setattr__(self, "fact_id", self.source)
        if self.known == MISSING:
            object.__setattr__(self, "known", self.KIND.first_known(self.KIND.known, self))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((self.KIND.table, self._values()))

    def __repr__(self) -> str:
        """Every field that says something, as one would write the fact; two facts alike print alike."""
        said = [
            f"{each.name}={value!r}"
            for each, value in zip(self.KIND.fields, self._values(), strict=True)
            if each.required or value != each.default
        ]
        return f"{type(self).__name__}({', '.join(said)})"

    def _values(self) -> tuple[str | int, ...]:
        return tuple(getattr(self, each.name) for each in self.KIND.fields)

    @property
    def happened_on(self) -> Day:
        """Day the fact happened, or ``MISSING`` for one that has always held."""
        return self.KIND.first_known(self.KIND.on, self)


COMMON: tuple[str, ...] = tuple(each.name for each in fields(Fact))
"""Names of the fields every kind has."""


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(
        text_field,
        choice_field,
        day_field,
        event_field,
        allocation_field,
        amount_field,
        percentage_field,
        count_field,
        integer_field,
        flag_field,
    ),
)
def fact(
    table: str,
    *,
    on: tuple[str, ...],
    key: tuple[str, ...],
    en: str,
    fr: str,
    known: tuple[str, ...] = (),
    owner: tuple[str, str, str] | None = None,
) -> Any:
    """Make a class a kind of fact, kept in that table, dated by the first known of the ``on`` fields."""

    def decorate(described: type[_FactType]) -> type[_FactType]:
        # Comparison and printing are those of Fact: making them for each kind would double the import.
        made = dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False, match_args=False)(described)
        own = [each for each in fields(made) if each.name not in COMMON]
        common = [each for each in fields(made) if each.name in COMMON]
        made.KIND = Kind(
            table=table,
            fact=made,
            en=en,
            fr=fr,
            on=on,
            known=known or on,
            fields=tuple(FactField(name=each.name, **each.metadata["fact"]) for each in own + common),
            owner=owner,
            key=key,
        )
        return made

    return decorate
