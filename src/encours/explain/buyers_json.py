"""The buyers for programs and spreadsheets; the shape is documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from encours.clauses.states import State
from encours.explain.buyer_facts import Dated, OwnLimit, told_on
from encours.explain.buyer_screen import IDENTIFIERS
from encours.explain.buyers_report import BuyerLine, Portfolio, Standing
from encours.explain.buyers_screen import kinds
from encours.explain.cover_json import dated, question_json
from encours.explain.document.model import On
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json, halt_json, money, parts_json, state_name
from encours.explain.lines import InvoiceLine, is_partly_covered, main_state
from encours.explain.names import state_word
from encours.explain.next_delivery import NextDelivery
from encours.explain.values import day
from encours.explain.words import say
from encours.facts.kinds import LimitAppeal, LimitRequest, Security
from encours.units import MISSING, NEVER, Cents, Day
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language


def buyers_json(portfolio: Portfolio, language: Language) -> Json:
    """Every buyer, for programs."""
    return {
        "shape": "buyers",
        "version": SCHEMA_VERSION,
        **question_json(portfolio.question, language),
        "told_by_age": {"buyer_count": portfolio.told_by_age.buyers, "amount": portfolio.told_by_age.amount},
        "buyers": [line_json(portfolio, each, language) for each in portfolio.buyers],
    }


def buyer_json(portfolio: Portfolio, each: BuyerLine, language: Language) -> Json:
    """One buyer whole: its line, every decision and security ever told, and its open invoices."""
    lines = portfolio.lines
    return {
        "shape": "buyer",
        "version": SCHEMA_VERSION,
        **question_json(portfolio.question, language),
        **line_json(portfolio, each, language),
        "identity": {name: lines.buyer_field(each.buyer, name) or None for name in IDENTIFIERS},
        "decisions": [decision_json(portfolio, each, one) for one in portfolio.standing(each).decisions],
        "securities": [security_json(portfolio, one) for one in each.facts.securities],
        "invoices": [_invoice(portfolio, each, row) for row in portfolio.rows(each.buyer)],
    }


def _invoice(portfolio: Portfolio, each: BuyerLine, row: InvoiceLine) -> Json:
    lines, proof = portfolio.lines, each.facts.delivery_proof(row.number)
    return {
        "invoice": row.number,
        "instalment": row.instalment,
        "issued": day_json(lines.day(row.row, "issued")),
        "delivered": day_json(lines.day(row.row, "delivered")),
        "due": day_json(lines.due(row)),
        "open_original": money(row.cover.open_original, row.currency),
        "open": row.cover.open,
        "state": state_name(main_state(row.cover)),
        "partly_covered": is_partly_covered(row.cover),
        "parts": parts_json(row.cover.parts),
        "until": day_json(row.cover.until),
        "proof": None if proof is None else (proof.document or proof.reference or None),
    }


def line_json(portfolio: Portfolio, each: BuyerLine, language: Language) -> Json:
    """One buyer: what it owes, what is covered, its limits, and what is kept about it."""
    standing, today = portfolio.standing(each), portfolio.question.as_of
    delivery = standing.delivery
    return {
        "buyer": each.buyer,
        "name": each.name,
        "country": each.country or None,
        "rows": each.rows,
        "outstanding": each.outstanding,
        "states": parts_json(each.parts) if portfolio.is_judged else None,
        "insured": each.insured if portfolio.is_judged else None,
        "limit": None if delivery is None else delivery.limits[0].amount,
        "stopped_since": day_json(each.stopped_since),
        "next_stop": day_json(_next_stop(each, standing)),
        "until": day_json(each.until),
        "room": None if delivery is None else delivery.room,
        "limits": [] if delivery is None else list(_limits(standing, delivery)),
        "refused_by": _refused_by(standing, language),
        "own_limit": None if standing.own is None else _own_limit(standing.own),
        "requests": [_request(portfolio, each, one) for one in each.facts.limit_requests],
        "appeals": [_appeal(portfolio, one) for one in each.facts.limit_appeals],
        "conditions": [decision_json(portfolio, each, one) for one in standing.in_force if one.decision.conditions],
        "securities": [security_json(portfolio, one) for one in each.facts.held(today)],
        "dates": [
            {"on": day_json(one.on), "what": one.what, "reference": one.reference or None} for one in standing.coming
        ],
    }


def _limits(standing: Standing, delivery: NextDelivery) -> Iterator[Json]:
    for layer, each in enumerate(delivery.limits):
        of = standing.of_layer(layer)
        yield {
            "policy": each.policy,
            "kind": each.kind.english,
            "amount": each.amount,
            "used": each.used,
            "room": each.room,
            "decision": None if of is None else of.decision.reference,
            "effective_on": None if of is None else day_json(of.effective_on),
            "expires_on": None if of is None else day_json(of.decision.expires_on),
        }


def _next_stop(each: BuyerLine, standing: Standing) -> Day:
    """Day deliveries must stop unless paid; NEVER where they are not covered already."""
    return NEVER if standing.is_covered_no_more else each.next_stop


def _refused_by(standing: Standing, language: Language) -> Json | None:
    halt = standing.halt
    told = halt_json(halt, language)
    if halt is None or told is None:
        return None
    return told | {"title": halt.heading(language), "sentence": halt.sentence(language)}


def _own_limit(own: OwnLimit) -> Json:
    return {
        "since": day_json(own.since),
        "amount": own.amount,
        "position": own.position,
        "allowed": own.allowed,
        "accepted": own.accepted,
        "room": own.room,
    }


def _request(portfolio: Portfolio, each: BuyerLine, request: LimitRequest) -> Json:
    answered_on, answer = each.facts.answered_on(request), each.facts.answer_to(request)
    return {
        "reference": request.reference,
        "policy": request.policy or None,
        "requested_on": day_json(request.requested_on),
        "asked": _money(portfolio, request.amount, request.currency),
        "answered_on": day_json(answered_on),
        "days": min(answered_on, portfolio.question.as_of) - request.requested_on,
        "outcome": None if answer is None else answer.outcome,
        "granted": None if answer is None else _money(portfolio, answer.amount, answer.currency),
    }


def _money(portfolio: Portfolio, amount: Cents, currency: str) -> Json | None:
    """Amount of a fact in its own currency, that of the policy where none is told; null where it is not known."""
    return None if amount == MISSING else money(amount, currency or portfolio.question.currency)


def _appeal(portfolio: Portfolio, appeal: LimitAppeal) -> Json:
    return {
        "decision": appeal.decision,
        "appealed_on": day_json(appeal.appealed_on),
        "answered_on": day_json(appeal.answered_on),
        "days": min(appeal.answered_on, portfolio.question.as_of) - appeal.appealed_on,
        "outcome": appeal.outcome or None,
    }


def decision_json(portfolio: Portfolio, each: BuyerLine, dated: Dated) -> Json:
    """A decision of the insurer, with its conditions and what proves them."""
    decision, proof = dated.decision, each.facts.proof(dated.decision)
    return {
        "decision": decision.reference,
        "entity": decision.entity or None,
        "kind": decision.kind,
        "outcome": decision.outcome,
        "amount": _money(portfolio, decision.amount, decision.currency),
        "told_on": day_json(told_on(decision)),
        "effective_on": day_json(dated.effective_on),
        "expires_on": day_json(decision.expires_on),
        "conditions": decision.conditions or None,
        "met_on": day_json(decision.conditions_met_on) if decision.conditions else None,
        "proof": None if proof is None else (proof.document or proof.reference or None),
    }


def security_json(portfolio: Portfolio, security: Security) -> Json:
    """A security held on a buyer."""
    return {
        "reference": security.reference,
        "kind": security.kind,
        "invoice": security.invoice or None,
        "amount": _money(portfolio, security.amount, security.currency),
        "held_from": day_json(security.held_from),
        "expires_on": day_json(security.expires_on),
        "released_on": day_json(security.released_on),
    }


def buyers_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    titles = say("buyers columns", language).split("|")
    more = say("buyers more columns", language).split("|")
    return [*titles[:5], *(state_word(state, language) for state in State), *titles[5:], *more]


def buyers_rows(
    portfolio: Portfolio, language: Language, buyers: Sequence[BuyerLine]
) -> Iterator[list[str | int | Total | None]]:
    """Rows of the spreadsheet for these buyers, as text."""
    for row in buyers_cells(portfolio, language, buyers):
        yield [day(each.day, language) if isinstance(each, On) else each for each in row]


def buyers_cells(
    portfolio: Portfolio, language: Language, buyers: Sequence[BuyerLine]
) -> Iterator[list[str | int | Total | On | None]]:
    """Rows of the spreadsheet for these buyers, each value as what it is."""
    own = known_currency(portfolio.question.currency)
    for each in buyers:
        standing = portfolio.standing(each)
        limit = None if standing.delivery is None else standing.delivery.limits[0].amount
        yield [
            each.buyer,
            each.name,
            each.country,
            each.rows,
            Total(each.outstanding, own),
            *(
                Total(cents, own) if portfolio.is_judged else None
                for cents in (*(each.parts[state] for state in State), each.insured)
            ),
            None if limit is None else Total(limit, own),
            *(dated(value, language) for value in (_since(each, standing), _next_stop(each, standing), each.until)),
            *_more(portfolio, each, standing, language),
        ]


def _since(each: BuyerLine, standing: Standing) -> Day:
    """Day since which new deliveries are not covered."""
    return standing.halts[0].since if standing.halts else each.stopped_since


def _more(
    portfolio: Portfolio, each: BuyerLine, standing: Standing, language: Language
) -> Iterator[str | int | Total | On | None]:
    """What came to the spreadsheet later, after the columns that programs know."""
    unit = known_currency(portfolio.question.currency)

    def total(cents: Cents | None) -> Total | None:
        return None if cents is None else Total(cents, unit)

    def together(amounts: Iterable[Cents | None]) -> Total | None:
        known = [one for one in amounts if one is not None]
        return total(sum(known)) if known else None

    delivery, limit, waiting = standing.delivery, standing.own, each.facts.waiting
    held = each.facts.held(portfolio.question.as_of)
    asked, secured = (
        together(portfolio.exchange.into_policy(one.amount, one.currency) for one in several)
        for several in (waiting, held)
    )
    ends = min((one.expires_on for one in held), default=NEVER)
    first = standing.coming[0] if standing.coming else None
    yield from (total(None if delivery is None else delivery.limit), kinds(delivery, language))
    yield total(None if delivery is None else delivery.room)
    yield "" if standing.halt is None else standing.halt.reason(language)
    yield total(None if limit is None else limit.amount)
    yield "" if limit is None else say(f"position {limit.position}", language)
    yield from (total(None if limit is None else one) for one in _of_own(limit))
    yield dated(waiting[0].requested_on, language) if waiting else ""
    yield asked
    yield portfolio.question.as_of - waiting[0].requested_on if waiting else None
    yield len(each.facts.contested) or None
    yield " · ".join(one.decision.conditions for one in standing.unmet)
    yield secured
    yield dated(ends, language)
    yield "" if first is None else dated(first.on, language)
    yield "" if first is None else say(f"coming {first.what}", language)


def _of_own(own: OwnLimit | None) -> tuple[Cents | None, Cents | None, Cents | None]:
    return (None, None, None) if own is None else (own.allowed, own.accepted, own.room)
