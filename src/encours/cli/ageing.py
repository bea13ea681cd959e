"""`encours ageing FOLDER`: the aged balance, with or without a policy."""

from __future__ import annotations

from argparse import Namespace

from encours.cli import exit_codes, output
from encours.cli.cover import answer
from encours.cli.reading import Asked, Refused, ask
from encours.cover.ageing import BOUNDS, AgedBalance, By, Slices, age
from encours.cover.book.holders import buyers_of
from encours.units import UNSET


def run(asked: Namespace) -> int:
    """Print the aged balance; refused when its total cannot be relied on."""
    try:
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
    bounds = _bounds(asked.bounds) if asked.bounds else BOUNDS[unit]
    workspace = found.workspace
    return age(
        found.view,
        workspace.programme,
        bounds=bounds,
        by=By.INVOICE if asked.by == "invoice" else By.DUE,
        unit=unit,
        cover=None if workspace.programme is None else answer(found),
        currency=workspace.currency or "EUR",
    )


def _bounds(written: str) -> tuple[int, ...]:
    """Bounds as written; what is no whole number becomes a bound that the balance refuses."""
    return tuple(int(each) if each.strip().isdecimal() else UNSET for each in written.split(","))


def _show(balance: AgedBalance, found: Asked, asked: Namespace) -> None:
    from encours.explain import ageing_report as report

    buyers = buyers_of(found.view)
    places = {name: place for place, name in enumerate(buyers.names)}

    def named(code: str) -> str:
        version = int(buyers.version[places[code]]) if code in places else -1
        return (buyers.table.texts["name"][version] if version >= 0 else "") or code

    company = found.workspace.company
    if asked.format == "json":
        output.show_json(report.ageing_json(balance, company, named, asked.lang))
    elif asked.format == "csv":
        output.show_csv(report.ageing_rows(balance, named), report.ageing_columns(balance, asked.lang), asked)
    else:
        output.show(report.ageing_page(balance, company, named, asked.lang, rows=asked.top_rows), asked)
