"""The premium paid of a loss ratio: what bills charge as premium before taxes and fees, once it is paid."""

import pytest

from encours.premium.known import Known
from encours.premium.of_ledger import known_of
from encours.premium.turnover import alone
from encours.units import MISSING
from tests.premium import ledger_story as story
from tests.premium.made_up import FIRST, LAST, on, policy

AGREED = policy(story.DECLARED)


def paid(*facts: object) -> int:
    shown = story.view(*facts)  # type: ignore[arg-type]
    return known_of(shown, AGREED, alone(AGREED), Known(), first=FIRST, through=LAST).premium_paid


def test_taxes_fees_and_the_result_of_a_year_are_no_premium_of_the_ratio() -> None:
    lines = [
        story.billed("deposit", 50_00, 1, tax=4_50), story.billed("premium", 7_00, 2, tax=63),
        story.billed("monitoring fee", 12_00, 3, tax=1_08), story.billed("bonus", -3_00, 4),
    ]  # fmt: skip
    assert paid(story.bill(amount=72_21, paid_on=on("2026-06-01")), *lines) == 57_00


@pytest.mark.parametrize(("day", "amount"), [("2026-06-30", 7_00), ("2026-07-01", 0)])
def test_what_is_not_paid_by_the_day_asked_is_no_premium_paid(day: str, amount: int) -> None:
    assert paid(story.bill(amount=7_63, paid_on=on(day)), story.billed("premium", 7_00, tax=63)) == amount


def test_a_bill_without_lines_does_not_tell_its_premium() -> None:
    assert paid(story.bill(amount=7_63, paid_on=on("2026-06-01"))) == MISSING
    assert paid() == MISSING
