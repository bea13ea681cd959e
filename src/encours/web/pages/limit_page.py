"""The limits of one customer, whole: what stands in each policy, what is to come, and everything that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from encours.explain.buyers_report import BuyerLine, Portfolio
from encours.explain.document.model import Amount, Kind, On, Percentage, Tone
from encours.explain.document.shown import typeset
from encours.explain.values import whole_amount
from encours.facts.kinds import LimitDecision
from encours.policy.faults import Words
from encours.units import NEVER, Day
from encours.units.show import Language
from encours.web.actions.accounts import is_known
from encours.web.actions.customers import names_of_customers
from encours.web.actions.limits import judged_about
from encours.web.computing.limit_effect import Effect
from encours.web.computing.limit_history import Happening, Step, history
from encours.web.computing.limits import LayerLife, lives, shown_total
from encours.web.computing.position import position
from encours.web.computing.question import Asked
from encours.web.computing.supposed import supposing
from encours.web.pages.limit_marks import kind_word, outcome_word, state_badge
from encours.web.pages.listing import Cell, Column, Listing, row
from encours.web.pages.parts import Figure
from encours.web.pages.shown import Shown, link
from encours.web.pages.sight import as_seen, sees_own_limits
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.access import Access
from encours.web.people.roles import Right
from encours.web.store.models import Proposal

STEPS: Final = {
    Step.REQUEST: Words("Asked for", "Demande"),
    Step.ANSWERED: Words("Answered, decision not kept", "Réponse, décision non conservée"),
    Step.DECISION: Words("Decision told", "Décision notifiée"),
    Step.EFFECT: Words("In effect", "Prise d’effet"),
    Step.CONDITIONS_MET: Words("Conditions met", "Conditions remplies"),
    Step.EXPIRY: Words("Last day", "Dernier jour"),
    Step.APPEAL: Words("Appeal", "Recours"),
    Step.APPEAL_ANSWERED: Words("Answer to the appeal", "Réponse au recours"),
    Step.OWN: Words("Own limit", "Limite interne"),
}
"""What a step is called."""
COLUMNS: Final = (
    Column("on", "Day", "Jour", Kind.DAY),
    Column("step", "Step", "Étape"),
    Column("policy", "Policy", "Police", is_minor=True),
    Column("outcome", "Decided", "Décidé"),
    Column("amount", "Amount", "Montant", Kind.AMOUNT),
    Column("percentage", "Percentage", "Quotité", Kind.PERCENTAGE, is_minor=True),
    Column("of", "Reference", "Référence", Kind.CODE),
    Column("text", "Conditions, answer", "Conditions, réponse", is_wide=True),
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut that is notified: the layer, the effect on the day it bites, and whether nothing is left."""

    life: LayerLife
    effect: Effect
    is_whole: bool
    last: Day
    """Last day on which the limit before it covers deliveries."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Conditions of a decision, met or not, and where to say that they are."""

    decision: LimitDecision
    is_met: bool
    document: str
    url: str


@require_safe
@within(Right.SEE_LIMITS)
def page(request: HttpRequest, shown: Shown, /, buyer: str) -> HttpResponse:
    """Everything about the limits of a customer."""
    name = buyer_name(shown.access, buyer)
    asked = judged_about(shown.access.organisation, buyer, shown.as_of, shown.known_on)
    if asked is None:
        return show(request, shown, "encours/limit.html", buyer=buyer, name=name, is_judged=False)
    asked = as_seen(asked, shown.access)
    proposals = Proposal.objects.filter(buyer=buyer, state=Proposal.State.WAITING)
    portfolio, told = asked.portfolio, language()
    shares = [each for each in portfolio.members(buyer) if shown.access.sees(each)][:12]
    line = portfolio.line(buyer)
    standing = portfolio.standing(line)
    found = list(lives(portfolio, line, standing, shown.as_of))
    happened = history(portfolio, line, standing, shown.as_of)
    return show(
        request, shown, "encours/limit.html",
        buyer=buyer, name=name, is_judged=True, currency=asked.currency, line=line,
        lives=[(each, state_badge(each.state, told), kind_word(each.kind.english, told)) for each in found
               if each.layer == 0 or each.amount != 0],
        cuts=list(_cuts(asked, line, found)), conditions=list(_conditions(shown, line, found, portfolio)),
        figures=_figures(asked, line, found, told), history=_listing(happened, told, is_single=len(found) == 1),
        halt=typeset(standing.halt.sentence(told), told) if standing.halt is not None else "",
        proposals=list(proposals) if sees_own_limits(shown.access) else [],
        waiting=line.facts.waiting, acts=_acts(shown, line), shares=shares,
    )  # fmt: skip


def buyer_name(access: Access, buyer: str) -> str:
    """Name of a customer that this person sees; nothing is found of any other, or of none."""
    if not access.sees(buyer):
        raise Http404
    if not is_known(buyer):
        raise Http404
    return names_of_customers([buyer]).get(buyer, buyer)


def _cuts(asked: Asked, line: BuyerLine, found: list[LayerLife]) -> Any:  # noqa: ANN401 -- one after the other
    for each in found:
        if each.cut is None:
            continue
        day = each.cut.effective_on
        after = position(supposing(asked, (), line.buyer, as_of=day), line.buyer)
        before = position(asked, line.buyer)
        yield Cut(each, Effect(day, before, after), each.cut.leaves_nothing, day - 1)


