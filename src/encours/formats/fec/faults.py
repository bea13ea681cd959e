"""What is wrong with a FEC, one function each: what, why and what to do, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from encours.formats.cell_errors import Place, cell_fault
from encours.formats.faults import ReadError, fault, french_amount, shown

_EXPORT_EN = "Export the file again; a FEC is not to be edited."
_EXPORT_FR = "Exportez de nouveau le fichier ; un FEC ne se modifie pas."


def _cell_fault(code: str, place: Place, excerpt: str, *, en: str, fr: str) -> ReadError:
    """Error of one cell, which only another export can mend."""
    return cell_fault(code, place, excerpt, en=en, fr=fr, hint_en=_EXPORT_EN, hint_fr=_EXPORT_FR)


def no_text_file(file: str) -> ReadError:
    """The settings call a FEC what is no text file."""
    return fault(
        "fec_no_text_file",
        file,
        en="A FEC is a text file, and the name of this one does not end as such a file does.",
        fr="Un FEC est un fichier texte, et le nom de celui-ci n'en a pas la fin.",
        hint_en="Export the FEC itself, as a .txt file; a spreadsheet may have changed its dates and its codes.",
        hint_fr="Exportez le FEC lui-même, en fichier .txt ; un tableur peut en avoir changé les dates et les codes.",
    )


def columns_missing(file: str, *, row: int, missing: tuple[str, ...], written: tuple[str, ...]) -> ReadError:
    """Columns without which a FEC cannot be read are absent."""
    names = ", ".join(missing)
    return fault(
        "fec_columns_missing",
        file,
        row=row,
        excerpt=" ".join(each for each in written if each),
        en=f"This FEC has no column {names}: they are asked for by article A47 A-1 of the LPF.",
        fr=f"Ce FEC n'a pas de colonne {names} : l'article A47 A-1 du LPF les demande.",
        hint_en="Is the first line the header, with a tab or a bar between names? Export the file again.",
        hint_fr="La première ligne est-elle l'en-tête, avec une tabulation ou une barre entre les noms ? "
        "Exportez de nouveau le fichier.",
    )


def cells_differ(file: str, *, row: int, found: int, expected: int, excerpt: str) -> ReadError:
    """A line has another number of cells than the header."""
    return fault(
        "fec_cells_differ",
        file,
        row=row,
        excerpt=excerpt,
        en=f"The line has {found} cells where the header has {expected}.",
        fr=f"La ligne a {found} cases, l'en-tête en a {expected}.",
        hint_en="A label holds a line break or the separator. " + _EXPORT_EN,
        hint_fr="Un libellé contient un saut de ligne ou le séparateur. " + _EXPORT_FR,
    )


def day_unreadable(file: str, *, row: int, column: str, excerpt: str) -> ReadError:
    """A day is not written AAAAMMJJ, or is no day."""
    return _cell_fault(
        "fec_day",
        (file, row, column),
        excerpt,
        en="This is no day: a FEC writes year, month and day in eight figures, such as 20260331.",
        fr="Ce n'est pas un jour : un FEC écrit l'année, le mois et le jour en chiffres, comme 20260331.",
    )


def amount_unreadable(file: str, *, row: int, column: str, excerpt: str) -> ReadError:
    """An amount cannot be read."""
    return _cell_fault(
        "fec_amount",
        (file, row, column),
        excerpt,
        en="This is no amount: a FEC writes figures and a decimal comma, such as 1200,50.",
        fr="Ce n'est pas un montant : un FEC écrit des chiffres et une virgule décimale, comme 1200,50.",
    )


def total_too_large(file: str) -> ReadError:
    """The amounts of a file add up to more than any company ever booked."""
    return fault(
        "fec_total",
        file,
        en="The amounts of the file add up to more than this program computes with.",
        fr="Les montants du fichier font une somme plus grande que ce programme ne calcule.",
        hint_en="Is it a FEC? Export the file again.",
        hint_fr="Est-ce un FEC ? Exportez de nouveau le fichier.",
    )


def side_unreadable(file: str, *, row: int, column: str, excerpt: str) -> ReadError:
    """The side of an amount is neither debit nor credit."""
    return _cell_fault(
        "fec_side",
        (file, row, column),
        excerpt,
        en="The side must be D or C, or +1 or -1.",
        fr="Le sens doit être D ou C, ou bien +1 ou -1.",
    )


def account_empty(file: str, *, row: int, column: str, excerpt: str) -> ReadError:
    """A line has no account."""
    return _cell_fault(
        "fec_account",
        (file, row, column),
        excerpt,
        en="The line has no account: what it moves cannot be told.",
        fr="La ligne n'a pas de compte : on ne sait ce qu'elle mouvemente.",
    )


def text_hidden(file: str, *, row: int, column: str, character: str) -> ReadError:
    """A code or a name holds a character that nothing shows."""
    return fault(
        "fec_invisible_character",
        file,
        row=row,
        column=column,
        en=f"The text holds a character that nothing shows: {character}.",
        fr=f"Le texte contient un caractère que rien n'affiche : {character}.",
        hint_en="Remove it in the software, then export the file again.",
        hint_fr="Retirez-le dans le logiciel, puis exportez de nouveau le fichier.",
    )


def entry_unbalanced(file: str, *, row: int, entry: str, debit: str, credit: str, difference: str) -> ReadError:
    """An entry whose debits and credits differ."""
    return fault(
        "fec_entry_unbalanced",
        file,
        row=row,
        excerpt=entry,
        en=f"The entry that begins here does not balance: debit {debit}, credit {credit}, difference {difference}.",
        fr=f"L'écriture qui commence ici n'est pas équilibrée : débit {french_amount(debit)}, "
        f"crédit {french_amount(credit)}, écart {french_amount(difference)}.",
        hint_en="A line was lost or changed. " + _EXPORT_EN,
        hint_fr="Une ligne a été perdue ou modifiée. " + _EXPORT_FR,
    )


def entry_doubtful(file: str, *, row: int, entry: str, difference: str, count: int) -> ReadError:
    """Entries that do not balance by themselves in a file that does (a warning): their bounds are doubtful."""
    return fault(
        "fec_entry_doubtful",
        file,
        row=row,
        excerpt=entry,
        en=f"The file balances, but entries do not by themselves: {count}; the first begins here, by {difference}. "
        "What settles what was judged on them as they stand.",
        fr=f"Le fichier est équilibré, mais pas chaque écriture : {count} ; la première commence ici, de "
        f"{french_amount(difference)}. "
        "Ce qui règle quoi en a été jugé tel quel.",
        hint_en="Ask for an export in which EcritureNum tells each entry.",
        hint_fr="Demandez un export où EcritureNum distingue chaque écriture.",
    )


def openings_differ(
    file: str, *, row: int, before: str, differing: Sequence[tuple[str, str, str]], count: int
) -> ReadError:
    """A year does not open with what the years before closed with: account and customer, and both amounts."""
    told = [[shown(each) for each in one] for one in differing]
    more = ["…"] if count > len(told) else []
    owed_en = "; ".join([*(f"{who} {opened} instead of {closed}" for who, opened, closed in told), *more])
    french = [(who, french_amount(opened), french_amount(closed)) for who, opened, closed in told]
    owed_fr = " ; ".join([*(f"{who} {opened} au lieu de {closed}" for who, opened, closed in french), *more])
    return fault(
        "fec_openings_differ",
        file,
        row=row,
        en=f"Openings that are not what customers owed when {shown(before)} closed ({count}): {owed_en}.",
        fr=f"Reports à nouveau qui ne sont pas ce que devaient les clients à la clôture de {shown(before)} ({count}) : "
        f"{owed_fr}.",
        hint_en="Export the earlier year again, or take it away from the folder.",
        hint_fr="Exportez de nouveau l'exercice antérieur, ou retirez-le du dossier.",
    )


def lines_overlap(file: str, *, row: int, kept: str, count: int, differing: int) -> ReadError:
    """Lines of a period that a later export holds too are not read twice (a warning)."""
    differ_en = f" Not there any more, or not alike: {differing}; the later export stands." if differing else ""
    differ_fr = f" Absentes ou modifiées : {differing} ; l'export le plus récent fait foi." if differing else ""
    return fault(
        "fec_overlap" if not differing else "fec_overlap_differs",
        file,
        row=row,
        en=f"{shown(kept)} holds the same period. Lines of this file passed over: {count}.{differ_en}",
        fr=f"{shown(kept)} couvre la même période. Lignes de ce fichier laissées de côté : {count}.{differ_fr}",
        hint_en="Keep one export of each year." if not differing else "Keep the export that is right.",
        hint_fr="Gardez un export par exercice." if not differing else "Gardez l'export qui est juste.",
    )
