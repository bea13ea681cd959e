"""What is said of totals, sections and second tables of a file, one function each, in both languages."""

from __future__ import annotations

from typing import Final

from encours.formats.faults import ReadError, fault, shown
from encours.formats.written_amounts import shown_amount

_WHAT: Final = {
    "total": ("totals", "totaux"),
    "section": ("sections", "sections"),
    "heading": ("headings repeated", "en-têtes répétés"),
    "footer": ("notes", "mentions"),
}


def total_differs(
    file: str, *, row: int, column: str, excerpt: str, total: int, found: int, rows: tuple[int, int]
) -> ReadError:
    """A total is not the sum of its rows; amounts in ten thousandths."""
    difference = abs(total - found)
    first, last = rows
    return fault(
        "total_differs",
        file,
        row=row,
        column=column,
        excerpt=excerpt,
        en=f"The rows {first} to {last} add up to {shown_amount(found)}: the total differs by "
        f"{shown_amount(difference)}.",
        fr=f"Les lignes {first} à {last} font {shown_amount(found, ',')} : le total s'en écarte de "
        f"{shown_amount(difference, ',')}.",
        hint_en="Is a row missing, hidden by a filter, or changed by hand? Export the file again.",
        hint_fr="Une ligne manque-t-elle, masquée par un filtre, ou modifiée à la main ? Exportez de nouveau le "
        "fichier.",
    )


def row_total_differs(file: str, *, row: int, column: str, excerpt: str, total: int, found: int) -> ReadError:
    """The total of one row is not the sum of its columns; amounts in ten thousandths."""
    difference = abs(total - found)
    return fault(
        "row_total_differs",
        file,
        row=row,
        column=column,
        excerpt=excerpt,
        en=f"The columns of this row add up to {shown_amount(found)}: its total differs by {shown_amount(difference)}.",
        fr=f"Les colonnes de cette ligne font {shown_amount(found, ',')} : son total s'en écarte de "
        f"{shown_amount(difference, ',')}.",
        hint_en="Is a column missing from the export? Export it again with all its columns.",
        hint_fr="Une colonne manque-t-elle à l'export ? Exportez-le de nouveau avec toutes ses colonnes.",
    )


def rows_passed_over(file: str, *, counts: dict[str, int], rows: tuple[int, ...]) -> ReadError:
    """Rows that are no facts were not read as facts (a warning)."""
    listed = ", ".join(map(str, rows[:8])) + (", …" if len(rows) > 8 else "")
    en = ", ".join(f"{_WHAT[each][0]} {counts[each]}" for each in _WHAT if counts.get(each))
    fr = ", ".join(f"{_WHAT[each][1]} {counts[each]}" for each in _WHAT if counts.get(each))
    return fault(
        "rows_passed_over",
        file,
        en=f"Rows that are no facts, passed over: {en} (rows {listed}).",
        fr=f"Lignes qui ne sont pas des faits, laissées : {fr} (lignes {listed}).",
    )


def second_table(file: str, *, row: int, excerpt: str) -> ReadError:
    """Headings begin again: a second table stands below the first."""
    return fault(
        "second_table",
        file,
        row=row,
        excerpt=excerpt,
        en="Other headings begin here: a second table stands below the first.",
        fr="D'autres en-têtes commencent ici : une seconde table suit la première.",
        hint_en="Keep one table on a sheet, or in a file.",
        hint_fr="Gardez une seule table par feuille, ou par fichier.",
    )


def section_is_unmapped(file: str, *, row: int, excerpt: str) -> ReadError:
    """Rows stand under sections whose meaning nobody told (a warning)."""
    return fault(
        "section_is_unmapped",
        file,
        row=row,
        column="section",
        excerpt=shown(excerpt),
        en='Rows stand under sections such as this one: they make a column called "section".',
        fr="Des lignes sont rangées sous des sections comme celle-ci : elles font une colonne « section ».",
        hint_en='If they are buyers, write buyer = "section" under [columns.…] in workspace.toml.',
        hint_fr='Si ce sont des acheteurs, écrivez buyer = "section" sous [columns.…] dans workspace.toml.',
    )


def rows_are_short(file: str, *, row: int, count: int) -> ReadError:
    """Rows write fewer cells than the header (a warning)."""
    several = count > 1
    return fault(
        "rows_short",
        file,
        row=row,
        en=f"{count} rows, this one first, have fewer cells than the header: the rest is read as empty." if several
        else "This row has fewer cells than the header: the rest is read as empty.",
        fr=f"{count} lignes, celle-ci la première, ont moins de cases que l'en-tête : le reste est lu comme vide."
        if several else "Cette ligne a moins de cases que l'en-tête : le reste est lu comme vide.",
        hint_en="Was the file cut, or a separator left out? Compare it with where it was exported from.",
        hint_fr="Le fichier serait-il tronqué, ou un séparateur omis ? Comparez-le à ce dont il est exporté.",
    )  # fmt: skip


def end_is_cut(file: str, *, row: int, column: str, excerpt: str) -> ReadError:
    """The last row has neither an end of line nor as many cells as any other."""
    return fault(
        "file_cut",
        file,
        row=row,
        column=column,
        excerpt=excerpt,
        en="The file seems cut here: its last row has fewer cells than any other, and no end of line.",
        fr="Le fichier semble tronqué ici : sa dernière ligne a moins de cases que toute autre et n'a pas de fin.",
        hint_en="Export it again; if the row is whole, end the line.",
        hint_fr="Exportez-le de nouveau ; si la ligne est entière, terminez-la par un retour à la ligne.",
    )
