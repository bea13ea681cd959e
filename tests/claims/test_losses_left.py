"""What is left of a loss once money came in before the indemnity: every part of a line falls with its debt."""

import pytest

from encours.claims.loss import Loss, LossLine
from encours.claims.money import Claim, Debt, losses_left
from encours.units import UNSET


def left(line, *, debt, now):
    """The line of a claim of one debt, once so much of it is left."""
    loss = Loss(claim="S-1", buyer="B1", day=100, cause="insolvency", debt=debt, lines=(line,))
    claim = Claim(name="S-1", loss=loss, debts=(Debt(number="K-2", amount=debt),))
    (found,) = losses_left(claim, [now])
    return found.lines[0]


def test_policies_side_by_side_carry_together_no_more_than_is_left():
    """Of 108 000 two policies carry 72 000 and 36 000; 54 000 comes in, and they carry 36 000 and 18 000."""
    parts = [
        left(LossLine(number="K-2", gross=108_000_00, limit=180_000_00, part=part), debt=108_000_00, now=54_000_00).part
        for part in (72_000_00, 36_000_00)
    ]
    assert parts == [36_000_00, 18_000_00]


def test_a_line_that_its_limit_alone_tells_has_no_part():
    assert left(LossLine(number="K-2", gross=100, limit=60), debt=100, now=50).part == UNSET


@pytest.mark.parametrize("now", range(5))
def test_a_line_and_what_is_outside_of_it_are_never_more_than_the_debt(now):
    """A debt of 4 cents, 1 of them insured and 3 charged outside: rounded alone they would be 3 of 2 left."""
    found = left(LossLine(number="K-2", gross=1, limit=9, outside=3), debt=4, now=now)
    assert found.gross + found.outside == now
