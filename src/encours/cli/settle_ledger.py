"""`encours settle BUYER FOLDER`, or a folder alone: losses from the cover of the day on which each buyer failed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from encours.claims.events_of_loss import losses_by_buyer
from encours.claims.ledger_year import settle_ledger
from encours.claims.money_of_ledger import money_of_ledger, paid_on, paid_so_far
from encours.claims.of_ledger import (
    LossesFound,
    Told,
    buyers_that_may_have_failed,
    companies_that_count,
    losses_of_ledger,
)
from encours.claims.payments import payments_of
from encours.claims.read_losses import LossesTold
from encours.cli import messages, reverse_messages
from encours.cli import settle_messages as words
from encours.cli.asked_head import question_of
from encours.cli.policy import programme_of_file
from encours.cli.proposed import again
from encours.cli.reading import Asked, Refused, ask, day_option, refuse_unconverted, warn_of_claims, warn_of_strangers
from encours.cli.settle_options import OF_THE_YEAR, tells_amounts
from encours.cover.book.holders import buyers_of
from encours.explain.party_names import PartyNames
from encours.explain.settlement_report import SettlementReport, undated_words
from encours.facts.view import View
from encours.policy.faults import Fault, Place, Words, Wrong, show_fault
from encours.policy.read_when import value_of_key
from encours.policy.schedule import Policy, Programme
from encours.reverse.agreed import is_reverse
from encours.units.refusal import nearest_names
from encours.units.show import show_day

OF_ONE_LOSS: Final = ("day_of_loss", "cause", "paid_on")
"""Options that tell of the loss of one buyer."""
Read = Callable[[Policy, str], LossesTold]
"""Gives the terms and the year told beside a policy; of one buyer, or of all where none is named."""


def report_of_buyer(asked: Namespace, buyer: str, read: Read) -> SettlementReport:
    """Every loss of a buyer, or of its group where this is one loss, under every layer."""
    try:
        found, programme = _asked(asked, asked.folder)
    except Refused as refused:
        if asked.folder == Path() and not any(asked.folder.glob("*.toml")):
            raise Refused(f"{words.read_as_a_buyer(buyer, asked.lang)}\n\n{refused}") from None
        raise
    names = buyers_of(found.view).names
    if buyer not in names:
        raise Refused(messages.no_buyer(buyer, nearest_names(buyer, names), asked.lang, again(asked)))
    told = read(programme.primary, buyer)
    under = replace(programme, policies=(told.policy, *programme.policies[1:]))
    return _report(found, under, told, _losses(found, under, buyer, asked), asked)


def report_of_all(asked: Namespace, folder: Path, read: Read) -> SettlementReport:
    """Every loss of a ledger, in the order of their days, with the account of each policy year."""
    if given := [f"--{name.replace('_', '-')}" for name in OF_ONE_LOSS if getattr(asked, name) is not None]:
        raise Refused(words.of_which_loss(given, asked.lang))
    found, programme = _asked(asked, folder)
    told = read(programme.primary, "")
    under = replace(programme, policies=(told.policy, *programme.policies[1:]))
    lost = losses_of_ledger(
        found.view, under, buyers_that_may_have_failed(found.view, under.primary), told=None, check=_check(found, asked)
    )
    if not lost.losses:
        undated = [f"{buyer} : {undated_words(each, asked.lang)}" for buyer, each in lost.undated]
        raise Refused(words.no_loss(str(folder), show_day(found.as_of, asked.lang), undated, asked.lang))
    return _report(found, under, told, lost, asked)


def _asked(asked: Namespace, folder: Path) -> tuple[Asked, Programme]:
    if given := (*tells_amounts(asked), *(("--country",) if asked.country else ())):
        raise Refused(words.told_by_the_ledger(given, asked.lang))
    found = ask(asked, folder, check_rates=False)
    own = found.workspace.programme
    held = () if own is None else [each.name for each in own.layers]
    if asked.policy is not None:
        found = replace(found, workspace=replace(found.workspace, programme=programme_of_file(asked.policy, asked)))
    programme = found.workspace.programme
    assert programme is not None, "a settlement needs a policy"
    refuse_reverse(found, asked, folder)
    warn_of_strangers(found.view, programme, asked.lang, held)
    warn_of_claims(found.view, programme, asked.lang, held)
    if len(programme.policies) > 1 and (asked.term or asked.used or asked.chain):
        raise Refused(words.terms_of_which_layer([each.name for each in programme.policies], asked.lang))
    return found, programme


def refuse_reverse(found: Asked, asked: Namespace, folder: Path) -> None:
    """Refuse one loss of all suppliers under a reverse cover: each has its own, and they share one total."""
    assert found.workspace.programme is not None, "a policy, or none of its losses"
    if is_reverse(found.workspace.programme.primary):
        where = replace(again(asked), folder="" if folder == Path() else str(folder))
        raise Refused(reverse_messages.settled_by_supplier(asked.lang, show_day(found.as_of, "en"), where))


def _check(found: Asked, asked: Namespace) -> Callable[[View], None]:
    return lambda view: refuse_unconverted(view, found.workspace, asked.lang)


def _report(
    found: Asked, programme: Programme, told: LossesTold, lost: LossesFound, asked: Namespace
) -> SettlementReport:
    day, every = day_option(asked, "paid_on"), losses_by_buyer(lost.losses)
    is_alone = len(programme.policies) == 1
    settled = settle_ledger(
        programme,
        lost.losses,
        money_of_ledger(found.view, lost.losses, programme.primary.currency),
        paid_on=lambda policy, each: paid_on(found.view, policy.name, each, every, day),
        figures=told.year,
        account=told.account,
        paid_so_far=lambda policy, each: paid_so_far(found.view, policy, each, every, is_alone=is_alone),
    )
    years = [each for each in settled.years if each.policy.name == programme.primary.name]
    if len(years) > 1 and (given := _of_a_year(asked)):
        raise Refused(words.of_which_year(given, [show_day(each.first, asked.lang) for each in years], asked.lang))
    question = question_of(found, asked)
    return SettlementReport(
        company=question.company,
        losses=settled.settled,
        head=question,
        found=lost.losses,
        undated=lost.undated,
        years=settled.years,
        outside=settled.outside,
        paid=settled.paid,
        payments=payments_of(found.view, settled, lost.losses, is_alone=is_alone),
        names=PartyNames(found.view),
        is_whole=asked.subject is None or found.workspace.folder == Path(asked.subject),
    )


def _of_a_year(asked: Namespace) -> list[str]:
    """Options given that tell of one policy year."""
    given = [f"--{name.replace('_', '-')}" for name in OF_THE_YEAR if getattr(asked, name) is not None]
    return given + (["--used"] if asked.used else [])


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
        check=_check(found, asked),
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
