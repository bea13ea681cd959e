"""A sale is counted once: what is not invoiced yet is less what later documents replace of it, and nothing else is."""

import random
from itertools import product
from typing import Any

import pytest

from encours.cover.book.row_columns import standing_amounts
from encours.facts.kinds import Invoice
from encours.facts.kinds.sales import STAGES
from encours.facts.ledger import Ledger
from tests.facts.story import invoice, on
from tests.oracle.book import ForgivingFact, less_what_is_replaced


def standing(facts: list[Invoice]) -> dict[tuple[str, int], int]:
    """Amount left of each document, by number and instalment."""
    table = Ledger.of(facts).view(on("30-06")).table("invoices")
    left = standing_amounts(table).tolist()
    ranks = table.numbers["instalment"].tolist()
    return {(table.texts["number"][row], ranks[row]): amount for row, amount in enumerate(left)}


def amounts(*facts: Invoice) -> list[int]:
    return list(standing(list(facts)).values())


def test_an_invoice_that_names_itself_keeps_its_whole_amount() -> None:
    assert amounts(invoice("X1", gross=1_000_00, replaces="X1")) == [1_000_00]


@pytest.mark.parametrize(("stage", "left"), [("draft", 600_00), ("order", 600_00), ("delivered", 600_00),
                                             ("invoiced", 1_000_00), ("returned", 1_000_00)])  # fmt: skip
def test_only_what_is_not_invoiced_gives_way(stage: str, left: int) -> None:
    earlier, later = invoice("X1", gross=1_000_00, stage=stage), invoice("X2", gross=400_00, replaces="X1")
    assert amounts(earlier, later) == [left, 400_00]


def test_two_invoices_that_replace_each_other_are_both_counted_whole() -> None:
    facts = invoice("X1", gross=1_000_00, replaces="X2"), invoice("X2", gross=9_00, replaces="X1")
    assert amounts(*facts) == [1_000_00, 9_00]


@pytest.mark.parametrize("more", [{"buyer": "ZINC"}, {"currency": "JPY"}])
def test_a_document_of_another_buyer_or_currency_takes_nothing(more: dict[str, Any]) -> None:
    facts = invoice("X1", gross=1_000_00, stage="order"), invoice("X2", gross=400_00, replaces="X1", **more)
    assert amounts(*facts) == [1_000_00, 400_00]


def test_what_is_left_is_what_the_oracle_leaves_whatever_replaces_what() -> None:
    chance = random.Random("replaced")
    for _ in range(300):
        numbers = [f"X{rank}" for rank in range(chance.randint(1, 6))]
        facts = [
            invoice(
                number, instalment=rank, gross=chance.randint(0, 9), stage=chance.choice(STAGES),
                buyer=chance.choice(["PORT", "PORT", "ZINC"]), currency=chance.choice(["EUR", "EUR", "USD"]),
                replaces=chance.choice([*numbers, ""]), fact_id=f"{number}-{rank}",
            )
            for number, rank in product(numbers, range(1, chance.randint(2, 3)))
        ]  # fmt: skip
        told = [{name: getattr(each, name) or None for name in each.KIND.names} for each in facts]
        left = less_what_is_replaced([ForgivingFact(each | {"gross": each["gross"] or 0}) for each in told])
        assert standing(facts) == {(each["number"], each["instalment"]): each["gross"] for each in left}
