"""What is doubtful in a ledger is told all at once, with the facts it concerns and what to do."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.checks import SHOWN, check
from encours.facts.kinds import (
    KINDS,
    Assumption,
    Bond,
    BondEvent,
    Charge,
    CreditNote,
    Entity,
    ExchangeRate,
    Fact,
    InsurerRequest,
    Kind,
    LimitAppeal,
    PaymentReturn,
    RepaymentPlan,
)
from encours.facts.ledger import Ledger
from encours.facts.words import FIELD_WORDS, TABLE_WORDS
from encours.units import MISSING
from tests.facts.story import buyer, decision, dispute, invoice, on, payment


def credit_note(number: str = "AV-1", **more: Any) -> CreditNote:
    return CreditNote(
        number=number,
        **{
            "buyer": "PORT",
            "invoice": "F-1",
            "issued": on("15-03"),
            "currency": "EUR",
            "gross": 120_00,
            **more,
        },
    )


def rate(currency: str, per_euro: int, **more: Any) -> ExchangeRate:
    return ExchangeRate(day=on("15-03"), currency=currency, per_euro_numerator=per_euro, per_euro_denominator=1, **more)


def charge(kind: str = "late interest", **more: Any) -> Charge:
    told = {"buyer": "PORT", "invoice": "F-1", "charged_on": on("01-06"), "currency": "EUR", "amount": 5_00, **more}
    return Charge(kind=kind, **{"reference": f"K-{more['fact_id']}", **told})


def bond(reference: str = "C-1", **more: Any) -> Bond:
    told = {"kind": "performance", "beneficiary": "Mairie", "issued_on": on("01-03"), "currency": "EUR", **more}
    return Bond(reference=reference, **{"amount": 100_00, **told})


def bond_event(event: str, **more: Any) -> BondEvent:
    return BondEvent(event=event, **{"bond": "C-1", "happened_on": on("01-04"), "currency": "EUR", **more})


SOUND: list[Fact] = [
    bond(fact_id="c1"),
    bond_event("called", amount=10_00, fact_id="e1"),
    bond_event("extended", expires_on=on("01-09"), fact_id="e2"),
    bond_event("released", happened_on=on("01-03"), fact_id="e3"),
    rate("USD", 2, fact_id="usd"),
    buyer(fact_id="port"),
    buyer("ZINC", fact_id="zinc"),
    invoice(fact_id="f1", due=on("30-04"), paid_on=on("10-05")),
    invoice("F-2", fact_id="f2", instalment=1),
    invoice("F-2", fact_id="f2b", instalment=2),
    invoice("F-3", fact_id="f3", buyer="ZINC"),
    payment(fact_id="v1", invoice="F-1"),
    payment("V-2", fact_id="v2"),
    PaymentReturn(payment="V-1", returned_on=on("12-04"), fact_id="r1"),
    credit_note(fact_id="av1"),
    charge(fact_id="k1", amount=1_00),
    charge("recovery cost", fact_id="k2", invoice="", payment="V-1"),
    dispute(fact_id="l1"),
    decision(fact_id="a1"),
    LimitAppeal(decision="A-1", appealed_on=on("01-02"), fact_id="ap1"),
    Assumption(name="vat rate", value="20 %", author="Credit management", made_on=on("01-06"), fact_id="h1"),
]

WRONG: list[tuple[str, list[Fact], tuple[str, ...]]] = [
    ("duplicate bond", [bond(fact_id="x", amount=1)], ("c1", "x")),
    (
        "duplicate request",
        [InsurerRequest(reference="Q-1", asked_on=on("15-03"), fact_id=name) for name in ("x", "y")],
        ("x", "y"),
    ),
    ("bond unknown", [bond_event("released", bond="C-404", fact_id="x")], ("x",)),
    *(
        ("bond event without amount", [bond_event(event, fact_id="x")], ("x",))
        for event in ("reduced", "called", "debt established", "paid", "recovered")
    ),
    ("extension without last day", [bond_event("extended", fact_id="x")], ("x",)),
    ("bond event before the issue", [bond_event("released", happened_on=on("28-02"), fact_id="x")], ("x",)),
    ("negative amount", [bond_event("paid", amount=-1, fact_id="x")], ("x",)),
    ("expires_on before issued_on", [bond("C-2", expires_on=on("28-02"), fact_id="x")], ("x",)),
    ("payment without invoice", [payment("V-3", fact_id="x", invoice="F-404")], ("x",)),
    ("invoice unknown", [dispute("L-2", fact_id="x", invoice="F-404")], ("x",)),
    ("invoice of another buyer", [payment("V-3", fact_id="x", invoice="F-3")], ("x",)),
    (
        "invoice in another currency",
        [payment("V-3", fact_id="x", invoice="F-1", currency="USD")],
        ("x",),
    ),
    ("duplicate invoice", [invoice("F-2", fact_id="x", instalment=2, gross=1)], ("f2b", "x")),
    (
        "instalments differ in currency",
        [invoice("F-2", fact_id="x", instalment=3, currency="USD")],
        ("f2", "f2b", "x"),
    ),
    (
        "instalments differ in buyer",
        [invoice("F-2", fact_id="x", instalment=3, buyer="ZINC")],
        ("f2", "f2b", "x"),
    ),
    ("document replaces itself", [invoice("F-20", fact_id="x", replaces="F-20")], ("x",)),
    ("replaces an invoice", [invoice("F-21", fact_id="x", replaces="F-1")], ("x",)),
    (
        "replaces an invoice",
        [invoice("F-22", fact_id="w", stage="returned"), invoice("F-23", fact_id="x", replaces="F-22")],
        ("x",),
    ),
    (
        "documents replace one another",
        [
            invoice("F-24", fact_id="x", replaces="F-25"),
            invoice("F-25", fact_id="y", replaces="F-26", stage="order"),
            invoice("F-26", fact_id="z", replaces="F-24"),
            invoice("F-27", fact_id="before", replaces="F-25"),
        ],
        ("x", "y", "z"),
    ),
    ("currency unknown", [invoice("F-9", fact_id="x", currency="EUX")], ("x",)),
    ("buyer unknown", [invoice("F-9", fact_id="x", buyer="FER")], ("x",)),
    ("payment unknown", [PaymentReturn(payment="V-9", returned_on=on("12-04"), fact_id="x")], ("x",)),
    (
        "several payments returned",
        [payment("V-1", fact_id="x", buyer="ZINC", invoice="F-3")],
        ("v1", "x"),
    ),
    (
        "returned before received",
        [PaymentReturn(payment="V-2", returned_on=on("01-01"), fact_id="x")],
        ("x",),
    ),
    ("charge without invoice", [charge(fact_id="x", invoice="")], ("x",)),
    ("charge with a payment", [charge(fact_id="x", payment="V-1")], ("x",)),
    (
        "cost paid by the buyer",
        [charge("recovery cost", fact_id="x", invoice="", payment="V-1", paid_on=on("03-06"))],
        ("x",),
    ),
    ("cost without payment", [charge("recovery cost", fact_id="x", invoice="")], ("x",)),
    ("cost of an unknown payment", [charge("recovery cost", fact_id="x", invoice="", payment="V-404")], ("x",)),
    (
        "cost of an unknown payment",
        [charge("recovery cost", fact_id="x", invoice="", payment="V-1", buyer="ZINC")],
        ("x",),
    ),
    (
        "cost in another currency",
        [charge("recovery cost", fact_id="x", invoice="", payment="V-1", currency="USD")],
        ("x",),
    ),
    ("invoice in another currency", [charge(fact_id="x", currency="USD")], ("x",)),
    ("negative amount", [charge(fact_id="x", amount=-1)], ("x",)),
    ("charged_on before runs_from", [charge(fact_id="x", runs_from=on("02-06"))], ("x",)),
    ("decision unknown", [LimitAppeal(decision="A-9", appealed_on=on("12-04"), fact_id="x")], ("x",)),
    ("contradictory limits", [decision("A-2", fact_id="x", amount=5_000_00)], ("a1", "x")),
    ("limit without amount", [decision("A-8", fact_id="x", amount=MISSING, effective_on=on("16-01"))], ("x",)),
    ("contradictory rates", [rate("USD", 4, fact_id="x")], ("usd", "x")),
    ("euro not worth a euro", [rate("EUR", 2, fact_id="x")], ("x",)),
    ("vat beyond gross", [invoice("F-9", fact_id="x", gross=100_00, vat=100_01)], ("x",)),
    ("vat beyond gross", [invoice("F-9", fact_id="x", gross=-100_00, vat=20_00)], ("x",)),
    ("vat beyond gross", [credit_note("AV-2", fact_id="x", invoice="", gross=1_00, vat=-20)], ("x",)),
    ("due before issued", [invoice("F-9", fact_id="x", due=on("01-03"))], ("x",)),
    (
        "settled_on before opened_on",
        [dispute("L-2", fact_id="x", settled_on=on("04-04"))],
        ("x",),
    ),
    (
        "left_on before joined_on",
        [Entity(entity="LYON", joined_on=on("02-01"), left_on=on("01-01"), fact_id="x")],
        ("x",),
    ),
    (
        "last_instalment_on before first_instalment_on",
        [
            RepaymentPlan(
                buyer="PORT",
                agreed_on=on("01-05"),
                first_instalment_on=on("01-07"),
                last_instalment_on=on("01-06"),
                fact_id="x",
            )
        ],
        ("x",),
    ),
    (
        "unknown assumption",
        [Assumption(name="weather", author="Credit management", made_on=on("01-06"), fact_id="x")],
        ("x",),
    ),
]


def test_a_sound_ledger_has_nothing_to_tell() -> None:
    assert check(Ledger.of(SOUND)) == ()


@pytest.mark.parametrize(("code", "added", "names"), WRONG, ids=[code for code, *_ in WRONG])
def test_each_fault_is_told_with_its_facts_and_what_to_do(code: str, added: list[Fact], names: tuple[str, ...]) -> None:
    faults = check(Ledger.of([*SOUND, *added]))
    assert [(fault.code, fault.fact_ids) for fault in faults] == [(code, names)]
    (fault,) = faults
    assert not fault.is_warning
    texts = (fault.en, fault.fr, fault.remedy_en, fault.remedy_fr)
    assert all(text and text.endswith(".") for text in texts)
    assert len(set(texts)) == 4
    assert not [table for table in KINDS for text in (fault.fr, fault.remedy_fr) if named_bare(table, text)]


def named_bare(table: str, text: str) -> bool:
    """Whether a French text calls a table as its file is called, without its French name."""
    return re.search(rf"(?<!\()\b{table}\b", text) is not None


def test_a_french_sentence_calls_a_table_and_a_column_in_french_and_tells_the_file() -> None:
    (twice,) = check(Ledger.of([*SOUND, payment("V-2", fact_id="x")]))
    assert twice.fr == "V-2 figure 2 fois dans la table des règlements (payments), et compte autant de fois."
    (order,) = check(Ledger.of([*SOUND, dispute("L-2", fact_id="x", settled_on=on("04-04"))]))
    assert order.fr == (
        "Sur cette ligne de la table des litiges (disputes), le jour « soldé le » (settled_on) précède le jour "
        "« ouvert le » (opened_on)."
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_table_and_column_has_a_french_name(kind: Kind) -> None:
    assert kind.table in TABLE_WORDS
    assert {each.decimal or each.name for each in kind.fields} <= set(FIELD_WORDS)


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("charge on an unknown instalment", {"invoice": "F-2", "instalment": 3}),
        ("charge on an unknown instalment", {"kind": "penalty", "instalment": 2}),
        ("interest before it runs", {"charged_on": on("30-04")}),  # the due date of F-1
        ("interest without its first day", {"invoice": "F-2"}),
    ],
)
def test_a_charge_that_no_loss_has_is_a_warning(code: str, more: dict[str, Any]) -> None:
    found = check(Ledger.of([*SOUND, charge(fact_id="x", **more)]))
    assert [(each.code, each.fact_ids, each.is_warning) for each in found] == [(code, ("x",), True)]


@pytest.mark.parametrize(
    "more",
    [
        {"invoice": "F-2", "instalment": 2, "runs_from": on("20-04")},
        {"charged_on": on("01-05")},  # a day after the due date of F-1
        {"charged_on": on("30-04"), "runs_from": on("20-04")},
        {"charged_on": on("30-04"), "kind": "collection cost"},
    ],
)
def test_a_charge_on_what_there_is_and_interest_that_ran_tell_nothing(more: dict[str, Any]) -> None:
    assert check(Ledger.of([*SOUND, charge(fact_id="x", **more)])) == ()


def test_a_negative_charge_is_told_what_to_do_with_a_charge_and_a_limit_with_neither() -> None:
    remedies = [
        check(Ledger.of([*SOUND, each]))[0].remedy_en
        for each in (payment("V-3", fact_id="x", amount=-1), charge(fact_id="x", amount=-1))
    ]
    assert ["payment_returns" in each for each in remedies] == [True, False]
    assert ["corrects" in each for each in remedies] == [False, True]
    (limit,) = check(Ledger.of([*SOUND, bond_event("paid", amount=-1, fact_id="x")]))
    assert limit.remedy_en == "Write it without sign."


@pytest.mark.parametrize(
    "again", [payment("V-2", fact_id="x"), credit_note(fact_id="x"), charge(fact_id="x", reference="K-k1", amount=1_00)]
)
def test_money_written_twice_is_a_warning_that_names_both_rows(again: Fact) -> None:
    faults = [fault for fault in check(Ledger.of([*SOUND, again])) if fault.code == "written twice"]
    assert [(fault.is_warning, len(fault.fact_ids)) for fault in faults] == [(True, 2)]


CHAIN: list[Fact] = [
    invoice("D-1", fact_id="d1", stage="draft"),
    invoice("C-1", fact_id="c-1", stage="order", replaces="D-1"),
    invoice("BL-1", fact_id="bl1", stage="delivered", replaces="C-1"),
    invoice("F-8", fact_id="f8", instalment=1, replaces="BL-1"),
    invoice("F-8", fact_id="f8b", instalment=2, replaces="BL-1"),
]


def test_a_draft_an_order_and_a_delivery_give_way_to_what_follows_them() -> None:
    assert check(Ledger.of([*SOUND, *CHAIN])) == ()


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("replaced document unknown", {"replaces": "BL-404"}),
        ("replaced document of another buyer", {"replaces": "BL-1", "buyer": "ZINC"}),
        ("replaced document of another currency", {"replaces": "BL-1", "currency": "USD"}),
    ],
)
def test_a_document_that_replaces_nothing_of_its_buyer_is_a_warning(code: str, more: dict[str, str]) -> None:
    found = check(Ledger.of([*SOUND, *CHAIN, invoice("F-9", fact_id="x", **more)]))
    assert [(each.code, each.fact_ids, each.is_warning) for each in found] == [(code, ("x",), True)]


def test_a_long_chain_of_documents_is_no_circle_and_a_circle_at_its_end_is_told_once() -> None:
    many = [invoice(f"C-{n:05}", stage="order", replaces=f"C-{n + 1:05}", fact_id=f"x{n}") for n in range(3_000)]
    last = invoice("C-03000", stage="order", fact_id="last")
    assert check(Ledger.of([*many, last])) == ()
    round_about = invoice("C-03000", stage="order", fact_id="last", replaces="C-02999")
    told = check(Ledger.of([*many, round_about]))
    assert [(each.code, each.fact_ids) for each in told] == [("documents replace one another", ("last", "x2999"))]


@pytest.mark.parametrize(("gross", "vat"), [(100, 100), (-100, -20), (100, 0), (0, 0), (0, MISSING), (-100, MISSING)])
def test_vat_may_be_all_of_an_invoice_or_unknown(gross: int, vat: int) -> None:
    assert check(Ledger.of([*SOUND, invoice("F-9", fact_id="x", gross=gross, vat=vat)])) == ()


@pytest.mark.parametrize(("gross", "wrong"), [(0, []), (1, ["credit note over its invoice"] * 2)])
def test_credit_notes_may_reach_their_invoice_and_not_pass_it(gross: int, wrong: list[str]) -> None:
    more = [credit_note("AV-2", fact_id="av2", gross=gross)]
    assert [fault.code for fault in check(Ledger.of([*SOUND, *more]))] == wrong


def test_a_credit_note_on_instalments_is_held_against_the_whole_invoice() -> None:
    within = credit_note("AV-2", invoice="F-2", gross=240_00, fact_id="av2")
    over = credit_note("AV-3", invoice="F-2", gross=1, fact_id="av3")
    assert check(Ledger.of([*SOUND, within])) == ()
    assert len(check(Ledger.of([*SOUND, within, over]))) == 2


def test_an_invoice_paid_before_it_was_issued_is_only_a_warning() -> None:
    (fault,) = check(Ledger.of([*SOUND, invoice("F-9", fact_id="x", paid_on=on("01-03"))]))
    assert (fault.code, fault.is_warning) == ("paid_on before issued", True)


@pytest.mark.parametrize("due", [on("02-03"), MISSING])
def test_a_due_date_on_the_day_of_issue_or_unknown_is_no_fault(due: int) -> None:
    assert check(Ledger.of([*SOUND, invoice("F-9", due=due)])) == ()


def test_decisions_that_agree_or_start_on_other_days_do_not_contradict() -> None:
    more = [
        decision("A-2", fact_id="same"),
        decision("A-3", fact_id="later", amount=1, effective_on=on("16-01")),
        decision("A-4", fact_id="layer", amount=1, policy="top-up"),
    ]
    assert check(Ledger.of([*SOUND, *more])) == ()


def test_a_rate_told_twice_alike_and_a_refusal_without_amount_are_no_fault() -> None:
    more = [
        rate("USD", 2, fact_id="x"), rate("EUR", 1, fact_id="x2"),
        decision("A-9", fact_id="no", outcome="refused", amount=MISSING, effective_on=on("16-01")),
    ]  # fmt: skip
    assert check(Ledger.of([*SOUND, *more])) == ()


def test_what_was_corrected_is_no_longer_held_against_anyone() -> None:
    wrong = payment("V-3", fact_id="x", invoice="F-404")
    mended = payment("V-3", fact_id="y", corrects="x", invoice="F-1", known=on("01-05"))
    assert check(Ledger.of([*SOUND, wrong, mended])) == ()
    assert len(check(Ledger.of([*SOUND, wrong, mended]), known_on=on("30-04"))) == 1


def test_contradictory_corrections_are_among_the_faults() -> None:
    facts = [*SOUND, invoice("F-9", fact_id="x", corrects="lost")]
    assert [fault.code for fault in check(Ledger.of(facts))] == ["correction of nothing"]


def test_a_ledger_without_registered_buyers_is_not_told_that_each_is_unknown() -> None:
    assert check(Ledger.of([invoice(), payment()])) == ()


def test_errors_come_before_warnings_and_a_wrong_file_stays_readable() -> None:
    many = [payment(f"V-{number}", fact_id=f"p{number:04}", invoice="F-9") for number in range(SHOWN + 7)]
    faults = check(Ledger.of([*many, invoice(paid_on=on("01-01"))]))
    assert len(faults) == SHOWN + 2
    assert "At least 7 more" in " ".join(fault.en for fault in faults)
    assert [fault.is_warning for fault in faults][-2:] == [False, True]


EVERY_FAULT = [
    *SOUND,
    *(replace(fact, fact_id=f"{fact.fact_id}{number}") for number, (_, added, _) in enumerate(WRONG) for fact in added),
]


@given(st.permutations(range(len(EVERY_FAULT))))
def test_the_order_of_rows_does_not_matter(places: list[int]) -> None:
    told = check(Ledger.of(EVERY_FAULT))
    assert {code for code, *_ in WRONG} - {fault.code for fault in told} == set()
    assert check(Ledger.of(EVERY_FAULT[place] for place in places)) == told


def test_a_code_of_no_buyer_proposes_the_nearest_one() -> None:
    facts = [
        buyer("BRASSE"),
        buyer("ZINC"),
        invoice("F-9", fact_id="x", buyer="BRASE"),
        invoice("F-8", buyer="NULLE-PART"),
    ]
    near, far = sorted(
        (each for each in check(Ledger.of(facts)) if each.code == "buyer unknown"),
        key=lambda each: "BRASE" not in each.en,
    )
    assert near.remedy_en.startswith('Did you mean "BRASSE"? Add the buyer')
    assert near.remedy_fr.startswith("Vouliez-vous dire « BRASSE » ? Ajoutez")
    assert "Did you mean" not in far.remedy_en
