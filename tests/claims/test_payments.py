"""What is advanced of an indemnity, when the rest falls due, to whom it goes: both sides of each day and row.

The story: B1 fails on 4 May; by 30 June, 54 000 are owed, of which the invoice F-1 brings 42 300 and F-2 11 700.
"""

from types import SimpleNamespace

import pytest

from encours.claims.events_of_loss import losses_by_buyer
from encours.claims.in_order import settle_in_order
from encours.claims.ledger_year import settle_ledger
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.money_of_ledger import money_of_ledger, paid_on, paid_so_far
from encours.claims.of_ledger import losses_of_ledger
from encours.claims.payees import PaidWithin, assignment_of, payees
from encours.claims.payments import agreed_advance, payments_of
from encours.clauses.choices import AdvanceTrigger
from encours.clauses.wordings import WORDINGS
from encours.cover.book.holders import buyers_of
from encours.facts.kinds import Assignment
from encours.formats.workspace import read_tables
from encours.policy.read import read_programme
from encours.units import MISSING, NEVER, UNSET, from_civil
from tests.cases.pages import stories
from tests.claims.policy_of_claims import LOST, policy

NAME = "insolvency-freezes-the-limit-and-shares-what-comes-back"
JUNE = {day: from_civil(2026, 6, day) for day in range(1, 31)}
RATE = 'advance_rate = "70 %"'
PERIOD = 'indemnity_payment_period = "30 days"'


def events(*rows):
    return "\n".join(["buyer,invoice,policy,event,happened_on,amount,currency", *rows])


def assignments(*rows):
    return "\n".join(["reference,loss_payee,policy,entity,buyer,signed_on,acknowledged_on,ended_on", *rows])


def payment(*terms, as_of=JUNE[30], **tables):
    """The one payment of the story under more terms, with more facts, asked on a day."""
    (found,) = payments(*terms, as_of=as_of, **tables)
    return found


def payments(*terms, as_of=JUNE[30], paid=None, more=(), **tables):
    """The payments of the story where more invoices may be lost; `paid` is the day told of the indemnity."""
    story = stories()[NAME]
    programme = read_programme(
        "\n".join([story.policy_text, *terms, ""]), file="policy.toml", wordings=WORDINGS.values()
    ).programme
    rows = {name: [line.split(",") for line in told.splitlines()] for name, told in tables.items()}
    other = ["B2", *story.tables["buyers"][1][1:]]
    rows["invoices"] = [*story.tables["invoices"], *(row.split(",") for row in more)]
    read = read_tables({**story.tables, "buyers": [*story.tables["buyers"], other], **rows})
    assert read.errors == ()
    view = read.ledger.view(as_of)
    lost = losses_of_ledger(view, programme, buyers_of(view).names, told=None, check=lambda _: None).losses
    every = losses_by_buyer(lost)
    settled = settle_ledger(
        programme,
        lost,
        money_of_ledger(view, lost, "EUR"),
        paid_on=lambda agreed, each: paid_on(view, agreed.name, each, every, paid),
        figures=YearFigures(),
        account=YearAccount(),
        paid_so_far=lambda agreed, each: paid_so_far(view, agreed, each, every, is_alone=True),
    )
    return payments_of(view, settled, lost, is_alone=True)


ADMITTED = "B1,,,claim admitted,2026-06-10,,"
RECEIVED = "B1,,,file received,2026-06-20,,"


def test_a_policy_that_says_nothing_advances_nothing_and_names_no_day():
    found = payment()
    assert (found.advance, found.whole.due_on, found.whole.amount, found.left) == (None, UNSET, 5_400_000, 5_400_000)
    assert found.due_now is None


@pytest.mark.parametrize(("as_of", "due"), [(JUNE[9], 0), (JUNE[10], 3_780_000), (JUNE[11], 3_780_000)])
def test_the_advance_is_due_from_the_day_of_its_fact(as_of, due):
    """70 % of 54 000, less nothing."""
    found = payment(RATE, PERIOD, as_of=as_of, claim_events=events(ADMITTED))
    assert found.due_now == due
    assert found.advance.amount == 3_780_000


@pytest.mark.parametrize(("as_of", "due"), [(JUNE[29], 0), (JUNE[30], 3_780_000)])
def test_the_advance_has_the_time_that_the_policy_allows(as_of, due):
    terms = (RATE, PERIOD, 'advance_period = "20 days"')
    assert payment(*terms, as_of=as_of, claim_events=events(ADMITTED)).due_now == due


