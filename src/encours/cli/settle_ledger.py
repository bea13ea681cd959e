"""`encours settle BUYER FOLDER`: the loss of a buyer from its cover, on the day it failed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace

from encours.claims.of_buyer import BuyerLoss, announced_losses, loss_of_buyer, view_of_loss
from encours.claims.programme import settle_programme
from encours.claims.read_losses import LossesTold
from encours.clauses.lose.anchors import INSOLVENCY, PROTRACTED_DEFAULT
from encours.cli import messages, reverse_messages
from encours.cli import settle_messages as words
from encours.cli.asked_head import question_of
from encours.cli.policy import programme_of_file
from encours.cli.proposed import again
from encours.cli.reading import Asked, Refused, ask, day_option, refuse_unconverted
from encours.cli.settle_options import tells_amounts
from encours.cover.book.holders import buyers_of
from encours.explain.settlement_report import SettlementReport
from encours.facts.only import kin, only
from encours.policy.faults import Fault, Place, Words, Wrong, show_fault
from encours.policy.read_when import value_of_key
from encours.policy.schedule import Policy, Programme
from encours.reverse.agreed import is_reverse
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
    refuse_reverse(found, asked)
    names = buyers_of(found.view).names
    if buyer not in names:
        raise Refused(messages.no_buyer(buyer, nearest_names(buyer, names), asked.lang, again(asked)))
    if len(programme.policies) > 1 and (asked.term or asked.used or asked.chain):
        raise Refused(words.terms_of_which_layer([each.name for each in programme.policies], asked.lang))
    losses = _losses(found, programme, buyer, asked)
    told = read(programme.primary, buyer)
    under = replace(programme, policies=(told.policy, *programme.policies[1:]))
    settled = settle_programme(under, [each.losses for each in losses], year=told.year, account=told.account)
    asked_as = question_of(found, asked)
    return SettlementReport(asked_as.company, settled, asked_as, losses)


def refuse_reverse(found: Asked, asked: Namespace) -> None:
    """Refuse one loss of all suppliers under a reverse cover: each has its own, and they share one total."""
    assert found.workspace.programme is not None, "a policy, or none of its losses"
    if is_reverse(found.workspace.programme.primary):
        raise Refused(reverse_messages.settled_by_supplier(asked.lang, show_day(found.as_of, "en"), again(asked)))


def _losses(found: Asked, programme: Programme, buyer: str, asked: Namespace) -> tuple[BuyerLoss, ...]:
    told = day_option(asked, "day_of_loss")
    if told is not None and told > found.as_of:
        raise Refused(
            words.loss_after_the_day(show_day(told, asked.lang), show_day(found.as_of, asked.lang), asked.lang)
        )
    refuse_unconverted(only(found.view, kin(found.view, buyer)), found.workspace, asked.lang)
    announced = announced_losses(found.view, programme, buyer)
    lost = announced if told is None else ((told, dict(announced).get(told, PROTRACTED_DEFAULT)),)
    if not lost:
        raise Refused(words.no_day_of_loss(buyer, show_day(found.as_of, asked.lang), asked.lang))
    told_cause = _cause(asked)
    made: list[BuyerLoss] = []
    # What was delivered up to earlier proceedings was lost with them.
    opened = (day for day, cause in announced if cause == INSOLVENCY and day < lost[0][0])
    after = max(opened, default=None)
    for day, announced_cause in lost:
        refuse_unconverted(view_of_loss(found.view, buyer, day), found.workspace, asked.lang)
        cause = told_cause or announced_cause
        made.append(loss_of_buyer(found.view, programme, buyer, day=day, cause=cause, after=after))
        after = day
    owed = tuple(each for each in made if each.rows)
    if not owed:
        days = [show_day(day, asked.lang) for day, _ in lost]
        raise Refused(words.nothing_owed(buyer, days, asked.lang))
    return owed


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
