"""Every error of one cell, one function each."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from encours.formats.faults import ReadError, fault, shown
from encours.units.parse import Refusal
from encours.units.plain_text import character_name, hidden
from encours.units.refusal_in_french import in_french

Place = tuple[str, int, str]
"""File, row and column of a cell."""

DECIMAL_HINTS: Final = (
    'Write decimal_mark = "," or decimal_mark = "." under [reading] in workspace.toml.',
    'Écrivez decimal_mark = "," ou decimal_mark = "." sous [reading] dans workspace.toml.',
)
ORDER_HINTS: Final = (
    'Write date_order = "day first" or date_order = "month first" under [reading] in workspace.toml.',
    'Écrivez date_order = "day first" ou date_order = "month first" sous [reading] dans workspace.toml.',
)

_IN_ERROR: Final = re.compile(
    r"#(?:N/?A|REF ?!|VALUE!|VALEUR ?!|DIV/0 ?!|NAME\?|NOM ?\?|NUM!|NOMBRE ?!|NULL!|NUL ?!|SPILL!|CALC!|GETTING_DATA)",
    re.IGNORECASE,
)
SPLIT: Final = (
    "A true sum is split: instalments of the invoice, part payments, a limit in a stronger currency.",
    "Sinon, divisez-le : échéances de la facture, règlements partiels, agrément dans une devise plus forte.",
)
"""What to do with a true sum above the bound: the weakest currencies reach it."""


def cell_fault(
    code: str, place: Place, excerpt: str = "", *, en: str, fr: str, hint_en: str = "", hint_fr: str = ""
) -> ReadError:
    """Error of one cell, of which ``excerpt`` is what it holds."""
    file, row, column = place
    return fault(code, file, row=row, column=column, excerpt=excerpt, en=en, fr=fr, hint_en=hint_en, hint_fr=hint_fr)


def refused(place: Place, excerpt: str, refusal: Refusal) -> ReadError:
    """A cell that ``encours.units`` could not read, in its own words and in French ones."""
    if refusal.code == "amount_ambiguous":
        return amount_ambiguous(place, excerpt)
    english = f"Expected: {refusal.expected}. {refusal.hint}"
    french, hint_fr = in_french(refusal)
    if refusal.code == "amount_too_large":
        english, hint_fr = f"{english} {SPLIT[0]}", f"{hint_fr} {SPLIT[1]}"
    return cell_fault(
        refusal.code,
        place,
        excerpt,
        en=refusal.what,
        fr=french,
        hint_en=english.strip(),
        hint_fr=hint_fr,
    )


def amount_ambiguous(place: Place, excerpt: str) -> ReadError:
    """A mark before three figures may be a decimal mark or a thousands mark."""
    return cell_fault(
        "amount_ambiguous",
        place,
        excerpt,
        en="The mark before the last three figures can be a decimal mark or a thousands mark, and no other "
        "amount of this column tells which.",
        fr="La marque avant les trois derniers chiffres peut être décimale ou séparer les milliers, et aucun "
        "autre montant de cette colonne ne le dit.",
        hint_en=DECIMAL_HINTS[0],
        hint_fr=DECIMAL_HINTS[1],
    )


def amount_mark_contradicts(place: Place, excerpt: str, *, mark: str) -> ReadError:
    """An amount uses another decimal mark than its column."""
    names = {".": ("a point", "un point"), ",": ("a comma", "une virgule")}[mark]
    return cell_fault(
        "amount_mark_contradicts",
        place,
        excerpt,
        en=f"The decimal mark of this column is {names[0]}, and this amount has another.",
        fr=f"Le séparateur décimal de cette colonne est {names[1]}, et ce montant en a un autre.",
        hint_en="Were two exports put together? Keep them as two files.",
        hint_fr="Deux exports ont-ils été mis bout à bout ? Gardez deux fichiers.",
    )


def date_ambiguous(place: Place, excerpt: str) -> ReadError:
    """Day and month could be exchanged, in each date of the column."""
    return cell_fault(
        "date_ambiguous",
        place,
        excerpt,
        en="Day first or month first? No date of this file tells.",
        fr="Le jour d'abord ou le mois d'abord ? Aucune date de ce fichier ne le dit.",
        hint_en=ORDER_HINTS[0],
        hint_fr=ORDER_HINTS[1],
    )


def date_order_contradicts(place: Place, excerpt: str, *, month_first: bool) -> ReadError:
    """A date can only be read in the other order than the rest of its column."""
    orders = ("the month first", "le mois") if month_first else ("the day first", "le jour")
    return cell_fault(
        "date_order_contradicts",
        place,
        excerpt,
        en=f"The other dates of this column write {orders[0]}, and this one cannot be read so.",
        fr=f"Les autres dates de cette colonne commencent par {orders[1]}, et celle-ci ne se lit pas ainsi.",
        hint_en="Were two exports put together? Keep them as two files.",
        hint_fr="Deux exports ont-ils été mis bout à bout ? Gardez deux fichiers.",
    )


def required_empty(place: Place) -> ReadError:
    """A cell that the fact cannot do without is empty."""
    return cell_fault(
        "required_empty",
        place,
        en="This cell is empty, and the fact cannot do without it.",
        fr="Cette case est vide, et le fait ne peut s'en passer.",
        hint_en="Missing is not zero: fill it in, or remove the row.",
        hint_fr="Une absence n'est pas un zéro : remplissez-la, ou retirez la ligne.",
    )


def choice_unknown(
    place: Place, excerpt: str, *, choices: tuple[str, ...], french: tuple[str, ...], nearest: tuple[str, str]
) -> ReadError:
    """A word outside the closed list of its column; ``nearest`` is the likely one in each language."""
    did_en = f'Did you mean "{nearest[0]}"? ' if nearest[0] else ""
    did_fr = f"Vouliez-vous dire « {nearest[1]} » ? " if nearest[1] else ""
    return cell_fault(
        "choice_unknown",
        place,
        excerpt,
        en="This word is not one of the column's list.",
        fr="Ce mot n'est pas de la liste de cette colonne.",
        hint_en=f"{did_en}Known: {', '.join(choices)}.",
        hint_fr=f"{did_fr}Connus : {', '.join(french)}.",
    )


def count_malformed(place: Place, excerpt: str) -> ReadError:
    """A small whole number is expected."""
    return cell_fault(
        "count_malformed",
        place,
        excerpt,
        en="This is not a whole number from 0 to 32767.",
        fr="Ce n'est pas un nombre entier de 0 à 32767.",
        hint_en="Write figures only.",
        hint_fr="N'écrivez que des chiffres.",
    )


def decimal_malformed(place: Place, excerpt: str) -> ReadError:
    """A rate is expected: a positive decimal of at most ten figures."""
    return cell_fault(
        "decimal_malformed",
        place,
        excerpt,
        en="This is not a positive rate of at most ten figures.",
        fr="Ce n'est pas un taux positif de dix chiffres au plus.",
        hint_en="Write it as 1.0835 or 1,0835.",
        hint_fr="Écrivez-le comme 1,0835 ou 1.0835.",
    )


def country_malformed(place: Place, excerpt: str) -> ReadError:
    """A country is two letters."""
    return cell_fault(
        "country_malformed",
        place,
        excerpt,
        en="A country is written as two letters (ISO 3166), and this is not.",
        fr="Un pays s'écrit en deux lettres (ISO 3166), ce qui n'est pas le cas ici.",
        hint_en="Such as FR for France, DE for Germany, GB for the United Kingdom.",
        hint_fr="Par exemple FR pour la France, DE pour l'Allemagne, GB pour le Royaume-Uni.",
    )


def currency_missing(place: Place) -> ReadError:
    """An amount stands in a row that names no currency."""
    return cell_fault(
        "currency_missing",
        place,
        en="The row has an amount and no currency.",
        fr="La ligne a un montant et pas de devise.",
        hint_en='Fill the column "currency", or write currency = "EUR" under [company] in workspace.toml.',
        hint_fr='Remplissez la colonne « currency », ou écrivez currency = "EUR" sous [company] dans workspace.toml.',
    )


def invisible_character(place: Place, excerpt: str) -> ReadError:
    """A text holds a character that nothing shows: it would be another one than the text that looks like it."""
    at = hidden(excerpt) if hidden(excerpt) >= 0 else hidden(excerpt, with_breaks=True)
    name = character_name(excerpt[at])
    is_damage = unicodedata.category(excerpt[at]) in {"Cc", "Cs"}
    return cell_fault(
        "control_character" if is_damage else "invisible_character",
        place,
        excerpt,
        en=f"Character {at + 1} of this cell is one that nothing shows: {name}.",
        fr=f"Le caractère {at + 1} de cette case est de ceux que rien ne montre : {name}.",
        hint_en="Retype the cell, or export the file again in UTF-8." if is_damage
        else "Retype the cell: with it, the text is another one than the text that looks the same.",
        hint_fr="Ressaisissez la case, ou exportez de nouveau le fichier en UTF-8." if is_damage
        else "Ressaisissez la case : avec lui, ce texte n'est pas celui qui lui ressemble.",
    )  # fmt: skip


def is_in_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows where its formula went wrong."""
    return text.startswith("#") and _IN_ERROR.fullmatch(text) is not None


def cell_in_error(place: Place, excerpt: str) -> ReadError:
    """A formula of a spreadsheet went wrong, and its cell shows an error."""
    return cell_fault(
        "cell_in_error",
        place,
        excerpt,
        en="The formula of this cell went wrong in the spreadsheet: it has no value.",
        fr="La formule de cette cellule est en erreur dans le tableur : elle n'a pas de valeur.",
        hint_en="Mend the formula, or type the value, and save the file again.",
        hint_fr="Corrigez la formule, ou saisissez la valeur, et enregistrez de nouveau le fichier.",
    )


def same_name_twice(file: str, *, row: int, first: str, name: str) -> ReadError:
    """Two facts have the same name (fact_id) and differ."""
    return fault(
        "fact_id_repeated",
        file,
        row=row,
        column="fact_id",
        excerpt=name,
        en=f"{shown(first)} already has this fact_id and says something else.",
        fr=f"{shown(first)} porte déjà ce fact_id et dit autre chose.",
        hint_en="A correction is a new fact: give it its own fact_id and put the old one in corrects.",
        hint_fr="Une correction est un nouveau fait : donnez-lui son fact_id et portez l'ancien dans corrects.",
    )
