"""Which value holds for a row: the most specific entry, in the schedule of its delivery day."""

import pytest

from encours.policy.read import read_programme
from encours.policy.resolve import resolve
from encours.units import MISSING, UNSET, from_civil
from tests.policy.toy import WORDING

HEAD = """
[policy]
name = "Globale 2026"
insurer = "Assureur Fictif SA"
wording = "whole turnover"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[zones]
dach = ["DE", "AT", "CH"]

[terms]
"""
MARCH, APRIL = from_civil(2026, 3, 31), from_civil(2026, 4, 1)


def policy(terms):
    reading = read_programme(HEAD + terms, file="policy.toml", wordings=[WORDING])
    assert reading.errors == ()
    return reading.programme.primary


def percentage(entries, **keys):
    lines = "\n".join(f"  {entry}," for entry in entries)
    return resolve(policy(f"insured_percentage = [\n{lines}\n]"), "insured_percentage", keys, MARCH)


ALWAYS = '{ value = "90 %" }'
DISCRETIONARY = '{ when = { limit_kind = "discretionary" }, value = "70 %" }'
DACH = '{ when = { country = "dach" }, value = "85 %" }'
GERMANY = '{ when = { country = "DE" }, value = "80 %" }'
BUYER = '{ when = { buyer = "B-1" }, value = "50 %" }'
BUILDING = '{ when = { sector = "43" }, value = "75 %" }'
ELECTRICIANS = '{ when = { sector = "43.21" }, value = "65 %" }'
GERMAN_DISCRETIONARY = '{ when = { country = "DE", limit_kind = "discretionary" }, value = "60 %" }'


def test_an_entry_without_keys_holds_for_every_row():
    assert percentage([ALWAYS]) == 9000


def test_an_entry_whose_key_matches_wins_over_one_without():
    assert percentage([ALWAYS, DISCRETIONARY], limit_kind="discretionary") == 7000
    assert percentage([DISCRETIONARY, ALWAYS], limit_kind="named") == 9000


def test_two_keys_win_over_one():
    entries = [ALWAYS, GERMANY, GERMAN_DISCRETIONARY]
    assert percentage(entries, country="DE", limit_kind="discretionary") == 6000
    assert percentage(entries, country="DE", limit_kind="named") == 8000


def test_a_country_wins_over_its_zone():
    assert percentage([ALWAYS, DACH, GERMANY], country="DE") == 8000
    assert percentage([ALWAYS, DACH, GERMANY], country="AT") == 8500
    assert percentage([ALWAYS, DACH, GERMANY], country="FR") == 9000


def test_a_longer_nace_prefix_wins_over_a_shorter():
    assert percentage([ALWAYS, BUILDING, ELECTRICIANS], sector="4321Z") == 6500
    assert percentage([ALWAYS, BUILDING, ELECTRICIANS], sector="43.22A") == 7500
    assert percentage([ALWAYS, BUILDING, ELECTRICIANS], sector="41.20") == 9000


def test_a_named_buyer_wins_over_any_number_of_other_keys():
    entries = [ALWAYS, GERMAN_DISCRETIONARY, BUYER]
    assert percentage(entries, buyer="B-1", country="DE", limit_kind="discretionary") == 5000
    assert percentage(entries, buyer="B-2", country="DE", limit_kind="discretionary") == 6000


def test_a_key_with_several_values_matches_each():
    entry = '{ when = { limit_kind = ["discretionary", "blind"] }, value = "70 %" }'
    assert [percentage([entry], limit_kind=kind) for kind in ("discretionary", "blind", "named")] == [
        7000,
        7000,
        9000,
    ]


def test_where_no_entry_matches_the_default_of_the_wording_holds():
    assert percentage([DISCRETIONARY], limit_kind="named") == 9000


def test_where_no_entry_matches_a_term_without_default_is_unset():
    only = 'minimum_amount = [{ when = { country = "DE" }, value = "500 EUR" }]'
    assert resolve(policy(only), "minimum_amount", {"country": "FR"}, MARCH) == UNSET
    assert resolve(policy(only), "minimum_amount", {"country": "DE"}, MARCH) == 50_000


def test_a_term_nobody_wrote_has_its_default_or_is_unset():
    assert resolve(policy(""), "maximum_payment_terms", {}, MARCH) == 60
    assert resolve(policy(""), "minimum_amount", {}, MARCH) == UNSET


@pytest.mark.parametrize("unknown", [{}, {"country": ""}])
def test_a_value_that_depends_on_an_unknown_key_is_missing_and_not_the_default(unknown):
    assert percentage([ALWAYS, GERMANY], **unknown) == MISSING


def test_an_unknown_key_that_changes_nothing_is_not_missed():
    entries = [ALWAYS, GERMAN_DISCRETIONARY]
    assert percentage(entries, limit_kind="named") == 9000
    assert percentage(entries, limit_kind="discretionary") == MISSING
    assert percentage([ALWAYS, '{ when = { country = "DE" }, value = "90 %" }']) == 9000


ENDORSED = """insured_percentage = [{ value = "90 %" }, { when = { country = "DE" }, value = "80 %" }]
minimum_amount = "500 EUR"
[[endorsements]]
name = "Avenant 1"
effective_on = 2026-04-01
[endorsements.terms]
insured_percentage = "85 %"
[[endorsements]]
name = "Avenant 2"
effective_on = 2026-04-02
[endorsements.terms]
minimum_amount = "not used"
"""


def test_an_endorsement_replaces_the_whole_term_from_its_day():
    endorsed = policy(ENDORSED)
    assert resolve(endorsed, "insured_percentage", {"country": "DE"}, MARCH) == 8000
    assert resolve(endorsed, "insured_percentage", {"country": "DE"}, APRIL) == 8500


def test_a_later_endorsement_leaves_what_it_does_not_name():
    endorsed = policy(ENDORSED)
    assert resolve(endorsed, "insured_percentage", {"country": "DE"}, APRIL + 1) == 8500
    assert resolve(endorsed, "minimum_amount", {}, APRIL) == 50_000
    assert resolve(endorsed, "minimum_amount", {}, APRIL + 1) == UNSET


def test_the_period_is_read_as_terms():
    assert resolve(policy(""), "period_start", {}, MARCH) == from_civil(2026, 1, 1)
    assert resolve(policy(""), "period_end", {}, MARCH) == from_civil(2026, 12, 31)
