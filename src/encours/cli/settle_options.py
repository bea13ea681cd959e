"""Amounts, terms and figures of the year told as options of `encours settle`, as the document a file would hold."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from encours.policy.faults import NOTHING, Fault, Place, Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path, Places
from encours.policy.quantities import CHECK_THE_FIGURE

OF_THE_LOSS: Final = (
    "debt", "loss", "proceeds", "interest", "costs", "limit", "percentage", "limit_kind", "cause", "country",
    "day_of_loss",
)  # fmt: skip
"""Options that tell of one loss, each under the same name as in a file."""
OF_THE_YEAR: Final = ("sales", "minimum_premium", "premium_paid")
AMOUNTS: Final = ("debt", "loss", "proceeds", "interest", "costs", "limit", "percentage", "limit_kind")
"""Options that tell what a ledger tells of its own."""
CHAIN: Final = "indemnity_chain"

CHECK_THE_OPTION: Final = Words("Check the figure of the option.", "Vérifiez le chiffre de l'option.")
"""What to do where the figure out of bounds is on the command line."""

Told = dict[Path, tuple[str, str, int]]
"""By the path of a value: the option, what is written there, and where the value begins in it."""


@dataclass(frozen=True, slots=True)
class OptionPlaces(Places):
    """Where values stand: in an option of the command line, else in the text."""

    told: Told

    def of_value(self, path: Path) -> Place:
        """Place of a value: its option, else where the text has it, or what is around it."""
        if path in self.told:
            option, written, start = self.told[path]
            return Place(option, 0, start + 1, max(1, len(written) - start), written)
        return Places.of_value(self, path)

    def of_key(self, path: Path) -> Place:
        """Place of a key: that of its value, where an option tells it."""
        if path in self.told and (start := self.told[path][2]):
            option, written, _ = self.told[path]
            return Place(option, 0, 1, max(1, start - 1), written)
        return self.of_value(path) if path in self.told else Places.of_key(self, path)

    def at(self, line: int, column: int) -> Place:
        """Place of a character; on a command line without a text, the command."""
        if not self.text:
            return Place("encours settle", 0, 1, 1, "…")
        return Places.at(self, line, column)


class OptionFaults(Faults):
    """Faults of a text and of the options told beside it; each says where its figure is to be checked."""

    def __init__(self, places: OptionPlaces) -> None:
        super().__init__(places)
        self.told = places.told

    def refuse(self, wrong: Wrong, path: Path, *, subject: Words = NOTHING, also: Path | None = None) -> None:
        """Keep an error about the value at a path."""
        if path in self.told:
            english = wrong.hint.english.replace(CHECK_THE_FIGURE.english, CHECK_THE_OPTION.english)
            french = wrong.hint.french.replace(CHECK_THE_FIGURE.french, CHECK_THE_OPTION.french)
            wrong = replace(wrong, hint=Words(english, french))
        super().refuse(wrong, path, subject=subject, also=also)


def with_options(
    asked: Namespace, document: Mapping[str, object], faults: Faults, *, of_the_loss: bool = True
) -> tuple[dict[str, Any], Faults]:
    """A document with what the options tell beside or instead, and where each fault of both is to be told."""
    merged: dict[str, Any] = dict(document)
    told: Told = {}
    for path, option, text, start in _told(asked, OF_THE_LOSS if of_the_loss else ()):
        within: Any = merged
        for part, following in pairwise(path):
            within = _inside(within, part, following)
        within[path[-1]] = text[start:].strip()
        told[path] = (option, text, start)
    places = faults.places
    made = OptionFaults(OptionPlaces(places.file, places.text, places.keys, places.values, places.lines, told))
    made.errors += faults.errors
    _refuse_malformed(asked, made)
    return merged, made


def tells_amounts(asked: Namespace) -> tuple[str, ...]:
    """Options given that tell the amounts of a loss."""
    return tuple(f"--{name.replace('_', '-')}" for name in AMOUNTS if getattr(asked, name) is not None)


def _inside(within: Any, part: str | int, following: str | int) -> Any:  # noqa: ANN401 -- tables and lists of a text
    """The table or list below a part of a path, as a copy, made where there is none: a refused value gives way."""
    if isinstance(part, int):
        while len(within) <= part:
            within.append({})
        within[part] = dict(within[part]) if isinstance(within[part], dict) else {}
        return within[part]
    held, kind = within.get(part), list if isinstance(following, int) else dict
    within[part] = kind(held) if isinstance(held, kind) else kind()
    return within[part]


def _told(asked: Namespace, of_the_loss: tuple[str, ...]) -> Iterator[tuple[Path, str, str, int]]:
    """Every value an option tells: its path in the document, the option, what is written, where the value begins."""
    for name in of_the_loss:
        if (written := getattr(asked, name)) is not None:
            yield ("losses", 0, name), f"--{name.replace('_', '-')}", written, 0
    for name in OF_THE_YEAR:
        if (written := getattr(asked, name)) is not None:
            yield ("year", name), f"--{name.replace('_', '-')}", written, 0
    if asked.chain is not None:
        yield ("terms", CHAIN), "--chain", asked.chain, 0
    for option, path in (("term", ("terms",)), ("used", ("year", "used"))):
        for text in getattr(asked, option):
            name, equals, _ = text.partition("=")
            if equals:
                yield (*path, name.strip()), f"--{option}", text, len(name) + 1


def _refuse_malformed(asked: Namespace, faults: Faults) -> None:
    """Refuse each term, or amount used, that has no name before an equals sign."""
    for option, example in (("term", 'claim_threshold="500 EUR"'), ("used", 'first_loss="20 000 EUR"')):
        for text in getattr(asked, option):
            if not text.partition("=")[1]:
                place = Place(f"--{option}", 0, 1, max(1, len(text)), text)
                what = Words("This is no name with its value.", "Ce n'est pas un nom avec sa valeur.")
                hint = Words(
                    f"Write for instance: --{option} {example}", f"Écrivez par exemple : --{option} {example}"
                )  # fmt: skip
                faults.errors.append(Fault("option_without_value", place, what, hint))
