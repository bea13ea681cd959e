"""A policy is a reverse cover where it agrees on a total, one debtor and a limit for each; else it is told why."""

import pytest

from encours.policy.schedule import Programme
from encours.reverse.agreed import ReverseCover, is_reverse, reverse_cover
from tests.reverse.made_up import POLICY, cover, on, programme

LATER = '[[endorsements]]\nname = "E{0}"\neffective_on = {0}\n[endorsements.terms]\ntotal_of_allocations = "{1} EUR"\n'


def test_the_total_is_that_of_the_last_endorsement_in_force() -> None:
    found = cover(total=1_000, terms=LATER.format("2026-07-01", 700) + LATER.format("2026-09-01", 800))
    days = {"06-30": 1_000, "07-01": 700, "08-31": 700, "09-01": 800, "2027-01-01": 800, "2025-12-31": 1_000}
    assert {day: found.total_on(on(day)) // 100 for day in days} == days
    assert found.debtor == "MI"


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('limit_scope = "insured entity"\n', "", ["allocations_shared"]),
        ('MI = ""\n', "", ["debtor_missing"]),
        ('MI = ""\n', 'MI = ""\nMJ = ""\n', ["debtor_missing"]),
        ('total_of_allocations = "{total} EUR"\n', "", ["total_of_allocations_missing"]),
        ("{terms}", 'discretionary_limit = "10 EUR"\nblind_limit = "5 EUR"', ["room_without_allocation"] * 2),
        ('"{total} EUR"', '[{{ when = {{ country = "FR" }}, value = "10 EUR" }}]', ["total_of_allocations_unknown"]),
    ],
)
def test_what_keeps_a_policy_from_being_one_is_told(old: str, new: str, codes: list[str]) -> None:
    assert POLICY.count(old) == 1
    found = reverse_cover(programme(text=POLICY.replace(old, new)))
    assert not isinstance(found, ReverseCover)
    assert [each.code for each in found] == codes


def test_several_faults_are_told_at_once() -> None:
    text = POLICY.replace('limit_scope = "insured entity"\n', "").replace('MI = ""\n', "")
    found = reverse_cover(programme(text=text))
    assert not isinstance(found, ReverseCover)
    assert [each.code for each in found] == ["allocations_shared", "debtor_missing"]


def test_a_programme_of_several_layers_is_none() -> None:
    one, other = programme().primary, programme(text=POLICY.replace("Reverse 2026", "Other")).primary
    found = reverse_cover(Programme(name="P", company="", currency="EUR", policies=(one, other)))
    assert not isinstance(found, ReverseCover)
    assert [each.code for each in found] == ["reverse_with_layers"]


def test_a_total_that_only_an_endorsement_brings_is_not_known_before() -> None:
    text = POLICY.replace('total_of_allocations = "{total} EUR"\n', "")
    policy = programme(text=text, terms=LATER.format("2026-07-01", 700))
    assert is_reverse(policy.primary)
    found = reverse_cover(policy)
    assert not isinstance(found, ReverseCover)
    assert [each.code for each in found] == ["total_of_allocations_unknown"]
