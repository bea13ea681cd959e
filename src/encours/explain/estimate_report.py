"""An estimate with its formula and its figures, as a page and for programs."""

from __future__ import annotations

from dataclasses import dataclass

from encours.explain.blocks import EMPTY, Column, Grid, Page, Span, line
from encours.explain.json_values import SCHEMA_VERSION, Json
from encours.explain.values import amount
from encours.explain.words import say
from encours.units.show import Language, show_percentage


@dataclass(frozen=True, slots=True)
class Given:
    """A figure by its name: minor units, a rate in basis points, a count, or tenths; None where there is none."""

    name: str
    value: int | None
    unit: str = "cents"

    def told(self, currency: str, language: Language) -> str:
        """The figure in words."""
        if self.value is None:
            return say("estimate never", language)
        if self.unit == "cents":
            return amount(self.value, currency, language)
        if self.unit == "rate":
            return show_percentage(self.value, language)
        if self.unit == "tenths":
            whole, tenths = divmod(self.value, 10)
            mark = "," if language == "fr" else "."
            return f"{whole}{mark}{tenths}" if tenths else str(whole)
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was worked out, by which formula, from which figures."""

    what: str
    formula: str
    given: tuple[Given, ...]
    result: Given
    currency: str


def estimate_page(made: Estimate, language: Language) -> Page:
    """The figures, one below the other, then what they come to, and the formula."""
    rows = tuple((say(f"estimate {each.name}", language), each.told(made.currency, language)) for each in made.given)
    total = (say(f"estimate {made.result.name}", language), made.result.told(made.currency, language))
    return (
        line(Span(say(f"estimate title {made.what}", language), "bold")),
        EMPTY,
        Grid((Column(""), Column("", right=True)), rows, total=total, titled=False),
        line(Span(say(f"estimate formula {made.formula}", language), "bright_black")),
    )


def estimate_json(made: Estimate, language: Language) -> Json:
    """The same for programs; amounts in minor units, rates in basis points, a multiple in tenths."""
    return {
        "shape": "estimate",
        "version": SCHEMA_VERSION,
        "what": made.what,
        "currency": made.currency,
        "formula": say(f"estimate formula {made.formula}", language),
        "given": [{"name": each.name, "value": each.value, "unit": each.unit} for each in made.given],
        "result": {"name": made.result.name, "value": made.result.value, "unit": made.result.unit},
    }
