"""`encours declare FOLDER`: the turnover of a period to declare, what is left out and why, what changed since."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from encours.cli import declare_messages as words
from encours.cli import documents, exit_codes, output
from encours.cli.asked_head import head_of
from encours.cli.reading import Asked, Refused, ask
from encours.explain.declaration_report import DeclarationReport
from encours.explain.party_names import PartyNames
from encours.policy.schedule import Policy, Programme
from encours.premium.declarations import declarations
from encours.premium.periods import Period, named, period_of, periods_of
from encours.units.parse_day import parse_day
from encours.units.show import show_day

A_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


def run(asked: Namespace) -> int:
    """Print the declaration of a period."""
    try:
        documents.settle(asked)
        report = _report(ask(asked, asked.folder), asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(report, asked)
    return exit_codes.ANSWERED


def _report(found: Asked, asked: Namespace) -> DeclarationReport:
    programme = found.workspace.programme
    assert programme is not None, "a declaration is under a policy"
    policy = policy_named(programme, asked)
    period = _period(policy, found, asked)
    every = declarations(found.view, programme, policy, compared=(period,))
    head = replace(head_of(found, asked, currency=policy.currency), policies=(f"{policy.name} ({policy.insurer})",))
    return DeclarationReport(head, found.view, every, every.of(period), PartyNames(found.view))


def policy_named(programme: Programme, asked: Namespace, *, among: Sequence[Policy] = ()) -> Policy:
    """The policy of `--policy`, by default the first one; refused where none has that name.

    It is `among` those that take invoices where nobody says others.
    """
    if asked.policy is None:
        return programme.primary
    every = among or programme.policies
    names = [each.name for each in every]
    if asked.policy not in names:
        raise Refused(words.no_policy_named(asked.policy, names, asked.lang))
    return every[names.index(asked.policy)]


def _period(policy: Policy, found: Asked, asked: Namespace) -> Period:
    periods = periods_of(policy)
    if found.as_of < policy.period_start:
        raise Refused(words.before_the_policy(show_day(policy.period_start, asked.lang), asked.lang))
    if asked.period is None:
        began = [each for each in periods if each.first <= found.as_of]
        over = [each for each in began if each.last <= found.as_of]
        return over[-1] if over else began[0]
    period = named(periods, asked.period)
    # A month is of the period that holds it, as a day is.
    is_month = A_MONTH.fullmatch(asked.period) is not None
    day = parse_day(f"{asked.period}-01" if is_month else asked.period) if period is None else None
    if isinstance(day, int):
        period = period_of(policy, day)
    if period is None:
        raise Refused(words.no_period(asked.period, [each.name for each in periods], asked.lang))
    if period.first > found.as_of:
        raise Refused(words.not_begun(asked.period, show_day(found.as_of, asked.lang), asked.lang))
    return period


def _show(report: DeclarationReport, asked: Namespace) -> None:
    if asked.format == "table":
        from encours.explain.declaration_screen import declaration_page

        output.show(declaration_page(report, asked.lang, rows=asked.top_rows), asked)
    elif documents.is_document(asked):
        from encours.explain.declaration_document import declaration_document

        documents.show(lambda rows: declaration_document(report, asked.lang, rows=rows), asked)
    else:
        from encours.explain import declaration_json as shape

        if asked.format == "json":
            output.show_json(shape.declaration_json(report, asked.lang), asked)
        else:
            output.show_csv(shape.declaration_rows(report, asked.lang), shape.declaration_columns(asked.lang), asked)
