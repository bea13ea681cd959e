"""`encours settle`: the waterfall of a loss, from amounts, from a small file, or from the ledger."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from encours.claims.in_order import settle_in_order
from encours.claims.programme import settle_upwards
from encours.claims.read_losses import LossesTold, read_losses
from encours.cli import documents, exit_codes, messages, output
from encours.cli import settle_messages as words
from encours.cli.policy import programme_of_file
from encours.cli.proposed import again
from encours.cli.reading import NoLedger, Refused
from encours.cli.settle_options import OF_THE_LOSS, tells_amounts, with_options
from encours.explain.settlement_report import SettlementReport
from encours.formats.faults import place_of
from encours.policy.faults import Fault, show_fault
from encours.policy.gather import Faults
from encours.policy.locate import unlocated
from encours.policy.read import LARGEST_TEXT, POLICY_FILE, PROGRAMME_FILE, toml_document
from encours.policy.schedule import Policy, Programme

LOSSES: Final = "losses.toml"
"""Name that the templates give to a file of losses."""


def run(asked: Namespace) -> int:
    """Print the waterfall; one that stops for lack of a value is answered all the same."""
    try:
        documents.settle(asked)
        report = _report(asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(report, asked)
    return exit_codes.ANSWERED


def _report(asked: Namespace) -> SettlementReport:
    subject: str | None = asked.subject
    if subject is None and not tells_amounts(asked):
        raise Refused(words.nothing_to_settle(asked.lang))
    file = None if subject is None else Path(subject)
    if subject is not None and file is not None and file.suffix != ".toml":
        from encours.cli.settle_ledger import report_of_all, report_of_buyer

        def read(policy: Policy, buyer: str) -> LossesTold:
            return told_beside(asked, policy, buyer)

        if os.path.isdir(subject) and asked.folder == Path():  # noqa: PTH112 -- pathlib raises on a name that is too long
            try:
                return report_of_all(asked, file, read)
            except NoLedger:
                if command := _of_amounts(file, asked):
                    raise Refused(words.told_as_amounts(place_of(file), command, asked.lang)) from None
                raise
        return report_of_buyer(asked, subject, read)
    if asked.paid_on is not None:
        raise Refused(words.paid_without_a_ledger(asked.lang))
    document, faults = _document(file, asked)
    programme = _programme(asked)
    told = _told(asked, *with_options(asked, document, faults), policy=None if programme is None else programme.primary)
    settled = settle_in_order(told.policy, told.losses, year=told.year, account=told.account)
    if programme is not None:
        settled = settle_upwards(programme.of_losses, settled, year=told.year)
    company = told.policy.policyholder if programme is None else programme.company
    return SettlementReport(company, settled)


def _of_amounts(folder: Path, asked: Namespace) -> str:
    """Command that settles the losses that a folder without a ledger tells as amounts; empty where it tells none."""
    if not (folder / LOSSES).is_file():
        return ""
    policies = (folder / name for name in (PROGRAMME_FILE, POLICY_FILE))
    policy = asked.policy or next((each for each in policies if each.is_file()), None)
    under = () if policy is None else ("--policy", policy.as_posix())
    return again(asked).without_folder("settle", (folder / LOSSES).as_posix(), *under)


def _told(
    asked: Namespace,
    document: Mapping[str, object],
    faults: Faults,
    *,
    policy: Policy | None,
    buyer: str = "",
    of_ledger: bool = False,
) -> LossesTold:
    """Losses, terms and year of a document, or of a buyer whose ledger tells its losses; refused with every fault."""
    told = read_losses(document, faults, policy=policy, buyer=buyer, of_ledger=of_ledger)
    if told is None or faults.errors:
        width = output.screen_width()
        found = sorted(faults.errors, key=_order)
        raise Refused("\n\n".join(show_fault(each, asked.lang, width=width) for each in found))
    return told


def told_beside(asked: Namespace, policy: Policy, buyer: str) -> LossesTold:
    """Terms and year told by options beside a ledger; refused with every fault."""
    nothing = Faults(unlocated("", file=""))
    return _told(
        asked, *with_options(asked, {}, nothing, of_the_loss=False), policy=policy, buyer=buyer, of_ledger=True
    )


def _order(fault: Fault) -> tuple[int, int]:
    return fault.place.line, fault.place.column


def _document(file: Path | None, asked: Namespace) -> tuple[Mapping[str, object], Faults]:
    """What a file of losses says; nothing, where there is none."""
    if file is None:
        return {}, Faults(unlocated("", file=""))
    given = [f"--{name.replace('_', '-')}" for name in OF_THE_LOSS if getattr(asked, name) is not None]
    if given:
        raise Refused(words.not_with_a_file(given, asked.lang))
    try:
        with file.open("rb") as stream:
            text = stream.read(LARGEST_TEXT + 1).decode("utf-8", "replace")
    except (OSError, ValueError) as refused:
        reason = getattr(refused, "strerror", None) or str(refused)
        raise Refused(messages.not_readable(place_of(file), reason, asked.lang)) from None
    document, faults = toml_document(text, file=str(file))
    if document is None:
        raise Refused("\n\n".join(show_fault(each, asked.lang) for each in faults.errors))
    return document, faults


def _programme(asked: Namespace) -> Programme | None:
    """The one policy that amounts are settled under, and the layers of losses above it."""
    if asked.policy is None:
        return None
    programme = programme_of_file(asked.policy, asked)
    if len(programme.policies) > 1:
        raise Refused(words.several_layers([each.source or each.name for each in programme.policies], asked.lang))
    return programme


def _show(report: SettlementReport, asked: Namespace) -> None:
    if asked.format == "table":
        from encours.explain.settlement_screen import settlement_page

        page = settlement_page(report, asked.lang, rows=asked.top_rows, everything=asked.everything)
        output.show(page, asked)
    elif documents.is_document(asked):
        from encours.explain.settlement_document import settlement_document

        documents.show(lambda rows: settlement_document(report, asked.lang, rows=rows), asked)
    else:
        from encours.explain import settlement_json as shape

        if asked.format == "json":
            output.show_json(shape.settlement_json(report, asked.lang), asked)
        else:
            output.show_csv(shape.settlement_rows(report, asked.lang), shape.settlement_columns(asked.lang), asked)
