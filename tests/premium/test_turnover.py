"""What is declared of a ledger: each exclusion on the day of the sale, each euro once, whatever is unknown told."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encours.facts.kinds import ExchangeRate, Fact
from encours.premium.bases import EXCLUSIONS
from encours.premium.ledger_bases import shipment_lines, turnover_lines
from encours.premium.turnover import lacking_euros, turnover
from encours.units import MISSING, NEVER
from tests.premium import ledger_story as story
from tests.premium.made_up import FIRST, LAST, on, policy

PLAIN = policy()


def test_a_sale_is_judged_though_it_is_paid() -> None:
    shown = story.view(
        story.buyer("H", public=1), story.sale("F-1", buyer="H"),
        story.paid("F-1", "2026-02-20", 1_000_00, buyer="H"), story.sale("F-2"),
        story.paid("F-2", "2026-02-20", 1_000_00),
    )  # fmt: skip
    found = {each.document: each.line.excluded for each in story.sold(shown, PLAIN)}
    assert found == {"F-1": "public buyer", "F-2": ""}


def test_a_later_raise_or_refusal_changes_nothing_of_a_sale() -> None:
    refused = story.limit("A", "G-0", outcome="refused", amount=MISSING, decided_on=on("2026-01-05"))
    granted = story.limit("A", "G-1", decided_on=on("2026-02-03"))
    shown = story.view(refused, granted, story.sale("F-1", "2026-02-02"), story.sale("F-2", "2026-02-03"))
    assert [each.line.excluded for each in story.sold(shown, PLAIN)] == ["refused buyer", ""]
    assert story.sold(shown, PLAIN)[0].why == "refused"


def test_a_written_decision_after_the_opening_brings_the_sales_back() -> None:
    again = story.limit("A", "G-1", decided_on=on("2026-03-02"))
    facts = (story.limit(), story.proceedings("A", "2026-02-02"))
    sales = [story.sale("F-1", "2026-02-02"), story.sale("F-2", "2026-03-02")]
    assert [each.line.excluded for each in story.sold(story.view(*facts, *sales), PLAIN)] == ["proceedings"] * 2
    found = story.sold(story.view(*facts, again, *sales), PLAIN)
    assert [each.line.excluded for each in found] == ["proceedings", ""]


@pytest.mark.parametrize(("day", "excluded"), [("2026-02-28", ""), ("2026-03-01", "outside the policy")])
def test_a_company_that_left_sells_outside_the_policy(day: str, excluded: str) -> None:
    agreed = policy()
    left = story.Entity(entity="X", joined_on=on("2024-01-01"), left_on=on("2026-02-28"))
    (found,) = story.sold(story.view(left, story.sale("F-1", day, entity="X")), agreed)
    assert found.line.excluded == excluded
    assert found.why == ("insured_entity" if excluded else "")


def test_a_country_and_a_buyer_that_the_policy_excludes_are_outside_it() -> None:
    agreed = policy('country_covered = [{ value = "covered" }, { when = { country = "far" }, value = "excluded" }]')
    shown = story.view(
        story.buyer("M", country="MA"), story.buyer("U", country=""), story.sale("F-1", buyer="M"),
        story.sale("F-2", buyer="U"),
    )  # fmt: skip
    found = {each.document: each for each in story.sold(shown, agreed)}
    assert found["F-1"].why == "covered_country"
    assert (found["F-2"].line.excluded, found["F-2"].lacking) == ("", ("outside the policy",))


def test_a_credit_note_follows_the_sale_it_reduces() -> None:
    shown = story.view(
        story.buyer("H", public=1), story.sale("F-1", buyer="H"), story.sale("F-2"),
        story.credit("A-1", "2026-03-02", 100_00, buyer="H", invoice="F-1"),
        story.credit("A-2", "2026-03-02", 200_00, invoice="F-2"),
    )  # fmt: skip
    assert story.declared(shown, PLAIN) == 800_00
    notes = {each.document: each.line.excluded for each in story.sold(shown, PLAIN) if each.is_credit_note}
    assert notes == {"A-1": "public buyer", "A-2": ""}


@pytest.mark.parametrize(("day", "excluded"), [("2026-03-01", ""), ("2026-03-02", "public buyer")])
def test_a_credit_note_that_names_no_invoice_is_judged_as_a_sale_of_its_day(day: str, excluded: str) -> None:
    became = story.buyer("A", public=1, changed_on=on("2026-03-02"))
    shown = story.view(story.buyer(), became, story.sale("F-1", "2026-01-05"), story.credit("A-1", day, 50_00))
    (note,) = [each for each in story.sold(shown, PLAIN) if each.is_credit_note]
    assert (note.line.excluded, note.line.amount) == (excluded, -50_00)


def test_an_instalment_is_a_part_of_its_invoice_and_a_replaced_delivery_is_counted_once() -> None:
    agreed = policy('declared_turnover_day = "delivery"')
    parts = [story.sale("F-1", net=400_00, instalment=rank) for rank in (1, 2)]
    waiting = story.sale("BL-1", net=1_000_00, stage="delivered", issued=NEVER)
    invoice = story.sale("F-2", net=700_00, replaces="BL-1")
    shown = story.view(*parts, waiting, invoice)
    assert story.declared(shown, agreed) == 800_00 + 700_00 + 300_00
    assert story.declared(shown, PLAIN) == 800_00 + 700_00
    assert [each.instalment for each in story.sold(shown, PLAIN) if each.document == "F-1"] == [1, 2]


def test_drafts_orders_and_returned_sales_are_none() -> None:
    stages = [story.sale(stage, stage=stage) for stage in ("draft", "order", "returned")]
    assert story.declared(story.view(*stages), PLAIN) == 0


def test_a_sale_without_any_day_is_in_no_period_and_told() -> None:
    nowhere = story.sale("F-1", issued=MISSING, delivered=MISSING)
    found = turnover(story.view(nowhere, story.sale("F-2")), PLAIN, first=FIRST, last=LAST)
    assert [each.document for each in found.sales] == ["F-2"]
    assert [each.document for each in found.undated] == ["F-1"]


def test_what_nobody_knows_is_told_with_the_euros_that_hang_on_it() -> None:
    shown = story.view(
        story.buyer("V", public=MISSING), story.sale("F-1", buyer="V", net=300_00), story.sale("F-2", vat=MISSING)
    )
    told = {name: sum(each.line.amount for each in sales)
            for name, sales in lacking_euros(story.sold(shown, PLAIN)).items()}  # fmt: skip
    assert told == {"public buyer": 300_00, "vat": 1_000_00}
    assert story.declared(shown, PLAIN) == 1_300_00


@pytest.mark.parametrize(
    ("term", "euros"), [("invoice date", 500_00), ("month end", 400_00), ("end of the declared period", 250_00)]
)
def test_a_sale_in_another_currency_is_at_the_rate_of_the_day_agreed(term: str, euros: int) -> None:
    agreed = policy(f'premium_exchange_rate_day = "{term}"\npremium_declared_every = "3 months"')
    days = (("2026-01-01", 20), ("2026-02-28", 25), ("2026-03-31", 40))
    rates = [story_rate(day, rate) for day, rate in days]
    shown = story.view(*rates, story.sale("F-1", "2026-02-02", currency="USD"))
    assert story.declared(shown, agreed) == euros


def story_rate(day: str, tenths: int) -> ExchangeRate:
    return ExchangeRate(day=on(day), currency="USD", per_euro_numerator=tenths, per_euro_denominator=10)


def test_a_shipment_has_the_share_that_is_covered() -> None:
    own = story.limit("A", percentage=6_000)
    shown = story.view(own, story.sale("F-1", "2026-02-02", issued=on("2026-02-20")))
    (found,) = shipment_lines(shown, PLAIN, first=FIRST, last=LAST)
    assert (found.on, found.cover_ratio, found.credit_days) == (on("2026-02-02"), 6_000, 42)
    (found,) = turnover_lines(shown, PLAIN, first=FIRST, last=LAST)
    assert (found.on, found.cover_ratio) == (on("2026-02-20"), 10_000)


FLAGS = {"private_person": "declared_private_persons", "public": "declared_public_buyers",
         "related": "declared_related_companies"}  # fmt: skip


@st.composite
def ledgers(draw: st.DrawFn) -> list[Fact]:
    """Some buyers of every kind, and sales and credit notes of the first half of 2026."""
    flag = st.sampled_from([0, 1, MISSING])
    facts: list[Fact] = [story.buyer(code, **{name: draw(flag) for name in FLAGS}) for code in ("A", "B", "C")]
    outcome = st.sampled_from(["granted", "refused", "withdrawn"])
    facts += [
        story.limit(code, f"{code}{place}", outcome=draw(outcome), decided_on=FIRST - 40 + draw(st.integers(0, 120)))
        for code in ("A", "B", "C") for place in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    means = st.sampled_from(["open account", "cash", "prepaid", "bill"])
    for place in range(draw(st.integers(0, 7))):
        day = FIRST + draw(st.integers(0, 180))
        facts.append(story.sale(
            f"F-{place}", net=draw(st.integers(1, 10**6)), buyer=draw(st.sampled_from("ABC")), delivered=day,
            issued=day + draw(st.integers(0, 5)), vat=draw(st.sampled_from([0, 20, MISSING])),
            payment_means=draw(means),
        ))  # fmt: skip
    for place in range(draw(st.integers(0, 3))):
        facts.append(story.CreditNote(
            number=f"A-{place}", buyer=draw(st.sampled_from("ABC")), issued=FIRST + draw(st.integers(0, 180)),
            currency="EUR", gross=draw(st.integers(1, 10**5)), vat=0,
        ))  # fmt: skip
    return facts


@settings(max_examples=40, deadline=None)
@given(ledgers(), st.integers(1, 179), st.randoms(use_true_random=False))
def test_periods_side_by_side_declare_the_whole_and_rows_may_come_in_any_order(
    facts: list[Fact], cut: int, chance: random.Random
) -> None:
    shown = story.view(*facts)
    whole = {(each.key, each.line.amount, each.line.excluded) for each in story.sold(shown, PLAIN)}
    parts = [*story.sold(shown, PLAIN, FIRST, FIRST + cut), *story.sold(shown, PLAIN, FIRST + cut + 1, LAST)]
    assert {(each.key, each.line.amount, each.line.excluded) for each in parts} == whole
    assert len(parts) == len(whole)
    chance.shuffle(facts)
    again = story.sold(story.view(*facts), PLAIN)
    assert {(each.key, each.line.amount, each.line.excluded) for each in again} == whole


@settings(max_examples=40, deadline=None)
@given(ledgers(), st.sampled_from(sorted(FLAGS)))
def test_declaring_one_kind_of_buyer_adds_no_more_than_it_left_out(facts: list[Fact], flag: str) -> None:
    """Only what that kind alone left out comes back: what something else leaves out stays out."""
    shown = story.view(*facts)
    agreed = policy(f'{FLAGS[flag]} = "declared"')
    name = {"public": "public buyer", "related": "related company", "private_person": "private person"}[flag]
    before = {each.key: each for each in story.sold(shown, PLAIN)}
    after = {each.key: each for each in story.sold(shown, agreed)}
    assert before.keys() == after.keys()
    for key, was in before.items():
        now = after[key].line.excluded
        assert was.line.excluded in {now, name}
        assert now != name
        assert now in {"", *EXCLUSIONS}
