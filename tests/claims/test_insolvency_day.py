"""The day of a loss by insolvency is one in cover and in claims; what it lacks is told, and not passed over."""

import pytest

from encours.claims.announced import announced_losses, days_of_loss
from encours.claims.of_ledger import buyers_that_may_have_failed, losses_of_ledger
from encours.clauses.lose.anchors import Anchor
from encours.clauses.wordings import WORDINGS
from encours.cover.answer import cover
from encours.cover.book import lay_out
from encours.cover.many import judge_book
from encours.explain.settlement_report import undated_words
from encours.formats.workspace import read_tables
from encours.policy.read import read_programme
from encours.units import from_civil
from tests.cases.pages import KERNELS, stories

NAME = "insolvency-freezes-the-limit-and-shares-what-comes-back"
AS_OF = from_civil(2026, 6, 30)
EVENTS = "buyer,invoice,event,happened_on"
PUBLICATION = 'insolvency_day = "publication"'


def asked(*terms, published="2026-05-12", paid="2026-05-08", events=(), delivered="", whole=False):
    """The story with other days: its view and programme."""
    story = stories()[NAME]
    tables = {name: [list(row) for row in rows] for name, rows in story.tables.items()}
    tables["insolvencies"][1][-1] = published
    tables["payments"][1][3] = paid
    if whole:  # both invoices are paid, and no proceedings follow
        _, buyer, _, day, currency, _, payer = tables["payments"][1]
        tables["payments"][1:] = [
            [f"P-{number}", buyer, number, day, currency, amount, payer]
            for number, amount in (("F-1", "50 000.00"), ("F-2", "30 000.00"))
        ]
        del tables["insolvencies"], tables["invoices"][3]
    if events:
        tables["claim_events"] = [line.split(",") for line in (EVENTS, *events)]
    if delivered:
        row = [*tables["invoices"][2]]
        row[0], row[3], row[4], row[5] = "F-4", delivered, delivered, "2026-07-10"
        tables["invoices"].append(row)
    text = "\n".join([story.policy_text, *terms, ""])
    programme = read_programme(text, file="policy.toml", wordings=WORDINGS.values()).programme
    read = read_tables(tables)
    assert read.errors == ()
    return read.ledger.view(AS_OF), programme


def admitted(view, programme):
    """What cover keeps of each open invoice, by the plain walk."""
    book = lay_out(view, programme)
    numbers = view.table("invoices").texts["number"]
    return {
        numbers[row.ledger_row]: (row.open, row.layers[0].admitted)
        for row in cover(view, programme).rows()
    }, book  # fmt: skip


def lost(view, programme):
    """Day of each loss, what was owed and eligible, and the invoices."""
    found = losses_of_ledger(view, programme, ["B1"], told=None, check=lambda _: None).losses
    return [(each.day, each.losses[0].debt, each.losses[0].gross, [row.number for row in each.rows]) for each in found]


@pytest.mark.parametrize(
    ("terms", "day", "debt", "gross", "second"),
    [
        # Opened on 4 May: what comes on 8 May is a recovery, of which the covered third of F-2 has a third
        ((), (2026, 5, 4), 85_000_00, 80_000_00, (27_000_00, 9_000_00)),
        # Published on 12 May: it is a payment, and F-2 of which 27 000 are open has its 10 000 of room
        ((PUBLICATION,), (2026, 5, 12), 82_000_00, 77_000_00, (27_000_00, 10_000_00)),
        # 30 days from the opening: 3 June
        (('waiting_from_insolvency = "30 days"',), (2026, 6, 3), 82_000_00, 77_000_00, (27_000_00, 10_000_00)),
        # By country: this buyer is French
        (
            ('insolvency_day = [{ value = "opening" }, { when = { country = "FR" }, value = "publication" }]',),
            (2026, 5, 12), 82_000_00, 77_000_00, (27_000_00, 10_000_00),
        ),
        (
            ('insolvency_day = [{ value = "opening" }, { when = { country = "DE" }, value = "publication" }]',),
            (2026, 5, 4), 85_000_00, 80_000_00, (27_000_00, 9_000_00),
        ),
    ],
)  # fmt: skip
def test_cover_freezes_on_the_day_that_claims_settle(terms, day, debt, gross, second):
    view, programme = asked(*terms)
    assert lost(view, programme) == [(from_civil(*day), debt, gross, ["F-1", "F-2", "F-3"])]
    found, _ = admitted(view, programme)
    assert found["F-1"] == (50_000_00, 50_000_00)
    assert found["F-2"] == second
    assert days_of_loss(view, programme.primary, "B1") == (from_civil(*day),)


def test_a_delivery_between_the_opening_and_its_publication_is_not_lost_with_it():
    """It is stopped by the opening, whatever the day of the loss."""
    view, programme = asked(PUBLICATION, delivered="2026-05-08")
    assert [numbers for *_, numbers in lost(view, programme)] == [["F-1", "F-2", "F-3"]]
    found, _ = admitted(view, programme)
    assert found["F-4"] == (30_000_00, 0)