@pytest.mark.parametrize(
    ("trigger", "day"),
    [
        ("admission of the claim", JUNE[10]),
        ("receipt of the file", JUNE[20]),
        ("notification", from_civil(2026, 5, 11)),
    ],
)
def test_each_fact_has_its_day(trigger, day):
    reports = "buyer,invoice,reported_on\nB1,F-2,2026-05-12\nB1,F-1,2026-05-11\nB2,,2026-05-01"
    found = payment(
        RATE, f'advance_trigger = "{trigger}"', claim_events=events(ADMITTED, RECEIVED), overdue_reports=reports
    )
    assert (found.advance.due_on, found.advance.has_come) == (day, True)


def test_what_was_advanced_comes_off_the_advance_and_off_the_indemnity():
    found = payment(RATE, PERIOD, claim_events=events(ADMITTED, RECEIVED, "B1,,,advance paid,2026-06-12,10000.00,EUR"))
    assert (found.advanced, found.paid) == (1_000_000, 1_000_000)
    assert (found.advance_left, found.left, found.due_now) == (2_780_000, 4_400_000, 2_780_000)


@pytest.mark.parametrize(("advanced", "left", "due"), [("37799.99", 1, 1), ("37800.00", 0, 0), ("37800.01", 0, 0)])
def test_nothing_is_left_of_an_advance_that_was_paid_whole(advanced, left, due):
    found = payment(RATE, PERIOD, claim_events=events(ADMITTED, f"B1,,,advance paid,2026-06-12,{advanced},EUR"))
    assert (found.advance_left, found.due_now) == (left, due)


@pytest.mark.parametrize(
    ("invoice", "day", "advanced"),
    [("", "2026-05-04", 100_00), ("", "2026-05-03", 0), ("F-1", "2026-05-03", 100_00), ("F-1", "2026-05-04", 100_00)],
)
def test_an_advance_before_the_loss_counts_where_it_names_an_invoice(invoice, day, advanced):
    found = payment(RATE, claim_events=events(f"B1,{invoice},,advance paid,{day},100.00,EUR"))
    assert (found.advanced, found.paid) == (advanced, advanced)


@pytest.mark.parametrize(("as_of", "due"), [(from_civil(2026, 7, 19), 3_780_000), (from_civil(2026, 7, 20), 5_400_000)])
def test_the_rest_falls_due_thirty_days_after_the_complete_file(as_of, due):
    found = payment(RATE, PERIOD, as_of=as_of, claim_events=events(ADMITTED, RECEIVED))
    assert (found.whole.counted_from, found.whole.due_on) == (JUNE[20], from_civil(2026, 7, 20))
    assert found.due_now == due


def test_an_indemnity_that_falls_due_first_leaves_no_advance():
    """Thirty days after 4 May is 3 June; the claim is admitted a week later."""
    starts = 'indemnity_payment_starts = "day of loss"'
    assert payment(RATE, PERIOD, starts, claim_events=events(ADMITTED)).advance is None
    assert payment(RATE, PERIOD, starts, claim_events=events("B1,,,claim admitted,2026-06-03,,")).advance is None
    early = payment(RATE, PERIOD, starts, claim_events=events("B1,,,claim admitted,2026-06-02,,"))
    assert early.advance.due_on == JUNE[2]
    assert payment(RATE, PERIOD, starts, as_of=JUNE[2]).advance.due_on == NEVER
    assert payment(RATE, PERIOD, starts, as_of=JUNE[3]).advance is None


def test_a_fact_of_a_day_that_nobody_knows_leaves_the_day_unknown():
    found = payment(RATE, PERIOD, claim_events=events("B1,,,claim admitted,unknown,,", RECEIVED))
    assert (found.advance.due_on, found.advance.has_come, found.due_now) == (MISSING, False, None)
    assert found.advance.amount == 3_780_000


def test_a_fact_of_another_policy_or_buyer_is_none_of_the_claim():
    others = ("B2,,,claim admitted,2026-06-10,,", "B1,,Other,claim admitted,2026-06-10,,")
    assert payment(RATE, claim_events=events(*others)).advance.due_on == NEVER


def to(found):
    return [(each.assignment.loss_payee if each.assignment else "insured", each.amount) for each in found.payees]


def test_without_an_assignment_the_insured_is_paid():
    assert to(payment()) == [("insured", 5_400_000)]


@pytest.mark.parametrize(
    ("acknowledged", "ended", "payee"),
    [
        ("2026-06-30", "", "Bank"),
        ("2026-07-01", "", "insured"),
        ("never", "", "insured"),
        ("2026-06-01", "2026-07-01", "Bank"),
        ("2026-06-01", "2026-06-30", "insured"),
    ],
)
def test_the_payee_is_that_of_the_day_asked_while_nothing_is_paid(acknowledged, ended, payee):
    given = assignments(f"D-1,Bank,,,,2026-01-05,{acknowledged},{ended}")
    assert to(payment(assignments=given)) == [(payee, 5_400_000)]


