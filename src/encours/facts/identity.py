"""Who a party is: identifiers checked by a library, names compared only where no identifier can decide.

Used by the entity guard: the party named on the invoice against the one the limit covers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from encours.facts.kinds import Buyer

LEGAL_FORMS: Final = frozenset(
    {"SA", "SAS", "SASU", "SARL", "EURL", "SNC", "SCA", "SCS", "SCI", "SCOP", "SELARL", "SE", "GIE", "EI"}
    | {"AG", "GMBH", "MBH", "KG", "OHG", "UG", "CO", "LTD", "LIMITED", "PLC", "LLP", "LLC", "INC", "CORP"}
    | {"SPA", "SRL", "SL", "SLU", "BV", "NV", "BVBA", "SPRL", "AB", "OY", "OYJ", "AS", "ASA", "APS", "KFT"}
    | {"SPZOO", "DOO", "SRO", "LDA"}
)
"""Abbreviations of legal forms, without punctuation, that do not tell two companies apart."""

LIKENESS_SHOWN: Final = 80
"""Two names less alike than this (in percent) are not worth mentioning as alike."""

Verdict = Literal["same", "different", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A company as some document names it; a field it does not give is empty."""

    name: str = ""
    country: str = ""
    siren: str = ""
    siret: str = ""
    vat_number: str = ""
    lei: str = ""
    national_id: str = ""

    @staticmethod
    def of_buyer(buyer: Buyer) -> Party:
        """Party that a buyer is registered as."""
        return Party(
            name=buyer.name,
            country=buyer.country,
            siren=buyer.siren,
            siret=buyer.siret,
            vat_number=buyer.vat_number,
            lei=buyer.lei,
            national_id=buyer.national_id,
        )

    @staticmethod
    def named(name: str, identifier: str, *, country: str = "") -> Party:
        """Party of a name and an identifier of untold nature, recognised by its own check digits.

        A number outside France, or one that no check recognises, is kept as a national identifier.
        """
        nature = recognise(identifier)
        is_number = nature in {"siren", "siret"}
        if not nature or (is_number and country not in {"", "FR"}):
            return Party(name=name, country=country, national_id=identifier)
        # One foreign number in ten has the check digit of a SIREN: it stays comparable as what it may be.
        given: dict[str, str] = {nature: identifier, "national_id": identifier if is_number else ""}
        return Party(name=name, country=country, **given)


@dataclass(frozen=True, slots=True)
class Match:
    """Whether two parties are the same, and what decided it; ``likeness`` is of their names, in percent."""

    verdict: Verdict
    reason_en: str
    reason_fr: str
    likeness: int = 0


def compact(identifier: str) -> str:
    """Identifier without spaces, dots, dashes and slashes, in capitals."""
    return re.sub(r"[\s.\-/_]", "", unicodedata.normalize("NFKC", identifier)).upper()


def is_valid_siren(identifier: str) -> bool:
    """Whether this is a SIREN with a right check digit."""
    from stdnum.fr import siren  # loaded when a party is checked

    return bool(siren.is_valid(compact(identifier)))


def is_valid_siret(identifier: str) -> bool:
    """Whether this is a SIRET with a right check digit; those of La Poste follow their own rule."""
    from stdnum.fr import siret

    return bool(siret.is_valid(compact(identifier)))


def is_valid_lei(identifier: str) -> bool:
    """Whether this is a legal entity identifier with right check digits."""
    from stdnum import lei

    return bool(lei.is_valid(compact(identifier)))


def is_valid_vat_number(identifier: str, country: str = "") -> bool:
    """Whether this is a VAT number of its country: the one it begins with, else the one given."""
    from stdnum.util import get_cc_module

    number = compact(identifier)
    prefix = number[:2] if number[:2].isalpha() else country
    # Greece writes EL before its VAT numbers and Northern Ireland XI, which are no ISO countries.
    module = get_cc_module({"EL": "gr", "XI": "gb"}.get(prefix, prefix.lower()), "vat") if prefix else None
    return bool(module is not None and module.is_valid(number))


def has_a_vat_check(identifier: str, country: str = "") -> bool:
    """Whether the VAT numbers of its country can be checked: where no rule is known, none can be told wrong."""
    from stdnum.util import get_cc_module

    number = compact(identifier)
    prefix = number[:2] if number[:2].isalpha() else country
    return bool(prefix) and get_cc_module({"EL": "gr", "XI": "gb"}.get(prefix, prefix.lower()), "vat") is not None


def french_vat_number(siren: str) -> str:
    """VAT number that a French company has by its SIREN: a key of two figures comes before it.

    The key is 12 + 3 times the SIREN, modulo 97: what the library of identifiers checks, and a test compares.
    """
    number = compact(siren)
    return f"FR{(12 + 3 * (int(number) % 97)) % 97:02d}{number}"


def recognise(identifier: str) -> Literal["siren", "siret", "vat_number", "lei", ""]:
    """Nature of an identifier by its shape and check digits; empty when none fits."""
    number = compact(identifier)
    if len(number) == 9 and is_valid_siren(number):
        return "siren"
    if len(number) == 14 and is_valid_siret(number):
        return "siret"
    if len(number) == 20 and is_valid_lei(number):
        return "lei"
    if number[:2].isalpha() and is_valid_vat_number(number):
        return "vat_number"
    return ""


