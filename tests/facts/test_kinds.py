"""Every kind of fact says what it is, in both languages, and what an empty cell means."""

import subprocess
import sys
from typing import get_type_hints

import pytest

from encours.facts.kinds import (
    COMMON,
    KINDS,
    Assumption,
    ExchangeRate,
    Kind,
    PremiumPayment,
    Quantity,
    buyer_on,
)
from encours.units import MISSING, NEVER
from tests.facts.story import buyer, decision, invoice, on

KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())

HELD: dict[Quantity, set[str]] = {
    Quantity.DAY: {"day"},
    Quantity.CENTS: {"cents"},
    Quantity.BASIS_POINTS: {"basis points"},
    Quantity.COUNT: {"count"},
    Quantity.INTEGER: {"count"},
    Quantity.FLAG: {"flag"},
}


def test_the_kinds_are_those_of_the_design() -> None:
    assert len(KINDS) == 40
    assert all(name == kind.table for name, kind in KINDS.items())


@KIND
def test_each_field_has_a_sentence_in_both_languages(kind: Kind) -> None:
    for each in kind.fields:
        assert each.en.endswith("."), each.name
        assert each.fr.endswith("."), each.name
        assert each.en != each.fr
    assert kind.en.endswith(".")
    assert kind.fr.endswith(".")
    assert kind.en != kind.fr


@KIND
def test_the_type_of_each_field_is_its_unit(kind: Kind) -> None:
    hints = get_type_hints(kind.fact, include_extras=True)
    for each in kind.fields:
        hint = hints[each.name]
        if each.quantity in {Quantity.TEXT, Quantity.CHOICE}:
            assert hint is str, each.name
        else:
            assert {unit.name for unit in hint.__metadata__} == HELD[each.quantity], each.name


@KIND
def test_the_common_fields_come_last_and_an_absence_is_never_zero(kind: Kind) -> None:
    assert kind.names[-len(COMMON) :] == COMMON
    for each in kind.fields:
        if each.required or each.name in {"void", "instalment"}:
            continue
        allowed = {Quantity.TEXT: {""}, Quantity.DAY: {MISSING, NEVER}}
        if each.quantity is Quantity.CHOICE:
            assert each.default in {"", *each.choices}
        else:
            assert each.default in allowed.get(each.quantity, {MISSING}), each.name


@KIND
def test_the_days_that_date_a_kind_are_days_of_it(kind: Kind) -> None:
    assert all(kind.field(name).quantity is Quantity.DAY for name in (*kind.on, *kind.known))
    assert kind.on or kind.table == "assumptions"


def test_a_fact_takes_its_name_from_its_source_and_is_known_when_it_happens() -> None:
    fact = invoice(source="ventes.csv:12")
    assert (fact.fact_id, fact.known, fact.happened_on) == ("ventes.csv:12", on("02-03"), on("02-03"))
    told = invoice(source="ventes.csv:12", fact_id="mine", known=on("09-03"))
    assert (told.fact_id, told.known) == ("mine", on("09-03"))


def test_an_invoice_is_dated_by_issue_then_delivery_then_order() -> None:
    issued = invoice(delivered=on("27-02"), ordered=on("01-02"))
    delivered = invoice(issued=MISSING, delivered=on("27-02"), ordered=on("01-02"))
    ordered = invoice(issued=MISSING, ordered=on("01-02"))
    assert [each.happened_on for each in (issued, delivered, ordered)] == [
        on("02-03"),
        on("27-02"),
        on("01-02"),
    ]
    assert invoice(issued=MISSING).happened_on == MISSING


def test_a_decision_is_dated_by_its_notice() -> None:
    assert decision(notified_on=on("20-01")).happened_on == on("20-01")
    assert decision().happened_on == on("15-01")


def test_an_undated_buyer_and_an_assumption_have_always_held() -> None:
    assert buyer().happened_on == MISSING
    assumed = Assumption(name="vat rate", value="20 %", author="C. Perrin", made_on=on("01-06"))
    assert assumed.happened_on == MISSING
    assert assumed.known == on("01-06")


def test_a_payment_of_premium_that_did_not_come_is_never_not_missing() -> None:
    bill = PremiumPayment(reference="P", billed_on=on("01-01"), due_on=on("31-01"))
    assert bill.paid_on == NEVER
    assert bill.amount == MISSING


def test_a_rate_of_exchange_is_exact() -> None:
    rate = ExchangeRate(day=on("01-04"), currency="TND", per_euro_numerator=33_475, per_euro_denominator=10_000)
    assert rate.per_euro == 33_475 / rate.per_euro.__class__(10_000)
    decimals = [each.name for each in rate.KIND.fields if each.decimal == "per_euro"]
    assert decimals == ["per_euro_numerator", "per_euro_denominator"]


def test_a_required_field_cannot_be_left_out() -> None:
    with pytest.raises(TypeError, match="gross"):
        KINDS["invoices"].fact(number="F-1", buyer="PORT", currency="EUR")  # type: ignore[call-arg]


def test_reading_the_kinds_loads_no_columns() -> None:
    program = "import encours.facts.kinds, sys; print('numpy' in sys.modules, 'stdnum' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_a_buyer_is_what_its_latest_change_by_that_day_says() -> None:
    always = buyer(group="")
    joined = buyer(group="Quai", changed_on=on("01-04"))
    mended = buyer(group="Rive", changed_on=on("01-04"), known=on("02-04"))
    assert buyer_on([joined, always, mended], on("31-03")) == always
    assert buyer_on([mended, joined, always], on("01-04")) == mended
    assert buyer_on([joined], on("31-03")) is None
