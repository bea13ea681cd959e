"""What contradicts in something told about a limit, before it is kept: every reason at once, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from encours.explain.buyer_facts import told_on
from encours.explain.buyers_report import FAR
from encours.facts.checks import check
from encours.facts.decisions import NOTHING_LEFT, UNCHANGED
from encours.facts.kinds import Fact, LimitAppeal, LimitDecision, LimitRequest, OwnLimit
from encours.policy.faults import Words
from encours.units import MAXIMUM_AMOUNT, MISSING, NEVER, Cents, Day
from encours.units.currency import currencies
from encours.web.computing.question import Asked
from encours.web.computing.supposed import supposed_ledger

GIVING: Final = frozenset({"granted", "partial", "reduced"})
"""Outcomes that say an amount."""
OF_A_LIMIT: Final = frozenset({"reduced", "withdrawn", UNCHANGED})
"""Outcomes that suppose a limit decided before."""
LONGEST: Final = 2_000
"""Characters of a text that somebody writes, at most."""
FARTHEST_AHEAD: Final = 1_100
"""Days ahead that an own limit may begin, at most: about three years."""


def faults_of(asked: Asked, told: Sequence[Fact], buyer: str) -> list[Words]:
    """Everything wrong with some facts about the limits of a buyer, as a question about its account shows them."""
    return contradictions(asked, told, buyer) or faults_of_ledger(asked, told)


def contradictions(asked: Asked, told: Sequence[Fact], buyer: str) -> list[Words]:
    """What some facts about the limits of a buyer contradict, in themselves or in what is known of it."""
    found: list[Words] = []
    for each in told:
        found += _texts(each)
        if isinstance(each, LimitRequest):
            found += _of_request(asked, each)
        elif isinstance(each, LimitDecision):
            found += _of_decision(asked, each, buyer)
        elif isinstance(each, LimitAppeal):
            found += _of_appeal(asked, each, buyer)
        elif isinstance(each, OwnLimit):
            found += _of_own(asked, each)
    return list(dict.fromkeys(found))


def _texts(fact: Fact) -> Iterator[Words]:
    for each in fact.KIND.fields:
        value = getattr(fact, each.name)
        if isinstance(value, str) and len(value) > LONGEST:
            yield Words(f"A text is longer than {LONGEST} characters.", f"Un texte dépasse {LONGEST} caractères.")


def _amount(amount: Cents, currency: str, *, may_be_nil: bool = False) -> Iterator[Words]:
    if amount < 0 or (amount == 0 and not may_be_nil):
        yield Words("The amount must be above zero.", "Le montant doit être supérieur à zéro.")
    if amount > MAXIMUM_AMOUNT:
        yield Words("The amount is too large to be an amount.", "Le montant dépasse tout ce qui peut être un montant.")
    if currency not in currencies():
        yield Words("The currency is none of ISO 4217.", "La devise n’est pas un code ISO 4217.")


def _policy(asked: Asked, name: str) -> Iterator[Words]:
    if name and name not in {each.name for each in asked.programme.policies}:
        yield Words("The programme has no such policy.", "Le programme ne comprend pas cette police.")


def _not_to_come(asked: Asked, day: Day, english: str, french: str) -> Iterator[Words]:
    if day > asked.as_of:
        yield Words(f"{english} is in the future.", f"{french} est dans le futur.")


def _of_request(asked: Asked, told: LimitRequest) -> Iterator[Words]:
    yield from _amount(told.amount, told.currency)
    yield from _policy(asked, told.policy)
    yield from _not_to_come(asked, told.requested_on, "The day of the request", "Le jour de la demande")
    if not told.reference:
        yield Words("The request needs a reference.", "La demande doit porter une référence.")
    if told.reference in _references(asked, "limit_requests"):
        yield Words("A request has this reference already.", "Une demande porte déjà cette référence.")


def _of_decision(asked: Asked, told: LimitDecision, buyer: str) -> Iterator[Words]:
    if told.outcome in GIVING:
        if told.amount == MISSING:
            yield Words("This decision needs an amount.", "Cette décision doit porter un montant.")
        else:
            yield from _amount(told.amount, told.currency, may_be_nil=told.outcome == "reduced")
    elif told.amount not in {MISSING, 0}:
        yield Words(
            "A refusal or a withdrawal has no amount: leave it empty.",
            "Un refus ou une résiliation ne porte pas de montant : laissez-le vide.",
        )
    if told.percentage != MISSING and not 0 < told.percentage <= 10_000:
        yield Words("The percentage is between 0 and 100 %.", "La quotité est comprise entre 0 et 100 %.")
    yield from _policy(asked, told.policy)
    if not told.reference:
        yield Words("The decision needs a reference.", "La décision doit porter une référence.")
    if not told.corrects and told.reference in _references(asked, "limit_decisions"):
        yield Words("A decision has this reference already.", "Une décision porte déjà cette référence.")
    yield from _days_of(asked, told)
    yield from _stands_on(asked, told, buyer)


def _days_of(asked: Asked, told: LimitDecision) -> Iterator[Words]:
    notified = told_on(told)
    yield from _not_to_come(asked, told.decided_on, "The day of the decision", "Le jour de la décision")
    yield from _not_to_come(asked, notified, "The day of the notice", "Le jour de la notification")
    if notified < told.decided_on:
        yield Words("It is notified before it is decided.", "Elle est notifiée avant d’être décidée.")
    begins = told.effective_on if told.effective_on != MISSING else told.decided_on
    if told.outcome in OF_A_LIMIT and begins < told.decided_on:
        yield Words("A cut takes effect before it is decided.", "Une réduction prend effet avant d’être décidée.")
    if told.expires_on < min(begins, FAR):
        yield Words("It expires before it takes effect.", "Elle expire avant de prendre effet.")
    if told.expires_on != NEVER and told.outcome not in GIVING:
        yield Words("What gives no limit does not expire.", "Ce qui n’accorde rien n’expire pas.")
    met = told.conditions_met_on
    if met != NEVER:
        if not told.conditions:
            yield Words("No condition is told that could be met.", "Aucune condition n’est indiquée qui puisse l’être.")
        if met < told.decided_on:
            yield Words(
                "The conditions are met before the decision is taken.",
                "Les conditions sont remplies avant la décision.",
            )
        yield from _not_to_come(
            asked, met, "The day the conditions were met", "Le jour où les conditions ont été remplies"
        )


def _stands_on(asked: Asked, told: LimitDecision, buyer: str) -> Iterator[Words]:
    """What it answers, and what it cuts, must be there."""
    facts = asked.portfolio.line(buyer).facts
    if told.request:
        request = next((each for each in facts.limit_requests if each.reference == told.request), None)
        if request is None:
            yield Words("No such request is known of this customer.", "Cette demande n’est pas connue pour ce client.")
        elif request.requested_on > told.decided_on:
            yield Words("It answers a request made later.", "Elle répond à une demande faite plus tard.")
    if told.corrects or told.outcome not in OF_A_LIMIT:
        return
    names = {told.policy} | ({asked.programme.primary.name} if not told.policy else set())
    names |= {""} if told.policy == asked.programme.primary.name else set()
    earlier = [each for each in facts.limit_decisions if each.policy in names and each.decided_on <= told.decided_on]
    before = [each for each in earlier if each.outcome not in {*NOTHING_LEFT, UNCHANGED}]
    if not before:
        yield Words(
            "No limit was granted before that could be reduced, withdrawn or not increased.",
            "Aucun agrément n’a été accordé avant qui puisse être réduit, résilié ou non augmenté.",
        )
    elif told.outcome == "reduced" and told.amount != MISSING:
        exchange = asked.portfolio.exchange
        last = exchange.into_policy(before[-1].amount, before[-1].currency)
        now = exchange.into_policy(told.amount, told.currency)
        if last is not None and now is not None and now >= last:
            yield Words(
                "A reduction leaves less than the limit before it.",
                "Une réduction laisse moins que l’agrément précédent.",
            )


def _of_appeal(asked: Asked, told: LimitAppeal, buyer: str) -> Iterator[Words]:
    facts = asked.portfolio.line(buyer).facts
    decision = next((each for each in facts.limit_decisions if each.reference == told.decision), None)
    yield from _not_to_come(asked, told.appealed_on, "The day of the appeal", "Le jour du recours")
    if decision is None:
        yield Words("No such decision is known of this customer.", "Cette décision n’est pas connue pour ce client.")
        return
    if told.appealed_on < decision.decided_on:
        yield Words("It is appealed before it is decided.", "Le recours précède la décision.")
    if told.answered_on != NEVER:
        yield from _not_to_come(asked, told.answered_on, "The day of the answer", "Le jour de la réponse")
        if told.answered_on < told.appealed_on:
            yield Words("It is answered before it is made.", "La réponse précède le recours.")
    if not told.corrects and any(each.decision == told.decision for each in facts.contested):
        yield Words("An appeal against it waits already.", "Un recours contre elle attend déjà une réponse.")


def _of_own(asked: Asked, told: OwnLimit) -> Iterator[Words]:
    yield from _amount(told.amount, told.currency, may_be_nil=True)
    if told.from_day > asked.as_of + FARTHEST_AHEAD:
        yield Words("It begins too far ahead.", "Elle commence dans un avenir trop lointain.")
    same = [each for each in asked.portfolio.line(told.buyer).facts.own_limits if each.from_day == told.from_day]
    if same and not told.corrects:
        yield Words("Another own limit begins on the same day.", "Une autre limite interne commence le même jour.")


def _references(asked: Asked, table: str) -> set[str]:
    return set(asked.view.table(table).texts["reference"].texts()) - {""}


def faults_of_ledger(asked: Asked, told: Sequence[Fact]) -> list[Words]:
    """What the checks of the library find with these facts that they did not find without."""
    before = asked.view.ledger
    known = {(each.code, each.en) for each in check(before)}
    after = check(supposed_ledger(before, told))
    return [
        Words(f"{each.en} {each.remedy_en}", f"{each.fr} {each.remedy_fr}")
        for each in after
        if not each.is_warning and (each.code, each.en) not in known
    ]
