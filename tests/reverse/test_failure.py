"""The debtor fails: each supplier's loss on its own allocation, all of them within the total of the day."""

import pytest

from encours.clauses.lose.anchors import INSOLVENCY
from encours.reverse.failure import failure, within_the_total
from tests.reverse.made_up import cover, ledger, on, view

ALLOCATED = ["A granted 500 01-01", "B granted 300 01-01"]


def paid(
    decisions: list[str], invoices: list[str], day: str, *, total: int = 1_000, terms: str = ""
) -> dict[str, tuple[int, ...]]:
    """Owed, admitted, indemnity and paid of each supplier, in cents."""
    agreed = cover(total=total, terms=terms)
    failed = failure(view(ledger(decisions, invoices), "12-31"), agreed, day=on(day), cause=INSOLVENCY)
    return {each.supplier: (each.owed, each.admitted, each.indemnity or 0, each.paid or 0) for each in failed.suppliers}


def test_each_supplier_is_settled_on_its_own_allocation() -> None:
    found = paid(ALLOCATED, ["A 400 02-01", "B 400 02-01", "C 50 02-01"], "03-01")
    # A: 90 % of 400. B: 90 % of the 300 it is allocated. C is owed 50 and has no allocation.
    assert found == {
        "A": (400_00, 400_00, 360_00, 360_00),
        "B": (400_00, 300_00, 270_00, 270_00),
        "C": (50_00, 0, 0, 0),
    }


@pytest.mark.parametrize(
    ("unit", "indemnities"), [("buyer", [310, 130]), ("invoice", [260, 130]), ("group", [310, 130])]
)
def test_each_supplier_is_a_claim_whatever_counts_and_whatever_group_the_debtor_is_of(
    unit: str, indemnities: list[int]
) -> None:
    """90 % of 400 less 50 once, or of 300 and of 100 less 50 each, are due to A; 90 % of 200 less 50 to B."""
    group = [["buyer", "name", "country", "public", "related", "private_person", "group"],
             ["MI", "Magasins Imaginaires SAS", "FR", "no", "no", "no", "Imaginaire"]]  # fmt: skip
    agreed = cover(terms=f'claim_unit = "{unit}"\neach_and_every_first_loss = "50 EUR"\n')
    found = ledger(
        ["A granted 500 01-01", "B granted 500 01-01"], ["A 300 02-01", "A 100 02-05", "B 200 02-03"],
        {"buyers": group},
    )  # fmt: skip
    failed = failure(view(found, "12-31"), agreed, day=on("03-01"), cause=INSOLVENCY)
    assert [(each.indemnity or 0) // 100 for each in failed.suppliers] == indemnities


def test_what_a_supplier_is_owed_has_what_is_charged_on_it() -> None:
    """300 of goods, 40 of collection costs: 340 are owed, of which 300 stand within its allocation."""
    charges = [["reference", "buyer", "invoice", "kind", "charged_on", "currency", "amount"],
               ["C-1", "MI", "N-1", "collection cost", "2026-02-10", "EUR", "40"]]  # fmt: skip
    seen = view(ledger(["A granted 500 01-01"], ["A 300 02-01"], {"charges": charges}), "12-31")
    (told,) = failure(seen, cover(), day=on("03-01"), cause=INSOLVENCY).suppliers
    assert (told.owed, told.admitted, told.gross) == (340_00, 300_00, 300_00)


def test_what_was_paid_before_is_no_loss_and_what_is_paid_after_is_a_recovery() -> None:
    assert paid(ALLOCATED, ["A 400 02-01 paid 02-28"], "03-01") == {}
    found = paid(ALLOCATED, ["A 400 02-01 paid 03-02"], "03-01")
    assert found == {"A": (400_00, 400_00, 360_00, 360_00)}


def test_a_delivery_under_an_allocation_cut_since_keeps_it() -> None:
    decisions = [*ALLOCATED, "A reduced 100 03-01"]
    found = paid(decisions, ["A 400 02-01", "A 100 03-02"], "04-01")
    # The delivery of March finds 400 of older debt above its limit of 100: nothing of it.
    assert found == {"A": (500_00, 400_00, 360_00, 360_00)}


def test_an_end_never_touches_what_was_delivered_before() -> None:
    decisions = [*ALLOCATED, "A withdrawn - 03-01"]
    found = paid(decisions, ["A 400 02-01", "A 50 03-02"], "04-01")
    assert found == {"A": (450_00, 400_00, 360_00, 360_00)}


def test_deliveries_before_a_cut_and_allocations_since_are_paid_within_the_total() -> None:
    decisions = ["A granted 500 01-01", "A reduced 100 03-01", "B granted 400 03-02"]
    found = paid(decisions, ["A 500 02-01", "B 400 03-03"], "04-01", total=500)
    # 450 and 360 are 810; of a total of 500, A gets 500 × 450 / 810 = 277.78 and B the rest, 222.22.
    assert found == {"A": (500_00, 500_00, 450_00, 277_78), "B": (400_00, 400_00, 360_00, 222_22)}


def test_first_losses_of_the_year_are_used_up_in_the_order_of_the_codes() -> None:
    found = paid(ALLOCATED, ["A 400 02-01", "B 300 02-01"], "03-01", terms='aggregate_first_loss = "450 EUR"')
    # Of 360 nothing is left by a first loss of 450; it has 90 left for the 270 of B.
    assert {name: told[2] for name, told in found.items()} == {"A": 0, "B": 180_00}


def test_the_total_is_that_of_the_day_of_the_failure() -> None:
    july = 'name = "July"\neffective_on = 2026-07-01\n[endorsements.terms]\ntotal_of_allocations = "400 EUR"\n'
    cut = f"[[endorsements]]\n{july}"
    decisions = ["A granted 500 01-01", "A reduced 400 06-01"]
    before, after = (paid(decisions, ["A 500 05-20"], day, total=500, terms=cut) for day in ("06-30", "07-01"))
    assert (before["A"][3], after["A"][3]) == (450_00, 400_00)


def test_money_that_names_no_supplier_pays_none_of_them() -> None:
    more = {"payments": [["reference", "buyer", "invoice", "paid_on", "currency", "amount"],
                         ["P-1", "MI", "", "2026-02-15", "EUR", "100"]]}  # fmt: skip
    agreed = cover()
    seen = view(ledger(ALLOCATED, ["A 400 02-01"], more), "12-31")
    failed = failure(seen, agreed, day=on("03-01"), cause=INSOLVENCY)
    assert [(each.supplier, each.owed) for each in failed.suppliers] == [("A", 400_00)]


@pytest.mark.parametrize(
    ("indemnities", "losses", "total", "found"),
    [
        ([], [], 10, ()),
        ([4, 6], [9, 9], 10, (4, 6)),
        ([5, 6], [9, 9], 10, (5, 5)),
        ([1, 1, 1], [1, 1, 1], 2, (1, 0, 1)),
        ([7, 8], [7, 8], 0, (0, 0)),
        ([4, None], [9, 6], 10, (4, None)),
        ([4, None], [9, 7], 10, (None, None)),
    ],
)
def test_indemnities_above_the_total_are_paid_pro_rata(
    indemnities: list[int | None], losses: list[int], total: int, found: tuple[int | None, ...]
) -> None:
    assert within_the_total(indemnities, losses, total) == found
