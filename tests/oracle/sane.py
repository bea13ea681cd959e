"""Companies that could exist, out of the books drawn by chance: what is nonsense is put right, what is rare stays.

The drawn books hold contradictions on purpose (a decision notified before it was taken, a due date moved before
the sale): there the walk must only not fail. Here every fact makes sense, so that both readers must agree to the cent.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from encours.facts.kinds import (
    AdverseInformation,
    Bill,
    Buyer,
    Consent,
    CreditNote,
    Dispute,
    DueDateMove,
    Entity,
    Evidence,
    Fact,
    HandOver,
    Insolvency,
    Invoice,
    LimitDecision,
    OverdueReport,
    Payment,
    SanctionHit,
)
from encours.policy.schedule import Policy, Programme, TermValue, always
from encours.units import MISSING, NEVER
from tests.cover import books

APART = {"limit_scope"}
"""Terms left to tests of their own: under them an account holds several buyers, or a part of one."""

PLAIN = {"insured_percentage", "maximum_payment_terms", "limit_amount_base", "amount_base"}
"""Terms of the calm programmes."""


def company(seed: int, *, buyers: int = 6, calm: bool = False, again: bool = False) -> list[Fact]:
    """Facts of a company of a few buyers; a calm one sells for euros, and only invoices and is paid.

    `again` adds what follows on what happened: due dates moved again, decisions taken after a stop, conditions to meet.
    """
    rng = random.Random(f"sane {seed}")
    drawn = books.facts(seed, buyers=buyers, clean=True)
    sales = {(fact.buyer, fact.number, fact.instalment): fact for fact in drawn if isinstance(fact, Invoice)}
    found = list(sensible(drawn, sales, rng, calm=calm))
    found = [whole_invoice(fact, found) if isinstance(fact, Invoice) else fact for fact in found]
    known = {fact.buyer for fact in found if isinstance(fact, Buyer)}
    for name in sorted({fact.buyer for fact in found if isinstance(fact, Invoice)}):
        if name not in known:
            found.append(registered(Buyer(buyer=name, name=f"{name} SARL", country="FR")))
        found += [granted(name, policy, rng) for policy in ("", "second", "third") if rng.random() < 0.7]
        if not calm:
            found += list(troubles(name, [fact for fact in found if isinstance(fact, Invoice)], rng))
        if again:
            found += list(sequels(name, found, random.Random(f"again {seed} {name}")))
    return without_contradictions(found)


def without_contradictions(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without a second limit of one buyer and one policy from the same day: nothing says which one holds.

    A decision that names no policy is of the first.
    """
    found: list[Fact] = []
    decided = set()
    for fact in facts:
        if isinstance(fact, LimitDecision):
            moment = (fact.buyer, fact.policy or "first", effect_of(fact))
            if moment in decided:
                continue
            decided.add(moment)
        found.append(fact)
    return found


def whole_invoice(sale: Invoice, found: list[Fact]) -> Invoice:
    """An instalment in the currency and at the stage of the first of its invoice."""
    first = next(
        each for each in found if isinstance(each, Invoice) and (each.buyer, each.number) == (sale.buyer, sale.number)
    )
    return replace(sale, currency=first.currency, stage=first.stage, delivered=first.delivered, issued=first.issued)


