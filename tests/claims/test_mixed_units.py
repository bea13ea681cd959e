"""Layers that count by invoice, by buyer and by group, paid on several days: what is paid and what is left is the loss.

Buyers of one group, and one alone, that owe invoices of one ledger; each layer pays each buyer on a day of its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from encours.claims.agreed import LIMIT_CODE
from encours.claims.ledger_year import settle_ledger
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money import Receipt
from encours.claims.money_of_ledger import MoneyOfLedger
from encours.claims.of_buyer import loss_of_buyer
from encours.claims.programme import across_layers
from encours.claims.recoveries import Memo
from encours.claims.years_together import AskedYear, settle_together
from encours.explain.settlement_layers import layer_rows
from encours.explain.settlement_recoveries import payers
from encours.explain.settlement_report import SettlementReport
from encours.facts.kinds import Buyer, Invoice, LimitDecision
from encours.facts.ledger import Ledger
from encours.policy.layers import takes_losses
from encours.policy.schedule import InsuredEntity, Programme, always
from encours.units import NEVER, UNSET
from tests.claims.policy_of_claims import policy

DAY = 700
GROUPS = {"B1": "G", "B2": "G", "B3": ""}


def programme(*layers, above=None):
    """Layers in euros that take invoices of three years, then a layer of losses without first loss nor maximum."""
    agreed = tuple(
        replace(policy(**terms), name=f"Layer {place}", entities=(InsuredEntity(entity="E1"),), period_end=3 * 365 - 1)
        for place, terms in enumerate(layers)
    )
    top = () if above is None else (replace(policy(**above), name="Top", period_end=3 * 365 - 1),)
    return Programme(name="", company="", currency="EUR", policies=agreed, of_losses=top)


def losses(agreed, owed, limits, lost_on):
    """The loss of each buyer, on days of their own.

    `owed` are its invoices (amount, delivery), `limits` those of each layer (amount, first day).
    """
    facts = [
        Buyer(
            buyer=buyer, name=buyer, country="FR", sector="46.69", public=0, related=0, private_person=0,
            group=GROUPS[buyer],
        )
        for buyer in owed
    ]  # fmt: skip
    facts += [
        Invoice(
            number=f"{buyer}-{place}", buyer=buyer, delivered=day, issued=day, due=day + 5_000, currency="EUR",
            gross=amount, vat=0, undisputed=1, entity="E1", payment_means="open account",
        )
        for buyer, invoices in owed.items() for place, (amount, day) in enumerate(invoices, 1)
    ]  # fmt: skip
    facts += [
        LimitDecision(
            reference=f"{buyer}-{each.name}", buyer=buyer, policy=each.name, decided_on=since, effective_on=since,
            kind="named", outcome="granted", amount=limit, currency="EUR",
        )
        for buyer in owed for each, (limit, since) in zip(agreed.policies, limits[buyer], strict=False)
    ]  # fmt: skip
    ledger = Ledger.of(facts)
    return [
        loss_of_buyer(ledger.view(lost_on[buyer]), agreed, buyer, day=lost_on[buyer], cause="insolvency")
        for buyer in sorted(owed, key=lost_on.__getitem__)
    ]  # fmt: skip


@dataclass(frozen=True)
class Settled:
    """Losses under their programme, and what came in on each of them."""

    whole: object
    debts: dict[str, int]
    sums: tuple[Receipt, ...]

    def came_in(self, name):
        return sum(each.amount for each in self.sums if each.claim == name)

    def lost(self, name):
        """Debt of a loss less what came in while no claim with an invoice of it was settled."""
        buyer = name.split("/")[0]
        shared = {
            recovery.receipt for claim in self.claims for recovery in claim.recoveries
            if any(line.number.startswith(buyer) for line in claim.claim.loss.lines)
        }  # fmt: skip
        return self.debts[name] - sum(each.amount for each in self.sums if each.claim == name and each not in shared)

    @property
    def claims(self):
        return [claim for year in self.whole.years for claim in year.standing.claims]

    @property
    def taken(self):
        """What insurers took of each sum, whatever their layer."""
        found = Counter()
        for claim in self.claims:
            for each in claim.recoveries:
                found[each.receipt.reference] += each.to_insurer
        return found

    def kept(self, names):
        """What the insured has of some losses: indemnities, and what came in less what insurers took of it."""
        of_these = (each for each in self.whole.settled if {told.name for told in each.told} <= set(names))
        sums = (each for each in self.sums if each.claim in names)
        return sum(each.settlement.indemnity for each in of_these) + sum(
            each.amount - self.taken[each.reference] for each in sums
        )


def settled(agreed, found, sums, paid_on):
    """Losses under their programme; `sums` came in (buyer, amount, day, invoice), `paid_on` is by layer and buyer."""
    names = {each.losses[0].buyer: each.name for each in found}
    receipts = tuple(
        Receipt(
            claim=names[buyer], on=on, amount=amount, currency="EUR",
            invoice=f"{buyer}-{invoice}" if invoice else "", reference=str(place),
        )
        for place, (buyer, amount, on, invoice) in enumerate(sums)
    )  # fmt: skip
    whole = settle_ledger(
        agreed, found, MoneyOfLedger(receipts, ()),
        paid_on=lambda each, loss: paid_on.get((each.name, loss.losses[0].buyer), NEVER),
        figures=YearFigures(), account=YearAccount(),
    )  # fmt: skip
    return Settled(whole, {each.name: each.losses[0].debt for each in found}, receipts)


UNITS = ("invoice", "buyer", "group")
REGIMES = (
    "indemnity over debt", "limit share of the debt", "limit share, then percentage", "loss ratio", "oldest first",
    "as remitted", "insurer first", "insured first", "ultimate net loss",
)  # fmt: skip
BEFORE = (
    "settled again, oldest first", "settled again, as remitted", "settled again, pro rata",
    "settled again, insured invoices first", "settled again, other debts first", "as after the indemnity",
)  # fmt: skip
ORDERS = ("whole turnover", "deductible before percentage", "german", "insured percentage, limit, maximum liability")
TERMS = st.fixed_dictionaries({
    "claim_unit": st.sampled_from(UNITS),
    "recovery_regime": st.sampled_from(REGIMES),
    "recovery_before_indemnity": st.sampled_from(BEFORE),
    "each_and_every_first_loss": st.sampled_from(["0 EUR", "50 EUR"]),
    "claim_threshold": st.sampled_from(["0 EUR", "100 EUR"]),
    "maximum_liability": st.sampled_from(["100000 EUR", "400 EUR"]),
    "insured_percentage": st.sampled_from(["90 %", "100 %"]),
    "recovery_pool": st.sampled_from(["all debts", "insured invoices"]),
    "indemnity_chain": st.sampled_from(ORDERS),
    "layer_mode": st.sampled_from(["excess", "pari passu"]),
})  # fmt: skip
amounts = st.integers(1, 1_000_00)
invoices = st.lists(st.tuples(amounts, st.integers(0, DAY)), min_size=1, max_size=3)


@st.composite
def drawn(draw, *, of_some=False):
    """Layers, of which the last takes every loss whole, and losses with the money that came in on them.

    Where they are `of_some`, layers have limits for the later invoices alone, and more may come in than is owed.
    """
    first, *others = draw(st.lists(TERMS, min_size=2, max_size=4))
    agreed = programme(
        {name: value for name, value in first.items() if name != "layer_mode"}, *others,
        above={"layer_mode": "excess of loss", "indemnity_chain": "excess of loss", "insured_percentage": "100 %"},
    )  # fmt: skip
    owed = {buyer: draw(invoices) for buyer in draw(st.sampled_from([["B1", "B2"], list(GROUPS)]))}
    since = st.sampled_from([-300, 300]) if of_some else st.just(-300)
    limits = {buyer: draw(st.lists(st.tuples(amounts, since), min_size=4, max_size=4)) for buyer in owed}
    lost_on = {buyer: DAY + draw(st.sampled_from([0, 0, 1, 30])) for buyer in owed}
    paid_on = {
        (each.name, buyer): lost_on[buyer] + draw(st.integers(1, 100)) for each in agreed.policies for buyer in owed
    }
    left = {buyer: sum(amount for amount, _ in own) for buyer, own in owed.items()}
    sums = []
    for buyer, amount, since, invoice in draw(
        st.lists(
            st.tuples(st.sampled_from(list(owed)), amounts, st.integers(1, 100), st.sampled_from(["", "1"])), max_size=6
        )
    ):
        part = amount if of_some else min(amount, left[buyer])
        left[buyer] -= part
        sums += [(buyer, part, lost_on[buyer] + since, invoice)] if part else []
    return settled(agreed, losses(agreed, owed, limits, lost_on), sums, paid_on)


many = settings(suppress_health_check=[HealthCheck.too_slow])


@many
@given(drawn())
def test_paid_and_left_are_the_loss_whatever_counts_in_each_layer(found):
    """Every invoice is eligible: the loss is the debt less what came in before any claim with an invoice was paid."""
    below = [each for each in found.whole.settled if not takes_losses(each.policy)]
    for each in below:
        assert sum(each.settlement.parts.values()) == each.loss.gross
        assert sum(each.settlement.lines) == each.settlement.indemnity
    for across in across_layers(below):
        assert across.gross == sum(map(found.lost, across.names))
        assert 0 <= across.left_to_the_insured == across.gross - across.paid
        if all(each.agreed.codes[0] == LIMIT_CODE for each in across.layers):
            assert across.retained <= across.left_to_the_insured


@many
@given(drawn())
def test_a_layer_that_takes_every_net_loss_leaves_the_insured_whole_to_the_cent(found):
    """Paid by every layer, and kept of what came in: all that was owed, and no cent more."""
    for across in across_layers(found.whole.settled):
        assert found.kept(across.names) == sum(found.debts[name] for name in across.names)


@many
@given(drawn(of_some=True))
def test_nobody_is_richer_than_the_debt_where_limits_change_between_deliveries(found):
    """Insurers take no more of a sum than it is, and the insured has no more than was owed, or than came in."""
    for claim in found.claims:
        assert 0 <= claim.returned <= claim.indemnity
        for each in claim.recoveries:
            assert each.to_insurer + each.to_insured + each.costs + each.beyond == each.receipt.amount
    assert all(0 <= found.taken[each.reference] <= each.amount for each in found.sums)
    for across in across_layers(found.whole.settled):
        owed = sum(max(found.debts[name], found.came_in(name)) for name in across.names)
        assert found.kept(across.names) <= owed


@many
@given(drawn(of_some=True), st.lists(st.integers(0, 100), min_size=6, max_size=6))
def test_a_memo_filled_on_earlier_days_changes_nothing(found, learnt_after):
    """Early money learnt after the indemnity settles a claim again, and what reinstates a maximum those after it."""
    told = tuple(replace(each, known=each.on + days) for each, days in zip(found.sums, learnt_after, strict=False))
    reinstated = {"recovery_reinstates_liability": always(1), "maximum_liability": always(300_00)}
    asked = [
        AskedYear(
            policy=replace(year.policy, terms={**year.policy.terms, **reinstated}), first=year.first, last=year.last,
            figures=year.figures, before=year.before, claims=tuple(each.claim for each in year.standing.claims),
            receipts=told, corrections=(),
        )
        for year in reversed(found.whole.years)
    ]  # fmt: skip
    memos = tuple(Memo() for _ in asked)
    for day in sorted({each.learnt for each in told}):
        assert settle_together(asked, known_on=day, memos=memos) == settle_together(asked, known_on=day)


# By hand: two companies of a group that owe 100 each, the second one longer; two layers at 100 %


OWED = {"B1": [(100_00, 20)], "B2": [(100_00, 10)]}
WHOLE = {"insured_percentage": "100 %"}


def two(*sums, paid_on, limits, **terms):
    """A layer by group and one by buyer above it; `paid_on` are days after the loss: the group's, then by buyer."""
    agreed = programme({**WHOLE, **terms, "claim_unit": "group"}, {**WHOLE, **terms, "layer_mode": "excess"})
    below, *above = paid_on
    told = {("Layer 0", buyer): DAY + below for buyer in OWED}
    told |= {("Layer 1", buyer): DAY + day for buyer, day in zip(OWED, above, strict=True)}
    found = losses(agreed, OWED, {buyer: [(each, -300) for each in limits] for buyer in OWED}, dict.fromkeys(OWED, DAY))
    return settled(agreed, found, [(buyer, amount, DAY + on, "") for buyer, amount, on in sums], told)