@pytest.mark.parametrize(("acknowledged", "payee"), [("2026-06-15", "Bank"), ("2026-06-16", "insured")])
def test_the_payee_of_what_was_paid_is_that_of_the_day_of_payment(acknowledged, payee):
    paid = events("B1,,,indemnity paid,2026-06-15,54000.00,EUR")
    given = assignments(f"D-1,Bank,,,,2026-01-05,{acknowledged},")
    assert to(payment(claim_events=paid, assignments=given)) == [(payee, 5_400_000)]


@pytest.mark.parametrize(
    ("row", "payee"),
    [
        ("D-1,Bank,,,B1,2026-01-05,2026-01-15,", "Bank"),
        ("D-1,Bank,,,B2,2026-01-05,2026-01-15,", "insured"),
        ("D-1,Bank,,E1,,2026-01-05,2026-01-15,", "Bank"),
        ("D-1,Bank,,E2,,2026-01-05,2026-01-15,", "insured"),
        ("D-1,Bank,Other policy,,,2026-01-05,2026-01-15,", "insured"),
    ],
)
def test_an_assignment_is_of_its_perimeter_alone(row, payee):
    assert to(payment(assignments=assignments(row))) == [(payee, 5_400_000)]


def test_an_assignment_of_days_that_nobody_knows_leaves_the_payee_unknown():
    (found,) = payment(assignments=assignments("D-1,Bank,,,,2026-01-05,unknown,")).payees
    assert (found.is_known, found.amount) == (False, 5_400_000)


def test_the_first_of_two_assignments_to_one_payee_holds():
    told = {"loss_payee": "Bank", "signed_on": 0, "acknowledged_on": 10}
    one, other = (Assignment(fact_id=name, reference=name, **told) for name in "ab")
    assert assignment_of([one, other], "P", "E", "B", 10) is one
    assert assignment_of([one, other], "P", "E", "B", 9) is None


def test_of_amounts_alone_the_advance_is_a_share_of_what_is_paid():
    loss = Loss(
        claim="1", buyer="", day=LOST, cause="", debt=MISSING,
        lines=(LossLine(number="1", gross=10_000_00, limit=8_000_00, percentage=9_000),),
    )  # fmt: skip

    def told(**terms):
        (settled,) = settle_in_order(policy(**terms), [loss], year=YearFigures(), account=YearAccount())
        return agreed_advance(settled)

    assert told(advance_rate="70 %") == (7_000, AdvanceTrigger.ADMISSION, 5_040_00)
    assert told(advance_rate="0.01 %", advance_trigger="notification") == (1, AdvanceTrigger.NOTIFICATION, 72)
    assert told(advance_rate="0 %") is None
    assert told() is None


def test_an_indemnity_of_which_less_is_paid_goes_to_its_payees_by_running_totals():
    """Of 100.00 insurers answer for 50.00: 16.67, 33.33 less that, and what is left, to the nearest cent."""
    bank = Assignment(fact_id="a", reference="a", loss_payee="Bank", buyer="B1", signed_on=0, acknowledged_on=0)
    unit = SimpleNamespace(
        policy=SimpleNamespace(name="P"),
        loss=SimpleNamespace(buyer="", entity="", lines=[SimpleNamespace(number=number) for number in ("1", "2", "3")]),
        settlement=SimpleNamespace(indemnity=100_00, lines=(33_33, 33_33, 33_34)),
        paid=50_00,
    )
    sellers = {"1": ("B1", "E1"), "2": ("B2", "E1"), "3": ("B1", "E1")}
    found = payees([bank], sellers, [unit], [PaidWithin(50_00, 0, 0)])
    assert [(each.assignment, each.amount) for each in found] == [(bank, 33_34), (None, 16_66)]
    unit.paid = None
    assert payees([bank], sellers, [unit], [PaidWithin(50_00, 0, 0)]) == ()


# Two losses of one buyer, on 4 May and 10 June


AGAIN = {
    "insolvencies": "buyer,kind,opened_on,published_on\nB1,reorganisation,2026-05-04,2026-05-12\n"
    "B1,liquidation,2026-06-10,2026-06-12",
    "more": ["F-9,B1,E1,2026-05-20,2026-05-20,2026-06-19,EUR,1 000.00,0.00,open account,yes"],
}


def twice(*terms, claims=(), reports=(), **more):
    told = {"claim_events": events(*claims), "overdue_reports": "\n".join(["buyer,invoice,reported_on", *reports])}
    first, second = payments(*terms, **AGAIN, **told, **more)
    return first, second


def test_the_story_has_two_losses():
    assert [each.loss.day for each in twice()] == [from_civil(2026, 5, 4), JUNE[10]]


