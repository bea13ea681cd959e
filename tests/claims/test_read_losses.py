"""Losses told as amounts are read whole, or refused with every fault at once, each with its line."""

import pytest

from encours.claims.in_order import settle_in_order
from encours.claims.loss import YearAccount
from encours.claims.read_losses import read_losses
from encours.clauses.choices import LimitKind
from encours.clauses.states import LossPart
from encours.clauses.wordings import WORDINGS
from encours.policy.faults import show_fault
from encours.policy.read import read_programme, toml_document
from encours.units import MISSING, from_civil

ONE = """
[[losses]]
loss = "100 000 EUR"
limit = "80 000 EUR"
percentage = "90 %"
"""


def told(text, *, policy=None):
    """What a text tells, and its faults as `line code`."""
    document, faults = toml_document(text, file="losses.toml")
    found = None if document is None else read_losses(document, faults, policy=policy)
    for each in faults.errors:
        assert all((*each.what, *each.hint)), each.code
        assert show_fault(each, "fr").startswith("losses.toml:")
    return found, sorted(f"{each.place.line} {each.code}" for each in faults.errors)


def indemnities(text, *, policy=None):
    found, faults = told(text, policy=policy)
    assert faults == []
    return [
        each.settlement.indemnity
        for each in settle_in_order(found.policy, found.losses, year=found.year, account=found.account)
    ]


def policy_of(terms):
    head = (
        '[policy]\nname = "P"\ninsurer = "I"\nwording = "whole turnover"\nedition = "2026-01"\ncurrency = "EUR"\n'
        "period_start = 2026-01-01\nperiod_end = 2026-12-31\n[terms]\n"
    )
    reading = read_programme(head + terms, file="policy.toml", wordings=WORDINGS.values())
    assert reading.errors == ()
    return reading.programme.primary


def test_a_loss_told_as_amounts_is_one_line():
    # Outstanding 40 000, limit 30 000, 90 %: 27 000 (france.md, section 1.8, after pj-747081).
    text = '[[losses]]\nloss = "40 000 EUR"\nlimit = "30 000 EUR"\npercentage = "90 %"\n'
    assert indemnities(text) == [2_700_000]


def test_losses_consume_the_first_loss_in_the_order_of_their_days_whatever_the_order_of_the_file():
    # 50 000 and 20 000 at 90 % count 45 000 and 18 000 against 100 000 (france.md, section 1.7, after pj-747079).
    text = """
[terms]
insured_percentage = "90 %"
aggregate_first_loss = "50 000 EUR"
[[losses]]
buyer = "second"
day_of_loss = 2026-04-01
loss = "20 000 EUR"
limit = "20 000 EUR"
[[losses]]
buyer = "first"
day_of_loss = 2026-03-01
loss = "50 000 EUR"
limit = "50 000 EUR"
"""
    found, _ = told(text)
    assert [each.buyer for each in found.losses] == ["first", "second"]
    assert indemnities(text) == [0, 1_300_000]


def test_what_is_not_told_is_missing_and_the_waterfall_stops_where_it_is_read():
    found, faults = told('[[losses]]\nloss = "100 000 EUR"\n')
    assert faults == []
    (line,) = found.losses[0].lines
    assert (line.limit, line.percentage, found.losses[0].debt, found.losses[0].day) == (MISSING,) * 4
    assert indemnities('[[losses]]\nloss = "100 000 EUR"\nlimit = "80 000 EUR"\n') == [None]
    (settled,) = settle_in_order(found.policy, found.losses, year=found.year, account=found.account)
    assert settled.settlement.findings[-1].clause == "credit_limit"
    assert settled.settlement.account == YearAccount()


def test_a_debt_nobody_told_is_missing_only_to_a_step_that_asks_for_it():
    assert indemnities(ONE) == [7_200_000]
    by_debt = '[terms]\nclaim_threshold = "500 EUR"\nclaim_threshold_base = "debt"\n' + ONE
    assert indemnities(by_debt) == [None]
    assert indemnities(by_debt + 'debt = "100 000 EUR"\n') == [7_200_000]


def test_an_earlier_loss_whose_waterfall_stops_uses_up_nothing():
    text = """
[terms]
aggregate_first_loss = "50 000 EUR"
insured_percentage = "100 %"
[[losses]]
day_of_loss = 2026-03-01
loss = "50 000 EUR"
[[losses]]
day_of_loss = 2026-04-01
loss = "60 000 EUR"
limit = "60 000 EUR"
"""
    assert indemnities(text) == [None, 1_000_000]