def test_proceedings_that_are_not_published_yet_bring_no_loss():
    view, programme = asked(PUBLICATION, published="never")
    assert lost(view, programme) == []
    assert announced_losses(view, programme, "B1").undated == ()
    assert admitted(view, programme)[0]["F-2"] == (27_000_00, 10_000_00)


def test_a_publication_that_nobody_knows_is_asked_for_and_cover_takes_the_prudent_day():
    view, programme = asked(PUBLICATION, published="unknown")
    assert lost(view, programme) == []
    (undated,) = announced_losses(view, programme, "B1").undated
    assert (undated.invoice, undated.missing) == ("", (Anchor.INSOLVENCY,))
    assert undated_words(undated, "en") == (
        "Insolvency: the day of the loss cannot be told without the day of the proceedings that the policy counts."
    )
    assert admitted(view, programme)[0]["F-2"] == (27_000_00, 9_000_00)


def test_the_admission_of_the_claim_may_be_the_day():
    view, programme = asked('insolvency_day = "admission of the claim"', events=["B1,,claim admitted,2026-06-10"])
    assert [day for day, *_ in lost(view, programme)] == [from_civil(2026, 6, 10)]


@pytest.mark.parametrize(
    ("happened_on", "missing"),
    [("unknown", {"F-1", "F-2"}), ("2026-04-20", set()), ("", set())],
)
def test_a_default_whose_day_lacks_a_fact_is_told_by_invoice(happened_on, missing):
    events = [f"B1,{number},file received,{happened_on}" for number in ("F-1", "F-2") if happened_on]
    view, programme = asked('waiting_from_file_received = "10 days"', events=events, published="2026-05-12")
    found = announced_losses(view, programme, "B1")
    assert {each.invoice for each in found.undated} == missing
    assert all(each.missing == (Anchor.FILE_RECEIVED,) for each in found.undated)
    causes = [each.cause for each in found.losses]
    assert causes == (["protracted default", "insolvency"] if happened_on == "2026-04-20" else ["insolvency"])


def test_a_waiting_period_that_still_runs_lacks_nothing():
    """Whatever the day of the file, 360 days from the due date are not over: no loss by default may have occurred."""
    terms = ('waiting_from_file_received = "10 days"', 'waiting_from_due_date = "360 days"')
    view, programme = asked(*terms, events=["B1,,file received,unknown"])
    assert announced_losses(view, programme, "B1").undated == ()
    earliest = (*terms, 'date_of_loss_reading = "earliest"')
    view, programme = asked(*earliest, events=["B1,,file received,unknown"])
    assert {each.invoice for each in announced_losses(view, programme, "B1").undated} == {"F-1", "F-2", "F-3"}


def test_a_default_that_was_paid_since_was_a_loss_all_the_same():
    """F-1, due on 3 April, is lost on 23 April; all that was owed then is paid on 28 April."""
    terms = ('waiting_from_due_date = "20 days"',)
    view, programme = asked(*terms, published="never", paid="2026-04-28", whole=True)
    (announced,) = announced_losses(view, programme, "B1").losses
    assert (announced.day, announced.cause) == (from_civil(2026, 4, 23), "protracted default")
    assert lost(view, programme) == [(from_civil(2026, 4, 23), 80_000_00, 80_000_00, ["F-1", "F-2"])]
    assert announced_losses(*asked(*terms, published="never", paid="2026-04-22", whole=True), "B1").losses == ()


@pytest.mark.parametrize(
    ("terms", "paid", "may_have_failed"),
    [
        ((), "2026-04-28", False),  # no proceedings, and the policy waits for nothing
        (('waiting_from_due_date = "20 days"',), "2026-04-28", True),
        (('waiting_from_due_date = "20 days"',), "2026-04-23", False),  # 20 days after 3 April, the due date of F-1
        (('waiting_from_due_date = "20 days"',), "2026-04-24", True),
        (('waiting_from_invoice_date = "20 days"',), "2026-02-22", False),  # 20 days after 2 February
        (('waiting_from_invoice_date = "20 days"',), "2026-02-23", True),
        (('waiting_from_due_date = "60 days"', 'waiting_from_file_received = "20 days"'), "2026-02-23", True),
        (('waiting_from_political_event = "20 days"',), "2026-02-22", True),  # an event may be older than the invoice
    ],
)
def test_no_buyer_that_failed_is_left_out_and_few_others_are_judged(terms, paid, may_have_failed):
    view, programme = asked(*terms, published="never", paid=paid, whole=True)
    assert buyers_that_may_have_failed(view, programme.primary) == (("B1",) if may_have_failed else ())


@pytest.mark.parametrize("terms", [(), (PUBLICATION,)])
def test_the_compiled_walk_freezes_on_the_same_day(terms):
    view, programme = asked(*terms, delivered="2026-05-08")
    _, book = admitted(view, programme)
    compiled = {
        row.ledger_row: (row.open, row.layers[0].admitted)
        for account in judge_book(book, cache=KERNELS).by_account().values() for row in account.rows
    }  # fmt: skip
    plain = {row.ledger_row: (row.open, row.layers[0].admitted) for row in cover(view, programme).rows()}
    assert {row: told for row, told in compiled.items() if row in plain} == plain
