"""A view shows what had happened by one day, as far as it was known by another."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.columns import Table, Texts, is_constant
from encours.facts.kinds import (
    KINDS,
    Entity,
    Fact,
    Insolvency,
    LimitAppeal,
    LimitDecision,
    PaymentReturn,
    TurnoverDeclaration,
)
from encours.facts.ledger import Ledger
from encours.facts.names import Numbered
from encours.units import DAY_MISSING_STORED, MISSING, NEVER
from tests.facts.story import buyer, contents, decision, dispute, invoice, on, payment
from tests.facts.strategies import DAYS, any_fact, facts


def shown(ledger: Ledger, as_of: int, known_on: int | None = None) -> dict[str, list[str]]:
    view = ledger.view(as_of, known_on)
    tables = {name: contents(view.facts(name)) for name in KINDS}
    return {name: rows for name, rows in tables.items() if rows}


def by_account(ledger: Ledger, as_of: int, buyers: list[str]) -> list[str]:
    view = ledger.view(as_of)
    return contents([fact for code in buyers for table in view.account(code).values() for fact in table.rows()])


@pytest.mark.parametrize(("day", "seen"), [("01-03", 0), ("02-03", 1)])
def test_a_fact_is_seen_from_the_day_it_happened(day: str, seen: int) -> None:
    assert len(Ledger.of([invoice()]).view(on(day)).facts("invoices")) == seen


@pytest.mark.parametrize(("day", "seen"), [("19-03", 0), ("20-03", 1)])
def test_a_fact_is_seen_from_the_day_it_was_known(day: str, seen: int) -> None:
    ledger = Ledger.of([invoice(known=on("20-03"))])
    assert len(ledger.view(on("30-06"), on(day)).facts("invoices")) == seen
    assert len(ledger.view(on("30-06")).facts("invoices")) == 1


@pytest.mark.parametrize(("as_of", "known", "settled"), [
    ("30-05", None, False),
    ("31-05", None, True),
    ("30-06", "30-05", False),
    ("30-06", "31-05", True),
])  # fmt: skip
def test_an_event_is_seen_from_its_day_and_no_sooner_than_it_could_be_known(
    as_of: str, known: str | None, settled: bool
) -> None:
    ledger = Ledger.of([dispute(settled_on=on("31-05")), dispute(reference="L-2", invoice="F-2")])
    view = ledger.view(on(as_of), on(known) if known else None)
    days = {fact.reference: fact.settled_on for fact in view.account("PORT")["disputes"].rows()}  # type: ignore[attr-defined]
    assert days == {"L-1": on("31-05") if settled else NEVER, "L-2": NEVER}
    assert contents(view.facts("disputes")) == contents(list(view.account("PORT")["disputes"].rows()))


def test_an_invoice_paid_later_was_open_then() -> None:
    ledger = Ledger.of([invoice(paid_on=on("15-04"))])
    assert ledger.view(on("14-04")).table("invoices").numbers["paid_on"].tolist() == [NEVER]
    assert ledger.view(on("15-04")).table("invoices").numbers["paid_on"].tolist() == [on("15-04")]


def test_of_two_payments_only_the_one_still_to_come_is_hidden() -> None:
    ledger = Ledger.of([invoice("F-1", paid_on=on("15-04")), invoice("F-2", paid_on=on("16-04"))])
    assert sorted(ledger.view(on("15-04")).table("invoices").numbers["paid_on"].tolist()) == [
        on("15-04"),
        NEVER,
    ]


def test_a_fact_known_early_that_has_not_happened_is_hidden_beside_one_known_late() -> None:
    early = invoice("F-1", issued=on("01-06"), known=on("01-03"))
    late = invoice("F-2", issued=on("02-03"), known=on("01-06"))
    seen = invoice("F-3", issued=on("02-03"))
    view = Ledger.of([early, late, seen]).view(on("30-04"), on("30-04"))
    assert [fact.number for fact in view.facts("invoices")] == ["F-3"]  # type: ignore[attr-defined]


def test_a_day_agreed_ahead_is_not_hidden() -> None:
    granted = decision(effective_on=on("01-09"), expires_on=on("31-12"))
    declaration = TurnoverDeclaration(
        period_start=on("01-01"), period_end=on("31-12"), due_on=on("31-12"), declared_on=on("20-12")
    )
    view = Ledger.of([granted, declaration, invoice(due=on("30-04"))]).view(on("30-03"))
    (seen,) = view.facts("limit_decisions")
    assert isinstance(seen, LimitDecision)
    assert (seen.effective_on, seen.expires_on) == (on("01-09"), on("31-12"))
    (declared,) = view.facts("turnover_declarations")
    assert isinstance(declared, TurnoverDeclaration)
    assert (declared.due_on, declared.declared_on) == (on("31-12"), NEVER)
    assert view.table("invoices").numbers["due"].tolist() == [on("30-04")]


@pytest.mark.parametrize(("day", "seen"), [("19-04", 0), ("20-04", 1)])
def test_a_withdrawal_is_pending_from_its_notice(day: str, seen: int) -> None:
    cut = decision(outcome="withdrawn", amount=0, notified_on=on("20-04"), effective_on=on("20-05"))
    assert len(Ledger.of([cut]).view(on(day)).facts("limit_decisions")) == seen


def test_a_publication_that_is_unknown_stays_unknown_and_one_to_come_has_not_happened() -> None:
    opened = Insolvency(buyer="PORT", kind="liquidation", opened_on=on("01-04"))
    later = Insolvency(buyer="ZINC", kind="liquidation", opened_on=on("01-04"), published_on=on("20-04"))
    table = Ledger.of([opened, later]).view(on("10-04")).table("insolvencies")
    assert sorted(table.numbers["published_on"].tolist()) == [DAY_MISSING_STORED, NEVER]


def test_an_entity_that_leaves_later_is_still_in() -> None:
    left = Entity(entity="LYON", joined_on=on("01-01"), left_on=on("30-06"))
    table = Ledger.of([left]).view(on("29-06")).table("entities")
    assert table.numbers["left_on"].tolist() == [NEVER]


STORY = [
    invoice(fact_id="first"),
    invoice(fact_id="second", corrects="first", gross=100_00, known=on("20-03")),
    invoice(fact_id="third", corrects="second", gross=90_00, known=on("20-04")),
]


@pytest.mark.parametrize(("known", "gross"), [("19-03", 120_00), ("20-03", 100_00), ("20-04", 90_00)])
@pytest.mark.parametrize("in_columns", [False, True])
def test_a_correction_takes_the_place_of_the_fact_once_it_is_known(known: str, gross: int, in_columns: bool) -> None:
    table = Table.of(KINDS["invoices"], STORY)
    ledger = Ledger.from_tables([table]) if in_columns else Ledger.of(STORY)
    view = ledger.view(on("30-06"), on(known))
    assert [fact.gross for fact in view.facts("invoices")] == [gross]  # type: ignore[attr-defined]
    assert contents(view.facts("invoices")) == contents(list(view.account("PORT")["invoices"].rows()))


def test_a_correction_that_moves_the_fact_to_a_later_day_hides_it_until_then() -> None:
    ledger = Ledger.of([invoice(fact_id="a"), invoice(fact_id="b", corrects="a", issued=on("02-05"))])
    assert ledger.view(on("30-04")).facts("invoices") == ()
    assert len(ledger.view(on("02-05")).facts("invoices")) == 1


@pytest.mark.parametrize("in_columns", [False, True])
def test_what_is_void_never_happened(in_columns: bool) -> None:
    rows = [dispute(fact_id="a"), dispute(fact_id="b", corrects="a", void=1, known=on("01-05"))]
    table = Table.of(KINDS["disputes"], rows)
    ledger = Ledger.from_tables([table]) if in_columns else Ledger.of(rows)
    assert len(ledger.view(on("30-06"), on("30-04")).facts("disputes")) == 1
    assert ledger.view(on("30-06"), on("01-05")).facts("disputes") == ()
    assert ledger.view(on("30-06"), on("01-05")).account("PORT") == {}


def test_of_two_corrections_of_one_fact_the_one_known_last_stands() -> None:
    rows = [
        invoice(fact_id="a"),
        invoice(fact_id="b", corrects="a", gross=1, known=on("02-04")),
        invoice(fact_id="c", corrects="a", gross=2, known=on("01-04")),
    ]
    seen = [fact.fact_id for fact in Ledger.of(rows).view(on("30-06")).facts("invoices")]
    assert seen == ["b"]


def test_an_account_holds_every_fact_of_its_buyer_and_no_other() -> None:
    returned = PaymentReturn(payment="V-1", returned_on=on("12-04"))
    appeal = LimitAppeal(decision="A-1", appealed_on=on("01-02"))
    others = [
        buyer("ZINC"),
        payment("V-2", buyer="ZINC"),
        PaymentReturn(payment="V-2", returned_on=on("12-04")),
    ]
    mine = [buyer(), invoice(), payment(), returned, decision(), appeal, dispute()]
    ledger = Ledger.of([*mine, *others])
    account = ledger.view(on("30-06")).account("PORT")
    assert {name: len(rows) for name, rows in account.items()} == {
        "buyers": 1, "invoices": 1, "payments": 1, "payment_returns": 1,
        "limit_decisions": 1, "limit_appeals": 1, "disputes": 1,
    }  # fmt: skip
    assert account["payment_returns"].row(0).payment == "V-1"  # type: ignore[attr-defined]
    assert ledger.view(on("30-06")).account("NOBODY") == {}
    assert ledger.view(on("30-06")).account("") == {}


def test_an_account_sees_what_was_just_added() -> None:
    ledger = Ledger.from_tables([Table.of(KINDS["invoices"], [invoice()])])
    assert "payments" not in ledger.view(on("30-06")).account("PORT")
    later = ledger.add([payment()])
    assert len(later.view(on("30-06")).account("PORT")["payments"]) == 1


def test_when_nothing_is_hidden_the_table_passes_through_untouched() -> None:
    table = Table.of(KINDS["invoices"], [invoice(paid_on=on("15-04")), invoice("F-2")])
    ledger = Ledger.from_tables([table])
    assert ledger.view(on("30-06")).table("invoices") is table
    hidden = ledger.view(on("30-03")).table("invoices")
    assert hidden is not table
    assert hidden.numbers["gross"] is table.numbers["gross"]
    assert is_constant(hidden.numbers["vat"])


WORDS = st.sampled_from(["F-1", "F-2", "F-3"])


@st.composite
def corrected(draw: st.DrawFn) -> list[Fact]:
    """A few facts of one kind, each perhaps correcting one before it, known on any day."""
    kind = KINDS[draw(st.sampled_from(["invoices", "disputes", "limit_decisions", "payments"]))]
    rows: list[Fact] = []
    for number in range(draw(st.integers(0, 6))):
        earlier = st.sampled_from(["", *(row.fact_id for row in rows)])
        row = draw(
            facts(
                kind,
                fact_id=st.just(f"fact {number}"),
                corrects=earlier,
                void=st.integers(0, 1) if rows else st.just(0),
                known=DAYS,
                buyer=st.sampled_from(["A", "B"]),
            )
        )
        rows.append(row)
    return rows


@given(corrected(), DAYS, DAYS)
def test_a_view_known_on_a_day_is_the_view_of_the_ledger_known_by_that_day(
    rows: list[Fact], as_of: int, known_on: int
) -> None:
    known = [row for row in rows if row.known <= known_on]
    assert shown(Ledger.of(rows), as_of, known_on) == shown(Ledger.of(known), as_of, known_on)


def plainly(rows: list[Fact], as_of: int, known_on: int) -> list[str]:
    """What a view shows, said again row by row without columns."""
    known = [row for row in rows if row.known <= known_on]
    gone = set()
    for target in {row.corrects for row in known} - {""}:
        several = sorted((row.known, row.fact_id) for row in known if row.corrects == target)
        gone |= {target, *(name for _, name in several[:-1])}
    seen = [row for row in known if row.happened_on <= as_of and not row.void and row.fact_id not in gone]
    last = min(as_of, known_on)
    hidden = [
        replace(
            row,
            **{each.name: NEVER for each in row.KIND.fields if each.event and getattr(row, each.name) > last},
        )
        for row in seen
    ]
    return contents([each for row in hidden for each in as_allocated(row)])


def as_allocated(row: Fact) -> list[Fact]:
    """Money that names its invoice from a day on: before it on account, and gone from it where it names none."""
    day = getattr(row, "allocated_on", MISSING)
    if day == MISSING:
        return [row]
    if day == NEVER:
        return [replace(row, invoice="", instalment=MISSING)] if getattr(row, "invoice", "") else [row]
    return [row] if getattr(row, "invoice", "") else []


@given(corrected(), DAYS, DAYS)
def test_a_view_shows_what_reading_row_by_row_shows(rows: list[Fact], as_of: int, known_on: int) -> None:
    found = shown(Ledger.of(rows), as_of, known_on)
    assert sorted(row for table in found.values() for row in table) == plainly(rows, as_of, known_on)


@given(corrected(), DAYS, DAYS, st.randoms(), st.integers(0, 6))
def test_a_view_depends_neither_on_the_order_of_rows_nor_on_where_they_are_kept(
    rows: list[Fact], as_of: int, known_on: int, random: object, cut: int
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    expected = shown(Ledger.of(rows), as_of, known_on)
    assert shown(Ledger.of(shuffled), as_of, known_on) == expected
    if rows:
        tables = [Table.of(rows[0].KIND, shuffled[:cut])]
        assert shown(Ledger.from_tables(tables).add(shuffled[cut:]), as_of, known_on) == expected


@given(corrected(), DAYS)
def test_the_accounts_together_are_the_tables(rows: list[Fact], as_of: int) -> None:
    for ledger in (Ledger.of(rows), Ledger.from_tables([Table.of(rows[0].KIND, rows)] if rows else [])):
        tables = ledger.view(as_of)
        expected = contents([fact for name in KINDS for fact in tables.facts(name)])
        assert by_account(ledger, as_of, ["A", "B"]) == expected


@given(st.lists(any_fact(), max_size=6), DAYS)
def test_nothing_after_the_day_asked_is_ever_shown(rows: list[Fact], as_of: int) -> None:
    view = Ledger.of(rows).view(as_of)
    for name, kind in KINDS.items():
        for fact in view.facts(name):
            assert fact.happened_on <= as_of
            events = [getattr(fact, each.name) for each in kind.fields if each.event]
            assert all(day <= as_of or day == NEVER for day in events)


def test_an_account_is_read_without_reading_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    length, holders = 20_000, 5_000
    table = Table.from_columns(
        KINDS["invoices"],
        number=Texts.numbered("F-", first=0, length=length),
        buyer=Texts(np.arange(length, dtype=np.int32) % holders, Numbered("C-", first=0, count=holders)),
        currency=Texts.alike("EUR", length),
        gross=np.arange(length, dtype=np.int64),
        issued=np.full(length, on("01-02"), dtype=np.int32),
        source=Texts.numbered("ventes.csv:", first=2, length=length),
    )
    made: list[int] = []
    whole = Table.take
    monkeypatch.setattr(Table, "take", lambda self, rows: made.append(rows.size) or whole(self, rows))
    ledger = Ledger.from_tables([table])
    ledger.view(on("30-06")).account("C-77")
    index = table.once("index by buyer", lambda: None)
    assert index is not None
    for number in range(3):
        ledger = ledger.add([payment(f"V-{number}", buyer="C-77")])
    account = ledger.view(on("30-06")).account("C-77")
    assert (len(account["invoices"]), len(account["payments"])) == (4, 3)
    assert made == [4, 4]
    assert ledger.kept["invoices"].base is table


@pytest.mark.parametrize(("day", "named"), [
    ("30-05", {"V-1": "F-1", "V-2": "", "V-3": "", "V-4": ""}),
    ("31-05", {"V-1": "F-1", "V-2": "F-1", "V-4": ""}),
])  # fmt: skip
def test_money_stands_on_account_until_it_is_allocated_or_given_back(day: str, named: dict[str, str]) -> None:
    used = {"instalment": 1, "allocated_on": on("31-05")}
    ledger = Ledger.of([
        invoice(), payment("V-1", invoice="F-1"), payment("V-2", invoice="F-1", **used), payment("V-3", **used),
        payment("V-4"),
    ])  # fmt: skip
    view = ledger.view(on(day))
    assert {each.reference: each.invoice for each in view.facts("payments")} == named  # type: ignore[attr-defined]
    assert contents(view.facts("payments")) == contents(tuple(view.account("PORT")["payments"].rows()))
