"""A calendar of duties: an entry stands on the last day, is escaped whole, and moves without being doubled."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from encours.cover.moves import Moved
from encours.duties.duty import Department, Duty
from encours.duties.kinds import DECLARE_TURNOVER
from encours.duties.legal_kinds import DECLARE, LEGAL_KINDS, RECOVER_VAT
from encours.explain.duties_calendar import CalendarHead, calendar
from encours.explain.duty_words import DEPARTMENTS, DUTY_TEXTS
from encours.units import MISSING, NEVER
from tests.facts.story import on

HEAD = CalendarHead(
    company="Meunier & Filles", as_of=on("20-06"), currency="EUR", language="en",
    named=lambda code: f"{code.title()} Sec",
)  # fmt: skip


def duty(**more):
    told = {
        "kind": DECLARE, "who": Department.LEGAL, "first_day": on("04-05"), "last_day": on("13-07"), "buyer": "PORT",
        "reference": "liquidation 2026-05-04", "law": "C. com. L622-24, R622-24",
    }  # fmt: skip
    return Duty(**{**told, **more})


def events(*duties, head=HEAD):
    return Calendar.from_ical(calendar(duties, head)).walk("VEVENT")


def test_an_entry_stands_on_the_last_day_and_says_who_what_why_and_how_much():
    (found,) = events(duty(at_stake=Moved(1_500_000, 1_350_050)))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 7, 13), date(2026, 7, 14))
    assert str(found["SUMMARY"]) == "Declare the claim — Port Sec, liquidation 2026-05-04 — €15,000.00"
    assert [str(each) for each in found["CATEGORIES"].cats] == ["Declare the claim", "Legal"]
    lines = str(found["DESCRIPTION"]).split("\n")
    assert lines[0].startswith("Send the declaration of the claim to the mandataire judiciaire")
    assert lines[2:] == [
        "At stake: €15,000.00.", "To be done from 2026-05-04.", "Department: Legal.", "Law: C. com. L622-24, R622-24.",
    ]  # fmt: skip


def test_in_french_the_same_entry_is_french():
    (found,) = events(duty(kind=RECOVER_VAT, who=Department.ACCOUNTING), head=replace(HEAD, language="fr"))
    assert str(found["SUMMARY"]).startswith("Récupérer la TVA des factures impayées — Port Sec")
    assert "Service : Comptabilité." in str(found["DESCRIPTION"])


def test_one_is_reminded_in_the_morning_a_fortnight_three_days_and_the_day_itself():
    (found,) = events(duty())
    alarms = [each["TRIGGER"].dt for each in found.walk("VALARM")]
    assert alarms == [timedelta(days=-14, hours=9), timedelta(days=-3, hours=9), timedelta(hours=9)]


@pytest.mark.parametrize(("last", "count"), [("19-06", 0), ("20-06", 3)])
def test_nobody_is_reminded_of_a_day_that_is_over(last, count):
    (found,) = events(duty(last_day=on(last)))
    assert len(found.walk("VALARM")) == count


def test_what_is_done_stays_in_its_place_with_its_mark_and_its_proof_and_without_alarms():
    (found,) = events(duty(done_on=on("10-06"), evidence="claim_events.csv:2"))
    assert str(found["SUMMARY"]).startswith("✓ Declare the claim")
    assert "Done on 2026-06-10 (claim_events.csv:2)" in str(found["DESCRIPTION"])
    assert found.walk("VALARM") == []


@pytest.mark.parametrize(("language", "mark"), [("en", "✓ (done late) Declare"), ("fr", "✓ (fait en retard) Déclarer")])
def test_what_was_done_too_late_does_not_look_done_in_time(language, mark):
    (found,) = events(duty(done_on=on("14-07")), head=replace(HEAD, as_of=on("15-07"), language=language))
    assert str(found["SUMMARY"]).startswith(mark)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("2026-04-01", "2026-06-30", "2026-T2"), ("2026-05-01", "2026-05-31", "2026-05"),
     ("2026-04-16 Europe", "2026-06-30", "2026-04-16/2026-06-30 Europe")],
)  # fmt: skip
def test_a_declaration_is_of_its_period_by_name(first, last, said):
    end = (date.fromisoformat(last) - date(1970, 1, 1)).days
    told = duty(kind=DECLARE_TURNOVER, buyer="", reference=first, first_day=end + 1)
    (found,) = events(told, head=replace(HEAD, language="fr"))
    assert str(found["SUMMARY"]).endswith(f"— {said}")


@pytest.mark.parametrize("absence", [MISSING, NEVER])
def test_a_duty_without_a_last_day_has_no_place_in_a_calendar(absence):
    assert events(duty(last_day=absence)) == []


def test_the_same_facts_give_the_same_bytes_in_any_order():
    several = [duty(buyer=f"B{place}", last_day=on("13-07") + place % 3) for place in range(9)]
    assert calendar(several, HEAD) == calendar(reversed(several), HEAD)


def test_a_later_question_moves_the_entry_that_is_there():
    (before,) = events(duty())
    (after,) = events(duty(last_day=on("14-09")), head=replace(HEAD, as_of=on("25-06")))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert before["LAST-MODIFIED"].dt < after["LAST-MODIFIED"].dt == datetime(2026, 6, 25, tzinfo=UTC)


@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_no_name_breaks_out_of_its_line(name):
    head = replace(HEAD, company=name, named=lambda _: name)
    written = calendar([duty(), duty(kind="x")], head)
    parsed = Calendar.from_ical(written)
    assert len(parsed.walk("VEVENT")) == 2
    assert parsed.errors == []
    assert all(name in str(each["SUMMARY"]) for each in parsed.walk("VEVENT"))


def test_thousands_of_duties_are_read_back_with_one_identifier_each_and_lines_that_fit():
    every = [duty(buyer=f"Société {place}; «É», 中\\n", last_day=on("20-06") - 1_990 + place) for place in range(2_000)]
    written = calendar(every, replace(HEAD, alarms=(0,)))
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in written.replace(b"\r\n", b"")
    begun, ended = (count_of(lines, word) for word in (b"BEGIN:", b"END:"))
    assert begun == ended == {b"VCALENDAR": 1, b"VEVENT": 2_000, b"VALARM": 10}
    parsed = Calendar.from_ical(written).walk("VEVENT")
    assert len({str(each["UID"]) for each in parsed}) == 2_000
    assert [each["DTSTART"].dt for each in parsed] == sorted(each["DTSTART"].dt for each in parsed)
    for each in parsed[::100]:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED"} <= set(each)
        assert each.errors == []


def count_of(lines, word):
    found = {}
    for each in lines:
        if each.startswith(word):
            name = each.removeprefix(word)
            found[name] = found.get(name, 0) + 1
    return found


def test_every_kind_of_the_law_and_every_department_has_words_in_both_languages():
    assert set(LEGAL_KINDS) <= set(DUTY_TEXTS)
    assert set(DEPARTMENTS) == set(Department)
    for each in DUTY_TEXTS.values():
        for words in (each.title, each.what_to_do, each.what_is_lost):
            assert words.english != words.french
            assert words.english
        assert all(re.search(r"[.]$", text) for words in (each.what_to_do, each.what_is_lost)
                   for text in (words.english, words.french))  # fmt: skip
