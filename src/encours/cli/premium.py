"""`encours premium FOLDER`: what the cover of a policy year costs, line by line, with taxes and calls."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from encours.cli import documents, exit_codes, output
from encours.cli import premium_messages as words
from encours.cli.asked_head import head_of
from encours.cli.declare import policy_named
from encours.cli.premium_told import estimate_told, known_told
from encours.cli.reading import Asked, Refused, ask
from encours.premium.known import Known
from encours.units import civil

if TYPE_CHECKING:
    from encours.explain.premium_report import PremiumReport
    from encours.policy.schedule import Policy
    from encours.units import Day


def run(asked: Namespace) -> int:
    """Print the premium of a policy year."""
    try:
        documents.settle(asked)
        found = ask(asked, asked.folder)
        report = _report(found, asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(report, asked)
    return exit_codes.ANSWERED


def _report(found: Asked, asked: Namespace) -> PremiumReport:
    from encours.explain.premium_report import PremiumReport
    from encours.premium.of_ledger import year_of_ledger

    programme = found.workspace.programme
    assert programme is not None, "a premium needs a policy"
    policy = policy_named(programme, asked, among=programme.layers)
    first, last = _year(policy, found.as_of, asked)
    told: dict[str, Any] = known_told(asked, policy.currency, on=min(found.as_of, last))
    known = Known(**told, estimate=estimate_told(asked, policy, first))
    year = year_of_ledger(found.view, policy, programme, first=first, last=last, told=known)
    head = replace(head_of(found, asked, currency=policy.currency), policies=(f"{policy.name} ({policy.insurer})",))
    return PremiumReport(head=head, policy=policy, year=year)


def _year(policy: Policy, as_of: Day, asked: Namespace) -> tuple[Day, Day]:
    """The policy year asked for, by the calendar year in which it begins; by default that of the day asked."""
    from encours.claims.ledger_year import years_of
    from encours.premium.of_ledger import policy_year

    if asked.year is None:
        return policy_year(policy, as_of)
    years = years_of(policy)
    chosen = next((each for each in years if civil(each[0])[0] == asked.year), None)
    if chosen is None:
        raise Refused(words.no_year(str(asked.year), [str(civil(each[0])[0]) for each in years], asked.lang))
    return chosen


def _show(report: PremiumReport, asked: Namespace) -> None:
    if documents.is_document(asked):
        from encours.explain.premium_document import premium_document

        documents.show(lambda rows: premium_document(report, asked.lang, rows=rows), asked)
    elif asked.format == "json":
        from encours.explain.premium_json import premium_json

        output.show_json(premium_json(report, asked.lang), asked)
    elif asked.format == "csv":
        from encours.explain.premium_json import premium_columns, premium_rows

        output.show_csv(premium_rows(report, asked.lang), premium_columns(asked.lang), asked)
    else:
        from encours.explain.premium_screen import premium_page

        output.show(premium_page(report, asked.lang, rows=asked.top_rows), asked)
