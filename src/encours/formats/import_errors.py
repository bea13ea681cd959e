"""Why a file is not imported, or an import not taken back, one function each: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from encours.formats.faults import Language, ReadError, fault, shown
from encours.formats.imports import FOLDER, SOURCE, Import
from encours.formats.mapping import Question, field_text
from encours.units import Day
from encours.units.show import show_day

LANGUAGES: Final[tuple[Language, Language]] = ("en", "fr")


def no_file(place: str) -> ReadError:
    """What is to be imported is there, and is no file."""
    return fault(
        "import_no_file",
        place,
        en="This is no file.",
        fr="Ce n'est pas un fichier.",
        hint_en="Name the file to import, not its folder.",
        hint_fr="Nommez le fichier à importer, et non son dossier.",
    )


def day_untold(file: str) -> ReadError:
    """The facts of a file have no day, so that nobody knows when it was made."""
    return fault(
        "import_day_untold",
        file,
        en="Nothing in this file says what day it tells about.",
        fr="Rien dans ce fichier ne dit de quel jour il parle.",
        hint_en="Tell it, such as 2026-06-30.",
        hint_fr="Indiquez-le, comme 2026-06-30.",
    )


def to_be_told(file: str, asked: Sequence[Question]) -> ReadError:
    """What a file leaves open and only whoever imports it can tell."""
    english, french = (", ".join(dict.fromkeys(field_text(each.field, of) for each in asked)) for of in LANGUAGES)
    return fault(
        "import_to_be_told",
        file,
        en="Something lacks to read this file.",
        fr="Il manque de quoi lire ce fichier.",
        hint_en=f"Tell it: {english}.",
        hint_fr=f"Indiquez : {french}.",
    )


def source_lost(made: Import, *, is_edited: bool) -> ReadError:
    """The file of an earlier import, on which a new one stands, is no longer kept as it was."""
    what, quoi = ("was edited since", "a été modifié depuis") if is_edited else ("is not there", "est absent")
    return fault(
        "import_source_lost",
        f"{FOLDER}/{made.name}/{SOURCE}/{made.file}",
        en=f"The file that {made.name} was imported from {what}, and the years of a FEC are read together.",
        fr=f"Le fichier importé par {made.name} {quoi}, et les exercices d'un FEC se lisent ensemble.",
        hint_en="Put the file there as it was imported.",
        hint_fr="Remettez-y le fichier tel qu'il a été importé.",
    )


def list_before(file: str, day: Day, last: Day) -> ReadError:
    """A list that tells about an earlier day than one imported before it."""
    return fault(
        "import_list_before",
        file,
        en=f"This list is of {show_day(day, 'en')}, and one of {show_day(last, 'en')} is imported already.",
        fr=f"Cette liste est du {show_day(day, 'fr')}, et une liste du {show_day(last, 'fr')} est déjà importée.",
        hint_en="Import a later one.",
        hint_fr="Importez-en une plus récente.",
    )


def list_of_strangers(file: str, count: int) -> ReadError:
    """No row of a list of limits is of a buyer that is known, so that the whole list is left out."""
    return fault(
        "import_list_of_strangers",
        file,
        en=f"None of our buyers is in this list: rows left out: {count}.",
        fr=f"Aucun de nos acheteurs ne figure dans cette liste : lignes laissées de côté : {count}.",
        hint_en="Import the customers with their SIREN first, or a table insurer_numbers (number, buyer).",
        hint_fr="Importez d'abord les clients avec leur SIREN, ou une table insurer_numbers (number, buyer).",
    )


def no_such_import(name: str, names: Sequence[str]) -> ReadError:
    """No import of that name stands in the folder."""
    listed = ", ".join(names)
    return fault(
        "import_unknown",
        shown(name),
        en="This folder has no import of this name to take back.",
        fr="Ce dossier n'a pas d'import de ce nom à annuler.",
        hint_en=f"Its imports: {listed}." if listed else "It has no import.",
        hint_fr=f"Ses imports : {listed}." if listed else "Il n'a aucun import.",
    )


def name_unreadable(file: str) -> ReadError:
    """The name of a file has bytes that are no letters: what is kept of it could not be written."""
    return fault(
        "import_name_unreadable",
        file,
        en="The name of this file is not in UTF-8, and the facts kept would name it.",
        fr="Le nom de ce fichier n'est pas en UTF-8, or les faits conservés le citeraient.",
        hint_en="Rename the file, without accents if need be.",
        hint_fr="Renommez le fichier, sans accents au besoin.",
    )


def undone_already(name: str, undoing: Import) -> ReadError:
    """An import that was taken back, or the taking back itself: its file is imported again."""
    file = shown(undoing.file)
    is_itself = undoing.name == name
    return fault(
        "import_undone_already",
        shown(name),
        en=f"This took {undoing.undoes} back: it is not taken back itself."
        if is_itself
        else f"This import was taken back already, by {undoing.name}.",
        fr=f"Ceci a annulé {undoing.undoes} : cela ne s'annule pas."
        if is_itself
        else f"Cet import est déjà annulé, par {undoing.name}.",
        hint_en=f"To have its facts again, import its file again: {file}",
        hint_fr=f"Pour en retrouver les faits, importez à nouveau son fichier : {file}",
    )


def imports_above(name: str, above: Sequence[str]) -> ReadError:
    """Later imports corrected facts of the one that is to be taken back, or were compared with them."""
    listed = ", ".join(above)
    verb, french = ("stands", "s'appuie") if len(above) == 1 else ("stand", "s'appuient")
    return fault(
        "import_corrected_since",
        shown(name),
        en=f"This import cannot be taken back alone: {listed} {verb} on it.",
        fr=f"Cet import ne peut être annulé seul : {listed} {french} sur lui.",
        hint_en=f"Take {above[-1]} back first.",
        hint_fr=f"Annulez d'abord {above[-1]}.",
    )
