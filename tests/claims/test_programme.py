"""A layer of losses receives what the layers below leave, takes its own first losses off, and makes nobody richer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.claims.in_order import settle_in_order
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.programme import across_layers, settle_upwards
from encours.policy.schedule import Entry, TermValue
from encours.units import MISSING
from tests.claims.policy_of_claims import NOTHING_KNOWN, policy

PRIMARY = policy(insured_percentage="90 %", maximum_liability="200 000 EUR")
ABOVE = {"layer_mode": "excess of loss", "indemnity_chain": "excess of loss"}


def layer(name, **terms):
    """A layer of losses of the same year."""
    return replace(policy(**ABOVE, **terms), name=name)


def loss(gross, *, limit=10**12, day=100, claim="C1", percentage=9_000):
    lines = (LossLine(number="1", gross=gross, limit=limit, percentage=percentage),)
    return Loss(claim=claim, buyer=f"buyer of {claim}", day=day, cause="insolvency", debt=gross, lines=lines)


def settled(losses, *of_losses, year=NOTHING_KNOWN, primary=PRIMARY):
    below = settle_in_order(primary, losses, year=year, account=YearAccount())
    return settle_upwards(of_losses, below, year=year)[len(below) :]


def told(found):
    return [(each.policy.name, each.loss.gross // 100, each.settlement.indemnity // 100) for each in found]


def test_the_net_losses_of_a_year_go_through_one_first_loss():
    """160 000 and 250 000 over limits of 160 000 and 200 000, at 90 %, 200 000 at most: see docs/settle.md.

    First: 90 % of 160 000 is 144 000; 16 000 goes up, and the first loss of 50 000 keeps it. Second: 90 % of 200 000
    is 180 000, of which 56 000 are left below; 194 000 goes up, 34 000 of the first loss are left, 160 000 are paid.
    """
    losses = (loss(160_000_00, limit=160_000_00), loss(250_000_00, limit=200_000_00, day=200, claim="C2"))
    found = settled(losses, layer("XL", aggregate_first_loss="50 000 EUR", maximum_liability="500 000 EUR"))
    assert told(found) == [("XL", 16_000, 0), ("XL", 194_000, 160_000)]


def test_two_losses_of_one_claim_are_two_losses():
    """At 90 %, 10 000 and 1 000 go up; nothing of the first is left below, so that the second is alone above."""
    first, second, third = (
        loss(100_000_00, claim="C1", percentage=10_000), replace(loss(10_000_00, claim="C1"), number=2),
        replace(loss(100_000_00, claim="C1"), number=3),
    )  # fmt: skip
    found = settled((first, second, third), layer("XL"), primary=policy())
    assert [(each.loss.number, each.loss.gross) for each in found] == [(2, 1_000_00), (3, 10_000_00)]
    told = across_layers(settle_in_order(policy(), (first, second, third), year=NOTHING_KNOWN, account=YearAccount()))
    assert [each.left for each in told] == [0, 1_000_00, 10_000_00]


def test_what_is_retained_leaves_out_limits_and_maxima():
    """Of 250 000, 50 000 is over the limit and 180 000 is paid: 20 000 is the tenth of 200 000."""
    found = settled((loss(250_000_00, limit=200_000_00),), layer("XL", received_loss="retained loss"))
    assert told(found) == [("XL", 20_000, 20_000)]


def test_a_policy_that_was_asked_nothing_holds_nothing_back_whatever_it_lacks():
    """The primary has no limit on the invoice, and the sales are not told; the top-up pays 90 % of 10 000."""
    primary = policy(aggregate_first_loss_share="1 %")
    top_up = replace(policy(layer_mode="excess"), name="Top-up")
    nothing = replace(loss(10_000_00), lines=())
    below = settle_in_order(primary, (nothing,), year=NOTHING_KNOWN, account=YearAccount())
    below += settle_in_order(top_up, (loss(10_000_00),), year=NOTHING_KNOWN, account=YearAccount())
    assert below[0].settlement.indemnity is None
    found = settle_upwards((layer("XL"),), below, year=NOTHING_KNOWN)[len(below) :]
    assert told(found) == [("XL", 1_000, 1_000)]


def test_each_layer_receives_what_those_below_it_leave():
    """100 000 at 50 %: 50 000 goes up; the second pays 30 000 of it at most; 20 000 goes on to the third."""
    of_losses = (layer("XL 1", maximum_liability="30 000 EUR"), layer("XL 2", aggregate_first_loss="5 000 EUR"))
    assert told(settled((loss(100_000_00, percentage=5_000),), *of_losses)) == [
        ("XL 1", 50_000, 30_000), ("XL 2", 20_000, 15_000),
    ]  # fmt: skip


def test_what_a_layer_received_is_retained_no_more_below_it():
    """Of 250 000, 50 000 is over the limit and 20 000 retained, which goes up; 5 000 of it is retained again."""
    first = layer("XL 1", received_loss="retained loss", each_and_every_first_loss="5 000 EUR")
    second = layer("XL 2", received_loss="retained loss")
    assert told(settled((loss(250_000_00, limit=200_000_00),), first, second)) == [
        ("XL 1", 20_000, 15_000), ("XL 2", 5_000, 5_000),
    ]  # fmt: skip


def test_its_percentage_by_kind_of_limit_is_that_of_no_limit():
    """A layer of losses has no limit: 10 000 goes up, at the 80 % that hold for whatever is not discretionary."""
    by_kind = (Entry(8_000), Entry(5_000, {"limit_kind": ("discretionary",)}))
    share = replace(policy(layer_mode="excess of loss"), name="XL")
    share = replace(share, terms={**share.terms, "insured_percentage": TermValue(by_kind)})
    assert told(settled((loss(100_000_00),), share)) == [("XL", 10_000, 8_000)]


def test_a_percentage_of_its_own_leaves_a_part_to_the_insured():
    """10 000 goes up; the order of a layer may have a percentage before its first loss: 80 % of 10 000."""
    share = replace(policy(layer_mode="excess of loss", insured_percentage="80 %"), name="XL")
    assert told(settled((loss(100_000_00),), share)) == [("XL", 10_000, 8_000)]


@pytest.mark.parametrize(("day", "received"), [(-1, 0), (0, 1), (364, 1), (365, 0)])
def test_losses_outside_its_period_do_not_reach_it(day, received):
    assert len(settled((loss(100_00, day=day),), layer("XL"))) == received


def test_a_loss_that_nobody_dates_reaches_it():
    assert len(settled((loss(100_00, day=MISSING),), layer("XL"))) == 1


def test_a_loss_paid_whole_below_does_not_reach_it():
    assert settled((loss(100_00, percentage=10_000),), layer("XL")) == ()


def test_a_claim_that_cannot_be_told_below_is_not_received():
    known, unknown = loss(100_00, claim="C2"), loss(100_00, limit=MISSING)
    assert [each.loss.claim for each in settled((unknown, known), layer("XL"))] == ["C2"]


def test_the_first_loss_may_be_a_share_of_the_sales_and_no_premium_is_known():
    """0,1 % of 1 000 000 is 1 000: of 10 000 left below, 9 000 is paid."""
    share = layer("XL", aggregate_first_loss_share="0.1 %")
    assert told(settled((loss(100_000_00),), share, year=YearFigures(sales=1_000_000_00))) == [("XL", 10_000, 9_000)]
    multiple = layer("XL", maximum_liability_multiple="1 x minimum premium")
    (found,) = settled((loss(100_000_00),), multiple, year=YearFigures(minimum_premium=1_00))
    assert found.settlement.indemnity is None


amounts = st.integers(0, 10**8)
written = amounts.map(lambda cents: f"{cents // 100} EUR")
drawn_layers = st.builds(
    lambda received, first, most, each: layer(
        "XL", received_loss=received, aggregate_first_loss=first, maximum_liability=most, each_and_every_first_loss=each
    ),
    st.sampled_from(["net loss", "retained loss"]), written, written, written,
)  # fmt: skip
drawn_losses = st.lists(
    st.tuples(amounts.filter(bool), amounts, st.integers(0, 400), st.sampled_from([0, 5_000, 9_000, 10_000])),
    max_size=5,
)


@given(drawn_losses, st.lists(drawn_layers, max_size=3), written)
def test_paid_and_left_are_the_loss_and_nobody_pays_more_than_it_received(drawn, of_losses, most):
    losses = sorted(
        (loss(gross, limit=limit, day=day, claim=f"C{place}", percentage=percentage)
         for place, (gross, limit, day, percentage) in enumerate(drawn)),
        key=lambda each: each.day,
    )  # fmt: skip
    named = [replace(each, name=f"XL {place}") for place, each in enumerate(of_losses)]
    primary = policy(maximum_liability=most)
    below = settle_in_order(primary, losses, year=NOTHING_KNOWN, account=YearAccount())
    found = settle_upwards(named, below, year=NOTHING_KNOWN)
    for each in across_layers(found):
        assert 0 <= each.left <= each.loss.gross
        assert sum(one.settlement.indemnity for one in each.layers) + each.left == each.loss.gross
        assert all(one.settlement.indemnity <= one.loss.gross for one in each.layers)
    for one in named:
        paid = sum(each.settlement.indemnity for each in found if each.policy.name == one.name)
        assert paid <= one.terms["maximum_liability"].entries[0].value


def test_what_securities_paid_is_lost_to_nobody_and_comes_off_once():
    """Of 100 000, 30 000 came from securities and 63 000 from the primary: 7 000 goes up, and is paid whole."""
    primary = policy(indemnity_chain="proceeds first", insured_percentage="90 %")
    secured = replace(loss(100_000_00), proceeds=30_000_00)
    below = settle_in_order(primary, (secured,), year=NOTHING_KNOWN, account=YearAccount())
    every = settle_upwards((layer("XL"), layer("XL 2", received_loss="retained loss")), below, year=NOTHING_KNOWN)
    assert told(every) == [("Made-up policy", 100_000, 63_000), ("XL", 7_000, 7_000)]
    (across,) = across_layers(every)
    assert (across.proceeds, across.left_to_the_insured) == (30_000_00, 0)
    again = replace(policy(layer_mode="excess of loss", indemnity_chain="proceeds first"), name="XL")
    assert told(settled((secured,), again, primary=primary)) == [("XL", 7_000, 7_000)]
    assert across_layers(below)[0].left_to_the_insured == 7_000_00
