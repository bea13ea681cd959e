"""An invoice of a loss is converted at the rate that the policy keeps for a loss, and never fills more than its limit.

The story has 20 000 euros, and 24 000 dollars invoiced at 1.20, which makes 20 000 euros, under a limit of 38 000.
"""

from pathlib import Path

import pytest

from encours.claims.in_order import settle_in_order
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.of_buyer import loss_of_buyer
from encours.clauses.wordings import WORDINGS
from encours.cli.messages import no_rates
from encours.cover.ageing.faults import rates_fault
from encours.cover.book.exchange import missing_rates, too_large
from encours.formats.markdown import read_story
from encours.formats.workspace import read_tables
from encours.policy.read import read_programme
from encours.units import from_civil

STORY = Path(__file__).parents[1] / "stories" / "two-currencies-at-the-rate-of-the-invoice.md"
LOST = from_civil(2026, 2, 28)
RISEN, FALLEN, LIMIT = "1.00", "1.25", "38000.00"


def asked(
    cover: str, reading: str, rate_at_the_loss: str, limit: str = LIMIT, rate_at_the_invoice: str = "1.20", **tables
):
    """View and programme of the story, with these rates and this limit."""
    text = STORY.read_text(encoding="utf-8")
    edits = [
        ("USD      | 1.20 ", f"USD      | {rate_at_the_invoice} "),
        ("USD      | 1.25 ", f"USD      | {rate_at_the_loss} "),
        ("38 000.00", limit),
        ('exchange_rate_day = "invoice date"', f'exchange_rate_day = "{cover}"\nloss_exchange_rate = "{reading}"'),
    ]
    if not rate_at_the_invoice:
        edits[0] = ("| 2026-02-13 | USD      | 1.20     |\n", "")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    story = read_story(text)
    programme = read_programme(story.policy_text, file="policy.toml", wordings=WORDINGS.values()).programme
    return read_tables({**story.tables, **tables}).ledger.view(LOST), programme


def loss(*told: str):
    view, programme = asked(*told)
    [found] = loss_of_buyer(view, programme, "B1", day=LOST, cause="insolvency").losses
    return found, programme.primary


@pytest.mark.parametrize(
    ("cover", "reading", "rate", "line"),
    [
        ("invoice date", "as cover", FALLEN, 20_000_00),
        ("as of", "as cover", FALLEN, 19_200_00),
        ("invoice date", "day of loss", FALLEN, 19_200_00),
        ("as of", "day of loss", FALLEN, 19_200_00),
        ("invoice date", "lower of invoice and loss", FALLEN, 19_200_00),
        ("as of", "lower of invoice and loss", FALLEN, 19_200_00),
        ("invoice date", "as cover", RISEN, 20_000_00),
        ("as of", "as cover", RISEN, 24_000_00),
        ("invoice date", "day of loss", RISEN, 24_000_00),
        ("as of", "day of loss", RISEN, 24_000_00),
        ("invoice date", "lower of invoice and loss", RISEN, 20_000_00),
        ("as of", "lower of invoice and loss", RISEN, 20_000_00),
    ],
)
def test_a_line_and_its_debt_have_the_rate_of_the_reading(cover, reading, rate, line):
    found, _ = loss(cover, reading, rate)
    assert [each.gross for each in found.lines] == [20_000_00, line]
    assert [each.debt for each in found.lines] == [20_000_00, line]
    assert found.debt == 20_000_00 + line


@pytest.mark.parametrize(
    ("rate", "lower", "of_the_day"),
    [
        ("1.20", 20_000_00, 20_000_00),
        ("1.200001", 19_999_98, 19_999_98),
        ("1.199999", 20_000_00, 20_000_02),
    ],
)
def test_the_lower_rate_is_that_of_the_loss_from_the_least_fall_on(rate, lower, of_the_day):
    assert loss("as of", "lower of invoice and loss", rate)[0].lines[1].gross == lower
    assert loss("as of", "day of loss", rate)[0].lines[1].gross == of_the_day