def troubles(buyer: str, sales: list[Invoice], rng: random.Random) -> Iterator[Fact]:
    """What happens more than once to one buyer in ten or so of each kind, and what undoes it now and then."""
    own = [sale for sale in sales if sale.buyer == buyer]
    days: list[int] = []
    if rng.random() < 0.15:
        for place in range(rng.choice([1, 2, 2, 3])):
            days.append(books.START + rng.randint(-40, 250))
            closed = days[-1] + rng.randint(10, 90) if rng.random() < 0.3 else NEVER
            kind = rng.choice(["safeguard", "reorganisation", "liquidation", "foreign", "arrangement"])
            yield Insolvency(
                buyer=buyer, kind=kind, opened_on=days[-1], closed_on=closed, source=f"{buyer} proceedings {place}"
            )
    if rng.random() < 0.15:
        for place in range(rng.choice([1, 2, 3])):
            days.append(books.START + rng.randint(-20, 250))
            yield HandOver(buyer=buyer, handed_over_on=days[-1], source=f"{buyer} hand-over {place}")
    if rng.random() < 0.15:
        for place in range(2):
            learnt = books.START + rng.randint(-20, 220)
            cleared = learnt + rng.randint(5, 60) if rng.random() < 0.8 else NEVER
            yield AdverseInformation(
                buyer=buyer, learnt_on=learnt, nature="late", cleared_on=cleared, source=f"{buyer} news {place}"
            )
    if own and rng.random() < 0.3:
        moved = rng.choice(own)
        day = moved.delivered + rng.choice([-3, 0, 0, 0, 1, 10])
        days.append(day)
        yield DueDateMove(
            buyer=buyer, invoice=moved.number, instalment=moved.instalment, moved_on=day,
            new_due=moved.due + rng.randint(1, 60), source=f"{buyer} moved at the door",
        )  # fmt: skip
    for place in range(2 if days else 0):
        if rng.random() < 0.8:
            given = rng.choice(days) + rng.choice([-1, 0, 0, 1, 1, 2, 15, 40])
            named = rng.choice(own) if own and rng.random() < 0.3 else None
            yield Consent(
                buyer=buyer, subject="restart", given_on=given, invoice="" if named is None else named.number,
                instalment=MISSING if named is None or rng.random() < 0.7 else named.instalment,
                until=given + rng.randint(5, 80) if rng.random() < 0.4 else NEVER,
                source=f"{buyer} deliver again {place}",
            )  # fmt: skip
    yield from changes(buyer, own, rng)


def changes(buyer: str, own: list[Invoice], rng: random.Random) -> Iterator[Fact]:
    """Waivers, reports, raises and what the buyer becomes."""
    if own and rng.random() < 0.15:
        yield Consent(
            buyer=buyer, subject="late notice", given_on=books.START + rng.randint(60, 250),
            until=rng.choice([NEVER, rng.choice(own).due, rng.choice(own).due - 1]), source=f"{buyer} waiver",
        )  # fmt: skip
    if rng.random() < 0.35:
        yield Evidence(
            buyer=buyer, kind="credit report", dated_on=books.START + rng.randint(-100, 150),
            score=MISSING if rng.random() < 0.4 else rng.randint(1, 50), source=f"{buyer} report",
        )  # fmt: skip
    for place in range(rng.choice([0, 0, 0, 1, 2])):
        decided = books.START + rng.randint(0, 250)
        effective = decided + rng.choice([0, 0, 10, 60])
        yield LimitDecision(
            reference=f"{buyer}-raise-{place}", buyer=buyer, policy=rng.choice(["", "", "second"]), kind="named",
            outcome=rng.choice(["granted", "partial"]), amount=rng.randint(1_000_00, 6_000_00), currency="EUR",
            decided_on=decided, effective_on=effective, source=f"{buyer} raise {place}",
            expires_on=NEVER if rng.random() < 0.4 else effective + rng.randint(20, 200),
        )  # fmt: skip
    if rng.random() < 0.25:
        flags = {name: rng.choice([0, 0, 0, 1, MISSING]) for name in ("public", "related", "private_person")}
        changed = Buyer(buyer=buyer, name=f"{buyer} SARL", changed_on=books.START + rng.randint(40, 200))
        yield replace(registered(changed), source=f"{buyer} changes", **flags)


