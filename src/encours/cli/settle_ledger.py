"""`encours settle BUYER FOLDER`: the loss of a buyer from its cover, on the day it failed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace

from encours.claims.of_ledger import LossesFound, Told, companies_that_count, losses_of_ledger
from encours.claims.programme import settle_programme
from encours.claims.read_losses import LossesTold
from encours.cli import messages
from encours.cli import settle_messages as words
from encours.cli.asked_head import question_of
from encours.cli.policy import programme_of_file
from encours.cli.proposed import again
from encours.cli.reading import Asked, Refused, ask, day_option, refuse_unconverted
from encours.cli.settle_options import tells_amounts
from encours.cover.book.holders import buyers_of
from encours.explain.settlement_report import SettlementReport, undated_words
from encours.policy.faults import Fault, Place, Words, Wrong, show_fault
from encours.policy.read_when import value_of_key
from encours.policy.schedule import Policy, Programme
from encours.units.refusal import nearest_names
from encours.units.show import show_day


def report_of_buyer(asked: Namespace, buyer: str, read: Callable[[Policy, str], LossesTold]) -> SettlementReport:
    """Every loss of a buyer under every layer; `read` gives the terms and the year told beside a policy."""
    if given := (*tells_amounts(asked), *(("--country",) if asked.country else ())):
        raise Refused(words.told_by_the_ledger(given, asked.lang))
    found = ask(asked, asked.folder, check_rates=False)
    if asked.policy is not None:
        found = replace(found, workspace=replace(found.workspace, programme=programme_of_file(asked.policy, asked)))
    programme = found.workspace.programme
    assert programme is not None, "a settlement needs a policy"
    names = buyers_of(found.view).names
    if buyer not in names:
        raise Refused(messages.no_buyer(buyer, nearest_names(buyer, names), asked.lang, again(asked)))
    if len(programme.policies) > 1 and (asked.term or asked.used or asked.chain):
        raise Refused(words.terms_of_which_layer([each.name for each in programme.policies], asked.lang))
    told = read(programme.primary, buyer)
    under = replace(programme, policies=(told.policy, *programme.policies[1:]))
    lost = _losses(found, under, buyer, asked)
    settled = settle_programme(under, [each.losses for each in lost.losses], year=told.year, account=told.account)
    asked_as = question_of(found, asked)
    return SettlementReport(asked_as.company, settled, asked_as, lost.losses, lost.undated)


def _losses(found: Asked, programme: Programme, buyer: str, asked: Namespace) -> LossesFound:
    day = day_option(asked, "day_of_loss")
    if day is not None and day > found.as_of:
        raise Refused(
            words.loss_after_the_day(show_day(day, asked.lang), show_day(found.as_of, asked.lang), asked.lang)
        )
    lost = losses_of_ledger(
        found.view,
        programme,
        companies_that_count(found.view, programme, buyer),
        told=Told(buyer, day, _cause(asked)),
        check=lambda view: refuse_unconverted(view, found.workspace, asked.lang),
    )
    if not lost.announced:
        told = [undated_words(each, asked.lang) for _, each in lost.undated]
        raise Refused(words.no_day_of_loss(buyer, show_day(found.as_of, asked.lang), told, asked.lang))
    if not lost.losses:
        raise Refused(words.nothing_owed(buyer, [show_day(each, asked.lang) for each in lost.announced], asked.lang))
    return lost


def _cause(asked: Namespace) -> str:
    """Cause told, by its English name; empty where none is."""
    if asked.cause is None:
        return ""
    read = value_of_key("cause", asked.cause, {})
    if isinstance(read, Wrong):
        place = Place("--cause", 0, 1, max(1, len(asked.cause)), asked.cause)
        what = Words(f"cause {read.what.english}", f"cause {read.what.french}")
        raise Refused(show_fault(Fault(read.code, place, what, read.hint), asked.lang))
    return read
