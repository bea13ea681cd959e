"""A link asked as a charge, on a toy: a ferry that charges by weight, by bands, and for what it is told."""

from types import ModuleType

import pytest

from encours.engine.bands import packed_bands
from encours.engine.chain import Chain, link
from encours.engine.charged import charged
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, REFUSED
from encours.engine.wording import Reading
from encours.units import MISSING, UNSET, Cents, Code, Count, Millionths, Unit, convert

toll_rate = Term(unit=Unit("millionths"), english="Toll.", french="Péage.")
toll_bands = Term(unit=Unit("rates by amount"), english="Tolls.", french="Péages.")
which = Term(unit=Unit("code"), english="Which.", french="Lequel.", default="0")


def picked(outward: Cents, homeward: Cents, which: Code) -> Cents:
    """One of two figures, as a term says."""
    return outward if which == 0 else homeward


def by_rate(standing: Cents, toll_rate: Millionths) -> Cents:
    """A share of what stands, which may be below zero."""
    return convert(standing, toll_rate, 1_000_000)


def by_band(standing: Cents, band_start: Count, band_end: Count, band_rate: Millionths) -> Cents:
    """The part in a band."""
    if standing <= band_start:
        return 0
    return convert(min(standing, band_end) - band_start, band_rate, 1_000_000)


def of_a_figure(picked: Cents) -> Cents:
    """What a measure picks, and more than what stands."""
    return picked * 2


def module(name, rule, **more):
    made = ModuleType(f"toy.charge.{name}")
    made.rule = rule
    for key, value in more.items():
        setattr(made, key, value)
    return made


CENTS, COUNT = Unit("cents"), Unit("count")
FIGURES = {
    "outward": Reading(CENTS, "outward", "aller"),
    "homeward": Reading(CENTS, "homeward", "retour"),
    "band_start": Reading(COUNT, "start", "début"),
    "band_end": Reading(COUNT, "end", "fin"),
    "band_rate": Reading(Unit("millionths"), "rate", "taux"),
}
TOY = Chain(
    tuple(
        link(each, stage="charge")
        for each in (
            module("toll", by_rate, toll_rate=toll_rate),
            module("tolls", by_band, toll_bands=toll_bands, asked_over=("toll_bands",)),
            module("passage", of_a_figure, which=which, measures=(picked,)),
        )
    ),
    FIGURES,
    {},
    {},
)


@pytest.mark.parametrize(
    ("standing", "rate", "verdict", "owed"),
    [(1_000, 500_000, KEPT, 500), (-1_000, 500_000, KEPT, -500), (0, 500_000, REFUSED, 0),
     (1_000, UNSET, NOT_APPLICABLE, 0), (1_000, MISSING, NEEDS_INFORMATION, 0),
     (MISSING, 500_000, NEEDS_INFORMATION, 0)],
)  # fmt: skip
def test_a_charge_is_owed_even_below_zero_and_never_of_what_nobody_knows(standing, rate, verdict, owed):
    (found,) = charged(TOY, "toll", figures={"standing": standing}, terms={"toll_rate": rate})
    assert (found.verdict, found.granted) == (verdict, owed)


def test_it_is_asked_once_for_each_band_and_says_which():
    bands = packed_bands([(100, 100_000), (1_000, 50_000)])
    found = charged(TOY, "tolls", figures={"standing": 300}, terms={"toll_bands": bands})
    assert [(each.values["band_start"], each.values["band_rate"], each.granted) for each in found] == [
        (0, 100_000, 10), (100, 50_000, 10)]  # fmt: skip


@pytest.mark.parametrize(("value", "verdict"), [(UNSET, NOT_APPLICABLE), (MISSING, NEEDS_INFORMATION)])
def test_bands_that_are_not_there_are_asked_nothing(value, verdict):
    (found,) = charged(TOY, "tolls", figures={"standing": 300}, terms={"toll_bands": value})
    assert (found.verdict, found.granted) == (verdict, 0)


def test_only_the_figure_that_a_measure_picks_may_lack():
    told = {"standing": 0, "outward": 5}
    (found,) = charged(TOY, "passage", figures=told, terms={"which": 0})
    assert (found.verdict, found.granted) == (KEPT, 10)
    (lacking,) = charged(TOY, "passage", figures=told, terms={"which": 1})
    assert (lacking.verdict, lacking.missing) == (NEEDS_INFORMATION, ("homeward",))
