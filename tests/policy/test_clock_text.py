"""A clock reads back from what is shown of it, in both languages, and is understood as people say it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.clauses.clock_anchors import IN_A_FRENCH_SENTENCE, OTHER_NAMES, ClockAnchor
from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.policy.clock_text import read_clock, show_clock
from encours.policy.faults import Wrong
from encours.policy.quantities import read_quantity
from encours.policy.quantity_text import decode_country, show_to_people, write_quantity
from encours.policy.refusal_words import CLOCKS
from encours.policy.schema import policy_schema
from encours.units import span
from encours.units.calendars import calendar_known
from encours.units.clocks import (
    LARGEST_LEGS,
    LONGEST_DAYS,
    LONGEST_MONTHS,
    Clock,
    Leg,
    Shift,
    decode_clock,
    encode_clock,
    events_of,
)
from encours.units.countries import countries
from encours.units.plain_text import folded
from tests.policy.clocks import clocks

TERMS = {name: each for name, each in WHOLE_TURNOVER.terms.items() if each.unit.name == "clock"}
HAND_OVER, FILING = TERMS["hand_over_deadline"], TERMS["claim_filing_deadline"]
COUNTRY = WHOLE_TURNOVER.terms["working_days_of"]
DUE, DELIVERY, EXTENSION, PUBLICATION, INSOLVENCY = (
    int(each)
    for each in (
        ClockAnchor.DUE_DATE,
        ClockAnchor.DELIVERY,
        ClockAnchor.EXTENSION_END,
        ClockAnchor.PUBLICATION,
        ClockAnchor.INSOLVENCY,
    )
)
SCHEMA = policy_schema(WHOLE_TURNOVER)["properties"]["terms"]["properties"]
PATTERNS = {name: SCHEMA[name]["anyOf"][0]["anyOf"][0]["pattern"] for name in TERMS} | {
    "working_days_of": SCHEMA["working_days_of"]["pattern"]
}


@pytest.mark.parametrize("term", TERMS.values(), ids=list(TERMS))
@pytest.mark.parametrize("language", ["en", "fr"])
@given(st.data())
def test_a_clock_reads_back_from_what_is_shown_of_it(term, language, data):
    clock = data.draw(clocks(term))
    shown = show_clock(term, clock, language)
    assert read_clock(term, shown) == clock
    assert encode_clock(decode_clock(clock)) == clock
    assert write_quantity(term, clock, "EUR") == f'"{show_clock(term, clock, "en")}"'


@pytest.mark.parametrize("name", TERMS)
@given(st.data())
def test_the_schema_accepts_every_clock_that_is_shown(name, data):
    clock = data.draw(clocks(TERMS[name]))
    for language in ("en", "fr"):
        assert re.search(PATTERNS[name], show_clock(TERMS[name], clock, language))


@given(st.data())
def test_a_clock_hangs_on_the_events_that_it_names(data):
    clock = data.draw(clocks(FILING))
    shown = show_clock(FILING, clock, "en")
    named = {int(each) for each in FILING.allowed if re.search(rf"(?:after|from) {each.english}\b", shown)}
    assert set(events_of(decode_clock(clock))) == named


def one(days, anchor=DUE, **further):
    return Clock((Leg(anchor, span(days=days), **further),))


LATER = Clock((Leg(EXTENSION, span(days=90)), Leg(DELIVERY, span(days=180))))
EARLIER = Clock(LATER.legs, later=False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("30 days after due date", one(30)),
        ("30 Days after the Due Date.", one(30)),
        ("30 jours après l'échéance", one(30)),
        ("30 jours après échéance", one(30)),
        ("30 days from due date", one(30, inclusive=True)),
        ("30 jours dès échéance", one(30, inclusive=True)),
        ("30 jours dès l'échéance", one(30, inclusive=True)),
        ("30 jours à partir de l'échéance incluse", one(30, inclusive=True)),
        ("30 jours à compter de l’échéance, incluse", one(30, inclusive=True)),
        ("30 days from and including the due date", one(30, inclusive=True)),
        ("30 days from the due date, included", one(30, inclusive=True)),
        # The day that makes a time run is not one of it: à compter de, à partir de.
        ("30 jours à compter de l'échéance", one(30)),
        ("30 jours à partir de l'échéance", one(30)),
        ("30 jours à dater de l'échéance", one(30)),
        ("30 jours à compter du lendemain de l'échéance", one(30)),
        ("30 jours à compter de la date d'échéance", one(30)),
        ("dans les 30 jours suivant l'échéance", one(30)),
        ("dans un délai de 30 jours à compter de l'échéance", one(30)),
        ("dans les 30 jours qui suivent l'échéance", one(30)),
        ("30 jours après la date d'échéance", one(30)),
        ("le lendemain de l'échéance", one(1)),
        ("30 days following due date", one(30)),
        ("30 days following the due date", one(30)),
        ("within 30 days of the due date", one(30)),
        ("within 10 working days of the due date", one(10, working=True)),
        ("within 30 days after the due date", one(30)),
        ("30 days from the day after the due date", one(30)),
        ("the day after the due date", one(1)),
        ("the day following the due date", one(1)),
        ("90 days after the end of the extension", one(90, EXTENSION)),
        ("90 jours après la fin de la prorogation", one(90, EXTENSION)),
        ("10 jours après la date de livraison", one(10, DELIVERY)),
        ("10 days after the date of delivery", one(10, DELIVERY)),
        ("15 jours après le jugement d'ouverture", one(15, INSOLVENCY)),
        ("15 jours à compter du jugement d'ouverture de la procédure collective", one(15, INSOLVENCY)),
        ("15 days after the opening judgment", one(15, INSOLVENCY)),
        ("2 mois à compter de la publication au BODACC", Clock((Leg(PUBLICATION, span(months=2)),))),
        ("2 mois après la publication du jugement d'ouverture au BODACC", Clock((Leg(PUBLICATION, span(months=2)),))),
        ("le plus tardif de 90 jours à compter de la fin de la prorogation et 180 jours suivant la livraison", LATER),
        ("the later of 90 days after the end of the extension and 180 days following delivery", LATER),
        ("4 weeks after due date", one(28)),
        ("10 working days after due date", one(10, working=True)),
        ("10 business days after due date", one(10, working=True)),
        ("1 working day after due date", one(1, working=True)),
        ("10 jours ouvrés après échéance", one(10, working=True)),
        ("1 jour ouvré dès échéance", one(1, working=True, inclusive=True)),
        ("2 months after publication", Clock((Leg(PUBLICATION, span(months=2)),))),
        ("later of 90 days after extension end and 180 days after delivery", LATER),
        ("the later of 90 days after extension end, 180 days after delivery", LATER),
        ("the latest of 90 days after extension end, and 180 days after delivery", LATER),
        ("le plus tardif de 90 jours après fin de prorogation et 180 jours après livraison", LATER),
        ("le dernier de 90 jours après fin de prorogation et 180 jours après livraison", LATER),
        ("earlier of 90 days after extension end and 180 days after delivery", EARLIER),
        ("the sooner of 90 days after extension end and 180 days after delivery", EARLIER),
        ("le plus tôt de 90 jours après fin de prorogation et 180 jours après livraison", EARLIER),
        ("le premier de 90 jours après fin de prorogation et 180 jours après livraison", EARLIER),
        ("earlier of 30 days after due date", one(30)),
        ("30 days after due date, or the next working day", Clock(one(30).legs, shift=Shift.NEXT)),
        ("30 days after due date or on the next working day", Clock(one(30).legs, shift=Shift.NEXT)),
        ("30 jours après échéance, ou le jour ouvré suivant", Clock(one(30).legs, shift=Shift.NEXT)),
        ("30 days after due date, or the previous working day", Clock(one(30).legs, shift=Shift.PREVIOUS)),
        ("30 jours après échéance, ou le jour ouvré précédent", Clock(one(30).legs, shift=Shift.PREVIOUS)),
        (
            "30 days after due date; on insolvency 10 days after publication",
            Clock(one(30).legs, on_insolvency=one(10, PUBLICATION)),
        ),
        (
            "30 days after due date; in case of insolvency, 10 days after publication, or the next working day",
            Clock(one(30).legs, on_insolvency=Clock(one(10, PUBLICATION).legs, shift=Shift.NEXT)),
        ),
        (
            "30 jours après échéance, ou le jour ouvré suivant ; en cas d'insolvabilité, 10 jours après publication",
            Clock(one(30).legs, shift=Shift.NEXT, on_insolvency=one(10, PUBLICATION)),
        ),
    ],
)
def test_a_clock_is_understood_as_people_say_it(written, meant):
    assert re.search(PATTERNS["hand_over_deadline"], written)
    assert re.search(PATTERNS["hand_over_deadline"], written.upper())
    assert read_clock(HAND_OVER, written.upper()) == encode_clock(meant)
    assert read_clock(HAND_OVER, written) == encode_clock(meant)


@pytest.mark.parametrize(
    ("clock", "english", "french"),
    [
        (one(120, EXTENSION), "120 days after extension end", "120 jours après la fin de la prorogation"),
        (one(30, inclusive=True), "30 days from due date", "30 jours à partir de l'échéance incluse"),
        (one(10, PUBLICATION), "10 days after publication", "10 jours après la publication"),
    ],
)
def test_a_clock_is_shown_with_the_articles_of_french(clock, english, french):
    shown = [show_clock(HAND_OVER, encode_clock(clock), language) for language in ("en", "fr")]
    assert shown == [english, french]


def test_every_event_has_its_article_and_no_two_events_share_a_name():
    assert set(IN_A_FRENCH_SENTENCE) == {each.french for each in ClockAnchor}
    assert set(OTHER_NAMES) == set(ClockAnchor)
    names = [
        name for each in ClockAnchor
        for name in {folded(one) for one in (each.english, each.french, *OTHER_NAMES[each])}
    ]  # fmt: skip
    assert len(names) == len(set(names))


def refusal(term, written):
    found = read_quantity(term, written, "EUR")
    assert isinstance(found, Wrong)
    return found.code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "clock_malformed"),
        ("30 days", "clock_malformed"),
        ("after due date", "clock_malformed"),
        ("30 days after", "clock_malformed"),
        ("30 days after due date and", "clock_event_unknown"),
        ("30 days after due date and more", "clock_malformed"),
        ("30 days after due date, or the next working day, or the previous working day", "clock_malformed"),
        ("30 days after due date; on insolvency", "clock_malformed"),
        ("30 days after due date; on insolvency soon", "clock_malformed"),
        ("30 days after due date and 10 days after delivery", "clock_without_reading"),
        ("30 days after hand-over", "clock_event_unknown"),
        ("30 jours après l'échéance incluse", "clock_event_unknown"),
        ("30 jours à compter du lendemain de l'échéance incluse", "clock_event_unknown"),
        ("30 days of the due date", "clock_malformed"),
        ("30 days after due date; on insolvency 10 days after hand-over", "clock_event_unknown"),
        ("30 after due date", "duration_without_unit"),
        ("soon after due date", "duration_malformed"),
        ("half a month after due date", "duration_in_fractions"),
        (f"{LONGEST_DAYS + 1} days after due date", "clock_too_long"),
        (f"{LONGEST_MONTHS + 1} months after due date", "clock_too_long"),
        (f"{LONGEST_DAYS + 1} working days after due date", "clock_too_long"),
        (f"{'9' * 40} working days after due date", "clock_too_long"),
        ("20000 days after due date", "duration_out_of_range"),
        (
            "30 days after due date; on insolvency 1 day after publication; on insolvency 2 days after publication",
            "clock_replaced_twice",
        ),
        ("later of " + " and ".join(["1 day after due date"] * (LARGEST_LEGS + 1)), "clock_of_too_many"),
        (30, "value_without_unit"),
        (True, "value_malformed"),
        ("1 day after due date, " * 1_000, "clock_of_too_many"),
        ("later of " + " and ".join(["10 working days after due date"] * 40), "clock_of_too_many"),
        ("le plus tardif de " + " et ".join(["10 jours après la date de l'échéance"] * 40), "clock_of_too_many"),
        ("soon " * 1_000, "clock_malformed"),
        ("-3 days after due date", "duration_negative"),
    ],
)
def test_what_is_no_clock_is_refused(written, code):
    assert refusal(HAND_OVER, written) == code


@pytest.mark.parametrize(
    "longest", [f"{LONGEST_DAYS} days", f"{LONGEST_MONTHS} months", f"{LONGEST_DAYS} working days"]
)
def test_the_longest_time_is_read(longest):
    assert isinstance(read_quantity(HAND_OVER, f"{longest} after due date", "EUR"), int)
    most = "later of " + " and ".join(["1 day after due date"] * LARGEST_LEGS)
    assert isinstance(read_quantity(HAND_OVER, most, "EUR"), int)


def test_a_claim_may_be_counted_from_the_hand_over_and_a_hand_over_may_not():
    written = "30 days after hand-over"
    assert isinstance(read_quantity(FILING, written, "EUR"), int)
    assert refusal(HAND_OVER, written) == "clock_event_unknown"


@given(st.text(max_size=80) | st.from_regex(r"(later of |le plus tot de )?[0-9a-z ,;]{0,60}", fullmatch=True))
def test_any_text_is_read_or_refused_and_what_is_read_reads_back(text):
    found = read_clock(HAND_OVER, text)
    if isinstance(found, int):
        assert read_clock(HAND_OVER, show_clock(HAND_OVER, found, "en")) == found
    else:
        assert all(found.what)
        assert all(found.hint)


def test_every_country_of_a_known_calendar_reads_back_and_no_other():
    for code in sorted(countries()):
        found = read_quantity(COUNTRY, code.lower(), "EUR")
        assert isinstance(found, int) == calendar_known(code)
        if isinstance(found, int):
            assert decode_country(found) == show_to_people(COUNTRY, found, "EUR", "fr") == code
            assert re.search(PATTERNS["working_days_of"], code)


@pytest.mark.parametrize("written", ["", "F", "FRA", "France", "ZZ", "F1", "12"])
def test_a_country_is_its_two_letters(written):
    assert refusal(COUNTRY, written) == "calendar_unknown"
    assert not re.search(PATTERNS["working_days_of"], written) or written == "ZZ"


def test_a_duration_in_working_days_is_told_which_terms_are_clocks():
    clocks = {name for each in WORDINGS.values() for name, term in each.terms.items() if term.unit.name == "clock"}
    assert set(CLOCKS) == clocks
    term = WORDINGS["whole turnover", "2026-01"].terms["overdue_notice_period"]
    wrong = read_quantity(term, "10 working days", "EUR")
    assert isinstance(wrong, Wrong)
    assert all("hand_over_deadline" in each and "14" in each for each in wrong.hint)
