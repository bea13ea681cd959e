"""Several insurers pay one indemnity: to the cent, each for its own line, and nobody for another's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.claims.coinsurance import insurer_parts
from encours.claims.in_order import settle_in_order
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.policy.coinsurance import Cession, CoinsuranceLine, first_excess
from encours.units import MISSING, NEVER, UNSET
from tests.claims.policy_of_claims import policy

LEADER, SECOND, THIRD = "Assureur Fictif SA", "Second Rang Fictif SE", "Troisième Ligne Fictive SA"
REINSURER = "Réassureur Fictif SE"


def line(insurer, share, **told):
    return CoinsuranceLine(insurer=insurer, share=share, **told)


def shared(*lines, cessions=(), **terms):
    """A policy that these insurers share."""
    return replace(policy(**terms), coinsurance=lines, cessions=cessions)


def loss(gross, *, limit=10**9, percentage=9_000, day=100, claim="C1"):
    lines = (LossLine(number="1", gross=gross, limit=limit, percentage=percentage),)
    return Loss(claim=claim, buyer="B1", day=day, cause="insolvency", debt=gross, lines=lines)


def settled(agreed, *losses):
    return settle_in_order(agreed, losses, year=YearFigures(), account=YearAccount())


def told(found):
    return [(each.line.insurer, each.due, each.paid, each.retained, each.unpaid) for each in found.parts]


def test_a_policy_of_one_insurer_has_no_parts():
    (found,) = settled(policy(), loss(100_00))
    assert found.parts == ()
    assert found.paid == found.settlement.indemnity == 90_00


def test_each_pays_its_line_and_together_they_pay_the_indemnity():
    agreed = shared(line(LEADER, 5_000, leads=True), line(SECOND, 3_000), line(THIRD, 2_000))
    (found,) = settled(agreed, loss(1_000_00))
    assert told(found) == [
        (LEADER, 450_00, 450_00, 0, 0),
        (SECOND, 270_00, 270_00, 0, 0),
        (THIRD, 180_00, 180_00, 0, 0),
    ]


def test_thirds_lose_no_cent():
    agreed = shared(line(LEADER, 3_333), line(SECOND, 3_333), line(THIRD, 3_334))
    (found,) = settled(agreed, loss(100, percentage=10_000))
    assert [each.paid for each in found.parts] == [33, 34, 33]
    assert found.paid == 100


@pytest.mark.parametrize("flaw", [{"is_signed": False}, {"has_failed": True}])
def test_a_line_nobody_answers_for_is_a_gap_and_the_others_pay_no_more(flaw):
    agreed = shared(line(LEADER, 6_000), line(SECOND, 4_000, **flaw))
    (found,) = settled(agreed, loss(1_000_00))
    assert told(found) == [(LEADER, 540_00, 540_00, 0, 0), (SECOND, 360_00, 0, 0, 360_00)]
    assert found.paid == 540_00


def test_what_no_line_holds_is_owed_by_nobody():
    (found,) = settled(shared(line(LEADER, 9_999)), loss(1_000_00))
    assert told(found)[-1] == ("", 9, 0, 0, 9)


def test_a_line_of_a_lower_percentage_leaves_the_rest_to_the_insured():
    agreed = shared(line(LEADER, 5_000), line(SECOND, 5_000, insured_percentage=8_000))
    (found,) = settled(agreed, loss(1_000_00))
    assert told(found) == [(LEADER, 450_00, 450_00, 0, 0), (SECOND, 450_00, 400_00, 50_00, 0)]


def test_a_line_of_a_higher_percentage_follows_the_policy():
    agreed = shared(line(LEADER, 5_000), line(SECOND, 5_000, insured_percentage=9_500))
    (found,) = settled(agreed, loss(1_000_00))
    assert [each.paid for each in found.parts] == [450_00, 450_00]


def test_the_year_of_a_lower_percentage_is_used_up_by_what_it_sees():
    """First loss of 100 on the insured share: 90 % of 200 leaves 80, then 180; 50 % leaves nothing, then 100."""
    agreed = shared(line(LEADER, 5_000), line(SECOND, 5_000, insured_percentage=5_000), aggregate_first_loss="100 EUR")
    first, second = settled(agreed, loss(200_00), loss(200_00, day=101, claim="C2"))
    assert told(first) == [(LEADER, 40_00, 40_00, 0, 0), (SECOND, 40_00, 0, 40_00, 0)]
    assert told(second) == [(LEADER, 90_00, 90_00, 0, 0), (SECOND, 90_00, 50_00, 40_00, 0)]


@pytest.mark.parametrize(("day", "insurer"), [(99, SECOND), (100, THIRD)])
def test_the_lines_are_those_of_the_day_of_the_loss(day, insurer):
    agreed = shared(line(LEADER, 6_000), line(SECOND, 4_000, left_on=99), line(THIRD, 4_000, joined_on=100))
    (found,) = settled(agreed, loss(1_000_00, day=day))
    assert [(each.line.insurer, each.paid) for each in found.parts] == [(LEADER, 540_00), (insurer, 360_00)]


def test_without_a_day_lines_without_dates_are_held():
    agreed = shared(line(LEADER, 6_000), line(SECOND, 4_000))
    (found,) = settled(agreed, loss(1_000_00, day=MISSING))
    assert [each.paid for each in found.parts] == [540_00, 360_00]


def test_a_waterfall_that_stops_tells_no_parts():
    agreed = shared(line(LEADER, 6_000), line(SECOND, 4_000))
    (found,) = settled(agreed, loss(1_000_00, limit=MISSING))
    assert found.parts == ()
    assert found.paid is None


def test_a_cession_changes_nothing_of_what_is_paid():
    """40 % of each line, and 10 % of the leader's own to the State beside."""
    cessions = (Cession(reinsurer=REINSURER, share=4_000), Cession(reinsurer="État", share=1_000, insurer=LEADER))
    lines = (line(LEADER, 6_000), line(SECOND, 4_000))
    (with_it,), (without,) = (settled(shared(*lines, cessions=each), loss(1_000_00)) for each in (cessions, ()))
    assert told(with_it) == told(without)
    leader, second = with_it.parts
    assert [each.amount for each in leader.ceded] == [216_00, 54_00]
    assert (leader.kept, second.kept) == (270_00, 216_00)


