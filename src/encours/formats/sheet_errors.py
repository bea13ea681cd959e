"""What is said of a spreadsheet as a whole, one function each: what is wrong and what to do, in both languages."""

from __future__ import annotations

from typing import Final

from encours.formats.faults import ReadError, fault, shown

SAVE_AS: Final = (
    "Open it in your spreadsheet program and save it as XLSX, or as CSV UTF-8.",
    "Ouvrez-le dans votre tableur et enregistrez-le en XLSX, ou en CSV UTF-8.",
)

_FORMS: Final = {
    "xls": ("an XLS file, or one locked by a password", "un fichier XLS, ou un fichier protégé par un mot de passe"),
    "xlsx": ("an XLSX file", "un fichier XLSX"),
    "xlsb": ("an XLSB file", "un fichier XLSB"),
    "ods": ("an ODS file", "un fichier ODS"),
    "zip": ("an archive without any sheet", "une archive sans aucune feuille"),
    "html": ("a web page (HTML)", "une page web (HTML)"),
    "xml": ("an XML text", "un texte XML"),
    "pdf": ("a PDF", "un PDF"),
    "text": ("a text, perhaps CSV", "un texte, peut-être du CSV"),
    "": ("no spreadsheet", "un fichier qui n'est pas un classeur"),
}


def spreadsheet_too_large(file: str, *, size: int, bound: int) -> ReadError:
    """The file is larger than the bound and was not opened."""
    return fault(
        "spreadsheet_too_large",
        file,
        en=f"The spreadsheet takes {size} bytes; at most {bound} are read.",
        fr=f"Le classeur occupe {size} octets ; on en lit {bound} au plus.",
        hint_en="Save the sheet as CSV UTF-8: a text may be far larger.",
        hint_fr="Enregistrez la feuille en CSV UTF-8 : un texte peut être bien plus grand.",
    )


def other_form(file: str, found: str) -> ReadError:
    """What the file holds is not what its ending promises; ``found`` is the form it has."""
    en, fr = _FORMS[found]
    is_csv = found == "text"
    return fault(
        "spreadsheet_other_form",
        file,
        en=f"The ending of its name promises another form: this is {en}.",
        fr=f"La fin de son nom promet une autre forme : c'est {fr}.",
        hint_en="Rename it to .csv if it holds columns with separators." if is_csv else SAVE_AS[0],
        hint_fr="Renommez-le en .csv s'il contient des colonnes et des séparateurs." if is_csv else SAVE_AS[1],
    )


def spreadsheet_locked(file: str) -> ReadError:
    """A password is needed to read the file."""
    return fault(
        "spreadsheet_locked",
        file,
        en="The spreadsheet is locked by a password.",
        fr="Le classeur est protégé par un mot de passe.",
        hint_en="Save a copy without a password.",
        hint_fr="Enregistrez-en une copie sans mot de passe.",
    )


def spreadsheet_malformed(file: str) -> ReadError:
    """The file is damaged."""
    return fault(
        "spreadsheet_malformed",
        file,
        en="The spreadsheet is damaged and cannot be read.",
        fr="Le classeur est abîmé et ne peut être lu.",
        hint_en=SAVE_AS[0],
        hint_fr=SAVE_AS[1],
    )


def zip_bomb(file: str, *, size: int, bound: int) -> ReadError:
    """The file unfolds to far more than its size."""
    return fault(
        "spreadsheet_unfolds",
        file,
        en=f"The spreadsheet unfolds to {size} bytes: more than the bound of {bound}, or far too many times its size.",
        fr=f"Le classeur se déplie en {size} octets : plus que la borne de {bound}, ou bien trop de fois sa taille.",
        hint_en="It was not opened. If you trust it, save the sheet as CSV UTF-8.",
        hint_fr="Il n'a pas été ouvert. Si vous lui faites confiance, enregistrez la feuille en CSV UTF-8.",
    )


