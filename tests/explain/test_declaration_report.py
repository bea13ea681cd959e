"""What is said of a declaration that was made: its own currency, what nobody knows, what it leaves out."""

import pytest

from encours.explain.declaration_report import DeclarationReport, by_when, untold, warnings
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


def test_days_and_zones_in_no_declaration_are_told() -> None:
    told = list(warnings(report(story.filed("2026-02-10", "2026-02-20", 1_000_00)), "en"))
    assert told == [
        "The turnover of 2026-01-01 to 2026-02-09 is in no declaration.",
        "The turnover of 2026-02-21 to 2026-03-31 is in no declaration.",
    ]
    told = list(warnings(report(story.filed(*QUARTER, 0, zone="far")), "fr"))
    assert [each.replace("\xa0", " ").replace("\u202f", " ") for each in told] == [
        "Zone non déclarée : autres pays, 1 000,00 € à déclarer."
    ]


@pytest.mark.parametrize(("zone", "hint"), [("narnia", ""), ("farr", 'Did you mean "far"? ')])
def test_a_zone_that_the_policy_does_not_have_says_where_why_and_what_to_write(zone: str, hint: str) -> None:
    told = list(warnings(report(story.filed(*QUARTER, 0, zone=zone, source="turnover_declarations.csv:2")), "en"))
    assert told[-1] == (
        f'turnover_declarations.csv:2: the policy has no zone "{zone}". '
        f"{hint}Write one of its zones or a country: far, *."
    )


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (1_300_01, "exactly F-2, Atelier A: in the ledger of that day, not in what was declared"),
        (2_100_00, "exactly F-4, Atelier H: declared then though left out"),
        (600_00, "the ledger of that day counted otherwise"),
        (1_234_00, "the ledger of that day counted otherwise"),
    ],
)
def test_the_one_invoice_that_makes_the_difference_is_named(amount: int, told: str) -> None:
    """1 000.00, 300.00 and 300.01 are counted; two sales to a public body are left out."""
    facts = (
        story.buyer("H", public=1), story.sale("F-2", net=300_00), story.sale("F-3", net=300_01),
        story.sale("F-4", buyer="H", net=499_99), story.sale("F-5", buyer="H", net=77_00),
    )  # fmt: skip
    assert untold(report(*facts, story.filed(*QUARTER, amount)), "en") == told