def plain_name(name: str) -> str:
    """Name in plain capitals, without accents, punctuation and legal form: what tells companies apart.

    A name that is nothing but a legal form is kept whole.
    """
    spelt = name.replace("&", " ET ").replace("œ", "oe").replace("Œ", "OE").replace("ß", "ss")
    letters = unicodedata.normalize("NFKD", spelt)
    plain = "".join(each for each in letters if not unicodedata.combining(each)).upper()
    # S.A.S. is one word, Dupont-Martin two.
    plain = re.sub(r"\b(?:\w\.\s?){2,}", lambda dotted: re.sub(r"[.\s]", "", dotted.group()) + " ", plain)
    words = re.sub(r"[^\w]+|_", " ", plain.replace("'", " ")).split()
    telling = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(telling or words)


def same_party(left: Party, right: Party) -> Match:
    """Whether two parties are the same company: identifiers decide, names only where none can be compared.

    A SIRET and a French VAT number contain a SIREN. A wrong identifier (check digit) decides nothing. Names
    that are alike without being equal decide nothing either: the verdict is ``unknown``, with their likeness.
    """
    for compare in (_by_siren, _by_lei, _by_vat_number, _by_national_id):
        if match := compare(left, right):
            return match
    return _by_name(left, right)


def siren_of(party: Party) -> str:
    """SIREN of a party, from its SIREN, SIRET or French VAT number; empty when none is valid."""
    if party.siren and is_valid_siren(party.siren):
        return compact(party.siren)
    if party.siret and is_valid_siret(party.siret):
        return compact(party.siret)[:9]
    vat_number = compact(party.vat_number)
    if vat_number.startswith("FR") and is_valid_vat_number(vat_number) and is_valid_siren(vat_number[4:]):
        return vat_number[4:]
    return ""


def _decided(name: str, left: str, right: str) -> Match:
    if left == right:
        return Match("same", f"Same {name}: {left}.", f"Même {name} : {left}.")
    return Match(
        "different",
        f"Different {name}: {left} and {right}.",
        f"{name} différents : {left} et {right}.",
    )


def _by_siren(left: Party, right: Party) -> Match | None:
    ours, theirs = siren_of(left), siren_of(right)
    return _decided("SIREN", ours, theirs) if ours and theirs else None


def _by_lei(left: Party, right: Party) -> Match | None:
    if not (left.lei and right.lei and is_valid_lei(left.lei) and is_valid_lei(right.lei)):
        return None
    return _decided("LEI", compact(left.lei), compact(right.lei))


def _by_vat_number(left: Party, right: Party) -> Match | None:
    numbers = [_full_vat_number(party) for party in (left, right)]
    # A company may hold VAT numbers in several countries: only two of one country can differ.
    if not all(numbers) or numbers[0][:2] != numbers[1][:2]:
        return None
    match = _decided("VAT number", *numbers)
    french = match.reason_fr.replace("Même VAT number", "Même numéro de TVA")
    return Match(match.verdict, match.reason_en, french.replace("VAT number diff", "Numéros de TVA diff"))


def _full_vat_number(party: Party) -> str:
    number = compact(party.vat_number)
    if not number or not is_valid_vat_number(number, party.country):
        return ""
    return number if number[:2].isalpha() else party.country + number


def _by_national_id(left: Party, right: Party) -> Match | None:
    ours, theirs = compact(left.national_id), compact(right.national_id)
    if not (ours and theirs):
        return None
    countries = {left.country, right.country} - {""}
    if ours == theirs and len(countries) <= 1:
        return Match("same", f"Same national identifier: {ours}.", f"Même identifiant national : {ours}.")
    if left.country and left.country == right.country:
        return Match(
            "different",
            f"Different national identifiers: {ours} and {theirs}.",
            f"Identifiants nationaux différents : {ours} et {theirs}.",
        )
    return None


def _by_name(left: Party, right: Party) -> Match:
    ours, theirs = plain_name(left.name), plain_name(right.name)
    if not (ours and theirs):
        return Match(
            "unknown",
            "No identifier can be compared, and a name is missing.",
            "Aucun identifiant n'est comparable, et un nom manque.",
        )
    if left.country and right.country and left.country != right.country:
        return Match(
            "unknown",
            f"No identifier can be compared; countries {left.country} and {right.country}.",
            f"Aucun identifiant n'est comparable ; pays {left.country} et {right.country}.",
        )
    if ours == theirs:
        return Match("same", f"Same name: {ours}.", f"Même nom : {ours}.", likeness=100)
    likeness = _likeness(ours, theirs)
    if likeness < LIKENESS_SHOWN:
        return Match(
            "different",
            f"Different names: {left.name} and {right.name}.",
            f"Noms différents : {left.name} et {right.name}.",
            likeness=likeness,
        )
    return Match(
        "unknown",
        f"Names alike at {likeness} %: {left.name} and {right.name}.",
        f"Noms ressemblants à {likeness} % : {left.name} et {right.name}.",
        likeness=likeness,
    )


def _likeness(left: str, right: str) -> int:
    from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio  # loaded when names differ

    # Words in another order, or one more word ("Groupe", a town): alike, for a person to decide.
    # Only equal names are the same, so that a likeness never reaches 100.
    return min(99, int(max(token_sort_ratio(left, right), token_set_ratio(left, right))))
