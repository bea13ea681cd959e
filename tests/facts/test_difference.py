"""Two exports of one ledger differ by what appeared, changed and vanished; what is learnt is added, nothing edited."""

from hypothesis import given
from hypothesis import strategies as st

from encours.facts.columns import Table, Texts
from encours.facts.difference import annulled, difference, learnt, named_in, restored
from encours.facts.kinds import KINDS, Buyer, Fact, Invoice
from encours.facts.ledger import Ledger
from tests.facts.story import on

JUNE, JULY = on("30-06"), on("31-07")


def invoice(number: str, gross: int = 100_00, **values: object) -> Invoice:
    told = {"buyer": "B1", "currency": "EUR", "issued": on("04-05"), "source": f"june.csv:{number}"}
    return Invoice(number=number, gross=gross, **{**told, **values})


def table(*facts: Fact) -> Table:
    return Table.of(KINDS["invoices"], facts)


def test_what_appeared_changed_and_vanished_is_told_apart() -> None:
    before = table(invoice("1"), invoice("2"), invoice("3"))
    now = table(invoice("2", source="july.csv:2"), invoice("3", 90_00), invoice("4"))
    found = difference(before, now)
    assert (found.appeared, found.vanished, found.same) == ((2,), (0,), 1)
    assert [(each.before, each.now, each.fields) for each in found.changed] == [(2, 1, ("gross",))]


def test_a_file_told_twice_differs_in_nothing() -> None:
    whole = table(invoice("1"), invoice("2", 5), invoice("2", 7, instalment=2))
    found = difference(whole, whole)
    assert found.is_empty
    assert found.vanished == ()
    assert found.same == 3


def test_a_column_that_the_file_does_not_have_and_an_empty_cell_change_nothing_known() -> None:
    before = table(invoice("1", delivered=on("02-05"), vat=20_00), invoice("2"))
    assert difference(before, table(invoice("1"))).is_empty
    assert difference(before, table(invoice("1"), invoice("2", vat=16_00))).changed[0].fields == ("vat",)


def test_a_payment_that_is_told_no_more_is_a_change_where_the_column_is_told() -> None:
    before = table(invoice("1", paid_on=on("20-06")), invoice("2"))
    assert difference(before, table(invoice("1"), invoice("2"))).is_empty
    found = difference(before, table(invoice("1"), invoice("2", paid_on=on("21-06"))))
    assert [each.fields for each in found.changed] == [("paid_on",), ("paid_on",)]


def test_a_change_is_a_correction_learnt_on_the_day_of_the_file() -> None:
    before = invoice("1", delivered=on("02-05"))
    found = difference(table(before), table(invoice("1", 80_00, source="july.csv:9")))
    ledger = Ledger.of([before]).add_tables([learnt(found, JULY)])
    assert ledger.errors == ()
    [now] = ledger.view(JULY).facts("invoices")
    assert (now.gross, now.delivered, now.source, now.known) == (80_00, before.delivered, "july.csv:9", JULY)
    [then] = ledger.view(JULY, known_on=JUNE).facts("invoices")
    assert then.gross == before.gross


def test_what_was_not_there_at_an_earlier_look_was_learnt_later() -> None:
    found = difference(table(), table(invoice("1"), invoice("2", issued=on("03-07"))))
    assert [fact.known for fact in learnt(found, JULY).rows()] == [on("04-05"), on("03-07")]
    assert [fact.known for fact in learnt(found, JULY, since=JUNE).rows()] == [JULY, on("03-07")]


def test_a_buyer_is_as_told_from_the_day_on_and_as_before_until_then() -> None:
    kind = KINDS["buyers"]
    old = Buyer(buyer="B1", name="Ancien Nom SARL", siren="732829320", source="buyers.csv:2")
    new = Buyer(buyer="B1", name="Nouveau Nom SARL", source="july.csv:2")
    found = difference(Table.of(kind, [old]), Table.of(kind, [new]))
    [fact] = learnt(found, JULY).rows()
    assert isinstance(fact, Buyer)
    assert (fact.name, fact.siren, fact.changed_on, fact.corrects) == ("Nouveau Nom SARL", "732829320", JULY, "")


def test_what_is_annulled_or_restored_stands_as_before() -> None:
    before = [invoice("1"), invoice("2")]
    now = table(invoice("1", 80_00, source="july.csv:1"), invoice("3", source="july.csv:3"))
    ledger = Ledger.of(before).add_tables([learnt(difference(table(*before), now), JULY)])
    found = ledger.found({"july.csv:1", "july.csv:3", "june.csv:1"})
    assert set(found) == {"july.csv:1", "july.csv:3", "june.csv:1"}
    gone = annulled(table(found["july.csv:3"]), JULY)
    back = restored(found["july.csv:1"], found["june.csv:1"], JULY)
    after = ledger.add_tables(named_in([gone, table(back)], "0002-undo").values())
    assert after.errors == ()
    standing = {(each.number, each.gross) for each in after.view(JULY).facts("invoices")}
    assert standing == {("1", 100_00), ("2", 100_00)}


def test_facts_of_an_import_bear_its_name_and_each_its_own() -> None:
    told = [
        invoice("1", source="a.csv:2"),
        invoice("2", source="a.csv:2"),
        invoice("3", source=""),
        invoice("4", source="a.csv:5", fact_id="own"),
    ]
    found = named_in([table(told[0]), table(*told[1:])], "0001-a")["invoices"]
    assert [(each.source, each.fact_id) for each in found.rows()] == [
        ("0001-a/a.csv:2", "0001-a/a.csv:2"),
        ("0001-a/a.csv:2", "0001-a/a.csv:2#2"),
        ("0001-a/invoices:3", "0001-a/invoices:3"),
        ("0001-a/a.csv:5", "0001-a/own"),
    ]
    counted = Table.of(KINDS["invoices"], told[:1]).replace(source=Texts.numbered("a.csv:", first=2, length=1))
    assert [each.fact_id for each in named_in([counted], "0001-a")["invoices"].rows()] == ["0001-a/a.csv:2"]


NUMBERS = st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(1, 3)), max_size=8)


@given(NUMBERS, NUMBERS)
def test_each_fact_is_paired_once_or_told_once(before: list[tuple[str, int]], now: list[tuple[str, int]]) -> None:
    one, two = (table(*(invoice(name, gross) for name, gross in each)) for each in (before, now))
    found = difference(one, two)
    assert len(found.appeared) + len(found.changed) + found.same == len(now)
    assert len(found.vanished) + len(found.changed) + found.same == len(before)
    assert {each.before for each in found.changed}.isdisjoint(found.vanished)
    if sorted(before) == sorted(now):
        assert found.is_empty


def test_of_facts_that_replace_one_another_the_last_is_compared() -> None:
    kind = KINDS["buyers"]
    history = [
        Buyer(buyer="B1", name="Nouveau Nom SARL", changed_on=JUNE, source="b:3"),
        Buyer(buyer="B1", name="Ancien Nom SARL", source="b:2"),
    ]
    told = Table.of(kind, [Buyer(buyer="B1", name="Nouveau Nom SARL", source="july.csv:2")])
    found = difference(Table.of(kind, history), told)
    assert (found.is_empty, found.vanished, found.same) == (True, (), 1)
