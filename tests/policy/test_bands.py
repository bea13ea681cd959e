"""Rates in bands are read back as they are written, in both languages, and rates finer than a millionth are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.engine.bands import NO_END, Band, packed_bands, unpacked_bands
from encours.policy.bands import BY_AMOUNT, BY_DAYS, BY_RATIO, UNITS, read_bands, show_bands
from encours.policy.faults import Wrong
from encours.units.parse import Refusal, parse_rate
from encours.units.show import show_rate

rates = st.integers(0, 10**6)


@st.composite
def bands(draw, unit):
    """Bands of a unit that rise; of amounts and of days the last goes on for ever."""
    ends = sorted(draw(st.sets(st.integers(1, 9_999), min_size=1, max_size=5)))
    if unit != BY_RATIO or draw(st.booleans()):
        ends.append(NO_END)
    return packed_bands((end, draw(rates)) for end in ends)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", ["en", "fr"])
@given(st.data())
def test_what_is_shown_is_read_back(unit, language, data):
    value = data.draw(bands(unit))
    assert read_bands(unit, show_bands(unit, value, "EUR", language), "EUR") == value


@given(st.lists(st.tuples(st.integers(1, 10**6), rates), min_size=1, max_size=12))
def test_bands_in_one_number_are_the_bands(told):
    rises = [(sum(step for step, _ in told[: place + 1]), rate) for place, (_, rate) in enumerate(told)]
    starts = [0, *(end for end, _ in rises)]
    assert unpacked_bands(packed_bands(rises)) == tuple(
        Band(start, end, rate) for start, (end, rate) in zip(starts, rises, strict=False)
    )


@pytest.mark.parametrize(
    ("unit", "text", "code"),
    [
        (BY_AMOUNT, "", "bands_malformed"),
        (BY_AMOUNT, "; ;", "bands_malformed"),
        (BY_AMOUNT, "; ".join(f"1 ‰ to {place} EUR" for place in range(1, 14)), "bands_malformed"),
        (BY_DAYS, "1 ‰ to 2 months; 2 ‰ above", "bands_malformed"),
        (BY_DAYS, "1 ‰ to 30 days; 2 ‰ to 30 days; 3 ‰ above", "bands_out_of_order"),
        (BY_DAYS, "1 ‰ above; 2 ‰ to 30 days", "bands_out_of_order"),
        (BY_AMOUNT, "1 ‰ to 30; 2 ‰ above", "amount_without_currency"),
        (BY_AMOUNT, "1 ‰ to 30 USD; 2 ‰ above", "amount_in_another_currency"),
        (BY_AMOUNT, "1 ‰ to 30 EUR", "bands_without_end"),
        (BY_RATIO, "5 % to 40", "percentage_without_sign"),
        (BY_RATIO, "5 to 40 %", "percentage_without_sign"),
        (BY_RATIO, "-5 % to 40 %", "band_rate_out_of_range"),
    ],
)
def test_what_is_no_band_is_refused(unit, text, code):
    found = read_bands(unit, text, "EUR")
    assert isinstance(found, Wrong)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "millionths"),
    [
        ("0.35 ‰", 350), ("0,35 ‰", 350), ("0.35‰", 350), ("0.035 %", 350), ("1.5 %", 15_000), ("100 %", 10**6),
        ("0.001 ‰", 1), ("0.0001 %", 1), ("0 ‰", 0), ("3 per mille", 3_000), ("3 pour mille", 3_000), ("-1 %", -10_000),
    ],
)  # fmt: skip
def test_a_rate_is_read_in_millionths(text, millionths):
    assert parse_rate(text) == millionths


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0.0001 ‰", "rate_too_fine"), ("0.00001 %", "rate_too_fine"), ("0.35", "percentage_without_sign"),
        ("much", "percentage_malformed"), ("99999999999 %", "percentage_too_large"),
    ],
)  # fmt: skip
def test_what_is_no_rate_is_refused(text, code):
    found = parse_rate(text)
    assert isinstance(found, Refusal)
    assert found.code == code


@given(st.integers(-(10**6), 10**6), st.sampled_from(["en", "fr"]))
def test_a_rate_is_shown_so_that_it_is_read_back(millionths, language):
    assert parse_rate(show_rate(millionths, language)) == millionths


def test_a_rate_is_shown_per_mille_below_one_percent_and_in_percent_from_there():
    assert [show_rate(each, "en") for each in (350, 9_999, 10_000, 10_001)] == ["0.35‰", "9.999‰", "1%", "10.001‰"]
    assert show_rate(350, "fr") == "0,35\u00a0‰"
