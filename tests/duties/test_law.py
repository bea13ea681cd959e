"""Each deadline of the law, on both sides of each change of it."""

from datetime import date

import pytest

from encours.duties import law
from encours.duties.courts import seat_of
from encours.units import MISSING, NEVER
from encours.units.calendars import date_of, day_of


def day(text):
    return day_of(date.fromisoformat(text))


def told(found):
    return found if found in {MISSING, NEVER} else date_of(found).isoformat()


@pytest.mark.parametrize(("elsewhere", "end"), [(False, "2026-08-10"), (True, "2026-10-09")])
def test_a_claim_is_declared_in_two_months_or_four_from_elsewhere(elsewhere, end):
    # Published on 9 June 2026: 9 August is a Sunday.
    assert told(law.DECLARATION.last_day(day("2026-06-09"), day("2026-06-01"), is_elsewhere=elsewhere)) == end


def test_each_period_of_proceedings_from_one_publication():
    opened, published = day("2026-03-02"), day("2026-03-10")
    ends = [each.last_day(published, opened) for each in (law.DECLARATION, law.GOODS, law.RELIEF)]
    assert [told(each) for each in ends] == ["2026-05-11", "2026-06-10", "2026-09-10"]
    assert told(law.OF_TERMINATED_CONTRACT.last_day(day("2026-04-10"), opened)) == "2026-05-11"
    assert told(law.AFTER_RELIEF.last_day(day("2026-10-05"), opened)) == "2026-11-05"
    assert told(law.AFTER_RELIEF.last_day(day("2026-10-05"), opened, is_elsewhere=True)) == "2026-12-07"


def test_the_judge_is_asked_in_the_month_that_follows_the_month_of_silence():
    opened = day("2026-03-02")
    assert told(law.judge_last_day(day("2026-01-31"), opened)) == "2026-03-30"  # 28 February, then 28 March: a Saturday
    assert told(law.judge_last_day(day("2026-05-12"), opened)) == "2026-07-13"
    assert law.judge_last_day(MISSING, opened) == MISSING


@pytest.mark.parametrize(
    ("order", "end"),
    [("2026-08-31", "2027-03-01"), ("2026-09-01", "2026-12-01"), ("2026-03-16", "2026-09-16")],
)
def test_an_order_made_from_september_2026_is_served_in_three_months_and_no_longer_in_six(order, end):
    assert told(law.SERVICE.last_day(day(order), day(order))) == end


@pytest.mark.parametrize(("order", "first"), [("2026-08-31", "2026-10-13"), ("2026-09-01", "2026-11-13")])
def test_an_order_is_enforced_a_month_after_its_service_or_two_under_the_new_decree(order, first):
    # Served on 11 September 2026: 11 October is a Sunday, moved to the 12th; 11 November a holiday, moved to the 12th.
    assert told(law.enforceable_from(day("2026-09-11"), day(order))) == first


def test_opposition_is_made_in_a_month():
    assert told(law.OPPOSITION.last_day(day("2026-09-11"), day("2026-08-31"))) == "2026-10-12"


@pytest.mark.parametrize(
    ("due", "end"),
    [
        ("1996-03-31", "2006-03-31"),  # over before the law of 2008
        ("1998-06-18", "2008-06-18"),  # the eve of the law
        ("1998-06-19", "2008-06-19"),  # ten years, fewer than five from the law
        ("2003-06-18", "2013-06-18"),
        ("2003-06-19", "2013-06-19"),
        ("2003-06-20", "2013-06-19"),  # ten years would end later than five from the law
        ("2008-06-18", "2013-06-19"),
        ("2008-06-19", "2013-06-19"),  # the first day of the new law
        ("2008-06-20", "2013-06-20"),
        ("2024-02-29", "2029-02-28"),
        ("2021-08-15", "2026-08-15"),  # a Saturday and a holiday: a prescription is not moved
    ],
)
def test_between_traders_ten_years_became_five_and_never_more_than_five_from_the_law(due, end):
    assert told(law.prescribed_on(day(due))) == end


@pytest.mark.parametrize("due", ["2007-03-31", "2008-06-19", "2024-03-31"])
def test_a_consumer_is_sued_within_two_years_before_the_law_and_after(due):
    assert told(law.prescribed_on(day(due), is_consumer=True)) == f"{int(due[:4]) + 2}{due[4:]}"


@pytest.mark.parametrize(("due", "end"), [("2025-12-31", "2029-12-31"), ("2026-01-01", "2030-12-31")])
def test_a_public_body_is_freed_by_four_years_from_the_next_first_of_january(due, end):
    assert told(law.prescribed_on(day(due), is_public=True)) == end


@pytest.mark.parametrize(("since", "end"), [("2025-12-31", "2027-12-31"), ("2026-01-01", "2028-12-31")])
def test_the_tax_is_recovered_by_the_end_of_the_second_year_after(since, end):
    assert told(law.vat_last_day(day(since))) == end


def test_nothing_is_told_of_proceedings_older_than_the_law_that_is_written_here():
    assert law.DECLARATION.last_day(day("2006-01-10"), day("2005-12-31")) == MISSING
    assert told(law.DECLARATION.last_day(day("2006-01-10"), day("2006-01-01"))) == "2006-03-10"
    assert law.AFTER_RELIEF.last_day(day("2014-09-01"), day("2014-06-30")) == MISSING
    assert told(law.AFTER_RELIEF.last_day(day("2014-09-01"), day("2014-07-01"))) == "2014-10-01"


@pytest.mark.parametrize("deadline", [law.DECLARATION, law.RELIEF, law.GOODS, law.SERVICE, law.PRESCRIPTION])
def test_what_has_not_happened_runs_not_and_what_is_unknown_is_told_unknown(deadline):
    assert deadline.last_day(NEVER, day("2026-03-02")) == NEVER
    assert deadline.last_day(MISSING, day("2026-03-02")) == MISSING


def test_every_version_has_its_source_and_follows_the_one_before():
    every = [each for each in vars(law).values() if isinstance(each, law.Deadline)]
    assert len(every) == 13
    for each in every:
        assert each.reference
        assert [version.first for version in each.versions] == sorted({version.first for version in each.versions})
        assert all(version.source and version.months > 0 for version in each.versions)


def test_a_court_of_alsace_moves_an_end_that_others_keep():
    opened, published = day("2026-01-20"), day("2026-02-03")
    ends = [
        told(law.DECLARATION.last_day(published, opened, seat=seat_of(court)))
        for court in ("Tribunal de commerce de Lyon", "Tribunal judiciaire de Colmar")
    ]
    assert ends == ["2026-04-03", "2026-04-07"]
