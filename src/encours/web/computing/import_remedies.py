"""What to do on the page about a fault of a file that is being imported.

A fault says what to write in the settings of a folder; whoever imports in the browser tells the same in the form below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from encours.formats.faults import ReadError, typeset_fr
from encours.policy.faults import Words

_DAY: Final = Words("Give the day in the form.", "Indiquez la date dans le formulaire.")
_MARK: Final = Words("Choose the decimal mark in the form.", "Choisissez le séparateur décimal dans le formulaire.")
_COLUMN: Final = Words(
    "Choose in the form the column that gives it.", "Choisissez dans le formulaire la colonne qui la donne."
)
_ALONE: Final = Words(
    "Save the sheet to import as a file of its own.", "Enregistrez la feuille à importer dans un fichier à part."
)
_AGAIN: Final = Words("Ask for the preview again.", "Redemandez l’aperçu.")
REMEDIES: Final[Mapping[str, Words]] = MappingProxyType({
    "amount_ambiguous": _MARK,
    "balance_buyer": _COLUMN,
    "balance_day_missing": _DAY,
    "balance_of_suppliers": Words(
        "Leave these rows out: export the customers only.",
        "Laissez ces lignes de côté : exportez les seuls clients.",
    ),
    "currency_missing": Words(
        "Fill it in, or give the only one in the form.",
        "Remplissez-la, ou indiquez dans le formulaire la seule du fichier.",
    ),
    "date_ambiguous": Words(
        "Choose the order of day and month in the form.", "Choisissez l’ordre du jour et du mois dans le formulaire."
    ),
    "document_type_unknown": Words(
        'Say in the form what "{excerpt}" means: an invoice, a credit note or a payment.',
        "Dites dans le formulaire ce que « {excerpt} » veut dire : facture, avoir ou règlement.",
    ),
    "encoding_unknown": Words("Save the file in UTF-8.", "Enregistrez le fichier en UTF-8."),
    "fec_bills_without_maturity": Words(
        "Import a file of bills too, or say in the form how long they run.",
        "Importez aussi un fichier des effets, ou indiquez leur durée dans le formulaire.",
    ),
    "fec_openings_undated": Words(
        "Import the FEC of the year before too: its invoices take their place.",
        "Importez aussi le FEC de l’exercice précédent : ses factures les remplaceront.",
    ),
    "fec_terms_unknown": Words(
        "Tell your terms of payment in the form, in your own words.",
        "Indiquez vos délais de paiement dans le formulaire, selon vos conditions.",
    ),
    "header_missing": Words(
        "Add it, or choose in the form the column that gives it.",
        "Ajoutez-la, ou choisissez dans le formulaire la colonne qui la donne.",
    ),
    "header_told_missing": Words(
        "Choose in the form a column that the file has.", "Choisissez dans le formulaire une colonne du fichier."
    ),
    "header_unknown": Words(
        "If it matters, choose in the form what it gives.", "Si elle compte, dites dans le formulaire ce qu’elle donne."
    ),
    "import_day_untold": _DAY,
    "import_file_changed": _AGAIN,
    "import_meanwhile": _AGAIN,
    "import_source_lost": Words(
        "Bring that file once more: it is known by what it holds, and nothing is imported twice.",
        "Déposez ce fichier à nouveau : il est reconnu à son contenu, et rien n’est importé deux fois.",
    ),
    "import_to_be_told": Words("Answer in the form.", "Répondez dans le formulaire."),
    "import_unknown": Words("Look at the list of imports.", "Reportez-vous à la liste des imports."),
    "limit_list_column_missing": _COLUMN,
    "limit_list_columns_alike": _COLUMN,
    "limit_list_day_missing": _DAY,
    "open_amount_malformed": _MARK,
    "open_amount_not_asked": Words(
        'To count the rest as paid, choose "{excerpt}" as what is still open, and give the day of the list.',
        "Pour compter le reste comme réglé, choisissez « {excerpt} » comme ce qui reste ouvert, et donnez le jour "
        "de la liste.",
    ),
    "open_item_negative": Words(
        "Add the type of document to the export, and choose its column in the form.",
        "Ajoutez le type de pièce à l’export, et choisissez sa colonne dans le formulaire.",
    ),
    "open_items_day_missing": _DAY,
    "section_is_unmapped": Words(
        "If they are buyers, choose the section as the buyer in the form.",
        "Si ce sont des acheteurs, choisissez la section comme acheteur dans le formulaire.",
    ),
    "sheets_several": _ALONE,
    "sheets_unread": _ALONE,
})  # fmt: skip
"""By the code of a fault, what to do; any other fault says it well as it stands."""
_OF_A_FOLDER: Final = re.compile(r"workspace\.toml|\[[a-z]+[.\]]|--[a-z]|encours [a-z]+ ")
"""What tells of files of settings and of commands, neither of which is here."""


def on_the_page(fault: ReadError) -> ReadError:
    """A fault whose remedy is told in the terms of the page; one that speaks of a folder is left out."""
    if fault.code in REMEDIES and (fault.hint_en or fault.code.startswith("import_")):
        key = "currency_missing" if (fault.code, fault.column) == ("header_missing", "currency") else fault.code
        english, french = (each.replace("{excerpt}", fault.excerpt) for each in REMEDIES[key])
        return replace(fault, hint_en=english, hint_fr=typeset_fr(french))
    if _OF_A_FOLDER.search(fault.hint_en) or _OF_A_FOLDER.search(fault.hint_fr):
        return replace(fault, hint_en="", hint_fr="")
    return fault