def test_an_insurer_alone_may_cede_too_as_long_as_the_cession_lasts():
    agreed = replace(policy(), cessions=(Cession(reinsurer=REINSURER, share=2_500, left_on=100),))
    on_time, too_late = settled(agreed, loss(1_000_00), loss(1_000_00, day=101, claim="C2"))
    assert [(each.line.insurer, each.paid, each.kept) for each in on_time.parts] == [
        ("Made-up insurer", 900_00, 675_00)
    ]
    assert too_late.parts == ()
    assert too_late.paid == 900_00


lines = st.builds(
    CoinsuranceLine,
    insurer=st.sampled_from([LEADER, SECOND, THIRD]),
    share=st.integers(1, 4_000),
    is_signed=st.booleans(),
    has_failed=st.booleans(),
    insured_percentage=st.sampled_from([UNSET, 5_000, 8_500, 9_500]),
)


@given(
    st.lists(lines, min_size=1, max_size=5).filter(lambda each: first_excess(each) is None),
    st.lists(st.integers(1, 5_000), max_size=2),
    st.integers(0, 10**13),
    st.integers(0, 10**13),
)
def test_nothing_is_lost_and_nobody_pays_more_than_its_line(drawn, ceded, indemnity, lower):
    cessions = tuple(Cession(reinsurer=f"R{place}", share=share) for place, share in enumerate(ceded))
    agreed = shared(*drawn, cessions=cessions)
    under_lower = {each.insured_percentage: min(lower, indemnity) for each in drawn if each.insured_percentage != UNSET}
    parts = insurer_parts(agreed, 100, indemnity, under_lower)
    assert sum(each.due for each in parts) == indemnity
    for each in parts:
        assert each.due == each.paid + each.retained + each.unpaid
        assert min(each.paid, each.retained, each.unpaid, each.kept, *(part.amount for part in each.ceded), 0) == 0
        assert abs(each.due * 10_000 - indemnity * each.line.share) <= 10_000
        assert each.line.answers or each.paid == 0
        assert each.kept + sum(part.amount for part in each.ceded) == each.paid


def test_a_first_excess_is_told_on_the_day_it_begins():
    held = [line(LEADER, 6_000, left_on=99), line(SECOND, 5_000, joined_on=99), line(THIRD, 5_000, joined_on=200)]
    assert first_excess(held) == (99, 11_000)
    assert first_excess(held[:1] + held[2:]) is None
    assert first_excess([line(LEADER, 10_000, left_on=NEVER)]) is None
