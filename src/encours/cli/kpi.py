"""`encours kpi FOLDER`: days sales outstanding, lateness, collection and cover, each with its formula and its rows."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from encours.cli import documents, exit_codes, messages, output
from encours.cli.asked_head import head_of
from encours.cli.cover import answer
from encours.cli.reading import Asked, Refused, ask
from encours.cover.ageing import AgedBalance, age
from encours.cover.indicators.period import MOST_DAYS, MOST_MONTHS, Period, last_days, last_months
from encours.explain.indicators_report import NAMES, IndicatorsReport, indicators_report
from encours.units.refusal import nearest_names

USUAL_DAYS = 90
"""Days of the period when none is asked for."""


def run(asked: Namespace) -> int:
    """Print every indicator, or one of them whole."""
    try:
        documents.settle(asked)
        shown = name_shown(asked, NAMES)
        _check_period(asked)
        found = ask(asked, asked.folder, with_policy=False)
        report = _report(found, asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(report, shown, asked)
    return exit_codes.ANSWERED


def name_shown(asked: Namespace, names: Sequence[str]) -> str:
    """What `--show` names, empty where it is not given; refused with the nearest names where it names nothing."""
    if asked.show is not None and asked.show not in names:
        raise Refused(messages.no_indicator(asked.show, nearest_names(asked.show, names), names, asked.lang))
    return asked.show or ""


def _check_period(asked: Namespace) -> None:
    for option, most in (("days", MOST_DAYS), ("months", MOST_MONTHS)):
        written = getattr(asked, option)
        if written is not None and not 1 <= written <= most:
            raise Refused(messages.no_period(f"--{option}", str(written), most, asked.lang))


def _period(found: Asked, asked: Namespace) -> Period:
    if asked.months is not None:
        return last_months(found.as_of, asked.months)
    return last_days(found.as_of, USUAL_DAYS if asked.days is None else asked.days)


def _report(found: Asked, asked: Namespace) -> IndicatorsReport:
    programme, head = found.workspace.programme, head_of(found, asked)
    cover = None if programme is None else answer(found)
    balance = age(found.view, programme, cover=cover, currency=head.currency)
    refuse_unrated(balance, found, asked)
    return indicators_report(head, found.view, _period(found, asked), balance, cover)


def refuse_unrated(balance: AgedBalance, found: Asked, asked: Namespace) -> None:
    """Refuse a balance in which nothing is aged, since a currency has no rate of exchange."""
    fault = next((each for each in balance.errors if each.code == "no-exchange-rate"), None)
    if fault is not None:
        said, remedy = (fault.fr, fault.remedy_fr) if asked.lang == "fr" else (fault.en, fault.remedy_en)
        raise Refused(f"{found.workspace.folder}\n{said}\n{remedy}")


def _show(report: IndicatorsReport, shown: str, asked: Namespace) -> None:
    if documents.is_document(asked):
        from encours.explain.indicators_document import indicators_document

        documents.show(lambda rows: indicators_document(report, asked.lang, rows=rows, shown=shown), asked)
    elif asked.format == "json":
        from encours.explain.indicators_json import indicators_json

        output.show_json(indicators_json(report, asked.lang, shown=shown), asked)
    elif asked.format == "csv":
        from encours.explain.indicators_json import indicators_columns, indicators_rows

        rows = indicators_rows(report, asked.lang, shown=shown)
        output.show_csv(rows, indicators_columns(asked.lang, shown=shown), asked)
    else:
        from encours.explain.indicators_screen import indicator_page, indicators_page

        page = (
            indicator_page(report, report.named(shown), asked.lang, rows=asked.top_rows)
            if shown
            else indicators_page(report, asked.lang)
        )
        output.show(page, asked)
