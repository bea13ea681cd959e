"""Money that comes back: three periods, exact shares, and nobody richer than the debt."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.claims.debts import agreed_sharing, debts_at_the_indemnity
from encours.claims.loss import LossLine
from encours.claims.money import Claim, Correction, Receipt
from encours.claims.recoveries import Recovery
from encours.claims.year import ClaimStanding, policy_year
from encours.clauses.recovery_choices import (
    CostBearer,
    CostOrder,
    RecoveryBeforeIndemnity,
    RecoveryPool,
    RecoveryRegime,
    RecoverySource,
)
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.policy.schedule import Policy
from tests.claims.policy_of_claims import LOST, NEVER, NOTHING_KNOWN, PAID, claim, policy, receipt
from tests.claims.recovery_oracle import Told, exact_by_invoice, exact_debts, exact_share

AMOUNTS = st.integers(min_value=1, max_value=10**7)
BY_INVOICE = ("oldest first", "as remitted")
OF_THE_WHOLE = [each.english for each in RecoveryRegime if each.english not in (*BY_INVOICE, "ultimate net loss")]


def standing(agreed: Policy, one: Claim, *receipts: Receipt, corrections: tuple[Correction, ...] = ()) -> ClaimStanding:
    """Where a claim that is alone in its year stands."""
    year = policy_year(agreed, NOTHING_KNOWN, [one], receipts, corrections)
    assert year.refused == ()
    return year.claims[0]


def shares(done: ClaimStanding) -> list[tuple[int | None, int | None]]:
    """What the insurer and the insured have of each sum."""
    return [(each.to_insurer, each.to_insured) for each in done.recoveries]


# Three periods


def test_money_of_before_the_loss_is_a_payment_and_lowers_the_debt_at_the_loss():
    done = standing(policy(), claim("A", (30_000, 25_000)), receipt("A", 10_000, on=LOST - 1))
    assert done.at_the_loss.amounts == (20_000,)
    assert done.indemnity == 20_000
    assert done.recoveries == ()


@pytest.mark.parametrize("day", [LOST, PAID - 1])
def test_between_the_loss_and_the_indemnity_the_insured_keeps_it_and_the_loss_is_settled_again(day: int):
    done = standing(policy(), claim("A", (30_000, 25_000)), receipt("A", 6_000, on=day))
    assert done.indemnity == 24_000
    assert done.recoveries == ()


def test_from_the_day_of_the_indemnity_it_is_shared_by_the_whole_debt():
    done = standing(policy(), claim("A", (30_000, 25_000)), receipt("A", 6_000, on=PAID))
    assert done.indemnity == 25_000
    assert shares(done) == [(5_000, 1_000)]


def test_the_policy_may_share_what_comes_before_the_indemnity_too():
    agreed = policy(recovery_before_indemnity="as after the indemnity")
    done = standing(agreed, claim("A", (30_000, 25_000)), receipt("A", 6_000, on=LOST))
    assert done.indemnity == 25_000
    assert shares(done) == [(5_000, 1_000)]


def test_while_nothing_is_paid_every_sum_lowers_the_loss():
    done = standing(policy(), claim("A", (30_000, 25_000), paid_on=NEVER), receipt("A", 12_000, on=PAID + 100))
    assert done.indemnity == 18_000


def test_what_is_insured_of_an_invoice_falls_pro_rata_with_its_debt():
    """An invoice of 12 000 with tax, insured for 10 000 net: half of it paid leaves 5 000."""
    net = claim("A", (10_000, 10_000))
    with_tax = replace(net, loss=replace(net.loss, debt=12_000), debts=(replace(net.debts[0], amount=12_000),))
    done = standing(policy(), with_tax, receipt("A", 6_000, on=LOST), receipt("A", 1_200))
    assert (done.settlement.loss.debt, done.indemnity) == (6_000, 5_000)
    assert shares(done) == [(1_000, 200)]


# Published examples: ciff.co.uk/pre.html (domain notes on France, 1.10)


@pytest.mark.parametrize(
    ("limit", "recovered", "insured_part"), [(25_000_00, 10_000_00, 8_333_33), (15_000_00, 15_000_00, 7_500_00)]
)
def test_the_uk_examples_come_out_as_printed(limit: int, recovered: int, insured_part: int):
    done = standing(policy(), claim("A", (30_000_00, limit)), receipt("A", recovered))
    assert shares(done) == [(insured_part, recovered - insured_part)]


def test_on_two_levels_the_percentage_is_taken_within_the_limits_part():
    agreed = policy(recovery_regime="limit share, then percentage")
    done = standing(agreed, claim("A", (30_000_00, 25_000_00), percentage=9_000), receipt("A", 10_000_00))
    assert shares(done) == [(7_500_00, 2_500_00)]


# As the debtor remitted, and as the policy allocates


def test_both_allocations_are_shown():
    two = claim("A", (10_000, 10_000), (10_000, 0))
    done = standing(policy(recovery_regime="oldest first"), two, receipt("A", 4_000, invoice="2"))
    (found,) = done.recoveries
    assert (found.as_allocated, found.to_insurer) == ((4_000, 0, 0), 4_000)
    assert (found.as_remitted, found.insurer_as_remitted) == ((0, 4_000, 0), 0)


def test_each_allocation_runs_apart_from_the_other():
    """Twice 6 000 named for the second of two debts of 10 000: the debtor pays 10 000 of it, and 2 000 of the first."""
    two = claim("A", (10_000, 10_000), (10_000, 0))
    sums = (receipt("A", 6_000, invoice="2"), receipt("A", 6_000, on=PAID + 2, invoice="2"))
    done = standing(policy(recovery_regime="oldest first"), two, *sums)
    assert [each.as_allocated for each in done.recoveries] == [(6_000, 0, 0), (4_000, 2_000, 0)]
    assert [each.as_remitted for each in done.recoveries] == [(0, 6_000, 0), (2_000, 4_000, 0)]
    assert [each.to_insurer for each in done.recoveries] == [6_000, 4_000]
    assert [each.insurer_as_remitted for each in done.recoveries] == [0, 2_000]


def test_the_policy_may_follow_the_debtor():
    two = claim("A", (10_000, 10_000), (10_000, 0))
    done = standing(policy(recovery_regime="as remitted"), two, receipt("A", 12_000, invoice="2"))
    assert done.recoveries[0].as_allocated == (2_000, 10_000, 0)
    assert shares(done) == [(2_000, 10_000)]


def test_what_pays_a_debt_outside_the_pool_is_the_insureds():
    agreed = policy(recovery_pool="insured invoices")
    one = claim("A", (20_000, 10_000), others=(10_000,))
    done = standing(agreed, one, receipt("A", 6_000, invoice="X1"), receipt("A", 6_000, on=PAID + 2))
    assert shares(done) == [(0, 6_000), (3_000, 3_000)]


def test_money_beyond_the_pool_pays_the_other_debts_and_only_then_exceeds_the_debt():
    agreed = policy(recovery_pool="insured invoices")
    done = standing(agreed, claim("A", (20_000, 10_000), others=(10_000,)), receipt("A", 31_000))
    (found,) = done.recoveries
    assert (found.to_insurer, found.to_insured, found.beyond) == (10_000, 20_000, 1_000)
    assert found.as_allocated == (20_000, 10_000, 1_000)


def test_a_cash_sale_is_a_sale_of_its_own_unless_the_policy_counts_it():
    one, sale = claim("A", (30_000, 15_000)), receipt("A", 4_000, source=RecoverySource.CASH_SALE)
    assert shares(standing(policy(), one, sale)) == [(0, 4_000)]
    assert shares(standing(policy(recovery_pool="all debts and cash sales"), one, sale)) == [(2_000, 2_000)]


def test_tax_relief_comes_beside_the_indemnity_unless_the_tax_is_insured():
    one, relief = claim("A", (30_000, 15_000)), receipt("A", 5_000, source=RecoverySource.TAX_REFUND)
    net, gross = standing(policy(), one, relief), standing(policy(amount_base="gross of VAT"), one, relief)
    assert (net.tax_relief, shares(net)) == (5_000, [(0, 5_000)])
    assert (gross.tax_relief, shares(gross)) == (5_000, [(2_500, 2_500)])


def test_tax_relief_before_the_indemnity_does_not_lower_a_loss_net_of_tax():
    relief = receipt("A", 5_000, on=LOST + 1, source=RecoverySource.TAX_REFUND)
    done = standing(policy(), claim("A", (30_000, 30_000)), relief)
    assert (done.indemnity, done.at_the_indemnity.beside, done.tax_relief) == (30_000, 5_000, 5_000)


# Costs


@pytest.mark.parametrize(
    ("terms", "to_insurer", "to_insured", "taken_off", "of_insurer", "of_insured"),
    [
        ({}, 4_500, 4_500, 1_000, 0, 0),
        ({"recovery_costs_taken": "after sharing"}, 5_000, 5_000, 0, 500, 500),
        ({"recovery_costs_borne_by": "insurer"}, 5_000, 5_000, 0, 1_000, 0),
        ({"recovery_costs_borne_by": "insured"}, 5_000, 5_000, 0, 0, 1_000),
        ({"recovery_costs_borne_by": "insurer", "recovery_costs_cap": "4 %"}, 5_000, 5_000, 0, 400, 0),
        ({"recovery_costs_cap": "4 %"}, 4_800, 4_800, 400, 0, 0),
        ({"recovery_regime": "insurer first"}, 9_000, 0, 1_000, 0, 0),
        ({"recovery_regime": "insurer first", "recovery_costs_taken": "after sharing"}, 10_000, 0, 0, 1_000, 0),
    ],
)
def test_costs_fall_where_the_policy_says(
    terms: dict[str, str], to_insurer: int, to_insured: int, taken_off: int, of_insurer: int, of_insured: int
):
    done = standing(policy(**terms), claim("A", (30_000, 15_000)), receipt("A", 10_000, costs=1_000))
    (found,) = done.recoveries
    assert (found.to_insurer, found.to_insured, found.costs) == (to_insurer, to_insured, taken_off)
    assert (found.costs_of_insurer, found.costs_of_insured) == (of_insurer, of_insured)
    assert done.net == 15_000 - to_insurer + of_insurer


def test_a_claim_that_lacks_a_value_says_so_in_its_recoveries_too():
    done = standing(policy(), claim("A", (30_000, -(2**62))), receipt("A", 6_000))
    assert done.indemnity is None
    assert shares(done) == [(None, None)]
    assert done.recoveries[0].findings[-1].verdict == NEEDS_INFORMATION


def test_under_an_excess_of_loss_a_recovery_lowers_the_net_loss():
    agreed = policy(
        indemnity_chain="excess of loss", aggregate_first_loss="100 EUR", recovery_regime="ultimate net loss"
    )
    one = claim("A", (200_00, 180_00))
    sums = [receipt("A", 30_00, on=PAID + 1), receipt("A", 60_00, on=PAID + 2), receipt("A", 60_00, on=PAID + 3)]
    done = standing(agreed, one, *sums)
    assert done.indemnity == 80_00
    # 20 of the first 30 only bring the loss within its limit; at 110 left the insurer owes 10, at 50 nothing.
    assert shares(done) == [(10_00, 20_00), (60_00, 0), (10_00, 50_00)]


@pytest.mark.parametrize("regime", list(RecoveryRegime))
def test_only_the_ultimate_net_loss_walks_the_account_again(regime: RecoveryRegime):
    walked: list[tuple[int, ...]] = []

    def again(left: tuple[int, ...]) -> tuple[LossLine, ...]:
        walked.append(left)
        return ()

    one = replace(claim("A", (100_00, 90_00)), again=again)
    standing(policy(recovery_regime=regime.english), one, receipt("A", 30_00, on=PAID + 1))
    assert walked == ([(70_00,)] if regime == RecoveryRegime.NET_LOSS else [])


# Properties


@st.composite
def paid_claims(draw: st.DrawFn) -> Claim:
    insured = draw(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=3))
    others = draw(st.lists(AMOUNTS, max_size=2))
    return claim("A", *insured, others=tuple(others), percentage=draw(st.integers(0, 10_000)))


@st.composite
def receipts(draw: st.DrawFn) -> list[Receipt]:
    names = st.sampled_from(["", "", "1", "2", "X1"])
    several = draw(st.lists(st.tuples(AMOUNTS, st.integers(0, 300), names, st.integers(0, 10**6)), max_size=4))
    sources = draw(st.lists(st.sampled_from(list(RecoverySource)), min_size=4, max_size=4))
    return [
        receipt("A", amount, on=day, invoice=name, costs=costs, source=source)
        for (amount, day, name, costs), source in zip(several, sources, strict=False)
    ]


def words(choice: type) -> st.SearchStrategy[str]:
    return st.sampled_from([each.english for each in choice])


TERMS = st.fixed_dictionaries(
    {
        "recovery_regime": words(RecoveryRegime),
        "recovery_pool": words(RecoveryPool),
        "recovery_before_indemnity": words(RecoveryBeforeIndemnity),
        "recovery_costs_borne_by": words(CostBearer),
        "recovery_costs_taken": words(CostOrder),
        "recovery_costs_cap": st.sampled_from(["0 %", "10 %", "100 %"]),
        "recovery_debt": st.sampled_from(["debt at the indemnity", "debt at the loss"]),
        "each_and_every_first_loss": st.sampled_from(["0 EUR", "10 000 EUR"]),
    }
)


@given(paid_claims(), receipts(), TERMS)
def test_no_cent_is_lost_and_nobody_has_more_than_the_debt(one: Claim, money: list[Receipt], terms: dict[str, str]):
    known = {debt.number for debt in one.debts}
    money = [each for each in money if not each.invoice or each.invoice in known]
    done = standing(policy(**terms), one, *money)
    assert done.indemnity is not None
    insured_has = done.indemnity
    for each in done.recoveries:
        assert each.to_insurer is not None
        assert each.to_insured is not None
        assert min(each.to_insurer, each.to_insured, each.costs, each.beyond) >= 0
        assert each.to_insurer + each.to_insured + each.costs + each.beyond == each.receipt.amount
        assert sum(each.as_remitted) == sum(each.as_allocated) == each.receipt.amount
        insured_has += 0 if beside(each, terms) else each.to_insured
    for place, owed in enumerate(done.at_the_indemnity.amounts):
        assert sum(each.as_remitted[place] for each in done.recoveries) <= owed
        assert sum(each.as_allocated[place] for each in done.recoveries) <= owed
    assert done.returned is not None
    assert 0 <= done.returned <= done.indemnity
    assert insured_has <= sum(done.at_the_indemnity.amounts)


def beside(each: Recovery, terms: dict[str, str]) -> bool:
    """Whether a sum pays none of the debts of the claim: a tax refund, or a cash sale that is a sale of its own."""
    if each.receipt.source == RecoverySource.TAX_REFUND:
        return True
    return each.receipt.source == RecoverySource.CASH_SALE and terms["recovery_pool"] != "all debts and cash sales"


@pytest.mark.parametrize("regime", OF_THE_WHOLE)
@given(
    gross=AMOUNTS, limit=AMOUNTS, other=st.integers(0, 10**7), percentage=st.integers(0, 10_000),
    deductible=st.sampled_from([0, 12_345]), money=st.lists(AMOUNTS, max_size=4),
)  # fmt: skip
def test_every_share_is_the_exact_one_to_half_a_cent(
    regime: str, gross: int, limit: int, other: int, percentage: int, deductible: int, money: list[int]
):
    agreed = policy(recovery_regime=regime, each_and_every_first_loss=f"{deductible / 100:.2f} EUR")
    one = claim("A", (gross, limit), others=(other,) if other else (), percentage=percentage)
    told = [receipt("A", amount, on=PAID + place) for place, amount in enumerate(money)]
    done = standing(agreed, one, *told)
    within = min(gross, limit)
    share = (within * percentage + 5_000) // 10_000
    claimed = Told(gross + other, within, share, max(0, share - deductible))
    assert done.indemnity == claimed.indemnity
    so_far = insurer_has = 0
    for each in done.recoveries:
        so_far = min(claimed.debt, so_far + each.receipt.amount)
        assert each.to_insurer is not None
        insurer_has += each.to_insurer
        assert abs(insurer_has - exact_share(claimed, regime, so_far)) * 2 <= 1


@pytest.mark.parametrize("regime", BY_INVOICE)
@given(one=paid_claims(), money=st.lists(st.tuples(AMOUNTS, st.booleans()), max_size=4))
def test_shares_by_invoice_are_exact_to_half_a_cent_an_invoice(regime: str, one: Claim, money: list[tuple[int, bool]]):
    told = [receipt("A", amount, on=PAID + n, invoice="1" if named else "") for n, (amount, named) in enumerate(money)]
    done = standing(policy(recovery_regime=regime), one, *told)
    paid = {line.number: each for line, each in zip(one.loss.lines, done.settlement.lines, strict=True)}
    invoices = [(debt.amount, paid.get(debt.number, 0)) for debt in one.debts]
    follows = regime == "as remitted"
    exact = exact_by_invoice(invoices, [(amount, 0 if named and follows else None) for amount, named in money])
    assert done.returned is not None
    assert abs(done.returned - exact) * 2 <= len(invoices)


@given(
    paid_claims(),
    AMOUNTS,
    st.sampled_from([each.english for each in RecoveryBeforeIndemnity if each.english.startswith("settled")]),
)
def test_debts_left_at_the_indemnity_are_the_exact_ones(one: Claim, money: int, reading: str):
    agreed = agreed_sharing(policy(recovery_before_indemnity=reading), one)
    left = debts_at_the_indemnity(one, [debt.amount for debt in one.debts], [receipt("A", money, on=LOST)], agreed)
    exact = exact_debts(
        [(debt.amount, bool(ins)) for debt, ins in zip(one.debts, one.in_programme, strict=True)], money, reading
    )
    assert all(abs(now - other) <= 1 for now, other in zip(left.amounts, exact, strict=True))
    assert sum(left.amounts) == one.loss.debt - min(money, one.loss.debt)
    assert left.beyond == max(0, money - one.loss.debt)


@given(paid_claims(), st.lists(AMOUNTS, min_size=1, max_size=5), st.sampled_from([*OF_THE_WHOLE, "ultimate net loss"]))
def test_a_sum_split_into_receipts_is_shared_as_the_whole(one: Claim, money: list[int], regime: str):
    """Under the ultimate net loss each receipt settles the claim again, which rounds each invoice by a cent."""
    agreed = policy(recovery_regime=regime)
    split = standing(agreed, one, *(receipt("A", amount, on=PAID + n) for n, amount in enumerate(money)))
    whole = standing(agreed, one, receipt("A", sum(money)))
    assert abs(split.returned - whole.returned) <= (len(one.debts) if regime == "ultimate net loss" else 0)
