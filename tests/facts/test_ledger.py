"""Facts are added, never changed; what contradicts is told, in both languages, and never half taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.columns import Table, Texts
from encours.facts.kept import TAIL_LIMIT
from encours.facts.kinds import KINDS, Fact
from encours.facts.ledger import HYPOTHESIS, Ledger
from encours.units import NEVER
from tests.facts.story import contents, dispute, invoice, on, payment
from tests.facts.strategies import any_fact


def codes(ledger: Ledger) -> list[str]:
    return [fault.code for fault in ledger.errors]


def everything(ledger: Ledger) -> list[str]:
    return contents([fact for name in KINDS for fact in ledger.table(name).rows()])


def test_the_same_fact_twice_changes_nothing() -> None:
    once = Ledger.of([invoice(source="ventes.csv:2"), payment()])
    again = once.add([invoice(source="ventes.csv:2"), payment()])
    assert everything(again) == everything(once)
    assert again.content_hash == once.content_hash
    assert again.errors == ()


def test_a_fact_of_the_same_name_and_other_content_is_refused_and_the_first_one_kept() -> None:
    ledger = Ledger.of([invoice(source="ventes.csv:2")])
    added = ledger.add([invoice(source="ventes.csv:2", gross=99_00), payment()])
    assert codes(added) == ["same name, different fact"]
    assert added.errors[0].fact_ids == ("ventes.csv:2",)
    assert added.find("ventes.csv:2") == invoice(source="ventes.csv:2")
    assert len(added) == 2
    assert ledger.errors == ()


def test_a_name_is_unique_over_all_kinds() -> None:
    assert codes(Ledger.of([invoice(fact_id="x"), payment(fact_id="x")])) == ["same name, different fact"]


def test_adding_leaves_the_first_ledger_as_it_was_and_shares_its_columns() -> None:
    first = Ledger.from_tables([Table.of(KINDS["invoices"], [invoice(f"F-{n}") for n in range(5)])])
    base = first.table("invoices")
    second = first.add([invoice("F-9")])
    assert first.table("invoices") is base
    assert second.kept["invoices"].base is base
    assert len(second.table("invoices")) == 6
    assert len(first) == 5


def test_many_facts_added_one_by_one_are_folded_into_columns() -> None:
    ledger = Ledger.empty()
    for number in range(TAIL_LIMIT + 3):
        ledger = ledger.add([invoice(f"F-{number}")])
    assert len(ledger.kept["invoices"].tail) < TAIL_LIMIT
    assert len(ledger.view(on("30-06")).account("PORT")["invoices"]) == TAIL_LIMIT + 3
    assert ledger.errors == ()


def test_two_tables_of_a_kind_are_joined() -> None:
    tables = [Table.of(KINDS["invoices"], [invoice(number)]) for number in ("F-1", "F-2")]
    assert len(Ledger.from_tables(tables).table("invoices")) == 2


@given(st.lists(any_fact(), max_size=8), st.randoms())
def test_the_order_of_facts_does_not_matter(facts: list[Fact], random: object) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert everything(Ledger.of(shuffled)) == everything(Ledger.of(facts))


@given(st.lists(any_fact(), max_size=8), st.integers(0, 8))
def test_facts_added_in_two_goes_are_facts_added_at_once(facts: list[Fact], cut: int) -> None:
    assert everything(Ledger.of(facts[:cut]).add(facts[cut:])) == everything(Ledger.of(facts))


def test_a_what_if_is_marked_and_leaves_the_ledger_alone() -> None:
    ledger = Ledger.of([invoice()])
    supposed = ledger.hypothetical([payment(), invoice("F-2", source="ventes.csv:3")])
    assert supposed.is_hypothetical
    assert not ledger.is_hypothetical
    assert len(ledger) == 1
    sources = {fact.source for name in KINDS for fact in supposed.table(name).rows()}
    assert sources == {"", HYPOTHESIS}
    assert supposed.add([payment("V-2")]).is_hypothetical


def test_a_supposition_is_refused_by_a_stored_ledger() -> None:
    supposed = Ledger.empty().hypothetical([payment()])
    facts = list(supposed.table("payments").rows())
    assert codes(Ledger.of(facts)) == ["hypothesis among facts"]
    assert codes(Ledger.from_tables([supposed.table("payments")])) == ["hypothesis among facts"]
    assert len(Ledger.of(facts)) == 0


def test_a_supposed_correction_corrects_only_in_the_what_if() -> None:
    ledger = Ledger.of([invoice(fact_id="old")])
    supposed = ledger.hypothetical([invoice(fact_id="new", corrects="old", paid_on=on("01-04"))])
    assert supposed.view(on("30-06")).account("PORT")["invoices"].row(0).paid_on == on("01-04")  # type: ignore[attr-defined]
    assert ledger.view(on("30-06")).account("PORT")["invoices"].row(0).paid_on == NEVER  # type: ignore[attr-defined]


CONTRADICTIONS = [
    ("correction of nothing", [invoice(fact_id="a", corrects="lost")], ("a", "lost")),
    ("correction of another kind", [invoice(fact_id="a"), payment(fact_id="b", corrects="a")], ("b", "a")),
    (
        "correction before the fact",
        [invoice(fact_id="a"), invoice(fact_id="b", corrects="a", known=on("01-03"))],
        ("b", "a"),
    ),
    ("void of nothing", [invoice(fact_id="a", void=1)], ("a",)),
    (
        "corrected twice",
        [
            invoice(fact_id="a"),
            invoice(fact_id="b", corrects="a", gross=1),
            invoice(fact_id="c", corrects="a", gross=2),
        ],
        ("a", "b", "c"),
    ),
    (
        "corrections in a circle",
        [invoice(fact_id="a", corrects="b"), invoice(fact_id="b", corrects="a", gross=1)],
        ("a", "b"),
    ),
    ("corrections in a circle", [invoice(fact_id="a", corrects="a")], ("a",)),
]


@pytest.mark.parametrize(("code", "facts", "names"), CONTRADICTIONS)
@pytest.mark.parametrize("in_columns", [False, True])
def test_contradictory_corrections_are_told(
    code: str, facts: list[Fact], names: tuple[str, ...], in_columns: bool
) -> None:
    if in_columns:
        kinds = {fact.KIND.table: fact.KIND for fact in facts}
        tables = [Table.of(kind, [fact for fact in facts if fact.KIND is kind]) for kind in kinds.values()]
        ledger = Ledger.from_tables(tables)
    else:
        ledger = Ledger.of(facts)
    assert [(fault.code, fault.fact_ids) for fault in ledger.errors] == [(code, names)]
    fault = ledger.errors[0]
    assert fault.en != fault.fr
    assert fault.remedy_en != fault.remedy_fr
    assert all(text.endswith(".") for text in (fault.en, fault.fr, fault.remedy_en, fault.remedy_fr))


def test_a_correction_that_holds_together_is_no_contradiction() -> None:
    facts = [
        invoice(fact_id="a"),
        invoice(fact_id="b", corrects="a", gross=1, known=on("04-03")),
        invoice(fact_id="c", corrects="b", gross=2, known=on("05-03")),
        dispute(fact_id="d"),
        dispute(fact_id="e", corrects="d", void=1, known=on("01-06")),
    ]
    assert Ledger.of(facts).errors == ()


def test_a_fact_of_a_large_table_is_found_and_corrected_by_its_row() -> None:
    rows = 3_000
    table = Table.of(KINDS["invoices"], [invoice(f"F-{number}") for number in range(rows)])
    named = table.replace(fact_id=Texts.alike("", rows), source=Texts.numbered("ventes.csv:", first=2, length=rows))
    ledger = Ledger.from_tables([named])
    found = ledger.find("ventes.csv:12")
    assert found is not None
    assert found.number == "F-10"  # type: ignore[attr-defined]
    corrected = ledger.add([invoice("F-10", source="mend", corrects="ventes.csv:12", gross=1)])
    assert corrected.errors == ()
    seen = corrected.view(on("30-06")).table("invoices")
    assert len(seen) == rows
    assert seen.total("gross") == (rows - 1) * 120_00 + 1


@pytest.mark.parametrize("column", ["fact_id", "source"])
def test_rows_of_a_file_that_share_a_name_are_told(column: str) -> None:
    rows = Table.of(KINDS["invoices"], [invoice("F-1"), invoice("F-2"), invoice("F-3")])
    (fault,) = Ledger.from_tables([rows.replace(**{column: Texts.of(["a", "b", "a"])})]).errors
    assert (fault.code, fault.fact_ids) == ("name borne twice", ("a",))
    assert fault.en != fault.fr
    for sound in (["a", "b", "c"], ["b", "a", "c"], ["", "", ""], ["", "a", ""]):
        assert Ledger.from_tables([rows.replace(**{column: Texts.of(sound)})]).errors == ()
