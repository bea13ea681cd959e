"""The product and an oracle written from the published texts alone agree on every premium year, to the cent.

Compared for each year: every line, what it is counted on and its rate, each of its taxes, every call, and the totals.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.premium_oracle.bridge import disagreements
from tests.premium_oracle.draw import draw_year


def told(places: range) -> list[Any]:
    """Disagreements about drawn years, with where to find each again."""
    return [(place, *each) for place in places for each in disagreements(draw_year(Random(f"premium/{place}")))]


@pytest.mark.parametrize("part", range(3))
def test_premium_years_are_counted_alike(part: int) -> None:
    assert told(range(100 * part, 100 * (part + 1))) == []


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(10))
def test_a_hundred_thousand_premium_years_are_counted_alike(part: int) -> None:
    assert told(range(1_000 + 10_000 * part, 11_000 + 10_000 * part)) == []
