"""What the page tells of each supplier: the same to the cent as the walk, whoever else delivers."""

from encours.cover.answer import cover as cover_of
from encours.explain.reverse_report import ReverseReport, until
from encours.explain.reverse_screen import reverse_page
from encours.explain.screen import laid_out
from encours.reverse.allocations import allocations_of, stretches
from tests.reverse.made_up import cover, ledger, report, view


def figures(found: ReverseReport) -> dict[str, tuple[int, ...]]:
    """Allocated, used, free, owed, over and otherwise not covered of each supplier, in euros."""
    return {
        each.supplier: tuple(cents // 100 for cents in (each.allocated, each.used, each.free, each.owed, each.over,
                                                        each.otherwise))
        for each in found.suppliers
    }  # fmt: skip


def test_used_free_and_over_are_of_each_supplier_alone() -> None:
    found = report(
        ["A granted 500 01-01", "B granted 100 01-01"], ["A 300 02-01", "B 150 02-01", "C 40 02-01"], "02-10"
    )
    # C has no allocation: what it delivers is over no limit of its own, and takes room in no other's.
    assert figures(found) == {
        "A": (500, 300, 200, 300, 0, 0), "B": (100, 100, 0, 150, 50, 0), "C": (0, 0, 0, 40, 40, 0),
    }  # fmt: skip


def test_a_supplier_that_delivered_nothing_yet_has_its_whole_allocation_free() -> None:
    found = report(["A granted 500 01-01", "B granted 100 01-01"], ["A 300 02-01"], "02-10")
    assert figures(found)["B"] == (100, 0, 100, 0, 0, 0)


def test_after_a_cut_more_may_be_used_than_is_allocated_and_nothing_is_free() -> None:
    found = report(["A granted 500 01-01", "A reduced 200 03-01"], ["A 300 02-01"], "03-10")
    assert figures(found) == {"A": (200, 300, 0, 300, 0, 0)}
    assert found.findings == ()


def test_what_stands_on_the_debtor_above_the_total_is_told() -> None:
    decisions = ["A granted 500 01-01", "A reduced 200 03-01", "B granted 400 03-02"]
    assert [each.code for each in report(decisions, ["A 300 02-01"], "03-10", total=700).findings] == []
    (told,) = report(decisions, ["A 301 02-01"], "03-10", total=700).findings
    assert told.code == "engaged above the total"
    assert "come to €701.00, €1.00 above the total of €700.00" in told.en


def test_until_when_tells_what_comes_next() -> None:
    decisions = ["A granted 500 01-01", "A reduced 200 03-01", "B granted 100 01-01 02-28", "C granted 50 04-01"]
    found = report(decisions, [], "02-10", terms='expired_limit_falls_back_to = "nothing"')
    assert {each.supplier: until(each, found, "en") for each in found.suppliers} == {
        "A": "2026-12-31", "B": "2026-02-28",
    }  # fmt: skip
    later = report(
        decisions, [], "04-10", terms='expired_limit_falls_back_to = "nothing"\nreduction_notice = "60 days"'
    )
    assert {each.supplier: until(each, later, "en") for each in later.suppliers} == {
        "A": "2026-04-29, then €200.00", "B": "ended on 2026-02-28", "C": "2026-12-31",
    }  # fmt: skip


def test_of_many_days_that_of_the_question_and_those_after_it_are_shown() -> None:
    decisions = [f"A granted {amount} 01-{amount:02}" for amount in range(2, 20)]
    found = report(decisions, [], "01-25")
    text = laid_out(reverse_page(found, "en", rows=10), width=100, colour=False)
    assert "2026-01-19  2026-12-31" in text
    assert "2026-01-02" not in text


def test_an_allocation_under_a_condition_not_met_lets_nothing_in_and_keeps_its_part_of_the_total() -> None:
    rows = [["reference", "buyer", "entity", "kind", "outcome", "amount", "currency", "decided_on", "conditions"],
            ["D-1", "MI", "A", "reverse", "granted", "500", "EUR", "2026-01-02", "a parent guarantee"]]  # fmt: skip
    agreed = cover()
    seen = view(ledger([], ["A 300 02-01"], {"limit_decisions": rows}), "02-10")
    (row,) = cover_of(seen, agreed.programme).rows()
    assert row.admitted == 0
    days = stretches(allocations_of(seen, agreed), agreed)
    assert [each.allocated // 100 for each in days] == [0, 500]


def test_what_is_owed_to_nobody_insured_is_told_and_covered_by_nothing() -> None:
    found = report(["A granted 500 01-01"], ["A 300 02-01", "Z 150 02-01", "Z 50 02-02"], "02-10")
    (told,) = found.findings
    assert (told.code, told.fact_ids) == ("supplier not insured", ("invoices:3",))
    assert "Z is owed €200.00" in told.en
    assert figures(found)["Z"][:4] == (0, 0, 0, 200)
