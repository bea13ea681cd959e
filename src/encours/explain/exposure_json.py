"""Exposure for programs and spreadsheets; the shape is documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeVar

from encours.clauses.states import State
from encours.cover.indicators.concentration import Concentration
from encours.cover.indicators.exposure import ExposureLine
from encours.explain.bonds_json import sides_json
from encours.explain.cover_json import question_json
from encours.explain.cover_screen import ratio
from encours.explain.exposure_report import ExposureReport, shares
from encours.explain.json_values import SCHEMA_VERSION, Json, parts_json
from encours.explain.names import state_word
from encours.explain.words import say
from encours.units import Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language

Cell = str | int | Total | None
Share = TypeVar("Share")


def exposure_json(report: ExposureReport, language: Language) -> Json:
    """Every line, the most uninsured first, with the total, what stands apart, and the concentration."""
    return {
        "shape": "exposure",
        "version": SCHEMA_VERSION,
        **question_json(report.question, language),
        "by": report.exposure.by.value,
        "total": _line(report, report.total),
        "apart": _line(report, report.exposure.apart),
        "concentration": {
            "outstanding": _concentration(report.of_outstanding),
            "uninsured": _concentration(report.of_uninsured) if report.is_judged else None,
        },
        "lines": [
            {**_line(report, each), "cumulative": together if report.is_judged else None}
            for each, together in shares(report)
        ],
        "both_sides": sides_json(report.both_sides),
        "bonds_currency": report.bonds_currency or None,
    }


def _line(report: ExposureReport, each: ExposureLine) -> Json:
    is_judged = report.is_judged
    return {
        "key": each.key or None,
        "name": report.title(each) or None,
        "buyer_count": each.buyers,
        "outstanding": each.outstanding,
        "invoiced": each.invoiced,
        "delivered": each.delivered,
        "overdue": each.overdue,
        "discounted": each.discounted,
        "orders": each.orders,
        "credits": each.credits,
        "states": parts_json(each.parts) if is_judged else None,
        "uninsured": each.uninsured if is_judged else None,
        "not_judged": each.not_judged if is_judged else None,
        "limit": each.limit if is_judged else None,
        "shared_limit": each.shared_limit if is_judged else None,
        "own_limit": each.own_limit,
        "shared_own_limit": each.shared_own_limit,
        "room": each.room if is_judged else None,
        "shared_room": each.shared_room if is_judged else None,
        "unknown_limits": each.unknown_limits if is_judged else None,
    }


def _concentration(each: Concentration) -> Json:
    return {
        "total": each.total,
        "count": each.count,
        "largest": each.largest,
        "index": _fraction(each.index),
        "equal_names": _fraction(each.equal_names),
    }


def _fraction(value: Fraction | None) -> Json | None:
    return None if value is None else {"numerator": value.numerator, "denominator": value.denominator}


def exposure_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    first, more = (say(key, language).split("|") for key in ("exposure columns", "exposure more columns"))
    return [*first, *(state_word(state, language) for state in State), *more]


def exposure_rows(report: ExposureReport, language: Language) -> Iterator[list[Cell]]:
    """Rows of the spreadsheet: a row for each line, in the order of the screen."""
    return exposure_cells(report, language, lambda part, whole: ratio(part, whole, language))


def exposure_cells(
    report: ExposureReport, language: Language, share: Callable[[Cents, Cents], Share]
) -> Iterator[list[Cell | Share]]:
    """The same rows; ``share`` makes a share of a part and its whole."""
    unit, whole = known_currency(report.question.currency), report.total.uninsured

    def judged(cents: Cents) -> Total | None:
        """An amount that a policy tells; nothing, rather than nothing of it, where there is none."""
        return Total(cents, unit) if report.is_judged else None

    for each, together in shares(report):
        yield [
            say(f"by {report.exposure.by.value}", language),
            each.key,
            report.title(each),
            each.buyers,
            *(
                Total(cents, unit)
                for cents in (each.outstanding, each.invoiced, each.delivered, each.overdue, each.discounted,
                              each.orders, each.credits)
            ),
            *map(judged, (*(each.parts[state] for state in State), each.uninsured)),
            share(each.uninsured, whole) if report.is_judged else None,
            share(together, whole) if report.is_judged else None,
            judged(each.limit),
            judged(each.shared_limit),
            Total(each.own_limit, unit),
            Total(each.shared_own_limit, unit),
            judged(each.room),
            judged(each.shared_room),
            each.unknown_limits if report.is_judged else None,
            judged(each.not_judged),
        ]  # fmt: skip