def test_terms_told_replace_those_of_the_policy():
    policy = policy_of('insured_percentage = "80 %"\neach_and_every_first_loss = "1 000 EUR"\n')
    bare = '[[losses]]\nloss = "10 000 EUR"\nlimit = "10 000 EUR"\n'
    assert indemnities(bare, policy=policy) == [700_000]
    assert indemnities('[terms]\neach_and_every_first_loss = "0 EUR"\n' + bare, policy=policy) == [800_000]
    assert indemnities(bare + 'percentage = "90 %"\n', policy=policy) == [800_000]


def test_the_percentage_of_the_policy_is_that_of_the_cause_and_the_kind_of_limit():
    policy = policy_of(
        'insured_percentage = [{ value = "90 %" }, { when = { limit_kind = "discretionary" }, value = "60 %" }]\n'
    )
    text = '[[losses]]\nlimit_kind = "discrétionnaire"\nloss = "10 000 EUR"\nlimit = "10 000 EUR"\n'
    assert indemnities(text, policy=policy) == [600_000]
    assert told(text, policy=policy)[0].losses[0].lines[0].limit_kind == LimitKind.DISCRETIONARY


def test_what_earlier_claims_used_is_of_the_year_or_of_a_name():
    text = '[year.used]\nliability = "3 EUR"\nbuyer = "2 EUR"\ncountry = { FR = "1 EUR" }\n' + ONE + 'buyer = "A"\n'
    found, faults = told(text)
    assert faults == []
    assert found.account.used == {("liability", ""): 300, ("buyer", "A"): 200, ("country", "FR"): 100}


def test_the_currency_is_the_one_that_an_amount_names():
    found, faults = told(ONE.replace("EUR", "USD"))
    assert (found.policy.currency, faults) == ("USD", [])
    assert told('currency = "EUR"\n' + ONE.replace('80 000 EUR"', '80 000 USD"'))[1] == ["5 amount_in_another_currency"]
    policy = policy_of('insured_percentage = "80 %"\n')
    assert told('currency = "USD"\n' + ONE, policy=policy)[1] == ["1 currency_of_another_policy"]


def test_days_are_read_as_toml_or_as_people_write_them():
    days = ("2026-03-01", '"01/03/2026"', '"2026-03-01"')
    assert {told(f"{ONE}day_of_loss = {day}\n")[0].losses[0].day for day in days} == {from_civil(2026, 3, 1)}


def test_every_fault_is_told_at_once_with_its_line():
    text = """[year]
sale = "1 EUR"
[year.used]
first_los = "3 EUR"
buyer = "3 EUR"
[terms]
claim_treshold = "5 EUR"
insured_percentage = "110 %"
[[losses]]
debt = "10 EUR"
loss = "20 EUR"
[[losses]]
day_of_loss = "31/02/2026"
causes = "insolvency"
cause = "x"
country = "Francia"
limit = "-3 EUR"
[[losses]]
loss = "5"
[[losses.invoices]]
gross = "5 EUR"
[[losses.invoices]]
gross = 5
"""
    assert told(text)[1] == [
        "10 loss_above_the_debt",
        "12 loss_missing",
        "13 date_impossible",
        "14 key_unknown",
        "15 cause_unknown",
        "16 country_unknown",
        "17 value_out_of_range",
        "19 loss_told_twice",
        "2 key_unknown",
        "23 value_without_unit",
        "4 counter_unknown",
        "5 used_of_whom",
        "7 term_unknown",
        "8 value_out_of_range",
    ]


def test_a_file_without_a_loss_is_refused():
    assert told('currency = "EUR"\n')[1] == ["1 losses_missing"]
    assert told("losses = 3\n")[1] == ["1 wrong_type"]
    assert told("losses = []\n")[1] == ["1 wrong_type"]
    assert told("[[losses]]\n[losses]\n")[1][0].endswith("toml_written_twice")


def test_a_day_is_needed_where_losses_or_endorsements_have_an_order():
    assert told(ONE + ONE)[1] == ["2 day_of_loss_missing", "7 day_of_loss_missing"]
    policy = policy_of(
        'insured_percentage = "80 %"\n[[endorsements]]\nname = "E"\neffective_on = 2026-04-01\n'
        '[endorsements.terms]\ninsured_percentage = "70 %"\n'
    )
    bare = ONE.replace('percentage = "90 %"\n', "")
    assert told(bare, policy=policy)[1] == ["2 day_of_loss_missing"]
    assert indemnities(bare + "day_of_loss = 2026-03-31\n", policy=policy) == [6_400_000]
    assert indemnities(bare + "day_of_loss = 2026-04-01\n", policy=policy) == [5_600_000]
    # A term told replaces that of the endorsement as well.
    assert indemnities('[terms]\ninsured_percentage = "50 %"\n' + bare, policy=policy) == [4_000_000]


