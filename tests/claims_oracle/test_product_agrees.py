"""The product and an oracle written from the published texts alone agree on every loss of a year, to the cent.

Compared for each loss under each policy that it reaches: what stands after every step, the parts of the loss, each
invoice, each insurer and its cessions; then what the year has used up.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.claims_oracle.bridge import disagreements
from tests.claims_oracle.draw import draw_layered, draw_single
from tests.claims_oracle.ledger_bridge import disagreements_of_layers


def told(places: range) -> tuple[list[Any], int]:
    """Disagreements about drawn years, with where to find each again, and how many losses were compared."""
    found, losses = [], 0
    for place in places:
        drawn = draw_single(Random(f"years/{place}"))
        losses += len(drawn.losses)
        found += [(place, *each) for each in disagreements(drawn)]
    return found, losses


def told_of_layers(places: range) -> tuple[list[Any], int]:
    """The same of layers that take invoices, each loss told by a ledger whose buyer fails."""
    found, losses = [], 0
    for place in places:
        drawn = draw_layered(Random(f"layers/{place}"))
        losses += len(drawn.losses)
        found += [(place, *each) for each in disagreements_of_layers(drawn)]
    return found, losses


@pytest.mark.parametrize("part", range(4))
def test_years_of_losses_are_settled_alike(part: int) -> None:
    found, losses = told(range(60 * part, 60 * (part + 1)))
    assert found == []
    assert losses > 200


@pytest.mark.parametrize("part", range(2))
def test_layers_that_take_invoices_are_settled_alike_from_a_ledger(part: int) -> None:
    found, losses = told_of_layers(range(15 * part, 15 * (part + 1)))
    assert found == []
    assert losses > 20


def test_a_layer_that_lacks_a_value_and_was_asked_nothing_retains_nothing() -> None:
    assert told_of_layers(range(739, 740))[0] == []


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(10))
def test_a_hundred_thousand_losses_are_settled_alike(part: int) -> None:
    found, losses = told(range(1_000 + 2_000 * part, 3_000 + 2_000 * part))
    assert found == []
    assert losses > 10_000


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(4))
def test_thousands_of_layers_are_settled_alike_from_a_ledger(part: int) -> None:
    found, losses = told_of_layers(range(1_000 + 500 * part, 1_500 + 500 * part))
    assert found == []
    assert losses > 1_000
