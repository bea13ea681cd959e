"""Whatever happens to a bond, in whatever order its rows stand."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from encours.bonds.fee import fee, period_start
from encours.bonds.findings import findings
from encours.bonds.portfolio import fit, portfolio
from encours.bonds.standing import changes, in_order, standing
from encours.bonds.terms import DayCount, FeePeriod, Nature, RunsUntil
from encours.facts.kinds import BOND_EVENTS, BondEvent
from encours.facts.ledger import Ledger
from encours.units import MISSING, NEVER, UNSET, civil
from tests.bonds.made_up import bond, kind, line, on

START = on("2026-01-02")
DAYS = st.integers(START, START + 700)
AMOUNTS = st.integers(0, 15_000_00)
EVENTS = st.lists(
    st.builds(
        lambda name, day, amount, last: BondEvent(
            bond="C-1", event=name, happened_on=day, amount=amount, currency="EUR", expires_on=last
        ),
        st.sampled_from(BOND_EVENTS), DAYS, AMOUNTS, DAYS,
    ),
    max_size=9,
)  # fmt: skip
KINDS = st.builds(
    kind, st.sampled_from(Nature), runs_until=st.sampled_from(RunsUntil),
    lapses_after_reception=st.sampled_from([UNSET, 1, 12]), rate=st.sampled_from([UNSET, 0, 120, 335]),
    minimum_fee=st.sampled_from([UNSET, 60_00]), sublimit=st.sampled_from([UNSET, 5_000_00]),
)  # fmt: skip
BONDS = st.builds(
    lambda amount, last: bond(amount=amount, expires_on=last), st.integers(0, 10_000), DAYS | st.just(NEVER)
)


@given(BONDS, EVENTS, KINDS, DAYS)
def test_amounts_keep_within_one_another(made, events, under, day) -> None:
    found = standing(made, in_order(events), under, day)
    assert 0 <= found.outstanding <= made.amount
    assert 0 <= found.accepted <= found.called
    assert 0 <= found.to_recover <= found.paid
    if found.due != MISSING:
        assert 0 <= found.due <= found.outstanding
        assert found.due <= max(0, found.accepted - found.paid)


@given(BONDS, EVENTS, KINDS, DAYS, st.randoms())
def test_the_order_of_rows_does_not_matter(made, events, under, day, chance) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    first, second = (standing(made, in_order(each), under, day) for each in (events, shuffled))
    assert (first.outstanding, first.due, first.ending.on) == (second.outstanding, second.due, second.ending.on)


@given(BONDS, EVENTS, KINDS)
def test_a_surety_that_pays_what_is_due_pays_no_more_than_was_called(made, events, under) -> None:
    """Paid up to what is called, called up to what is outstanding; and the recourse never above what was paid."""
    lawful = []
    for each in in_order(events):
        before = standing(made, in_order(lawful), under, each.happened_on)
        owed = {"paid": before.due, "recovered": before.to_recover}.get(each.event, each.amount)
        if owed == MISSING:
            continue
        told = {name: getattr(each, name) for name in ("bond", "event", "happened_on", "currency", "expires_on")}
        lawful.append(BondEvent(**told, amount=min(each.amount, owed)))
    found = standing(made, in_order(lawful), under, START + 800)
    assert found.paid <= found.accepted <= found.called
    assert found.accepted <= made.amount
    assert found.recovered <= found.paid


@given(BONDS, EVENTS, KINDS, DAYS)
def test_between_two_changes_the_outstanding_stays(made, events, under, day) -> None:
    events = in_order(events)
    days = [each for each in changes(made, events, under) if each <= day]
    last = standing(made, events, under, max(days, default=made.issued_on))
    assert standing(made, events, under, day).outstanding == last.outstanding


@given(BONDS, EVENTS, KINDS, DAYS, st.sampled_from(FeePeriod), st.sampled_from(DayCount))
def test_a_fee_is_that_of_each_day_added_up(made, events, under, last, period, count) -> None:
    """Against a count day by day in fractions, half a cent up."""
    agreed = line(under, fee_period=period, day_count=count)
    first = period_start(last, period)
    found = fee(made, in_order(events), agreed, under, first=first, last=last)
    days = [standing(made, in_order(events), under, day).outstanding for day in range(first, last + 1)]
    assert found.days == sum(each > 0 for each in days)
    if under.rate == UNSET:
        assert found.by_rate == UNSET
    else:
        exact = sum(Fraction(each * under.rate, 10_000 * count.days) for each in days)
        assert found.by_rate == int(exact + Fraction(1, 2))
    agreed_amounts = [each for each in (found.by_rate, under.minimum_fee) if each != UNSET]
    assert found.amount == ((max(agreed_amounts) if found.days else 0) if agreed_amounts else UNSET)


@given(DAYS, st.sampled_from(FeePeriod))
def test_a_period_begins_on_the_first_of_a_month_that_divides_the_year(day, period) -> None:
    year, month, day_of_month = civil(period_start(day, period))
    assert (day_of_month, (month - 1) % period.months) == (1, 0)
    months = (civil(day)[0] - year) * 12 + civil(day)[1] - month
    assert 0 <= months < period.months


@given(st.lists(st.integers(0, 9_000), max_size=4), KINDS, DAYS, st.integers(0, 12_000), st.booleans())
def test_more_is_never_used_than_there_is_without_being_told(amounts, under, day, asked, take_room) -> None:
    agreed = line(under, total=20_000, payments_take_room=take_room)
    facts = [bond(f"C-{place}", amount=each) for place, each in enumerate(amounts)]
    found = portfolio(Ledger.of(facts).view(day), agreed)
    told = {each.code for each in findings(found)}
    assert ("over the line" in told) == (found.use.used > agreed.total)
    assert ("over the sublimit" in told) == (under.sublimit != UNSET and found.use.used > under.sublimit)
    assert found.use.used == sum(each.used for each in found.by_kind.values())
    answer = fit(found, under, asked * 100)
    room = min(each.room for each in (found.use, found.by_kind[under.name]) if each.room != UNSET)
    assert answer.fits == (agreed.is_open(day) and not found.use.over and asked * 100 <= room
                           and not found.by_kind[under.name].over)  # fmt: skip
