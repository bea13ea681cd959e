"""The costs of one sum that several layers or years of a policy share: charged once between them, to the cent."""

from dataclasses import replace

import pytest

from tests.claims.policy_of_claims import LOST, PAID, policy, receipt
from tests.claims.test_ledger_year import lost, money, paid_then, programme, settled, three_years

SUM = replace(receipt(f"A/{LOST}", 50_00, on=PAID + 1, costs=3_01), by_insurer=3_01)
SIDES = ("insured", "insurer")


def shared(*policies, by="insurer", invoices=((200_00, 100_00, 10),)):
    spent = replace(SUM, by_insurer=3_01 if by == "insurer" else 0)
    found = settled(programme(*policies), [lost("A", *invoices, layers=len(policies))], money(spent), paid_then)
    return [each for year in found.years for claim in year.standing.claims for each in claim.recoveries]


def two_layers(**terms):
    agreed = policy(**terms)
    return agreed, replace(agreed, name="Above")


@pytest.mark.parametrize(
    ("terms", "borne", "owed_by_insured", "owed_by_insurer"),
    [
        # 46.99 is left to share, 21.15 and 10.57 of it to the layers: 2.01 and 1.00 come back to who spent them.
        ({}, [(0, 0), (0, 0)], [0, 0], [2_01, 1_00]),
        # 22.50 and 11.25 of 50: 1.35 and 0.68 of 3.01 are the layers', 0.66 and 0.32 the insured's.
        ({"recovery_costs_taken": "after sharing"}, [(1_35, 66), (68, 32)], [-1_35, -68], [66, 32]),
        ({"recovery_costs_borne_by": "insurer"}, [(2_01, 0), (1_00, 0)], [-2_01, -1_00], [0, 0]),
        ({"recovery_costs_borne_by": "insured"}, [(0, 2_01), (0, 1_00)], [0, 0], [2_01, 1_00]),
        # 5 % of 50 at most.
        ({"recovery_costs_borne_by": "insurer", "recovery_costs_cap": "5 %"},
         [(1_67, 0), (83, 0)], [-1_67, -83], [0, 0]),
    ],
)  # fmt: skip
def test_two_layers_charge_the_costs_of_one_sum_once(terms, borne, owed_by_insured, owed_by_insurer):
    for by, owed in zip(SIDES, (owed_by_insured, owed_by_insurer), strict=True):
        found = shared(*two_layers(**terms), by=by)
        assert [(each.costs_of_insurer, each.costs_of_insured) for each in found] == borne
        assert [each.costs_owed_to_insurer for each in found] == owed


def test_each_layer_has_costs_as_it_has_of_the_sum():
    """The layer above takes 45 of 50, the first the 5 that are left."""
    found = shared(*two_layers(recovery_regime="insurer first", recovery_costs_borne_by="insurer"))
    assert [each.to_insurer for each in found] == [5_00, 45_00]
    assert [each.costs_of_insurer for each in found] == [30, 2_71]


def test_where_no_insurer_gets_anything_the_costs_are_charged_at_the_first_layer():
    found = shared(*two_layers(recovery_regime="insured first", recovery_costs_borne_by="insured"))
    assert [each.to_insurer for each in found] == [0, 0]
    assert [each.costs_owed_to_insurer for each in found] == [3_01, 0]


def test_a_claim_of_two_years_charges_the_costs_of_one_sum_once():
    """54 of the first year and 36 of the second were paid: 1.81 and 1.20 of 3.01."""
    found = shared(three_years(recovery_costs_borne_by="insurer"), invoices=((60_00, 200_00, 10), (40_00, 200_00, 400)))
    assert [each.to_insurer for each in found] == [27_00, 18_00]
    assert [each.costs_of_insurer for each in found] == [1_81, 1_20]


def test_what_is_above_the_cap_is_told_once_between_the_layers():
    """2.50 of 3.01 count: 0.51 do not."""
    found = shared(*two_layers(recovery_costs_cap="5 %"))
    assert sum(each.costs_above for each in found) == 51
    assert [each.costs_above for each in shared(*two_layers())] == [0, 0]
