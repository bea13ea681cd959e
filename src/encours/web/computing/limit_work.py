"""What is to be known of limits and no duty says: a cut whose notice runs, a limit that is about to end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from encours.duties.duty import Department, Standing
from encours.duties.kinds import RENEW_LIMIT
from encours.duties.worlds import Supposed
from encours.explain.buyer_facts import Dated, told_on
from encours.explain.buyers_report import BuyerLine
from encours.facts.only import kin
from encours.policy.faults import Words
from encours.units import MISSING, Cents, Day
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.show import Language, show_amount, show_day
from encours.web.computing.question import Asked
from encours.web.computing.told import name_of, told_of
from encours.web.store.results import WorkItem

CUT_NOTIFIED: Final = "cut notified"
LIMIT_ENDS: Final = "limit ends"
_CUT: Final = Words("Reduction of the limit notified", "Réduction d’agrément notifiée")
_WITHDRAWAL: Final = Words("Withdrawal of the limit notified", "Résiliation d’agrément notifiée")
_ENDING: Final = Words("The limit is about to end", "Agrément bientôt échu")


def limit_items(asked: Asked, buyers: Collection[str] | None) -> Iterator[WorkItem]:
    """Cuts that are pending, and limits that end within the warning period, of these buyers or of all."""
    for line in asked.portfolio.buyers:
        if (buyers is None or line.buyer in buyers) and line.facts.limit_decisions:
            standing = asked.portfolio.standing(line)
            # A decision about a group is told once: of the buyer that it names.
            cuts = standing.cuts(asked.portfolio.exchange, asked.as_of)
            yield from (_cut(asked, line, each) for each in cuts if each.decision.buyer == line.buyer)
            in_force = [each for each in standing.in_force if each.decision.buyer == line.buyer]
            yield from (_ending_of(asked, line, each) for each in in_force if _is_ending(asked, each))


def _is_ending(asked: Asked, each: Dated) -> bool:
    ends = each.decision.expires_on
    is_near = ends != MISSING and asked.as_of <= ends <= asked.as_of + asked.portfolio.lines.warning_days
    return is_near and not any(
        duty.kind == RENEW_LIMIT
        and (duty.buyer, duty.reference) == (each.decision.buyer, each.decision.reference)
        and duty.standing(asked.as_of) in {Standing.OPEN, Standing.AHEAD, Standing.LATE}
        for duty in asked.register.duties
    )


def _cut(asked: Asked, line: BuyerLine, each: Dated) -> WorkItem:
    decision, is_withdrawn = each.decision, each.leaves_nothing
    todo = Words(
        "Deliver by then what is ordered, if the risk is accepted; appeal, or ask for another cover; lower our own "
        "limit.",
        "Livrer d’ici là ce qui est commandé, si le risque est accepté ; former un recours ou chercher une autre "
        "garantie ; abaisser notre propre limite.",
    )
    lost = (
        Words("Later deliveries are not insured.", "Les livraisons suivantes ne sont plus garanties.")
        if is_withdrawn
        else Words("Later deliveries find less room.", "Les livraisons suivantes trouvent moins de place.")
    )
    return _item(
        asked, line, each, CUT_NOTIFIED, last_day=each.effective_on - 1, stake=_cost_of_cut(asked, each),
        told=told_of(_WITHDRAWAL if is_withdrawn else _CUT, _change(asked, line, each), todo, lost),
        more={"effective_on": each.effective_on, "notified_on": told_on(decision), "code": decision.insurer_code},
    )  # fmt: skip


def _ending_of(asked: Asked, line: BuyerLine, each: Dated) -> WorkItem:
    todo = Words(
        "Remind the insurer of the renewal that was asked for; deliver nothing after that day without its answer.",
        "Relancer l’assureur sur le renouvellement demandé ; ne rien livrer après ce jour sans sa réponse.",
    )
    lost = Words("Deliveries after that day are not insured.", "Les livraisons postérieures ne sont plus garanties.")
    return _item(
        asked, line, each, LIMIT_ENDS, last_day=each.decision.expires_on, stake=None,
        told=told_of(_ENDING, lambda language: _with(line, each, _until(each, language)), todo, lost), more={},
    )  # fmt: skip


def _item(
    asked: Asked, line: BuyerLine, each: Dated, kind: str, *, last_day: Day, stake: Cents | None,
    told: dict[str, dict[str, str]], more: dict[str, object],
) -> WorkItem:  # fmt: skip
    decision = each.decision
    return WorkItem(
        identifier=name_of(kind, line.buyer, decision.reference),
        source=WorkItem.Source.LIMIT,
        kind=kind,
        who=Department.CREDIT.value,
        policy=decision.policy or asked.programme.primary.name,
        buyer=line.buyer,
        buyer_name=line.name,
        reference=decision.reference,
        first_day=told_on(decision),
        last_day=last_day,
        standing=Standing.OPEN.value,
        stake=stake,
        told=told,
        more=more,
    )


def _cost_of_cut(asked: Asked, each: Dated) -> Cents:
    """What of the invoices open today the cut takes from cover on the day it takes effect: often nothing."""
    worlds, buyer = asked.register.worlds, each.decision.buyer
    buyers = kin(asked.view, buyer) if asked.register.book.holders.grouped else frozenset({buyer})
    without = Supposed(left_out=frozenset({each.decision.fact_id}))
    kept = worlds.covered(buyers, each.effective_on, without).covered
    return max(0, kept - worlds.covered(buyers, each.effective_on).covered)


def _change(asked: Asked, line: BuyerLine, each: Dated) -> Callable[[Language], str]:
    def subject(language: Language) -> str:
        standing = asked.portfolio.standing(line)
        before = standing.of_layer(each.layer)
        now = None if before is None else _limit(asked, before, language)
        then = "0" if each.leaves_nothing else _limit(asked, each, language)
        change = f"{now} → {then}" if now and then != "0" else then if then != "0" else now or ""
        return _with(line, each, change, show_day(each.effective_on, language))

    return subject


def _limit(asked: Asked, each: Dated, language: Language) -> str:
    decision = each.decision
    if decision.amount == MISSING:
        return ""
    return show_amount(Money(decision.amount, currency(decision.currency or asked.currency)), language)


def _until(each: Dated, language: Language) -> str:
    return show_day(each.decision.expires_on, language)


def _with(line: BuyerLine, each: Dated, *parts: str) -> str:
    return ", ".join(part for part in (line.name, each.decision.reference, *parts) if part)
