"""What is said of a declaration that was made: its own currency, what nobody knows, what it leaves out."""

import pytest

from encours.explain.declaration_report import DeclarationReport, by_when
from encours.explain.party_names import PartyNames
from encours.explain.report_head import Head
from encours.facts.kinds import Fact
from encours.policy.schedule import Policy
from encours.premium.declarations import declarations
from encours.premium.periods import periods_of
from encours.premium.turnover import alone
from encours.units import MISSING
from tests.premium import ledger_story as story
from tests.premium.made_up import on, policy

QUARTERLY = policy(story.DECLARED)
QUARTER = ("2026-01-01", "2026-03-31")


def report(*facts: Fact, agreed: Policy = QUARTERLY) -> DeclarationReport:
    shown = story.view(story.sale("F-1"), *facts)
    period = periods_of(agreed)[0]
    found = declarations(shown, alone(agreed), agreed, compared=(period,))
    head = Head(company="", as_of=on("2026-06-30"), known_on=None, currency="EUR")
    return DeclarationReport(head, shown, found, found.of(period), PartyNames(shown))


@pytest.mark.parametrize(
    ("amount", "currency", "told"),
    [(67_500_00, "USD", ("USD 67,500.00", "67 500,00")), (MISSING, "EUR", ("not known", "inconnu"))],
)
def test_what_was_declared_is_in_its_own_currency_or_not_known(
    amount: int, currency: str, told: tuple[str, str]
) -> None:
    found = report(story.filed(*QUARTER, amount, currency=currency))
    assert told[0] in next(by_when(found, "en")).replace("\xa0", " ")
    assert "€" not in next(by_when(found, "en"))
    assert told[1] in next(by_when(found, "fr")).replace("\u202f", " ")