def sequels(buyer: str, found: list[Fact], rng: random.Random) -> Iterator[Fact]:
    """What follows on what happened to one buyer."""
    own = [fact for fact in found if isinstance(fact, Invoice) and fact.buyer == buyer]
    stopped = [fact.opened_on for fact in found if isinstance(fact, Insolvency) and fact.buyer == buyer]
    stopped += [fact.handed_over_on for fact in found if isinstance(fact, HandOver) and fact.buyer == buyer]
    for sale in rng.sample(own, min(len(own), rng.choice([0, 1, 1, 2]))):
        day, due = sale.delivered + rng.choice([-2, 0, 1, 5]), sale.due
        for place in range(rng.choice([1, 2, 2, 3])):
            day, due = day + rng.randint(1, 50), due + rng.choice([-30, -5, 0, 5, 10, 20, 40, 80])
            yield DueDateMove(
                buyer=buyer, invoice=sale.number, instalment=sale.instalment, moved_on=day, new_due=due,
                source=f"{buyer} {sale.number} {sale.instalment} moved again {place}",
            )  # fmt: skip
        if rng.random() < 0.4:
            yield Consent(
                buyer=buyer, subject="extension", given_on=day + rng.choice([-5, 0, 5, 40]), invoice=sale.number,
                instalment=sale.instalment, until=due + rng.choice([-10, 0, 0, 5]),
                source=f"{buyer} {sale.number} {sale.instalment} consent to extend",
            )  # fmt: skip
    if stopped or rng.random() < 0.2:
        first = rng.choice(stopped) if stopped else books.START + rng.randint(0, 200)
        for place in range(rng.choice([1, 2, 3])):
            decided = first + rng.choice([-1, 0, 1, 5, 20])
            effective = decided + rng.choice([0, 0, 5, 30])
            outcome = rng.choice(["granted", "granted", "partial", "reduced", "withdrawn", "refused"])
            yield LimitDecision(
                reference=f"{buyer}-after-{place}", buyer=buyer, policy=rng.choice(["", "second", "third"]),
                kind="named", outcome=outcome, amount=rng.choice([0, 500_00, 2_000_00, 8_000_00]), currency="EUR",
                decided_on=decided, effective_on=effective, source=f"{buyer} after {place}",
                notified_on=MISSING if rng.random() < 0.5 else decided + rng.randint(0, 5),
                expires_on=NEVER if rng.random() < 0.5 else effective + rng.randint(5, 90),
            )  # fmt: skip
    for place in range(rng.choice([0, 1, 2])):
        decided = books.START + rng.randint(0, 250)
        met = decided + rng.choice([-5, 0, 10, 40, 120]) if rng.random() < 0.7 else NEVER
        yield LimitDecision(
            reference=f"{buyer}-if-{place}", buyer=buyer, policy=rng.choice(["", "", "second", "third"]), kind="named",
            outcome=rng.choice(["granted", "partial"]), amount=rng.randint(1_000_00, 9_000_00), currency="EUR",
            decided_on=decided, effective_on=decided + rng.choice([0, 0, 10, 60]), conditions="a bank guarantee",
            conditions_met_on=met, source=f"{buyer} if {place}",
            expires_on=NEVER if rng.random() < 0.5 else decided + rng.randint(60, 200),
        )  # fmt: skip


def registered(buyer: Buyer) -> Buyer:
    """A buyer of whom everything that a policy may ask is known."""
    sector, buyer_class = buyer.sector or "46.69", buyer.buyer_class or "small"
    flags: dict[str, Any] = {"public": 0, "related": 0, "private_person": 0}
    return replace(buyer, country="FR", group="", sector=sector, buyer_class=buyer_class, **flags)


def granted(buyer: str, policy: str, rng: random.Random) -> LimitDecision:
    """A named limit from before the period."""
    return LimitDecision(
        reference=f"{buyer}-early-{policy}", buyer=buyer, policy=policy, kind="named", outcome="granted",
        amount=rng.randint(100_00, 3_000_00), currency="EUR", decided_on=books.START - rng.randint(0, 100),
    )  # fmt: skip


def sensible(
    drawn: Iterable[Fact], sales: dict[tuple[str, str, int], Invoice], rng: random.Random, *, calm: bool
) -> Iterator[Fact]:
    """Every drawn fact, put right; those that mean nothing left out."""
    dull = (Buyer, Invoice, LimitDecision, Entity, Payment)
    for fact in drawn:
        if calm and isinstance(fact, Fact) and not isinstance(fact, dull) and "buyer" in vars_of(fact):
            continue
        kept = put_right(fact, sales, rng, calm=calm)
        if kept is not None:
            yield kept


def vars_of(fact: Fact) -> set[str]:
    """Names of the fields of a fact."""
    return {each.name for each in type(fact).KIND.fields}


def put_right(fact: Fact, sales: dict[tuple[str, str, int], Invoice], rng: random.Random, *, calm: bool) -> Fact | None:
    """One fact as it could have happened, or nothing."""
    match fact:
        case Buyer():
            return registered(fact)
        case Entity():
            return replace(fact, left_on=NEVER)
        case Invoice():
            return sale(fact, rng, calm=calm)
        case LimitDecision():
            return decision(fact, rng)
        case DueDateMove():
            moved = sales.get((fact.buyer, fact.invoice, fact.instalment))
            if moved is None:
                return None
            agreed = moved.issued + rng.choice([-5, 0, *range(1, 60)])
            new_due = moved.due + rng.randint(1, 90)
            return replace(fact, moved_on=agreed, new_due=new_due)
        case Dispute() | Bill() if not fact.invoice:
            return None
        case SanctionHit() if rng.random() < 0.7:
            return None
        case Insolvency() if fact.closed_on != NEVER:
            return replace(fact, closed_on=max(fact.closed_on, fact.opened_on + 30))
        case Payment() | CreditNote():
            # Money that names an invoice and no instalment is spread by the lay-out: named here. No text of a
            # wording speaks of money that stood on account for a while: it is tested where lists tell of it.
            return replace(fact, instalment=1 if fact.invoice else MISSING, allocated_on=MISSING)
        case Consent() | OverdueReport() if not fact.invoice:
            return replace(fact, instalment=MISSING)
    return fact


