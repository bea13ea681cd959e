"""A line is read whole, or refused with every fault at once, each with its place, in both languages."""

from pathlib import Path

import pytest

from encours.bonds.read_line import read_line
from encours.bonds.shapes import KindShape, LineShape
from encours.bonds.terms import NEEDED, OF_A_KIND, OF_THE_LINE, DayCount, FeePeriod, Nature, RunsUntil
from encours.policy.shape import keys_of
from encours.units import NEVER, UNSET
from tests.bonds.errors import FILES, messages, reading

SHORTEST = """
[line]
name = "L"
surety = "Garant Fictif SA"
currency = "EUR"
opens_on = 2026-01-01
total = "1 000 EUR"
[kinds.performance]
nature = "première demande"
"""


@pytest.mark.parametrize("path", FILES, ids=lambda each: each.stem)
def test_a_fault_is_told_as_it_is_stored(path: Path) -> None:
    assert reading(path).line is None
    for language in ("en", "fr"):
        assert messages(path, language) == path.with_suffix(f".{language}.txt").read_text(encoding="utf-8")
    codes = {each.code for each in reading(path).errors}
    assert path.stem in {*codes, "kinds_missing", "table_unknown"}


def test_what_is_not_written_is_not_used_and_defaults_are_those_told() -> None:
    line = read_line(SHORTEST, file="surety.toml").line
    assert line is not None
    kind = line.kinds["performance"]
    assert (line.total, line.closes_on, line.collateral, line.payments_take_room) == (1_000_00, NEVER, UNSET, True)
    assert (line.fee_period, line.day_count) == (FeePeriod.QUARTER, DayCount.DAYS_360)
    assert (kind.nature, kind.runs_until) == (Nature.AUTONOMOUS, RunsUntil.RELEASE)
    assert (kind.sublimit, kind.rate, kind.minimum_fee, kind.lapses_after_reception) == (UNSET,) * 4


def test_a_kind_has_the_rate_of_the_line_and_the_place_where_it_is_written_unless_it_has_its_own() -> None:
    text = SHORTEST.replace("[kinds", 'rate = "1 %"\n[kinds') + '[kinds.bid]\nnature = "accessory"\nrate = "2 %"\n'
    line = read_line(text, file="surety.toml").line
    assert line is not None
    assert {name: (each.rate, each.places["rate"]) for name, each in line.kinds.items()} == {
        "performance": (100, "surety.toml:8"),
        "bid": (200, "surety.toml:13"),
    }


def test_every_term_has_its_key_and_what_is_needed_has_no_default() -> None:
    assert set(OF_THE_LINE) < set(keys_of(LineShape))
    assert set(OF_A_KIND) == set(keys_of(KindShape))
    assert all({**OF_THE_LINE, **OF_A_KIND}[name].default is None for name in NEEDED)


def test_a_sublimit_of_the_whole_total_is_let_through() -> None:
    assert read_line(SHORTEST + 'sublimit = "1 000 EUR"\n', file="surety.toml").line is not None


def test_a_line_may_open_and_close_on_one_day() -> None:
    assert read_line(SHORTEST.replace("total", "closes_on = 2026-01-01\ntotal"), file="surety.toml").line is not None


def test_an_empty_table_lacks_all_that_is_needed() -> None:
    errors = read_line("[line]\n[kinds]\n", file="surety.toml").errors
    assert [each.code for each in errors] == ["key_missing"] * 5 + ["line_without_kinds"]
