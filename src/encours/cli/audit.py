"""`encours audit FOLDER`: a bill of the insurer against what was due, line by line; limits that serve no sale."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from encours.cli import audit_messages as words
from encours.cli import documents, exit_codes, output
from encours.cli.asked_head import head_of
from encours.cli.declare import policy_named
from encours.cli.reading import Asked, Refused, ask
from encours.explain.audit_report import AuditReport
from encours.explain.party_names import PartyNames
from encours.facts.assumptions import assume
from encours.facts.kinds import PremiumPayment
from encours.policy.schedule import Policy
from encours.premium.audit import Audit, audit, bills_of, currencies_of, latest_bill, lines_of
from encours.premium.dead_limits import UNKNOWN, Monitoring, dead_limits, months_of
from encours.premium.due import due_for
from encours.premium.lines import MONITORING_FEE
from encours.units import MISSING, civil
from encours.units.show import show_day

USUAL_MONTHS = 12
"""Months without a sale after which a limit is said to serve none, where none are asked for."""
MOST_MONTHS = 120


def run(asked: Namespace) -> int:
    """Print the audit of a bill."""
    try:
        documents.settle(asked)
        report = _report(_asked(asked), asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(report, asked)
    return exit_codes.ANSWERED


def _report(found: Asked, asked: Namespace) -> AuditReport:
    programme = found.workspace.programme
    assert programme is not None, "a bill is audited under a policy"
    policy = policy_named(programme, asked)
    idle = USUAL_MONTHS if asked.months is None else asked.months
    if not 1 <= idle <= MOST_MONTHS:
        raise Refused(words.no_months(str(idle), MOST_MONTHS, asked.lang))
    bill = _bill(found, asked)
    lines = [each for each in lines_of(found.view) if each.bill == bill.reference]
    if others := currencies_of(bill, lines, policy):
        raise Refused(words.other_currency(bill.reference, others, policy.currency, asked.lang))
    audited = audit(found.view, bill, due_for(found.view, programme, policy, lines))
    dead = dead_limits(found.view, programme, policy, idle=idle, billed=_monitoring(audited))
    head = replace(head_of(found, asked, currency=policy.currency), policies=(_told(policy),))
    return AuditReport(head, policy, audited, dead, idle, PartyNames(found.view))


def _asked(asked: Namespace) -> Asked:
    """What is asked of a folder; without a day, its latest one or that of its latest bill, whichever comes last."""
    found = ask(asked, asked.folder)
    billed_on = latest_bill(found.workspace.ledger)
    if not found.is_latest or billed_on is None or billed_on <= found.as_of:
        return found
    view = found.workspace.ledger.view(billed_on, found.known_on)
    if not asked.without_assumptions:
        view = assume(view)
    return replace(found, view=view, as_of=billed_on)


def _told(policy: Policy) -> str:
    return f"{policy.name} ({policy.insurer})"


def _bill(found: Asked, asked: Namespace) -> PremiumPayment:
    bills = bills_of(found.view)
    if not bills:
        billed_on = latest_bill(found.workspace.ledger)
        if billed_on is not None and billed_on > found.as_of:
            days = [show_day(each, asked.lang) for each in (found.as_of, billed_on)]
            written = "{:04}-{:02}-{:02}".format(*civil(billed_on))
            raise Refused(words.later_bill(*days, written=written, language=asked.lang))
        raise Refused(words.no_bills(found.workspace.folder, asked.lang))
    if asked.bill is None:
        return bills[-1]
    named = [each for each in bills if each.reference == asked.bill]
    if not named:
        raise Refused(words.no_bill(asked.bill, [each.reference for each in bills], asked.lang))
    return named[0]


def _monitoring(found: Audit) -> Monitoring:
    """How the bill charges for a limit: the fee of each, and the months that it lasts."""
    for each in (line.line for line in found.lines if line.line.billed_for == MONITORING_FEE):
        count = 1 if each.buyer and each.billed_count == MISSING else each.billed_count
        has_days = MISSING not in {each.period_start, each.period_end}
        if has_days and count not in {0, MISSING} and each.amount % count == 0:
            return Monitoring(each.amount // count, months_of(each.period_start, each.period_end), 0)
    return UNKNOWN


def _show(report: AuditReport, asked: Namespace) -> None:
    if asked.format == "table":
        from encours.explain.audit_screen import audit_page

        output.show(audit_page(report, asked.lang, rows=asked.top_rows), asked)
    elif documents.is_document(asked):
        from encours.explain.audit_document import audit_document

        documents.show(lambda rows: audit_document(report, asked.lang, rows=rows), asked)
    else:
        from encours.explain import audit_json as shape

        if asked.format == "json":
            output.show_json(shape.audit_json(report, asked.lang), asked)
        else:
            output.show_csv(shape.audit_rows(report, asked.lang), shape.audit_columns(asked.lang), asked)