def hostile(file: str, why: str, *, bound: int) -> ReadError:
    """The parts of the file are not read further, for a reason that the reader of parts names."""
    if why == "doctype":
        return fault(
            "spreadsheet_doctype",
            file,
            en="A part of the spreadsheet declares a document type (DOCTYPE): no spreadsheet program writes that, "
            "and it can be a trap.",
            fr="Une partie du classeur déclare un type de document (DOCTYPE) : aucun tableur n'en écrit, et ce peut "
            "être un piège.",
            hint_en=SAVE_AS[0],
            hint_fr=SAVE_AS[1],
        )
    if why == "giant":
        return sheet_giant(file, bound=bound)
    return spreadsheet_malformed(file)


def sheet_giant(file: str, *, bound: int, sheet: str = "") -> ReadError:
    """A sheet reaches too far to be held."""
    return fault(
        "sheet_giant",
        file,
        column=sheet,
        en=f"A sheet reaches over more than {bound} cells and was not read.",
        fr=f"Une feuille s'étend sur plus de {bound} cellules et n'a pas été lue.",
        hint_en="Delete what stands far below or beside the table; or save the sheet as CSV UTF-8.",
        hint_fr="Effacez ce qui est loin sous le tableau ou à côté ; ou enregistrez la feuille en CSV UTF-8.",
    )


def sheet_missing(file: str, *, sheet: str, sheets: tuple[str, ...]) -> ReadError:
    """The settings name a sheet that is not there."""
    listed = ", ".join(map(shown, sheets[:12]))
    return fault(
        "sheet_missing",
        file,
        column="sheet",
        excerpt=sheet,
        en="The settings name this sheet, and the file does not have it.",
        fr="Les réglages nomment cette feuille, et le fichier ne l'a pas.",
        hint_en=f"Its sheets: {listed}.",
        hint_fr=f"Ses feuilles : {listed}.",
    )


def sheets_several(file: str, *, sheets: tuple[str, ...]) -> ReadError:
    """The headings of several sheets are recognised, and nothing tells which one is meant."""
    listed = ", ".join(map(shown, sheets[:12]))
    section = f'[files."{shown(file)}"]'
    told = f'sheet = "{shown(sheets[0])}"'
    return fault(
        "sheets_several",
        file,
        en=f"Several sheets have the headings of this table: {listed}.",
        fr=f"Plusieurs feuilles ont les en-têtes de cette table : {listed}.",
        hint_en=f"Write which one under {section} in workspace.toml: {told}",
        hint_fr=f"Écrivez laquelle sous {section} dans workspace.toml : {told}",
    )


def sheets_unread(file: str, *, sheet: str, others: tuple[str, ...]) -> ReadError:
    """One sheet was read and the others were not (a warning)."""
    listed = ", ".join(map(shown, others[:12]))
    return fault(
        "sheets_unread",
        file,
        en=f"Read: the sheet {shown(sheet)}. Not read: {listed}.",
        fr=f"Lue : la feuille {shown(sheet)}. Non lues : {listed}.",
        hint_en='Another sheet is read where workspace.toml says sheet = "…".',
        hint_fr='Une autre feuille se lit si workspace.toml dit sheet = "…".',
    )


def rows_hidden(file: str, *, count: int, first: int) -> ReadError:
    """Rows that the spreadsheet hides were read (a warning)."""
    return fault(
        "rows_hidden",
        file,
        row=first,
        en=f"Rows hidden in the spreadsheet (by hand or by a filter) are read like the others: {count}.",
        fr=f"Lignes masquées dans le tableur (à la main ou par un filtre), lues comme les autres : {count}.",
        hint_en="Show them; delete those that do not belong to the table.",
        hint_fr="Affichez-les ; supprimez celles qui ne sont pas du tableau.",
    )


def spreadsheet_reading_stopped(file: str) -> ReadError:
    """The process that reads a binary spreadsheet took too much time or memory, or died."""
    return fault(
        "spreadsheet_reading_stopped",
        file,
        en="Reading the spreadsheet took more time or memory than is allowed, and was stopped.",
        fr="La lecture du classeur a pris plus de temps ou de mémoire que permis, et a été arrêtée.",
        hint_en=SAVE_AS[0],
        hint_fr=SAVE_AS[1],
    )
