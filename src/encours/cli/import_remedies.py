"""What to do about a fault of a file that is being imported, in the options of the command: they are what works.

A fault says what to write in the settings of a workspace, where a file is read as it lies. A file that is imported
lies elsewhere; whoever imports it tells the same by an option.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from encours.actions.importing import Refusal, Said
from encours.formats.faults import ReadError, typeset_fr
from encours.formats.mapping import Question
from encours.formats.recognise import Recognised
from encours.formats.workspace import SourcesRead

_DAY: Final = ("Tell it: --day 2026-06-30", "Indiquez-le : --day 2026-06-30")
_MARK: Final = ("Tell it: --decimal-mark , or --decimal-mark .", "Indiquez-le : --decimal-mark , ou --decimal-mark .")
_COLUMN: Final = ('Tell which one: --column "{column}=…"', 'Indiquez laquelle : --column "{column}=…"')
_ALONE: Final = (
    "Save the sheet to import as a file of its own.", "Enregistrez la feuille à importer dans un fichier à part.",
)  # fmt: skip
REMEDIES: Final[Mapping[str, tuple[str, str]]] = {
    "amount_ambiguous": _MARK,
    "balance_buyer": _COLUMN,
    "balance_day_missing": _DAY,
    "balance_of_suppliers": (
        "Leave these rows out: export the customers only.",
        "Laissez ces lignes de côté : exportez les seuls clients.",
    ),
    "currency_missing": (
        "Fill it in, or tell the only one: --currency EUR", "Remplissez-la, ou indiquez la seule : --currency EUR",
    ),
    "date_ambiguous": (
        'Tell it: --date-order "day first" or --date-order "month first"',
        'Indiquez-le : --date-order "day first" ou --date-order "month first"',
    ),
    "document_type_unknown": (
        'Tell what it means: --document-word "{excerpt}=invoice" (or credit note, or payment)',
        'Indiquez ce qu\'il veut dire : --document-word "{excerpt}=facture" (ou avoir, ou règlement)',
    ),
    "encoding_unknown": ("Save the file in UTF-8.", "Enregistrez le fichier en UTF-8."),
    "fec_bills_without_maturity": (
        'Import a file of bills too, or tell how long they run: --bill-terms "60 days"',
        'Importez aussi un fichier des effets, ou indiquez leur durée : --bill-terms "60 jours"',
    ),
    "fec_openings_undated": (
        "Import the FEC of the year before too: its invoices take their place.",
        "Importez aussi le FEC de l'exercice précédent : ses factures les remplaceront.",
    ),
    "fec_terms_unknown": (
        'Tell your terms of payment, in your own words: --terms "45 days end of month"',
        'Indiquez vos délais de paiement, selon vos conditions : --terms "45 jours fin de mois"',
    ),
    "header_missing": (
        'Add it, or tell which heading gives it: --column "{column}=…"',
        'Ajoutez-la, ou indiquez quel en-tête la donne : --column "{column}=…"',
    ),
    "header_told_missing": (
        "Tell the heading as it stands in the file.", "Indiquez l'en-tête tel qu'il figure dans le fichier.",
    ),
    "header_unknown": (
        "A heading may be told to give a field: --column field=heading",
        "Un en-tête peut donner un champ : --column champ=en-tête",
    ),
    "import_day_untold": _DAY,
    "limit_list_column_missing": _COLUMN,
    "limit_list_columns_alike": _COLUMN,
    "limit_list_day_missing": _DAY,
    "open_amount_malformed": _MARK,
    "open_amount_not_asked": (
        'To count the rest as paid, tell it and the day of the list: --column "open_amount={excerpt}" --day 2026-06-30',
        'Pour compter le reste comme réglé, dites-la et le jour de la liste : --column "open_amount={excerpt}" --day …',
    ),
    "open_item_negative": (
        'Add the type of document to the export, and name its column: --document-type "…"',
        'Ajoutez le type de pièce à l\'export, et nommez sa colonne : --document-type "…"',
    ),
    "open_items_day_missing": _DAY,
    "section_is_unmapped": (
        "If they are buyers: --column buyer=section", "Si ce sont des acheteurs : --column buyer=section",
    ),
    "sheets_several": _ALONE,
    "sheets_unread": _ALONE,
}  # fmt: skip
"""By the code of a fault, what its option is in both languages; any other fault says it well as it stands."""
OPTIONS: Final = {
    "currency": "--currency EUR", "as_of": "--day 2026-06-30", "date_order": '--date-order "day first"',
    "decimal_mark": "--decimal-mark ,", "document_type": '--document-type "…"',
}  # fmt: skip
"""Option that tells what a file leaves open; any other field is told by ``--column``."""


def with_options(fault: ReadError) -> ReadError:
    """A fault whose remedy is told in the options of the command."""
    if not fault.hint_en or fault.code not in REMEDIES:
        return fault
    english, french = REMEDIES[fault.code]
    if fault.code == "header_missing" and fault.column == "currency":
        english, french = REMEDIES["currency_missing"]
    told = {"{column}": fault.column, "{excerpt}": fault.excerpt}
    for mark, text in told.items():
        english, french = english.replace(mark, text), french.replace(mark, text)
    return replace(fault, hint_en=english, hint_fr=typeset_fr(french))


def refusal_with_options(refusal: Refusal) -> Refusal:
    """A refusal whose remedies are told in the options of the command."""
    asked = [question for each in refusal.said if isinstance(each, Recognised) for question in each.asked]
    return Refusal(tuple(_said(each, asked) for each in refusal.said))


def _said(said: Said, asked: Sequence[Question]) -> Said:
    if isinstance(said, SourcesRead):
        return replace(said, errors=tuple(map(with_options, said.errors)))
    if isinstance(said, ReadError) and said.code == "import_to_be_told":
        listed = " ".join(dict.fromkeys(map(_option, asked)))
        return replace(
            said, hint_en=f"Add to the command: {listed}", hint_fr=typeset_fr(f"Ajoutez à la commande : {listed}")
        )
    return with_options(said) if isinstance(said, ReadError) else said


def _option(asked: Question) -> str:
    """Option that answers a question, with the first answer there may be."""
    first = asked.candidates[0] if asked.candidates else "…"
    return OPTIONS.get(asked.field) or f'--column "{asked.field}={first}"'