def test_money_of_one_company_of_a_group_pays_no_debt_of_another():
    """50 of the first before any indemnity: 50 and 100 are left, although the debt of the second is older."""
    group, first, second = two(("B1", 50_00, 1), paid_on=(2, 2, 2), limits=(60_00, 100_00)).claims
    assert group.at_the_indemnity.amounts == (50_00, 100_00)
    assert (first.at_the_indemnity.amounts, second.at_the_indemnity.amounts) == ((50_00,), (100_00,))


def test_a_loss_is_what_it_was_on_the_greatest_debt_of_each_company():
    """30 of each before the group is paid; the layer above paid the first company before, and the second after.

    The layer above saw 40 of the first beyond its limit of 60, the group 70 and 70: 200 less the 30 of the second.
    """
    found = two(("B1", 30_00, 2), ("B2", 30_00, 2), paid_on=(3, 1, 4), limits=(60_00, 100_00))
    assert [(each.claim.loss.gross, each.settlement.loss.gross) for each in found.claims] == [
        (200_00, 140_00), (40_00, 40_00), (40_00, 10_00),
    ]  # fmt: skip
    (across,) = across_layers(found.whole.settled)
    assert (across.gross, across.paid) == (170_00, 170_00)
    assert (across.left_to_the_insured, found.kept(across.names)) == (0, 200_00)
    report = SettlementReport("", found.whole.settled, years=found.whole.years)
    assert [(each.party, each.layer, each.receives, each.pays) for each in layer_rows(report, "en")] == [
        ("G", "gross loss", 170_00, UNSET),
        ("G", "Layer 0", 140_00, 120_00),
        ("B1", "Layer 1", 40_00, 40_00),
        ("B2", "Layer 1", 10_00, 10_00),
        ("G", "left to the insured", UNSET, 0),
    ]
    assert set(payers(found.claims[0]).values()) == {"B1", "B2"}


