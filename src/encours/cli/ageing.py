"""`encours ageing FOLDER`: the aged balance, with or without a policy."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from itertools import pairwise
from typing import Final

from encours.cli import documents, exit_codes, messages, output
from encours.cli.cover import answer
from encours.cli.reading import Asked, Refused, ask
from encours.cover.ageing import AgedBalance, By, Slices, age
from encours.cover.book.holders import buyers_of
from encours.facts.faults import Fault
from encours.units import UNSET
from encours.units.show import Language

MOST_BOUNDS: Final = 24
"""Bounds of an aged balance at most: each makes a column."""
LARGEST_DAYS: Final = 36_500
LARGEST_MONTHS: Final = 1_200
POLICY_LEFT_ASIDE: Final = Fault(
    code="policy-not-read",
    fact_ids=(),
    en=messages.policy_left_aside("en"),
    fr=messages.policy_left_aside("fr"),
    remedy_en="See what is wrong in it: encours policy check",
    remedy_fr="Voyez ce qui n'y va pas : encours policy check",
    is_warning=True,
)


def run(asked: Namespace) -> int:
    """Print the aged balance; refused when its total cannot be relied on."""
    try:
        documents.settle(asked)
        found = ask(asked, asked.folder, with_policy=False)
        balance = _balance(found, asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(balance, found, asked)
    wrong = any(not each.is_warning for each in balance.errors)
    return exit_codes.REFUSED if wrong else exit_codes.ANSWERED


def _balance(found: Asked, asked: Namespace) -> AgedBalance:
    unit = Slices.MONTHS if asked.unit == "months" else Slices.DAYS
    bounds = None if asked.bounds is None else _bounds(asked.bounds, unit, asked.lang)
    workspace = found.workspace
    balance = age(
        found.view,
        workspace.programme,
        bounds=bounds,
        by=By.INVOICE if asked.by == "invoice" else By.DUE,
        unit=unit,
        cover=None if workspace.programme is None else answer(found),
        currency=workspace.currency or "EUR",
    )
    return replace(balance, errors=(*balance.errors, POLICY_LEFT_ASIDE)) if workspace.is_policy_refused else balance


def _bounds(written: str, unit: Slices, language: Language) -> tuple[int, ...]:
    """Bounds of the columns as written; refused, with the reason, where they cannot head them."""
    lowest, largest = (0, LARGEST_MONTHS) if unit is Slices.MONTHS else (1, LARGEST_DAYS)
    parts = [each.strip() for each in written.split(",")]
    figures = [int(each) if each.isascii() and each.isdecimal() and len(each) < 10 else UNSET for each in parts]
    again = next((str(after) for before, after in pairwise(figures) if before == after), "")
    if not written.strip():
        wrong = ("There is no bound.", "Il n'y a aucune borne.")
    elif len(figures) > MOST_BOUNDS:
        wrong = (f"There are {len(figures)} bounds.", f"Il y a {len(figures)} bornes.")
    elif bad := [part for part, each in zip(parts, figures, strict=True) if not lowest <= each <= largest]:
        wrong = (f'"{bad[0][:40]}" is no bound.', f"« {bad[0][:40]} » n'est pas une borne.")
    elif again:
        wrong = (f"{again} stands there twice.", f"{again} y figure deux fois.")
    elif any(before > after for before, after in pairwise(figures)):
        wrong = ("The bounds do not grow.", "Les bornes ne croissent pas.")
    else:
        return tuple(figures)
    is_months = unit is Slices.MONTHS
    raise Refused(
        messages.no_bounds(written, language, is_months=is_months, most=MOST_BOUNDS, largest=largest, wrong=wrong)
    )


def _show(balance: AgedBalance, found: Asked, asked: Namespace) -> None:
    from encours.explain import ageing_report as report

    buyers = buyers_of(found.view)
    places = {name: place for place, name in enumerate(buyers.names)}

    def named(code: str) -> str:
        version = int(buyers.version[places[code]]) if code in places else -1
        return (buyers.table.texts["name"][version] if version >= 0 else "") or code

    company, invoices = found.workspace.company, found.view.table("invoices")
    if documents.is_document(asked):
        from encours.explain.ageing_document import AgedCompany, ageing_document

        aged = AgedCompany(balance, company, named, invoices, {each.row: each.ages for each in balance.ages()})
        documents.show(lambda rows: ageing_document(aged, asked.lang, rows=rows), asked)
    elif asked.format == "json":
        output.show_json(report.ageing_json(balance, company, named, asked.lang, invoices), asked)
    elif asked.format == "csv":
        output.show_csv(report.ageing_rows(balance, named, invoices), report.ageing_columns(balance, asked.lang), asked)
    else:
        output.show(report.ageing_page(balance, company, named, asked.lang, rows=asked.top_rows), asked)
