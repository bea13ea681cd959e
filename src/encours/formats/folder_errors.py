"""What is said of the files of a folder by their names alone, one function each, in both languages."""

from __future__ import annotations

from encours.facts.words import table_in_french
from encours.formats.faults import ReadError, fault, shown


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