def test_parts_add_up_to_the_loss():
    found, _ = told('[terms]\nmaximum_liability = "50 000 EUR"\n' + ONE)
    (settled,) = settle_in_order(found.policy, found.losses, year=found.year, account=found.account)
    assert settled.settlement.parts == {
        LossPart.INDEMNITY: 5_000_000,
        LossPart.RETAINED: 800_000,
        LossPart.OVER_LIMIT: 2_000_000,
        LossPart.ABOVE_MAXIMUM: 2_200_000,
        LossPart.PROCEEDS: 0,
    }


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("minimum retention, limit", "retention_before_limit"),
        ("percentage above the first loss, aggregate first loss", "percentage_above_without_first_loss"),
    ],
)
def test_an_order_that_cannot_be_is_refused_as_in_a_policy(order, code):
    assert told(f'[terms]\nindemnity_chain = "{order}"\n{ONE}')[1] == [f"2 {code}"]


def test_a_loss_that_nobody_named_is_not_the_claim_that_bears_its_number():
    named = ONE.replace("[[losses]]", '[[losses]]\nclaim = "1"')
    days = [each.replace("[[losses]]", f"[[losses]]\nday_of_loss = 2026-0{n}-01") for n, each in ((2, ONE), (3, named))]
    found, faults = told("".join(days))
    assert faults == []
    assert [(each.claim, each.number) for each in found.losses] == [("#1", 1), ("1", 1)]


SECURED = ONE + 'debt = "120 000 EUR"\nproceeds = "30 000 EUR"\n'


@pytest.mark.parametrize(
    ("order", "reading", "indemnity"),
    [
        # 70 000 within the limit; of 30 000, 25 000 are of the loss; 20 000 are none of it, 10 000 are left
        ("proceeds first", "loss", 6_300_000),
        ("proceeds first", "pro rata", 6_750_000),
        ("proceeds first", "uninsured part first", 7_200_000),
        # 80 000 stand: less 30 000, less two thirds of it, less nothing: 40 000 of the debt do not stand
        ("limit, proceeds of securities, insured percentage", "loss", 4_500_000),
        ("limit, proceeds of securities, insured percentage", "pro rata", 5_400_000),
        ("limit, proceeds of securities, insured percentage", "uninsured part first", 7_200_000),
    ],
)
def test_proceeds_told_come_off_by_the_place_and_the_reading_of_the_policy(order, reading, indemnity):
    terms = f'[terms]\nindemnity_chain = "{order}"\nproceeds_come_off = "{reading}"\n'
    assert indemnities(terms + SECURED) == [indemnity]
    assert indemnities(terms + ONE) == [7_200_000]  # nobody tells any, nor the debt


def test_proceeds_that_no_step_takes_off_are_refused_and_none_are_none():
    assert told(SECURED)[1] == ["7 proceeds_never_read"]
    assert told('[terms]\nindemnity_chain = "limit, insured percentage"\n' + SECURED)[1] == ["9 proceeds_never_read"]
    assert indemnities(ONE + 'proceeds = "0 EUR"\n') == [7_200_000]
    assert told(ONE + 'proceeds = "-1 EUR"\n')[1] == ["6 value_out_of_range"]
    policy = policy_of('indemnity_chain = "proceeds first"\n')
    assert indemnities(SECURED, policy=policy) == [6_300_000]
    assert told('[terms]\nproceeds_come_off = "sometimes"\n' + SECURED)[1][0].startswith("2 ")


@pytest.mark.parametrize("order", ["insured percentage, maximum liability", "threshold, insured percentage"])
def test_a_limit_that_no_step_reads_is_refused(order):
    terms = f'[terms]\nindemnity_chain = "{order}"\n'
    assert told(terms + ONE)[1] == ["6 limit_never_read"]
    assert told(terms + '[[losses]]\nloss = "100 000 EUR"\npercentage = "90 %"\n')[1] == []
    invoice = '[[losses]]\n[[losses.invoices]]\ngross = "9 EUR"\nlimit = "9 EUR"\npercentage = "90 %"\n'
    assert told(terms + invoice)[1] == ["6 limit_never_read"]


def test_proceeds_of_several_invoices_that_are_each_a_loss_are_of_none_of_them():
    invoices = "".join(
        f'[[losses.invoices]]\nnumber = "F-{n}"\ngross = "10 000 EUR"\nlimit = "99 000 EUR"\n' for n in (1, 2)
    )
    terms = '[terms]\ninsured_percentage = "90 %"\nindemnity_chain = "proceeds first"\nclaim_unit = "{unit}"\n'
    loss = '[[losses]]\nproceeds = "4 000 EUR"\n' + invoices
    assert told(terms.format(unit="invoice") + loss)[1] == ["6 proceeds_of_which_invoice"]
    assert indemnities(terms.format(unit="buyer") + loss) == [1_440_000]
    assert indemnities(terms.format(unit="invoice") + SECURED) == [6_300_000]