@pytest.mark.parametrize(
    ("limit", "indemnity"),
    [
        ("38000.00", 34_200_00),
        ("39199.99", 35_279_99),
        ("39200.00", 35_280_00),
        ("39200.01", 35_280_00),
    ],
)
def test_the_limit_stays_in_the_currency_of_the_policy_and_is_never_passed(limit, indemnity):
    """20 000 + 19 200 meet the limit: 90 % of the lower of the two is paid, on each line to the nearest cent."""
    found, policy = loss("invoice date", "lower of invoice and loss", FALLEN, limit)
    [settled] = settle_in_order(policy, [found], year=YearFigures(), account=YearAccount())
    assert settled.settlement.indemnity == indemnity
    [limited, *_] = settled.settlement.findings
    assert limited.granted == min(39_200_00, int(limit.replace(".", "")))


def test_a_dollar_that_rose_fills_the_limit_and_pays_no_more_than_it_has_room_for():
    found, policy = loss("invoice date", "day of loss", RISEN)
    [settled] = settle_in_order(policy, [found], year=YearFigures(), account=YearAccount())
    assert found.gross == 44_000_00
    assert settled.settlement.lines == (18_000_00, 16_200_00)


def test_the_rate_of_issue_is_asked_for_where_a_loss_may_want_it():
    view, programme = asked("as of", "lower of invoice and loss", FALLEN, rate_at_the_invoice="")
    (lacking,) = missing_rates(view, programme).items()
    assert lacking == ("USD", min(each.issued for each in view.facts("invoices") if each.currency == "USD"))
    assert lacking[1] < view.as_of
    view, programme = asked("as of", "day of loss", FALLEN, rate_at_the_invoice="")
    assert missing_rates(view, programme) == {}


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "There is no rate into EUR by 2026-01-15.", "by 2026-01-15 (USD, GBP), by 2026-02-15 (CHF)."),
        ("fr", "Aucun cours vers EUR au 15/01/2026.", "au 15/01/2026 (USD, GBP), au 15/02/2026 (CHF)."),
    ],
)
def test_a_missing_rate_is_told_by_the_day_that_lacks_it(language, one, two):
    january, february = from_civil(2026, 1, 15), from_civil(2026, 2, 15)
    assert one in no_rates("dossier", {"USD": january}, "EUR", language)
    assert two in no_rates("dossier", {"USD": january, "GBP": january, "CHF": february}, "EUR", language)
    fault = rates_fault({"USD": january, "CHF": february})
    assert fault.en == "No exchange rate is known on 2026-02-15 for CHF; on 2026-01-15 for USD."


@pytest.mark.parametrize(("rate", "count"), [("0.00000024", 0), ("0.00000023", 1)])
def test_an_amount_too_large_at_the_rate_of_a_loss_is_told_where_cover_finds_it_small(rate, count):
    """24 000 dollars over 0.00000024 are 100 thousand million euros, the largest amount there is."""
    view, programme = asked("invoice date", "day of loss", rate)
    assert len(too_large(view, programme)) == count
    assert too_large(*asked("invoice date", "as cover", rate)) == []


@pytest.mark.parametrize(("amount", "names"), [("50000000000.00", 0), ("50000000000.01", 1)])
@pytest.mark.parametrize(("cover", "rates"), [("invoice date", ("1.25", "0.50")), ("as of", ("0.50", "1.20"))])
def test_a_charge_too_large_at_the_rate_of_its_invoice_is_told_as_an_invoice_is(cover, rates, amount, names):
    """50 thousand million dollars over 0.50 are 100 thousand million euros, the largest amount there is."""
    head = ["reference", "buyer", "invoice", "kind", "charged_on", "currency", "amount"]
    charges = [head, ["K-1", "B1", "F-2", "late interest", "2026-02-27", "USD", amount]]
    at_the_loss, at_the_invoice = rates
    told = asked(cover, "as cover", at_the_loss, rate_at_the_invoice=at_the_invoice, charges=charges)
    assert len(too_large(*told)) == names


def test_the_cost_of_a_recovery_too_large_is_told_at_the_rate_of_the_day():
    head = ["reference", "buyer", "invoice", "kind", "charged_on", "currency", "amount", "payment"]
    charges = [head, ["K-1", "B1", "", "recovery cost", "2026-02-27", "USD", "50000000000.01", "P-1"]]
    payments = [["reference", "buyer", "paid_on", "currency", "amount"], ["P-1", "B1", "2026-02-27", "USD", "10.00"]]
    told = asked("as of", "as cover", "0.50", charges=charges, payments=payments)
    assert len(too_large(*told)) == 1
