"""What the readers of quantities refuse, sentence by sentence in French: what is wrong, what is expected, what to do.

A refusal is told in English by the unit that refuses; its French says the same things in the same order,
with the same numbers, so that no reader is sent elsewhere than another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from encours.units.parse_day import MONTH_NAMES
from encours.units.refusal import Refusal

_SENTENCES: Final = r"""
The amount is empty\.
    Le montant est vide.
This is not an amount\.
    Ce n'est pas un montant.
A spreadsheet wrote this number with an exponent\.
    Un tableur a écrit ce nombre avec un exposant.
The amount names no currency\.
    Le montant ne nomme aucune devise.
The amount names more than one currency\.
    Le montant nomme plus d'une devise.
Several currencies are written "(.+)"\.
    Plusieurs devises s'écrivent « {0} ».
The amount is in (.+) where (.+) is expected\.
    Le montant est en {0} alors que {1} est attendu.
An amount in (.+) has no decimals\.
    Un montant en {0} n'a pas de décimale.
An amount in (.+) has 1 decimal\.
    Un montant en {0} a 1 décimale.
An amount in (.+) has ([0-9]+) decimals\.
    Un montant en {0} a {1} décimales.
The amount is larger than any this program computes with\.
    Le montant dépasse tous ceux que ce programme calcule.
"(.*)" can be read with a decimal mark or with a thousands mark\.
    « {0} » peut se lire avec un séparateur décimal ou avec un séparateur des milliers.
"(.*)" is no currency code of ISO 4217\.
    « {0} » n'est pas un code de devise de la norme ISO 4217.
The currency is empty\.
    La devise est vide.
The number has no % sign\.
    Le nombre n'a pas de signe %.
This is not a percentage\.
    Ce n'est pas un pourcentage.
The percentage is finer than a hundredth of a percent\.
    Le pourcentage est plus fin que le centième de pour cent.
The rate is finer than a thousandth of one per mille\.
    Le taux est plus fin que le millième de pour mille.
The percentage is larger than any this program computes with\.
    Le pourcentage dépasse tous ceux que ce programme calcule.
The answer is empty, and missing is not no\.
    La réponse est vide, et une absence n'est pas un non.
This is neither yes nor no\.
    Ce n'est ni oui ni non.
The date is empty\.
    La date est vide.
This is not a date\.
    Ce n'est pas une date.
The year ([0-9]+) is outside ([0-9]+) to ([0-9]+)\.
    L'année {0} est hors de {1} à {2}.
There is no month ([0-9]+)\.
    Il n'y a pas de mois {0}.
([A-Z][a-z]+) ([0-9]+) has ([0-9]+) days, not a day ([0-9]+)\.
    {0} {1} a {2} jours, pas de jour {3}.
The year has two figures\.
    L'année a deux chiffres.
A spreadsheet wrote this date as a number\.
    Un tableur a écrit cette date comme un nombre.
The date has a time of day\.
    La date porte une heure.
an amount such as 1 234,56 € or EUR 1,234\.56
    un montant comme 1 234,56 € ou EUR 1,234.56
an amount such as ([0-9]+)(\.[0-9]+)?
    un montant comme {0}{1}
an amount with its decimals, such as 1 234,00 or 1,234\.00
    un montant avec ses décimales, comme 1 234,00 ou 1,234.00
an amount in (.+)
    un montant en {0}
at most ([0-9]+)(\.[0-9]+)? (.+) in either direction
    {0}{1} {2} au plus, dans un sens ou dans l'autre
the code of the currency: (.+)
    le code de la devise : {0}
a code of three letters, such as EUR, USD or TND
    un code de trois lettres, comme EUR, USD ou TND
a percentage such as 90 % or 87,5 %
    un pourcentage comme 90 % ou 87,5 %
at most 10 000 000 %
    10 000 000 % au plus
yes or no, oui ou non, true or false, 1 or 0
    oui ou non, yes ou no, true ou false, 1 ou 0
a date from ([0-9]+) to ([0-9]+), such as 2026-03-14 or 14/03/2026
    une date de {0} à {1}, comme 2026-03-14 ou 14/03/2026
Format the column as a number with its decimals and export it again\.
    Mettez la colonne au format nombre avec ses décimales et exportez-la de nouveau.
Format the column as a date and export it again\.
    Mettez la colonne au format date et exportez-la de nouveau.
Write one sign only: a minus before, a minus after, or parentheses\.
    N'écrivez qu'un signe : un moins devant, un moins derrière, ou des parenthèses.
Write the code of the currency after the amount, such as EUR\.
    Écrivez le code de la devise après le montant, comme EUR.
Tell the decimal mark of the file: a comma or a point\.
    Dites le séparateur décimal du fichier : une virgule ou un point.
Thousands are in groups of three digits\.
    Les milliers vont par groupes de trois chiffres.
Round it where it comes from; amounts are never rounded when read\.
    Arrondissez-le à la source ; un montant n'est jamais arrondi à la lecture.
Is the decimal mark in its place\?
    Le séparateur décimal est-il à sa place ?
Did you mean ([A-Z]{3})\?
    Vouliez-vous dire {0} ?
Did you mean ([A-Z]{3}) or ([A-Z]{3})\?
    Vouliez-vous dire {0} ou {1} ?
Did you mean ([A-Z]{3}) or ([A-Z]{3}) or ([A-Z]{3})\?
    Vouliez-vous dire {0} ou {1} ou {2} ?
Write "(.*) %" if that is what is meant\.
    Écrivez « {0} % » si c'est ce qui est voulu.
Rates are held to 0\.001 ‰ and never rounded when read\.
    Les taux sont tenus au 0,001 ‰ et jamais arrondis à la lecture.
Percentages are held to 0\.01 % and never rounded when read\.
    Les pourcentages sont tenus à 0,01 % et jamais arrondis à la lecture.
If the other number is the month, tell that the file writes it there\.
    Si l'autre nombre est le mois, dites que le fichier l'écrit là.
Write the year in four figures\.
    Écrivez l'année en quatre chiffres.
Keep the date alone\.
    Ne gardez que la date.
"""

_LINES: Final = _SENTENCES.strip().splitlines()
_FRENCH: Final = tuple(
    (re.compile(english, re.DOTALL), french.strip())
    for english, french in zip(_LINES[::2], _LINES[1::2], strict=True)
)  # fmt: skip
_MONTHS: Final = {
    english: french.capitalize()  # it begins its sentence
    for english, french in zip(MONTH_NAMES["en"], MONTH_NAMES["fr"], strict=True)
}


def in_french(refusal: Refusal) -> tuple[str, str]:
    """What is wrong and what to do: the same as the refusal says in English, in the same order."""
    hint = f"Attendu : {_french(refusal.expected)}. {_french(refusal.hint)}"
    return _french(refusal.what), hint.strip()


@lru_cache(maxsize=1_000)
def _french(english: str) -> str:
    """French of one sentence; the sentence itself where it is not known, which a test forbids."""
    for sentence, french in _FRENCH:
        if found := sentence.fullmatch(english):
            return french.format(*map(_written, found.groups("")))
    return english


def _written(part: str) -> str:
    """Name of a month in French, a number grouped and with its comma, or the part as it stands."""
    if part in _MONTHS:
        return _MONTHS[part]
    if re.fullmatch(r"\.[0-9]+", part):
        return part.replace(".", ",")
    return f"{int(part):,}".replace(",", "\u00a0") if re.fullmatch(r"[1-9][0-9]{4,}", part) else part
