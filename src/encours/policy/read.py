"""A policy or a programme from its TOML text: the values, or everything that is wrong, at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from encours.engine.wording import Wording
from encours.policy.faults import Fault, Words, Wrong
from encours.policy.gather import Faults
from encours.policy.layers import refuse_alone, refuse_what_does_not_stack, takes_losses
from encours.policy.locate import Path, Places, locate, unlocated
from encours.policy.quantity_text import write_day
from encours.policy.read_policy import known_currency_code, read_policy_tables
from encours.policy.refusal_words import nearest
from encours.policy.schedule import Policy, Programme
from encours.policy.shape import PolicyFileShape, ProgrammeFileShape, ProgrammeShape, keys_of, shaped
from encours.units.parse_day import parse_day
from encours.units.plain_text import character_name, hidden, spelt
from encours.units.refusal import nearest_names
from encours.units.toml_keys import has_deep_key

LARGEST_TEXT: Final = 1_000_000
"""Characters of a policy file; a larger one is refused unread."""
PROGRAMME_FILE: Final = "programme.toml"
POLICY_FILE: Final = "policy.toml"
_HEADING: Final = re.compile(r"""^\s*\[+\s*["']?([\w-]+)""", re.MULTILINE)
"""First name of the heading of a table: `policy` in `[policy]`, `layers` in `[[layers]]`."""


@dataclass(frozen=True, slots=True)
class ProgrammeReading:
    """What a text gave: a programme when there is no error, and always every error and warning."""

    programme: Programme | None
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def read_programme(
    text: str,
    *,
    file: str,
    wordings: Iterable[Wording],
    texts: Mapping[str, str] | None = None,
    may_be_a_layer: bool = False,
) -> ProgrammeReading:
    """Programme of a policy file or of a programme file.

    `file` names the text in messages. `wordings` are those a policy may be written on. `texts` are the
    other files, by the name under which a layer may call them (`file = "policy-top-up.toml"`). A policy
    file alone is a programme of one layer, with the policy's own name; it must be a primary, unless it
    `may_be_a_layer` whose programme is read elsewhere: to check it, show it or compare it, never to judge.
    """
    reader = _Reader(tuple(wordings), texts or {})
    programme = reader.programme(text, file, may_be_a_layer=may_be_a_layer)
    errors = tuple(sorted(reader.errors, key=_order))
    return ProgrammeReading(None if errors else programme, errors, tuple(sorted(reader.warnings, key=_order)))


def programme_file(texts: Mapping[str, str]) -> str:
    """Name of the text a folder is read by: its programme, else its policy, else the only one; empty if none is."""
    named = next((each for each in (PROGRAMME_FILE, POLICY_FILE) if each in texts), "")
    others = () if named else may_be_policies(texts)
    return named or (others[0] if len(others) == 1 else "")


def may_be_policies(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the texts that have a heading of a policy or of a programme, even one with a slip of the keyboard.

    Those of other programs, such as `pyproject.toml`, have none. A text is looked at and not read: one with an
    error in it may still be the policy, and its error is to be told.
    """
    return tuple(name for name, text in texts.items() if name in {PROGRAMME_FILE, POLICY_FILE} or _has_heading(text))


def _has_heading(text: str) -> bool:
    found = {each.lower() for each in _HEADING.findall(text[:LARGEST_TEXT])}
    known = (*keys_of(PolicyFileShape), *keys_of(ProgrammeFileShape))
    return not found.isdisjoint(known) or any(nearest_names(each, known) for each in found)


def read_programme_of(texts: Mapping[str, str], *, wordings: Iterable[Wording]) -> ProgrammeReading:
    """Programme of the policy texts of a folder, by file name, with every layer its programme file calls.

    Raises LookupError where no text is a programme, or several could be.
    """
    name = programme_file(texts)
    if not name:
        raise LookupError(f"neither {PROGRAMME_FILE} nor {POLICY_FILE} is there")
    others = {each: text for each, text in texts.items() if each != name}
    return read_programme(texts[name], file=name, wordings=wordings, texts=others)


def _order(fault: Fault) -> tuple[str, int, int]:
    return fault.place.file, fault.place.line, fault.place.column


class _Reader:
    """One reading: the wordings and texts it may use, and the faults of every file."""

    def __init__(self, wordings: tuple[Wording, ...], texts: Mapping[str, str]) -> None:
        self.wordings = wordings
        self.texts = texts
        self.errors: list[Fault] = []
        self.warnings: list[Fault] = []

    def programme(self, text: str, file: str, *, may_be_a_layer: bool) -> Programme | None:
        """Programme of a text, or None when something is refused."""
        document, faults = self._document(text, file)
        if document is None:
            return None
        if "layers" not in document and "programme" not in document:
            policy = read_policy_tables(document, (), faults, wordings=self.wordings)
            if policy is not None and not may_be_a_layer:
                refuse_alone(policy, faults)
            self._keep(faults)
            if policy is None:
                return None
            return Programme(
                name=policy.name, company=policy.policyholder, currency=policy.currency, policies=(policy,)
            )
        programme = self._layered(document, faults)
        self._keep(faults)
        return programme

    def _layered(self, document: Mapping[str, object], faults: Faults) -> Programme | None:
        shape = shaped(ProgrammeFileShape, document, (), faults)
        if shape is None:
            return None
        head = shaped(ProgrammeShape, shape.programme, ("programme",), faults)
        currency = None if head is None else known_currency_code(head.currency, ("programme", "currency"), faults)
        policies = [self._layer(each, ("layers", number), faults) for number, each in enumerate(shape.layers)]
        found = tuple(policy for policy in policies if policy is not None)
        refuse_what_does_not_stack(policies, faults)
        if head is None or currency is None or len(found) < len(policies) or faults.errors:
            return None
        return Programme(
            name=head.name,
            company=head.company,
            currency=currency,
            policies=tuple(each for each in found if not takes_losses(each)),
            of_losses=tuple(each for each in found if takes_losses(each)),
        )

    def _layer(self, written: Mapping[str, object], path: Path, faults: Faults) -> Policy | None:
        if "file" not in written:
            return read_policy_tables(written, path, faults, wordings=self.wordings)
        name = written["file"]
        wrong = self._refused_file(name, written)
        if wrong is not None:
            faults.refuse(wrong, (*path, "file"))
            return None
        document, others = self._document(self.texts[str(name)], str(name))
        if document is None:
            return None
        policy = read_policy_tables(document, (), others, wordings=self.wordings)
        self._keep(others)
        return policy

    def _refused_file(self, name: object, written: Mapping[str, object]) -> Wrong | None:
        if len(written) > 1:
            return Wrong(
                "layer_with_file_and_more",
                Words(
                    "A layer that names a file has nothing else.",
                    "Une tranche qui nomme un fichier n'a rien d'autre.",
                ),
                Words(
                    "Move the rest into that file, or leave the file out.",
                    "Déplacez le reste dans ce fichier, ou retirez le fichier.",
                ),
            )
        if isinstance(name, str) and name in self.texts:
            return None
        near = nearest(name, self.texts) if isinstance(name, str) else None
        listed = ", ".join(sorted(self.texts))
        hint = Words(f"The files here are: {listed}.", f"Les fichiers sont ici : {listed}.")
        if near is not None:
            hint = Words(f'Did you mean "{near}"?', f"Vouliez-vous dire « {near} » ?")
        elif not listed:
            hint = Words("Put the file beside this one.", "Placez le fichier à côté de celui-ci.")
        return Wrong("layer_file_unknown", Words("There is no such file.", "Ce fichier n'existe pas."), hint)

    def _document(self, text: str, file: str) -> tuple[dict[str, object] | None, Faults]:
        document, faults = toml_document(text, file=file)
        if document is None:
            self._keep(faults)
        return document, faults

    def _keep(self, faults: Faults) -> None:
        self.errors += faults.errors
        self.warnings += faults.warnings


def toml_document(text: str, *, file: str) -> tuple[dict[str, object] | None, Faults]:
    """What TOML says, with where to put what is wrong with its values; None, and the fault, when it is not TOML."""
    text = spelt(text.removeprefix("\ufeff"))
    document, wrong, line, column = _toml(text)
    if document is not None:
        faults = Faults(_located(text, file))
        _refuse_hidden(document, (), faults)
        return document, faults
    faults = Faults(unlocated(text, file=file))
    assert wrong is not None, "a text that is no TOML says why"
    whole_line = wrong.code == "toml_written_twice"
    place = faults.places.line_at(line) if whole_line else faults.places.at(line, column)
    faults.errors.append(Fault(wrong.code, place, wrong.what, wrong.hint))
    return None, faults


def _refuse_hidden(written: object, path: Path, faults: Faults) -> None:
    """Refuse each name and each text that holds a character nothing shows: it would be none that anyone can write."""
    if isinstance(written, dict):
        for key, value in written.items():
            if hidden(key) >= 0:
                faults.refuse_key(_hidden(key), (*path, key))
            _refuse_hidden(value, (*path, key), faults)
    elif isinstance(written, list):
        for number, value in enumerate(written):
            _refuse_hidden(value, (*path, number), faults)
    elif isinstance(written, str) and hidden(written) >= 0:
        faults.refuse(_hidden(written), path)


def _hidden(text: str) -> Wrong:
    at = hidden(text)
    name = character_name(text[at])
    return Wrong(
        "invisible_character",
        Words(
            f"Character {at + 1} of this text is one that nothing shows: {name}.",
            f"Le caractère {at + 1} de ce texte est de ceux que rien ne montre : {name}.",
        ),
        Words(
            "Retype it: with it, the text is another one than the text that looks the same.",
            "Ressaisissez-le : avec lui, ce texte n'est pas celui qui lui ressemble.",
        ),
    )


def _located(text: str, file: str) -> Places:
    return locate(text, file=file)


def _toml(text: str) -> tuple[dict[str, object] | None, Wrong | None, int, int]:
    """Tables of a text, or why it is not TOML, with the line and column."""
    if len(text) > LARGEST_TEXT:
        return None, _TOO_LARGE, 1, 1
    if has_deep_key(text):
        return None, _TOO_DEEP, 1, 1
    try:
        return tomllib.loads(text, parse_float=Decimal), None, 1, 1
    except RecursionError:
        return None, _TOO_DEEP, 1, 1
    except (ValueError, ArithmeticError) as error:  # a number of thousands of figures is one of these too
        said = str(error)
    found = re.search(r"\(at line (\d+), column (\d+)\)", said)
    lines = text.splitlines() or [""]
    if found is not None:
        row = int(found[1])
        written = text.split("\n")[row - 1]
        slip = _day_with_slashes(written) or _accented_name(written)
        return None, slip or _not_toml(said), row, int(found[2])
    return None, _not_toml(said), len(lines), max(1, len(lines[-1]))


def _day_with_slashes(written: str) -> Wrong | None:
    """Refusal of a line whose value is a day as people write it, 31/12/2026, with that day as TOML has it."""
    found = _DAY_WITH_SLASHES.match(written[:LONGEST_LINE])
    read = () if found is None else (parse_day(found[1]), parse_day(found[1], month_first=True))
    days = list(dict.fromkeys(write_day(each) for each in read if isinstance(each, int)))
    if not days:
        return None
    return Wrong(
        "toml_day",
        Words("A day stands here as people write it, not as TOML does.", "Ce jour n'est pas écrit comme en TOML."),
        Words(f"Write {' or '.join(days)}, without quotes.", f"Écrivez {' ou '.join(days)}, sans guillemets."),
    )


def _accented_name(written: str) -> Wrong | None:
    """Refusal of a heading or a key with letters that TOML takes between quotes alone, written as it takes them."""
    found = _NAME_OF_A_LINE.match(written[:LONGEST_LINE])
    if found is None or found["name"].isascii():
        return None
    parts = (each if each.isascii() else f'"{each}"' for each in found["name"].split("."))
    opening, closing = found["opening"], "]" * len(found["opening"])
    name = f"{opening}{'.'.join(parts)}{closing}"
    return Wrong(
        "toml_accented_name",
        Words(
            "A name with an accent stands between quotes.",
            "Un nom accentué s'écrit entre guillemets.",
        ),
        Words(f"Write {name}", f"Écrivez {name}"),
    )


def _not_toml(said: str) -> Wrong:
    """Refusal of a text that is not TOML, with the remedy of the usual slips."""
    for mark, what, hint in _SLIPS:
        if mark in said:
            return Wrong("toml_written_twice" if "twice" in what.english else "toml_malformed", what, hint)
    return Wrong("toml_malformed", Words("This is not TOML.", "Ceci n'est pas du TOML."), _QUOTES)


_DAY_WITH_SLASHES: Final = re.compile(r"\s*[\w.-]+\s*=\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*(?:#|$)")
_NAME_OF_A_LINE: Final = re.compile(r"\s*(?P<opening>\[{0,2})\s*(?P<name>[\w-]+(?:\.[\w-]+)*)\s*[\]=]")
LONGEST_LINE: Final = 200
"""Letters of a line in which a day is looked for."""
_QUOTES: Final = Words(
    'Texts and quantities stand between double quotes ("60 days"); dates, figures, true and false do not.',
    'Textes et quantités s\'écrivent entre guillemets ("60 days") ; dates, chiffres, true et false non.',
)
_TOO_LARGE: Final = Wrong(
    "toml_too_large",
    Words("This text has more than a million characters.", "Ce texte a plus d'un million de caractères."),
    Words(
        "A policy file has a few thousand: is it the right file?",
        "Un fichier de police en a quelques milliers : est-ce le bon fichier ?",
    ),
)
_TOO_DEEP: Final = Wrong(
    "toml_too_deep",
    Words("Brackets stand in brackets too many times.", "Il y a trop de crochets les uns dans les autres."),
    Words("A policy needs two levels.", "Une police n'en demande que deux niveaux."),
)
_SLIPS: Final = (
    (
        "Invalid date",
        Words("There is no such day in the calendar.", "Ce jour n'est pas au calendrier."),
        Words("Write it as 2026-01-31.", "Écrivez-le comme 2026-01-31."),
    ),
    (
        "Cannot overwrite a value",
        Words("This key is written twice.", "Cette clé est écrite deux fois."),
        Words("Keep one of them.", "Gardez-en une."),
    ),
    (
        "Cannot declare",
        Words("This table is written twice.", "Cette table est écrite deux fois."),
        Words("Put its keys together under one heading.", "Réunissez ses clés sous un seul titre."),
    ),
    (
        "Expected '=' after a key",
        Words("A key is followed by an equals sign.", "Une clé est suivie d'un signe égal."),
        Words('Write for instance: name = "Whole turnover 2026"', 'Écrivez par exemple : name = "Globale 2026"'),
    ),
    (
        "Unclosed array",
        Words("This list is not closed.", "Cette liste n'est pas fermée."),
        Words(
            "Close it with a square bracket, with commas between its values.",
            "Fermez-la par un crochet, avec des virgules entre ses valeurs.",
        ),
    ),
    (
        "Unterminated string",
        Words("This text is not closed.", "Ce texte n'est pas fermé."),
        Words(
            "Close it with a double quote on the same line.",
            "Fermez-le par un guillemet droit sur la même ligne.",
        ),
    ),
    (
        "Illegal character '\\n'",
        Words("This text is not closed.", "Ce texte n'est pas fermé."),
        Words(
            "Close it with a double quote on the same line.",
            "Fermez-le par un guillemet droit sur la même ligne.",
        ),
    ),
)