def test_two_companies_do_not_lean_on_one_indemnity_of_their_group_twice():
    """Layers pay 50 and 50 of each company; all comes back: each insurer gets back all that it paid."""
    found = two(
        ("B1", 100_00, 2), ("B2", 100_00, 3), paid_on=(1, 1, 1), limits=(50_00, 50_00),
        recovery_regime="insured first",
    )  # fmt: skip
    assert [each.indemnity for each in found.claims] == [100_00, 50_00, 50_00]
    assert [each.returned for each in found.claims] == [100_00, 50_00, 50_00]


def test_layers_put_early_money_to_debts_alike_whatever_each_would_alone():
    """100 names the younger of two invoices of 100, each insured by another layer: 100 is left, and is paid once."""
    agreed = programme(
        {**WHOLE, "recovery_before_indemnity": "settled again, oldest first"},
        {**WHOLE, "recovery_before_indemnity": "settled again, as remitted", "layer_mode": "pari passu"},
    )
    owed = {"B3": [(100_00, 400), (100_00, 10)]}
    found = losses(agreed, owed, {"B3": [(1000_00, 300), (1000_00, -300)]}, {"B3": DAY})
    told = settled(agreed, found, [("B3", 100_00, DAY + 1, "1")], {})
    assert sum(each.indemnity for each in told.claims) == 100_00


def test_a_limit_that_an_older_invoice_lacks_is_not_filled_twice():
    """The first layer insures the younger of two invoices of 500 alone, 200 of it: the older takes room all the same.

    The second pays 500 and 300; then 200 come in for the older: a limit of 400 has room, and 200 are left to pay.
    """
    agreed = programme({**WHOLE}, {**WHOLE, "layer_mode": "excess", "recovery_regime": "insurer first"})
    owed = {"B3": [(500_00, 10), (500_00, 400)]}
    found = losses(agreed, owed, {"B3": [(700_00, 300), (1000_00, -300)]}, {"B3": DAY})
    told = settled(
        agreed, found, [("B3", 200_00, DAY + 2, "1")], {("Layer 0", "B3"): DAY + 3, ("Layer 1", "B3"): DAY + 1}
    )
    (across,) = across_layers(told.whole.settled)
    assert told.kept(across.names) == 1000_00
