"""What is said of the files of a folder by their names alone, one function each, in both languages."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from encours.facts.words import table_in_french
from encours.formats.faults import ReadError, fault, place_of, shown


def form_not_read(file: str, *, table: str, others: tuple[str, ...], form: str) -> ReadError:
    """A file stands for a table and its form is not read (a warning where ``others`` give the table)."""
    is_json, listed = form == "json", ", ".join(others)
    hint_en = f"Export it as {table}.csv; if it is something else, rename it or move it away."
    hint_fr = f"Exportez-le en {table}.csv ; si c'est autre chose, renommez-le ou déplacez-le."
    if form == "spreadsheet":
        hint_en = f"Save it as XLSX: {table}.xlsx."
        hint_fr = f"Enregistrez-le en XLSX : {table}.xlsx."
    elif is_json:
        told = f'[files."{shown(file)}"], kind = "{table}"'
        hint_en, hint_fr = f"Describe it there: {told}; or {table}.csv.", f"Décrivez-le : {told} ; ou {table}.csv."
    return fault(
        "form_not_read",
        file,
        en=f"It stands for {table}, and was not read: "
        + (
            "JSON is read where workspace.toml describes it."
            if is_json
            else "only CSV, spreadsheets (XLSX, ODS) and Parquet are read."
        )
        + (f" What is known of {table} comes from {listed} alone." if others else ""),
        fr=f"Il tient lieu de {table_in_french(table)} et n'a pas été lu : "
        + (
            "le JSON se lit si workspace.toml le décrit."
            if is_json
            else "seuls CSV, tableurs (XLSX, ODS) et Parquet se lisent."
        )
        + (f" Cette table ne vient que de {listed}." if others else ""),
        hint_en=hint_en,
        hint_fr=hint_fr,
    )


def table_twice(file: str, *, table: str, first: str) -> ReadError:
    """Two files stand for one table and no part of their names tells why (a warning)."""
    return fault(
        "table_twice",
        file,
        en=f"{shown(first)} stands for {table} too: both are read, and rows that they share count once.",
        fr=f"{shown(first)} tient aussi lieu de {table_in_french(table)} : les deux sont lus, et les lignes "
        "communes comptent une fois.",
        hint_en=f"A row changed in one of them counts twice: keep one file, or name the parts, {table}-2025.csv.",
        hint_fr=f"Une ligne modifiée dans l'un compte deux fois : gardez un fichier, ou nommez les parts, "
        f"{table}-2025.csv.",
    )


def file_not_read(file: str, folder: Path | None = None) -> ReadError:
    """A file of the folder has the form of a table but not the name of one (a warning)."""
    command = _import_command(file, folder)
    return fault(
        "file_not_read",
        file,
        en="The file has the name of no table and was not read.",
        fr="Le fichier ne porte le nom d'aucune table et n'a pas été lu.",
        hint_en=f"Import it: {command}; or, if it has our headings, call it after its kind (invoices.csv).",
        hint_fr=f"Importez-le : {command} ; ou, s'il a nos en-têtes, nommez-le d'après sa nature (invoices.csv).",
    )


def text_of_terms(file: str) -> ReadError:
    """A policy or settings bear an ending that an editor added behind theirs (a warning)."""
    meant = shown(file.rpartition(".")[0])
    return fault(
        "text_of_terms",
        file,
        en="This file ends with .txt behind .toml and was not read.",
        fr="Ce fichier finit par .txt derrière .toml et n'a pas été lu.",
        hint_en=f"Call it {meant}: some systems hide the last ending of a name.",
        hint_fr=f"Nommez-le {meant} : certains systèmes cachent la dernière extension d'un nom.",
    )


def workspace_empty(folder: Path, unread: Sequence[str] = ()) -> ReadError:
    """The folder holds no table of facts; ``unread`` are its files that have the form of one."""
    if unread:
        more = len(unread) - 1
        command, first = _import_command(unread[0], folder), shown(unread[0])
        return fault(
            "workspace_empty",
            place_of(folder),
            en=f"No table of facts, such as invoices.csv, is there yet: {first} was not read"
            + (f", nor were {more} other files." if more else "."),
            fr=f"Il n'y a pas encore de table de faits, comme invoices.csv : {first} n'a pas été lu"
            + (f", ni {more} autres fichiers." if more else "."),
            hint_en=f"{first} is there: {command}",
            hint_fr=f"{first} est là : {command}",
        )
    return fault(
        "workspace_empty",
        place_of(folder),
        en="The folder holds no table of facts, such as invoices.csv.",
        fr="Le dossier ne contient aucune table de faits, comme invoices.csv.",
        hint_en='Is it the right folder? Write an example to start from with "encours demo".',
        hint_fr="Est-ce le bon dossier ? Créez un exemple pour commencer avec « encours demo ».",
    )


def _import_command(file: str, folder: Path | None) -> str:
    """Command that imports a file of a folder into that folder, as it is typed from where we stand."""
    if folder is None or not folder.parts:
        return shlex.join(("encours", "import", file))
    return shlex.join(("encours", "import", (folder / file).as_posix(), "--into", folder.as_posix()))


def link_leaves(file: str) -> ReadError:
    """A link leads to what stands elsewhere, which a folder sent by somebody else could thus have shown."""
    return fault(
        "link_leaves",
        file,
        en="This is a link that leads out of the folder: it is not followed.",
        fr="C'est un lien qui mène hors du dossier : il n'est pas suivi.",
        hint_en="Put the file itself there, or remove the link.",
        hint_fr="Mettez-y le fichier lui-même, ou retirez le lien.",
    )
