"""An assumption supplies only what is missing, says so on each fact, and can be left out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.assumptions import (
    ASSUMPTIONS,
    AssumptionKind,
    assume,
    faults_of,
    made,
    name_of,
    names_in,
    payments_complete_to,
    stated,
    without,
)
from encours.facts.columns import Table
from encours.facts.kinds import KINDS, Assumption, Buyer, Fact, Invoice
from encours.facts.ledger import Ledger
from encours.units import MAXIMUM_AMOUNT, MISSING, NEVER, convert
from tests.facts.story import buyer, contents, dispute, invoice, on


def assumption(name: str, value: str = "", **more: Any) -> Assumption:
    return Assumption(name=name, value=value, **{"author": "Credit management", "made_on": on("01-06"), **more})


def invoices(*facts: Fact, as_of: str = "30-06", known: str | None = None) -> list[Invoice]:
    view = assume(Ledger.of(facts).view(on(as_of), on(known) if known else None))
    rows = view.facts("invoices")
    assert contents(rows) == contents(list(view.account("PORT")["invoices"].rows()))
    return [row for row in rows if isinstance(row, Invoice)]


def test_delivery_is_supplied_where_missing_and_the_fact_says_so() -> None:
    missing, known = invoices(invoice("F-1"), invoice("F-2", delivered=on("27-02")), assumption("delivered = issued"))
    assert (missing.delivered, missing.assumption) == (on("02-03"), "delivered = issued")
    assert (known.delivered, known.assumption) == (on("27-02"), "")


def test_a_delivery_still_to_come_is_not_a_missing_one() -> None:
    (ahead,) = invoices(invoice(delivered=on("15-07")), assumption("delivered = issued"))
    assert (ahead.delivered, ahead.assumption) == (NEVER, "")


@pytest.mark.parametrize(
    ("gross", "rate", "vat"),
    [(120_00, "20 %", 20_00), (-120_00, "20 %", -20_00), (105_50, "5,5 %", 5_50), (100, "0 %", 0)],
)
def test_vat_is_taken_within_the_amount(gross: int, rate: str, vat: int) -> None:
    (row, other) = invoices(invoice(gross=gross), invoice("F-2", vat=7, gross=700), assumption("vat rate", rate))
    assert (row.vat, row.assumption) == (vat, "vat rate")
    assert (other.vat, other.assumption) == (7, "")


@given(
    st.lists(st.integers(-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT) | st.just(MISSING), min_size=1, max_size=6),
    st.integers(0, 10_000),
)
def test_vat_of_any_amount_is_exact_to_the_cent(amounts: list[int], rate: int) -> None:
    rows = [invoice(f"F-{place}", gross=amount) for place, amount in enumerate(amounts)]
    told = assumption("vat rate", f"{rate // 100}.{rate % 100:02d} %")
    found = {row.number: row.vat for row in invoices(*rows, told)}
    within = {row.number: convert(row.gross, rate, 10_000 + rate) if rate else 0 for row in rows}
    assert found == {row.number: MISSING if row.gross == MISSING else within[row.number] for row in rows}


def test_two_assumptions_on_one_fact_are_both_named() -> None:
    (row,) = invoices(invoice(), assumption("delivered = issued"), assumption("entity", "LYON"))
    assert (row.delivered, row.entity) == (on("02-03"), "LYON")
    assert set(row.assumption.split("; ")) == {"delivered = issued", "entity"}


def test_an_assumption_may_be_written_in_one_piece() -> None:
    (row,) = invoices(invoice(), assumption("entity = LYON"))
    assert row.entity == "LYON"


def test_an_assumption_for_one_buyer_comes_before_that_for_all() -> None:
    facts = [
        invoice(),
        invoice("F-2", buyer="ZINC"),
        assumption("entity", "PARIS"),
        assumption("entity", "LYON", applies_to="PORT", made_on=on("01-05")),
    ]
    view = assume(Ledger.of(facts).view(on("30-06")))
    found = {row.buyer: row.entity for row in view.facts("invoices") if isinstance(row, Invoice)}
    assert found == {"PORT": "LYON", "ZINC": "PARIS"}


def test_of_two_assumptions_the_later_one_is_used() -> None:
    earlier = assumption("entity", "PARIS", made_on=on("01-05"))
    (row,) = invoices(invoice(), earlier, assumption("entity", "LYON"))
    assert row.entity == "LYON"


@pytest.mark.parametrize(("known", "entity"), [("31-05", ""), ("01-06", "LYON")])
def test_an_assumption_is_used_from_the_day_it_was_known_for_any_day_asked(known: str, entity: str) -> None:
    (row,) = invoices(invoice(), assumption("entity", "LYON"), as_of="03-03", known=known)
    assert row.entity == entity


def test_buyers_are_completed_and_known_answers_stay() -> None:
    facts = [
        buyer(country=""),
        buyer("ZINC", country="BE", public=1),
        assumption("country", "FR"),
        assumption("public", "no"),
        assumption("related", "non"),
    ]
    rows = assume(Ledger.of(facts).view(on("30-06"))).facts("buyers")
    found = {
        row.buyer: (row.country, row.public, row.related, row.private_person) for row in rows if isinstance(row, Buyer)
    }
    assert found == {"PORT": ("FR", 0, 0, MISSING), "ZINC": ("BE", 1, 0, MISSING)}


@pytest.mark.parametrize("written", ["RU", "ru", " Ru "])
def test_a_country_is_assumed_in_capitals_as_the_file_of_buyers_keeps_it(written: str) -> None:
    view = assume(Ledger.of([buyer(country=""), assumption("country", written)]).view(on("30-06")))
    assert [row.country for row in view.facts("buyers") if isinstance(row, Buyer)] == ["RU"]
    assert faults_of((assumption("country", written),)) == ()


@pytest.mark.parametrize("written", ["Russia", "Russie", "RUSSIE"])
def test_a_country_named_in_full_is_refused_with_its_two_letters(written: str) -> None:
    (fault,) = faults_of((assumption("country", written),))
    assert fault.remedy_en.startswith('Did you mean "RU"? Give it the two letters')
    assert fault.remedy_fr.startswith("Vouliez-vous dire « RU » ? Donnez-lui les deux lettres")


@pytest.mark.parametrize("written", ["virement", "Virement SEPA", "bank_transfer", "chèque", "compte ouvert"])
def test_a_payment_means_is_assumed_in_any_word_that_a_file_may_hold(written: str) -> None:
    (means,) = invoices(invoice("F-1", payment_means=""), assumption("mode de règlement", written))
    assert means.payment_means == "open account"
    assert faults_of((assumption("payment means", written),)) == ()


def test_without_assumptions_what_is_missing_stays_missing() -> None:
    ledger = Ledger.of([invoice(), assumption("delivered = issued")])
    for view in (ledger.view(on("30-06")), without(assume(ledger.view(on("30-06"))))):
        (row,) = view.facts("invoices")
        assert row == ledger.find(row.fact_id)
        assert list(view.account("PORT")["invoices"].rows()) == [row]


def test_a_ledger_with_nothing_missing_passes_through_untouched() -> None:
    table = Table.of(KINDS["invoices"], [invoice(delivered=on("27-02"))])
    ledger = Ledger.from_tables([table]).add([assumption("delivered = issued")])
    assert assume(ledger.view(on("30-06"))).table("invoices") is table


def test_no_other_disputes_says_so_on_each_invoice_of_which_nobody_spoke() -> None:
    unsaid, disputed = invoices(invoice("F-1"), invoice("F-2", undisputed=0), assumption("no other disputes"))
    assert (unsaid.undisputed, unsaid.assumption) == (1, "no other disputes")
    assert (disputed.undisputed, disputed.assumption) == (0, "")


@pytest.mark.parametrize("listed", [[], [dispute(invoice="F-9")]])
def test_nothing_depends_on_no_other_disputes_where_a_register_is_kept(listed: list[Fact]) -> None:
    ledger = Ledger.from_tables([Table.of(KINDS["disputes"], listed)]).add([invoice(), assumption("no other disputes")])
    (row,) = assume(ledger.view(on("30-06"))).facts("invoices")
    assert row.assumption == ""


def test_statements_supply_nothing_and_can_be_asked_for() -> None:
    facts = [
        assumption("no other disputes"),
        assumption("payments complete to", "30/04/2026", applies_to="ZINC"),
    ]
    view = Ledger.of(facts).view(on("30-06"))
    assert stated(view, "no other disputes", buyer="PORT") is not None
    assert stated(view, "payments complete to", buyer="PORT") is None
    assert payments_complete_to(view, buyer="ZINC") == on("30-04")
    assert payments_complete_to(view) is None
    assert stated(view, "vat rate") is None
    assert len(made(view)) == 2


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("delivered = ordered", "", "unknown assumption"),
        ("", "", "unknown assumption"),
        ("vat rate", "", "assumption value"),
        ("vat rate", "a fifth", "assumption value"),
        ("vat rate", "120 %", "assumption value"),
        ("payments complete to", "31/02/2026", "assumption value"),
        ("entity", "", "assumption value"),
        ("payment means", "barter", "assumption value"),
        ("country", "Russia", "assumption value"),
        ("country", "zz", "assumption value"),
        ("country", "", "assumption value"),
        ("public", "perhaps", "assumption value"),
        ("no other disputes", "really", "assumption value"),
    ],
)
def test_an_assumption_that_cannot_be_read_supplies_nothing_and_is_told(name: str, value: str, code: str) -> None:
    wrong = assumption(name, value, fact_id="hypotheses.csv:2")
    (fault,) = faults_of((wrong,))
    assert (fault.code, fault.fact_ids) == (code, ("hypotheses.csv:2",))
    assert fault.en != fault.fr
    (row,) = invoices(invoice(), wrong)
    assert row.assumption == ""


def test_each_assumption_has_its_meaning_in_both_languages() -> None:
    for name, kind in ASSUMPTIONS.items():
        assert name == kind.name
        assert kind.en.endswith(".")
        assert kind.fr.endswith(".")
        if kind.table:
            assert kind.field in KINDS[kind.table].names


@pytest.mark.parametrize("kind", ASSUMPTIONS.values(), ids=ASSUMPTIONS)
def test_an_assumption_is_understood_by_either_name(kind: AssumptionKind) -> None:
    assert kind.french_name
    for name in (kind.name, kind.french_name, kind.french_name.upper()):
        assert name_of(assumption(name)) == kind.name
    assert names_in(kind.name, is_french=True) == kind.french_name


def test_a_french_assumption_supplies_what_the_english_one_does() -> None:
    (one,) = invoices(invoice("F-1"), assumption("livrée = facturée"))
    assert (one.delivered, one.assumption) == (on("02-03"), "delivered = issued")
    assert faults_of((assumption("Taux de TVA", "20 %"), assumption("pays = FR"))) == ()
    (means,) = invoices(invoice("F-1", payment_means=""), assumption("mode de règlement", "Compte ouvert"))
    assert means.payment_means == "open account"


def test_the_names_on_a_fact_are_shown_in_the_language_of_the_reader() -> None:
    told = "no other disputes; delivered = issued"
    assert names_in(told, is_french=True) == "aucun autre litige\u00a0; livrée = facturée"
    assert names_in(told, is_french=False) == told


def test_an_unknown_assumption_is_answered_with_the_names_of_its_language() -> None:
    (fault,) = faults_of((assumption("rien"),))
    assert "livrée = facturée" in fault.remedy_fr
    (choice,) = faults_of((assumption("payment means", "barter"),))
    assert "compte ouvert (virement, chèque, prélèvement, carte)" in choice.remedy_fr
    assert "open account" in choice.remedy_en
    assert "delivered = issued" in fault.remedy_en
