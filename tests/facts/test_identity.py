"""Identifiers decide who a party is; names only where none can be compared, and likeness never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.identity import (
    Party,
    compact,
    is_valid_lei,
    is_valid_siren,
    is_valid_siret,
    is_valid_vat_number,
    plain_name,
    recognise,
    same_party,
    siren_of,
)
from tests.facts.story import buyer

# The check digits are right; the numbers are those given as examples by the library that checks them,
# and, for La Poste, the published exception to the rule of the SIRET.
SIREN, OTHER_SIREN = "732829320", "404833048"
SIRET, OTHER_SITE = "73282932000074", "73282932000082"
FRENCH_VAT, GERMAN_VAT = "FR83404833048", "DE136695976"
LEI = "213800KUD8LAJWSQ9D15"


@pytest.mark.parametrize("written", ["732829320", "732 829 320", "732.829.320", "732\u00a0829\u00a0320"])
def test_spaces_and_dots_do_not_change_an_identifier(written: str) -> None:
    assert compact(written) == SIREN
    assert is_valid_siren(written)


@pytest.mark.parametrize(
    ("identifier", "nature"),
    [
        (SIREN, "siren"),
        ("732829321", ""),
        (SIRET, "siret"),
        ("73282932000075", ""),
        ("35600000049837", "siret"),
        (FRENCH_VAT, "vat_number"),
        ("FR84404833048", ""),
        (GERMAN_VAT, "vat_number"),
        (LEI, "lei"),
        ("213800KUD8LAJWSQ9D16", ""),
        ("", ""),
        ("not a number", ""),
        ("EL094259216", "vat_number"),
    ],
)
def test_an_identifier_is_recognised_by_its_check_digits(identifier: str, nature: str) -> None:
    assert recognise(identifier) == nature


@given(st.text(max_size=25))
def test_no_text_makes_a_check_fail(text: str) -> None:
    for check in (is_valid_siren, is_valid_siret, is_valid_lei, is_valid_vat_number):
        assert check(text) in {True, False}
    assert same_party(Party.named(text, text), Party(name=text)).verdict in {"same", "different", "unknown"}
    assert plain_name(plain_name(text)) == plain_name(text) or not text.isascii()


@pytest.mark.parametrize(
    ("left", "right", "verdict", "said"),
    [
        (Party(siren=SIREN), Party(siret=SIRET), "same", "SIREN"),
        (Party(siret=SIRET), Party(siret=OTHER_SITE), "same", "SIREN"),
        (Party(siren=OTHER_SIREN), Party(vat_number="FR 83 404 833 048"), "same", "SIREN"),
        (Party(siren=SIREN), Party(vat_number=FRENCH_VAT), "different", "SIREN"),
        (Party(siren=SIREN, name="Zinc"), Party(siret=SIRET, name="Cuivre"), "same", "SIREN"),
        (Party(siren=SIREN, name="Zinc"), Party(siren=OTHER_SIREN, name="Zinc"), "different", "SIREN"),
        (Party(lei=LEI), Party(lei=LEI.lower()), "same", "LEI"),
        (
            Party(vat_number=GERMAN_VAT),
            Party(vat_number="136695976", country="DE"),
            "same",
            "VAT number",
        ),
        (Party(vat_number=GERMAN_VAT), Party(vat_number="DE129273398"), "different", "VAT number"),
        (Party(vat_number=GERMAN_VAT), Party(vat_number=FRENCH_VAT), "unknown", "name is missing"),
        (
            Party(national_id="HRB 12", country="DE"),
            Party(national_id="hrb-12", country="DE"),
            "same",
            "national",
        ),
        (
            Party(national_id="12", country="DE"),
            Party(national_id="13", country="DE"),
            "different",
            "national",
        ),
        (
            Party(national_id="12", country="DE"),
            Party(national_id="12", country="IT"),
            "unknown",
            "missing",
        ),
        (Party(national_id="12"), Party(national_id="12", country="IT"), "same", "national"),
    ],
)
def test_identifiers_decide_first(left: Party, right: Party, verdict: str, said: str) -> None:
    for match in (same_party(left, right), same_party(right, left)):
        assert match.verdict == verdict
        assert said in match.reason_en
        assert match.reason_fr != match.reason_en


def test_a_wrong_identifier_decides_nothing() -> None:
    left = Party(siren="732829321", name="Zinc et Fils SARL")
    assert siren_of(left) == ""
    assert same_party(left, Party(siren=SIREN, name="S.A.R.L. ZINC & FILS")).reason_en.startswith("Same name")


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Lumière du Port SAS", "LUMIERE DU PORT", "same"),
        ("S.A.S. Lumière-du-Port", "lumière du port, sas", "same"),
        ("Zinc & Fils SARL", "Zinc et Fils", "same"),
        ("Müller Zinkwerk GmbH & Co. KG", "MULLER ZINKWERK ET", "same"),
        ("Œuvre du Zinc", "Oeuvre du Zinc", "same"),
        ("Lumière du Port France SAS", "Lumière du Port SAS", "unknown"),
        ("Lumiere du Prot", "Lumière du Port", "unknown"),
        ("Port du Lumière", "Lumière du Port", "unknown"),
        ("Zinc et Fils", "Lumière du Port", "different"),
        ("", "Lumière du Port", "unknown"),
        ("SA", "GmbH", "different"),
    ],
)
def test_names_decide_only_when_equal_and_likeness_is_for_a_person_to_judge(
    left: str, right: str, verdict: str
) -> None:
    match = same_party(Party(name=left), Party(name=right))
    assert match.verdict == verdict
    assert (match.likeness == 100) == (verdict == "same")


def test_equal_names_in_two_countries_decide_nothing() -> None:
    match = same_party(Party(name="Zinc", country="FR"), Party(name="Zinc", country="BE"))
    assert match.verdict == "unknown"


def test_a_buyer_is_compared_with_the_party_on_its_invoice() -> None:
    registered = Party.of_buyer(buyer(siren=SIREN))
    assert same_party(registered, Party.named("Anything", SIRET)).verdict == "same"
    assert same_party(registered, Party.named("Port SARL", OTHER_SIREN)).verdict == "different"


def test_a_foreign_number_with_the_check_digit_of_a_siren_stays_a_foreign_number() -> None:
    foreign = Party.named("Zinkwerk", SIREN, country="DE")
    assert (foreign.siren, foreign.national_id) == ("", SIREN)
    registered = Party(name="Zinkwerk GmbH", national_id=SIREN, country="DE")
    assert same_party(Party.named("Zinkwerk", SIREN), registered).verdict == "same"
