"""What is left of a loss once money came in before the indemnity: the account is walked again, in every layer."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from encours.claims.ledger_year import settle_ledger
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money import Correction, Receipt
from encours.claims.money_of_ledger import MoneyOfLedger
from encours.claims.of_buyer import loss_of_buyer
from encours.claims.programme import across_layers
from encours.explain.settlement_recoveries import beside_its_sharing
from encours.facts.kinds import Buyer, ExchangeRate, Invoice, LimitDecision
from encours.facts.ledger import Ledger
from encours.policy.schedule import InsuredEntity, Programme
from encours.units import NEVER
from tests.claims.policy_of_claims import policy
from tests.claims_oracle.bridge import day_of, programme_of
from tests.claims_oracle.draw import draw_layered
from tests.claims_oracle.ledger_bridge import facts_of, kept_decisions, of_long_standing

DAY = 700


def lost(drawn, gross):
    """Each drawn loss under its programme, where so much is owed on each invoice: `gross` of what is drawn."""
    programme = of_long_standing(programme_of(drawn.policies))
    for number, told in enumerate(drawn.losses):
        day = day_of(told["day_of_loss"])
        # Every decision stays, also that of the day of an invoice of which nothing is left.
        facts = [
            replace(fact, gross=gross(fact)) if isinstance(fact, Invoice) else fact
            for fact in facts_of(told, f"B{number}", programme.policies)
        ]
        standing = [fact for fact in facts if not isinstance(fact, Invoice) or fact.gross]
        view = Ledger.of(standing).view(day)
        yield loss_of_buyer(view, programme, f"B{number}", day=day, cause=told["cause"] or "")


@pytest.mark.parametrize("seed", range(60))
def test_what_is_left_of_a_loss_is_the_loss_of_what_is_left(seed):
    """Layers that take invoices, drawn: money of after the loss leaves the lines that smaller invoices would have."""
    random = Random(f"left/{seed}")
    drawn = kept_decisions(draw_layered(random))
    part = {}

    def left(fact):
        return part.setdefault(fact.number, random.choice((0, fact.gross, random.randint(0, fact.gross))))

    expected = list(lost(drawn, left))
    whole = list(lost(drawn, lambda fact: fact.gross))
    for loss, smaller in zip(whole, expected, strict=True):
        found = loss.lines_left(tuple(part[row.number] for row in loss.rows))
        assert found == tuple(each.lines for each in smaller.losses)


# A programme in euros of layers at 90 %, each with its own limit on one buyer.


def programme(*layers, currency="EUR"):
    entities = (InsuredEntity(entity="E1"),)
    agreed = (
        replace(policy(**terms), name=f"Layer {place}", entities=entities, period_end=3 * 365 - 1, currency=currency)
        for place, terms in enumerate(layers)
    )
    return Programme(name="", company="", currency="EUR", policies=tuple(agreed))


def loss(agreed, invoices, *, limits, currency="EUR", rate=None):
    """The loss of a buyer that owes invoices (amount, delivery) on `DAY`, one of the year before insured by nobody."""
    facts = [
        Buyer(buyer="B1", name="Acheteur", country="FR", sector="46.69", public=0, related=0, private_person=0),
        *(
            Invoice(
                number=f"F-{place}", buyer="B1", delivered=day, issued=day, due=day + 5_000, currency=currency,
                gross=amount, vat=0, undisputed=1, entity="E1", payment_means="open account",
            )
            for place, (amount, day) in enumerate(invoices, 1)
        ),
        *(
            LimitDecision(
                reference=f"L-{place}", buyer="B1", policy=each.name, decided_on=-100, effective_on=-100, kind="named",
                outcome="granted", amount=limit, currency="EUR",
            )
            for place, (each, limit) in enumerate(zip(agreed.policies, limits, strict=True))
        ),
    ]  # fmt: skip
    if rate is not None:
        facts.append(ExchangeRate(day=DAY - 1, currency=currency, per_euro_numerator=rate, per_euro_denominator=1000))
    return loss_of_buyer(Ledger.of(facts).view(DAY), agreed, "B1", day=DAY, cause="insolvency")


def settled(agreed, found, *sums, paid_on=(), wrong=()):
    """The loss under its programme; `sums` came in since it (amount, day, invoice). Days `paid_on` are by layer.

    `wrong` corrects invoices.
    """
    receipts = tuple(
        Receipt(claim=found.name, on=on, amount=amount, currency="EUR", invoice=invoice, reference=str(place))
        for place, (amount, on, invoice) in enumerate(sums)
    )
    days = dict(zip((each.name for each in agreed.policies), paid_on, strict=False))
    return settle_ledger(
        agreed, [found], MoneyOfLedger(receipts, tuple(wrong)), paid_on=lambda policy, _: days.get(policy.name, NEVER),
        figures=YearFigures(), account=YearAccount(),
    )  # fmt: skip


def paid(whole):
    """What each layer pays of the only claim of its year."""
    return [claim.indemnity for year in whole.years for claim in year.standing.claims]


INVOICES = [(50_000_00, 10), (12_000_00, 20)]


def test_a_younger_invoice_gets_the_room_that_an_older_one_left():
    """Limit of 40 000, then a top-up of 30 000: of 62 000 owed, 47 000 of the oldest comes in, and 15 000 is left."""
    agreed = programme({"insured_percentage": "90 %"}, {"insured_percentage": "90 %", "layer_mode": "excess"})
    found = loss(agreed, INVOICES, limits=[40_000_00, 30_000_00])
    assert paid(settled(agreed, found)) == [36_000_00, 19_800_00]
    assert paid(settled(agreed, found, (47_000_00, DAY + 1, ""))) == [13_500_00, 0]
    (alone,) = programme({"insured_percentage": "90 %"}).policies
    single = replace(agreed, policies=(alone,))
    one = loss(single, INVOICES, limits=[40_000_00])
    assert paid(settled(single, one, (47_000_00, DAY + 1, ""))) == [13_500_00]


def test_money_since_the_indemnity_is_shared_and_settles_nothing_again():
    agreed = programme({"insured_percentage": "90 %"}, {"insured_percentage": "90 %", "layer_mode": "excess"})
    found = loss(agreed, INVOICES, limits=[40_000_00, 30_000_00])
    assert paid(settled(agreed, found, (47_000_00, DAY + 1, ""), paid_on=(DAY + 1, DAY + 1))) == [36_000_00, 19_800_00]


def test_layers_in_another_currency_carry_together_what_is_left():
    """101 000 USD at 1.1 to the euro are 91 818.18; of 1 818.17 left the limit takes 1 000, and the top-up the rest."""
    agreed = programme({"insured_percentage": "100 %"}, {"insured_percentage": "100 %", "layer_mode": "excess"})
    found = loss(agreed, [(101_000_00, 10)], limits=[1_000_00, 90_000_00], currency="USD", rate=1100)
    assert found.losses[0].debt == 91_818_18
    assert paid(settled(agreed, found, (90_000_01, DAY + 1, ""))) == [1_000_00, 818_17]


def test_what_the_insured_gets_first_counts_what_the_other_layer_paid():
    """Of 61 000 the layers pay 57 000 and 3 000: 10 000 back leave the insured its 1 000 and no more."""
    whole = {"insured_percentage": "100 %", "recovery_regime": "insured first"}
    agreed = programme(whole, {**whole, "layer_mode": "excess"})
    found = loss(agreed, [(61_000_00, 10)], limits=[57_000_00, 3_000_00])
    year = settled(agreed, found, (10_000_00, DAY + 2, ""), paid_on=(DAY + 1, DAY + 1))
    below, above = (each.standing.claims[0] for each in year.years)
    assert (below.indemnity, above.indemnity) == (57_000_00, 3_000_00)
    assert (below.returned, above.returned) == (9_000_00, 0)
    assert beside_its_sharing(below) == ("recovery made up", 3_000_00)


def test_news_before_a_dispute_is_lost_is_told_by_what_the_other_layer_then_paid():
    """The same 10 000 back, then 5 000 of the debt found never owed: of the first news 9 000 went to the insurer."""
    whole = {"insured_percentage": "100 %", "recovery_regime": "insured first"}
    agreed = programme(whole, {**whole, "layer_mode": "excess"})
    found = loss(agreed, [(61_000_00, 10)], limits=[57_000_00, 3_000_00])
    lost = Correction(claim=found.name, on=DAY + 9, invoice="F-1", amount=5_000_00)
    year = settled(agreed, found, (10_000_00, DAY + 2, ""), paid_on=(DAY + 1, DAY + 1), wrong=[lost])
    back = [
        (news.learnt - DAY, change.indemnity_after, change.to_insurer)
        for news in year.years[0].reopened for change in news.changes
    ]  # fmt: skip
    assert back == [(2, 57_000_00, 9_000_00), (9, 56_000_00, 1_000_00)]


@pytest.mark.parametrize(
    ("paid_on", "received", "goes_up", "left"),
    [
        ((DAY + 1, DAY + 1), [200_00, 100_00], 30_00, 10_00),  # 25 and 15 of 50 go to insurers, 10 to the insured
        ((NEVER, DAY + 1), [150_00, 100_00], 5_00, 35_00),  # 15 to the insurer above, 35 to the insured
    ],
)
def test_a_loss_is_the_same_loss_whichever_layer_paid_before_money_came_in(paid_on, received, goes_up, left):
    """Of 200 owed, layers pay 100 and 60; 50 comes in after the upper one paid: 200 - 160 - what the insured kept."""
    whole = {"insured_percentage": "100 %"}
    losses = {**whole, "layer_mode": "excess of loss", "indemnity_chain": "excess of loss"}
    three = programme(whole, {**whole, "layer_mode": "excess"}, losses)
    agreed = replace(three, policies=three.policies[:2], of_losses=three.policies[2:])
    found = loss(agreed, [(200_00, 10)], limits=[100_00, 60_00])
    (across,) = across_layers(settled(agreed, found, (50_00, DAY + 2, ""), paid_on=paid_on).settled)
    assert [each.loss.gross for each in across.layers] == [*received, goes_up]
    assert [each.settlement.indemnity for each in across.layers] == [100_00, 60_00, goes_up]
    assert (across.gross, across.left_to_the_insured) == (200_00, left)


REGIMES = (
    "indemnity over debt", "limit share of the debt", "limit share, then percentage", "loss ratio", "oldest first",
    "as remitted", "insurer first", "insured first", "ultimate net loss",
)  # fmt: skip
TERMS = st.fixed_dictionaries({
    "recovery_regime": st.sampled_from(REGIMES),
    "claim_unit": st.sampled_from(["invoice", "buyer", "group"]),
    "recovery_before_indemnity": st.sampled_from(["settled again, oldest first", "as after the indemnity"]),
    "each_and_every_first_loss": st.sampled_from(["0 EUR", "50 EUR"]),
    "insured_percentage": st.sampled_from(["90 %", "100 %"]),
    "layer_mode": st.sampled_from(["excess", "pari passu"]),
})  # fmt: skip
amounts = st.integers(1, 1_000_00)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(TERMS, min_size=1, max_size=3),
    st.lists(st.tuples(amounts, st.integers(-200, DAY)), min_size=1, max_size=3),
    st.lists(amounts, min_size=3, max_size=3),
    st.lists(st.tuples(amounts, st.integers(DAY + 1, DAY + 150), st.sampled_from(["", "F-1"])), max_size=4),
    st.lists(st.integers(DAY + 1, DAY + 150), min_size=3, max_size=3),
)
def test_nobody_is_richer_than_the_debt_whatever_the_layers_units_and_years(layers, invoices, limits, sums, paid_on):
    """Layers that take invoices of several years, some of which nobody insures, with money of any period."""
    first, *others = layers
    agreed = programme({name: value for name, value in first.items() if name != "layer_mode"}, *others)
    found = loss(agreed, invoices, limits=limits[: len(layers)])
    whole = settled(agreed, found, *sums, paid_on=paid_on)
    claims = [claim for year in whole.years for claim in year.standing.claims]
    taken = dict.fromkeys(map(str, range(len(sums))), 0)
    for claim in claims:
        assert 0 <= claim.returned <= claim.indemnity
        for unit in claim.settled:
            assert sum(unit.settlement.parts.values()) == unit.loss.gross
        for each in claim.recoveries:
            assert each.to_insurer + each.to_insured + each.costs + each.beyond == each.receipt.amount
            taken[each.receipt.reference] += each.to_insurer
    assert all(each.left_to_the_insured >= 0 for each in across_layers(whole.settled))
    assert all(0 <= taken[str(place)] <= amount for place, (amount, _, _) in enumerate(sums))
    came_in = sum(amount for amount, _, _ in sums)
    kept = sum(claim.indemnity for claim in claims) + came_in - sum(taken.values())
    assert kept <= max(found.losses[0].debt, came_in)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(TERMS, min_size=2, max_size=3),
    st.lists(st.tuples(amounts, st.integers(-200, DAY)), min_size=1, max_size=3),
    st.lists(amounts, min_size=3, max_size=3),
    st.lists(
        st.tuples(amounts, st.integers(DAY + 1, DAY + 90), st.sampled_from(["", "F-1"])),
        min_size=1, max_size=3, unique_by=lambda each: each[1],
    ),
    st.lists(st.integers(DAY + 1, DAY + 60), min_size=3, max_size=3),
    st.integers(1, 500_00),
)  # fmt: skip
def test_news_of_a_day_is_told_by_what_every_layer_knew_that_day(layers, invoices, limits, sums, paid_on, wrong):
    """What was told up to a day adds up to the programme settled with what was known by then, in every layer."""
    first, *others = layers
    agreed = programme({name: value for name, value in first.items() if name != "layer_mode"}, *others)
    found = loss(agreed, invoices, limits=limits[: len(layers)])
    told = Correction(claim=found.name, on=DAY + 95, invoice="F-1", amount=wrong)

    def known(day):
        corrections = (told,) if told.on <= day else ()
        return settled(agreed, found, *(each for each in sums if each[1] <= day), paid_on=paid_on, wrong=corrections)

    running = [{claim.claim.name: 0 for claim in year.standing.claims} for year in known(DAY).years]
    whole = known(NEVER)
    for day in sorted({*(on for _, on, _ in sums), told.on}):
        for year, sofar, now in zip(whole.years, running, known(day).years, strict=True):
            for change in (each for news in year.reopened if news.learnt == day for each in news.changes):
                sofar[change.claim] += change.to_insurer
                assert change.indemnity_after == now.standing.of(change.claim).indemnity
            assert sofar == {claim.claim.name: claim.returned for claim in now.standing.claims}