def sale(fact: Invoice, rng: random.Random, *, calm: bool) -> Invoice:
    """A sale by the insured company, now and then in dollars or not invoiced yet, with its VAT mostly known."""
    stages = ("delivered", "order", "returned", "draft")
    # Now and then the invoice comes long before the goods.
    early = random.Random(f"{fact.number} {fact.issued} {fact.due}")
    ahead = early.randint(1, 80) if not calm and early.random() < 0.06 else 0
    return replace(
        fact,
        currency="EUR" if calm else rng.choice(["EUR"] * 5 + ["USD"]),
        stage="invoiced" if calm or rng.random() < 0.9 else rng.choice(stages),
        vat=rng.choice([0, fact.gross // 6, fact.gross // 6, MISSING if rng.random() < 0.1 else 0]),
        delivered=fact.issued + ahead if ahead else fact.delivered,
        entity="E1", party_name="", party_identifier="", payment_means="open account",
    )  # fmt: skip


def decision(fact: LimitDecision, rng: random.Random) -> LimitDecision | None:
    """A decision in euros on one buyer, told on the day it was taken; refusals and withdrawals are rarer."""
    if fact.outcome in {"refused", "withdrawn"} and rng.random() < 0.6:
        return None
    amount = 500_00 if fact.amount == MISSING else max(fact.amount, 100_00)
    return replace(fact, amount=amount, currency="EUR", scope="buyer", covers_identifier="", notified_on=MISSING)


def programme(seed: int, *, calm: bool = False) -> Programme:
    """A drawn programme less the terms tested apart; the third layer stands in excess, the first excludes by name."""
    drawn = books.programme(seed)
    policies = []
    for layer, policy in enumerate(drawn.policies):
        endorsements = tuple(replace(each, terms=kept_terms(each.terms, calm=calm)) for each in policy.endorsements)
        terms = kept_terms(policy.terms, calm=calm)
        if not calm:
            terms |= chosen_terms(random.Random(f"terms {seed} {layer}"), policy, layer)
        policies.append(
            replace(
                policy,
                terms=terms,
                endorsements=endorsements,
                insured_buyers=drawn.primary.insured_buyers,
                excluded_buyers=drawn.primary.excluded_buyers,
            )
        )
    chosen: list[Policy] = policies[:1] if calm else policies
    return replace(drawn, policies=tuple(chosen))


def grouped(facts: Iterable[Fact]) -> list[Fact]:
    """The same company, three of its buyers in one group; now and then several are decided on for one day."""
    members = ("B1", "B2", "B3")
    together = [
        replace(fact, group="Groupe") if isinstance(fact, Buyer) and fact.buyer in members else fact for fact in facts
    ]
    decided = [fact for fact in together if isinstance(fact, LimitDecision) and fact.buyer in members]
    told = [also for fact in decided for also in told_to_others(fact, members)]
    return without_open_ties([*together, *told], members)


def told_to_others(fact: LimitDecision, members: Collection[str]) -> Iterator[LimitDecision]:
    """Decisions on members of a group that take effect on the day of one of them, and give less or more.

    Some were taken on other days, and then there may be several on one member.
    """
    rng = random.Random(f"{fact.reference} {fact.decided_on} {fact.amount}")
    for buyer in members:
        for place in range(rng.choice([0, 0, 0, 0, 0, 1, 1, 2])):
            taken, effect = fact.decided_on, effect_of(fact)
            taken = rng.choice([taken, taken, effect, effect - rng.randint(1, 40), taken + rng.randint(-40, 20)])
            outcome = rng.choice(["granted", "granted", "granted", "partial", "reduced", "refused", "withdrawn"])
            yield LimitDecision(
                reference=f"{fact.reference}-{buyer}-{place}", buyer=buyer, policy=fact.policy, kind="named",
                outcome=outcome, amount=rng.choice([fact.amount, fact.amount, fact.amount // 2, fact.amount * 2, 0]),
                currency="EUR", percentage=rng.choice([fact.percentage, MISSING, 5_000, 8_000]), decided_on=taken,
                effective_on=effect, expires_on=rng.choice([fact.expires_on, NEVER, effect + rng.randint(5, 200)]),
                source=f"{fact.reference} told to {buyer} {place}",
            )  # fmt: skip


def effect_of(fact: LimitDecision) -> int:
    """Day on which a decision takes effect where its policy gives no notice."""
    return fact.decided_on if fact.effective_on == MISSING else fact.effective_on


def without_open_ties(facts: Iterable[Fact], members: Collection[str]) -> list[Fact]:
    """The facts without decisions of one day on members of a group between which no text chooses.

    Two were taken on one day on one member, or give alike on two: only one of those is kept.
    """
    found: list[Fact] = []
    of_the_day: dict[tuple[str, int], list[LimitDecision]] = {}
    for fact in facts:
        if isinstance(fact, LimitDecision) and fact.buyer in members and fact.outcome != "increase refused":
            others = of_the_day.setdefault((fact.policy or "first", effect_of(fact)), [])
            if any(is_open_tie(fact, other) for other in others):
                continue
            others.append(fact)
        found.append(fact)
    return found


def is_open_tie(fact: LimitDecision, other: LimitDecision) -> bool:
    """Whether no text tells which of two decisions that take effect on one day governs."""
    if fact.buyer == other.buyer:
        return fact.decided_on == other.decided_on
    if is_nil(fact) or is_nil(other):
        return is_nil(fact) and is_nil(other)
    percentages = {10_000 if each.percentage == MISSING else each.percentage for each in (fact, other)}
    return fact.amount == other.amount and fact.expires_on == other.expires_on and len(percentages) == 1


def is_nil(fact: LimitDecision) -> bool:
    """Whether a decision gives no room."""
    return fact.outcome in {"refused", "withdrawn"} or fact.amount <= 0


def shared(drawn: Programme) -> Programme:
    """The same programme, whose limits are those of a group."""
    choices = drawn.primary.wording.terms["limit_scope"].choices
    code = next(number for number in range(10) if choices.numbered(number).english == "buyer group")
    first = replace(drawn.primary, terms=dict(drawn.primary.terms) | {"limit_scope": always(code)})
    return replace(drawn, policies=(first, *drawn.policies[1:]))


def beside(drawn: Programme) -> Programme:
    """The same programme, whose layers all stand side by side."""
    choices = drawn.primary.wording.terms["layer_mode"].choices
    code = next(number for number in range(10) if choices.numbered(number).english == "pari passu")
    others = [replace(policy, terms=dict(policy.terms) | {"layer_mode": always(code)}) for policy in drawn.policies[1:]]
    return replace(drawn, policies=(drawn.primary, *others))


OFTEN = {
    "limit_increase": 0.35, "insolvency_proceedings": 0.4, "required_score": 0.5, "score_direction": 0.4,
    "overdue_restart": 0.2, "cured_stop_forgotten_within": 0.2, "unauthorised_extension": 0.2,
}  # fmt: skip
"""Terms whose readings are wanted more often than the others."""


def chosen_terms(rng: random.Random, policy: Policy, layer: int) -> dict[str, TermValue]:
    """Terms drawn a second time, so that what they say really happens."""
    terms = policy.wording.terms
    found = {
        name: books.term_values(rng, terms[name])
        for name, likely in OFTEN.items()
        if rng.random() < likely and (layer == 0 or name != "insolvency_proceedings")
    }
    if rng.random() < 0.3:
        amount, evidence = rng.choice([200_00, 800_00, 3_000_00]), rng.choice([1, 2, 3, 3])
        found |= {"discretionary_limit": always(amount), "discretionary_evidence_needed": always(evidence)}
    if rng.random() < 0.15:
        found["minimum_invoice_amount"] = always(rng.choice([300_00, 700_00]))
    return found


def kept_terms(terms: Any, *, calm: bool) -> dict[str, TermValue]:
    """Terms but those tested apart; of a calm programme only a few."""
    return {
        name: value
        for name, value in terms.items()
        if name not in APART and name not in books.OF_A_FILE and (not calm or name in PLAIN or name == "layer_mode")
    }
