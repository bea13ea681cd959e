"""A maximum liability in multiples of the minimum premium takes the minimum that the policy states."""

import pytest

from encours.claims.agreed import agreed_chain
from encours.claims.loss import Loss, YearFigures
from encours.units import MISSING
from tests.premium.made_up import on, policy

MULTIPLE = 'maximum_liability_multiple = "30 x minimum premium"\n'
STATED = 'minimum_premium = "25 000 EUR"\n'
LOSS = Loss(claim="C", buyer="B1", day=on("2026-06-01"), cause="insolvency", debt=0, lines=(), country="FR")


def liability(terms: str, year: YearFigures) -> int:
    """Maximum liability of a policy with these terms."""
    return agreed_chain(policy(terms), LOSS, year).totals["liability"]


@pytest.mark.parametrize(
    ("terms", "year", "expected"),
    [
        (MULTIPLE + STATED, YearFigures(), 75_000_000),
        (MULTIPLE + STATED, YearFigures(minimum_premium=2_000_000), 60_000_000),
        (MULTIPLE, YearFigures(), MISSING),
        (MULTIPLE, YearFigures(minimum_premium=2_000_000), 60_000_000),
        (MULTIPLE.replace("minimum premium", "premium paid") + STATED, YearFigures(), MISSING),
    ],
)
def test_the_minimum_of_the_policy_holds_where_nobody_tells_another(
    terms: str, year: YearFigures, expected: int
) -> None:
    assert liability(terms, year) == expected