def _conditions(shown: Shown, line: BuyerLine, found: list[LayerLife], portfolio: Portfolio) -> Any:  # noqa: ANN401
    for each in found:
        if each.stands is not None and each.stands.decision.conditions:
            decision = each.stands.decision
            facts = portfolio.facts.get(decision.buyer, line.facts)
            proof = facts.proof(decision)
            may = shown.access.may(Right.DECIDE_LIMIT) and decision.buyer == line.buyer
            yield Condition(
                decision,
                decision.conditions_met_on < NEVER,
                "" if proof is None else proof.document or proof.reference,
                link(shown, "limit-met", line.buyer, decision=decision.reference) if may else "",
            )


def _figures(asked: Asked, line: BuyerLine, found: list[LayerLife], told: Language) -> list[Figure]:
    is_french, currency = told == "fr", asked.currency
    standing = asked.portfolio.standing(line)
    delivery, own = standing.delivery, standing.own
    used, room = (None, None) if delivery is None else (delivery.used, delivery.room)
    taken = "" if used is None else whole_amount(used, currency, told)
    figures = [
        Figure("Agrément" if is_french else "Limit", _amount(shown_total(found), currency),
               f"{taken} utilisés" if is_french and taken else f"{taken} used" if taken else ""),
        Figure("Disponible" if is_french else "Room today", _amount(room, currency),
               "pour une livraison du jour" if is_french else "for a delivery of the day"),
        Figure("Dépassement" if is_french else "Over limit", _amount(line.over_limit, currency),
               tone=Tone.WARNING if line.over_limit else Tone.PLAIN),
    ]  # fmt: skip
    if own is not None:
        part = "–" if own.accepted is None else whole_amount(own.accepted, currency, told)
        note = f"dont non garanti accepté : {part}" if is_french else f"uninsured part accepted: {part}"
        figures.append(Figure("Limite interne" if is_french else "Own limit", _amount(own.allowed, currency), note))
    return figures


def _amount(cents: int | None, currency: str) -> Amount | str:
    return "–" if cents is None else Amount(cents, currency)


def _listing(happened: list[Happening], told: Language, *, is_single: bool) -> Listing:
    """The history as a list; where there is one policy, nobody needs its name on every line."""
    shown = [place for place, each in enumerate(COLUMNS) if each.name != "policy" or not is_single]
    rows = ([_cells(each, told)[place] for place in shown] for each in happened)
    return Listing(
        columns=tuple(COLUMNS[place] for place in shown),
        rows=tuple(row(*each) for each in rows),
        caption="Historique des agréments" if told == "fr" else "History of the limits",
        empty="Rien n’a été demandé ni décidé." if told == "fr" else "Nothing was asked for or decided.",
    )


def _cells(each: Happening, told: Language) -> list[Any]:
    step = STEPS[each.step].in_language(told)
    coming = ("à venir" if told == "fr" else "to come") if each.is_coming else ""
    text = each.text if each.step in {Step.DECISION, Step.APPEAL_ANSWERED} else ""
    return [
        Cell(On(each.on), note=coming),
        Cell(step, note=_delay(each, told)),
        each.policy,
        Cell(outcome_word(each.outcome, told), note=kind_word(each.kind, told)),
        None if each.amount is None else Amount(each.amount, each.currency or "EUR"),
        None if each.percentage is None else Percentage(each.percentage),
        Cell(_reference(each, told), note=_code(each, told)),
        text,
    ]


def _reference(each: Happening, told: Language) -> str:
    if each.step is not Step.OWN:
        return each.of
    includes, above = Words("includes the insured limit", "agrément compris"), Words("on top of it", "en sus")
    return (above if each.of == "on top" else includes).in_language(told)


def _code(each: Happening, told: Language) -> str:
    parts = []
    if each.code:
        parts.append(f"code {each.code}")
    if each.who:
        parts.append(f"groupe : {each.who}" if told == "fr" else f"group: {each.who}")
    return ", ".join(parts)


def _delay(each: Happening, told: Language) -> str:
    parts = []
    if each.answers:
        parts.append(f"répond à {each.answers}" if told == "fr" else f"answers {each.answers}")
    if each.delay is not None:
        waits = each.step in {Step.REQUEST, Step.APPEAL}
        days = each.delay
        if told == "fr":
            count = f"{days} jour{'s' if days > 1 else ''}"
            parts.append(f"attend depuis {count}" if waits else f"en {count}")
        else:
            count = f"{days} day{'' if days == 1 else 's'}"
            parts.append(f"waiting for {count}" if waits else f"within {count}")
    return ", ".join(parts)


def _acts(shown: Shown, line: BuyerLine) -> list[tuple[str, str]]:
    """What this person may tell of these limits, each with its address; nothing where another day is read."""
    if shown.is_asked:
        return []
    acts = [
        ("limit-ask", Right.ASK_LIMIT, Words("Ask for a limit", "Demander un agrément")),
        ("limit-decide", Right.DECIDE_LIMIT, Words("Record a decision", "Enregistrer une décision")),
        ("limit-appeal", Right.ASK_LIMIT, Words("Record an appeal", "Enregistrer un recours")),
        ("own-limit", Right.SET_OWN_LIMIT, Words("Own limit", "Limite interne")),
        ("delivery", Right.SEE_LIMITS, Words("Before shipping", "Avant de livrer")),
    ]
    return [
        (link(shown, name, buyer=line.buyer) if name == "delivery" else link(shown, name, line.buyer),
         words.in_language(language()))
        for name, right, words in acts
        if shown.access.may(right) and (name != "limit-appeal" or line.facts.limit_decisions)
    ]  # fmt: skip


urlpatterns = [path("limits/<path:buyer>", page, name="limit")]