@pytest.mark.parametrize(
    ("invoice", "day", "advanced"),
    [
        ("", "2026-06-12", [0, 100_000]),
        ("", "2026-06-10", [0, 100_000]),
        ("", "2026-06-09", [100_000, 0]),
        ("", "2026-05-03", [0, 0]),
        ("F-1", "2026-06-12", [100_000, 0]),
        ("F-9", "2026-05-03", [0, 100_000]),
        ("", "unknown", [None, None]),
        ("F-1", "unknown", [100_000, 0]),
    ],
)
def test_an_advance_comes_off_one_loss(invoice, day, advanced):
    """One cheque of 1 000: the loss of its invoice, else the latest by its day; nobody can tell without a day."""
    found = twice(RATE, claims=[f"B1,{invoice},,advance paid,{day},1000.00,EUR"])
    assert [each.advanced for each in found] == advanced
    assert [each.paid for each in found] == advanced


@pytest.mark.parametrize(
    ("row", "due"),
    [
        ("B1,,,claim admitted,2026-05-05,,", [from_civil(2026, 5, 5), NEVER]),
        ("B1,,,claim admitted,2026-06-09,,", [JUNE[9], NEVER]),
        ("B1,,,claim admitted,2026-06-10,,", [NEVER, JUNE[10]]),
        ("B1,F-9,,claim admitted,2026-06-09,,", [NEVER, JUNE[10]]),
        ("B1,,,claim admitted,unknown,,", [MISSING, MISSING]),
    ],
)
def test_a_fact_is_of_one_loss(row, due):
    assert [each.advance.due_on for each in twice(RATE, claims=[row])] == due


def test_a_notice_before_the_first_loss_is_of_it_and_the_advance_waits_for_the_loss():
    found = twice(RATE, 'advance_trigger = "notification"', reports=["B1,,2026-04-20"])
    assert [each.advance.due_on for each in found] == [from_civil(2026, 5, 4), NEVER]


# Parts of an indemnity that are paid on different days


LATE = assignments("D-1,Bank,,,,2026-01-05,2026-06-16,")


def test_what_is_left_is_paid_to_whom_it_is_due_on_the_day_asked():
    """One euro was paid to the insured, the day before the bank was acknowledged."""
    found = payment(claim_events=events("B1,,,indemnity paid,2026-06-15,1.00,EUR"), assignments=LATE)
    assert to(found) == [("insured", 1_00), ("Bank", 5_399_900)]


def test_an_advance_and_the_rest_have_each_their_payee():
    rows = ("B1,,,advance paid,2026-06-15,1.01,EUR", "B1,,,indemnity paid,2026-06-16,2.00,EUR")
    assert to(payment(claim_events=events(*rows), assignments=LATE)) == [("insured", 1_01), ("Bank", 5_399_899)]


def test_no_more_than_the_indemnity_goes_to_its_payees():
    rows = ("B1,,,indemnity paid,2026-06-15,53999.99,EUR", "B1,,,indemnity paid,2026-06-16,10.00,EUR")
    assert to(payment(claim_events=events(*rows), assignments=LATE)) == [("insured", 5_399_999), ("Bank", 1)]


@pytest.mark.parametrize(("paid", "payee"), [(JUNE[15], "insured"), (JUNE[16], "Bank")])
def test_a_day_of_payment_that_is_told_is_that_of_the_whole(paid, payee):
    (found,) = payments(paid=paid, assignments=LATE)
    assert to(found) == [(payee, 5_400_000)]


def between(found):
    return [(each.is_known, each.amount) for each in found.payees]


@pytest.mark.parametrize(
    ("acknowledged", "told"),
    [
        ("2026-05-04", [(True, 5_400_000)]),
        ("2026-05-05", [(False, 1_00), (True, 5_399_900)]),
        ("2026-06-30", [(False, 1_00), (True, 5_399_900)]),
        ("2026-07-01", [(True, 5_400_000)]),
    ],
)
def test_a_payment_on_an_unknown_day_has_no_known_payee_where_payees_changed_since_the_loss(acknowledged, told):
    given = assignments(f"D-1,Bank,,,,2026-01-05,{acknowledged},")
    assert between(payment(claim_events=events("B1,,,indemnity paid,unknown,1.00,EUR"), assignments=given)) == told


@pytest.mark.parametrize(("day", "is_known"), [("2026-06-15", False), ("2026-06-16", True)])
def test_a_payment_of_an_unknown_amount_leaves_the_payee_unknown_where_it_changed_since(day, is_known):
    paid = events(f"B1,,,indemnity paid,{day},,")
    assert between(payment(claim_events=paid, assignments=LATE)) == [(is_known, 5_400_000)]


def test_nobody_knows_what_is_due_where_the_rest_may_be():
    """The advance has come; the file was received on a day that nobody knows."""
    rows = (ADMITTED, "B1,,,file received,unknown,,")
    found = payment(RATE, PERIOD, claim_events=events(*rows))
    assert (found.advance.has_come, found.whole.due_on, found.due_now) == (True, MISSING, None)
    assert payment(RATE, claim_events=events(*rows)).due_now == 3_780_000
