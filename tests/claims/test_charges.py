"""Interest and costs of a ledger in a loss, within its limit, and the costs of what came back, to the cent."""

import pytest

from encours.cases.judge import programme_of
from encours.cases.overrides import situation_of
from encours.claims.in_order import settle_in_order
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money import Claim, Debt, losses_left
from encours.claims.money_of_ledger import money_of_ledger
from encours.claims.of_buyer import loss_of_buyer
from encours.claims.of_ledger import losses_of_ledger
from encours.claims.read_losses import read_losses
from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.explain.settlement_recoveries import costs_told
from encours.explain.settlement_report import not_in_the_loss
from encours.formats.workspace import read_tables
from encours.policy.read import read_programme, toml_document
from encours.units import from_civil
from encours.units.show import show_day
from tests.cases.pages import stories
from tests.claims.test_ledger_year import FIRST_OF_JUNE, asked, received, the_claim

NAME = "insolvency-freezes-the-limit-and-shares-what-comes-back"
HEAD = "reference,buyer,invoice,kind,charged_on,currency,amount,payment"
IN = ('interest_in_base = "in"', 'cost_in_base = "in"')
LOST = from_civil(2026, 5, 4)


def charges(*rows):
    return "\n".join([HEAD, *rows, ""])


# The story: 50 000 of F-1 and 30 000 of F-2 are eligible, 60 000 within the limit; 5 000 of F-3 were refused

OWED = charges(
    "K-1,B1,F-1,late interest,2026-05-04,EUR,1000.00,",
    "K-2,B1,F-2,collection cost,2026-05-04,EUR,400.00,",
    "K-3,B1,F-2,penalty,2026-05-04,EUR,50.00,",
    "K-4,B1,F-3,late interest,2026-05-04,EUR,20.00,",
    "K-5,B1,F-2,collection cost,2026-05-05,EUR,7.00,",  # a day after the loss
)


@pytest.mark.parametrize(
    ("terms", "gross", "interest", "costs"),
    [
        ((), 8_000_000, 0, 0),
        (IN[:1], 8_100_000, 100_000, 0),
        (IN[1:], 8_040_000, 0, 40_000),
        (IN, 8_140_000, 100_000, 40_000),
    ],
)
def test_what_counts_is_loss_within_the_same_limit_and_all_of_it_is_debt(terms, gross, interest, costs):
    """Of 85 000 and 1 470 of charges by the day of the loss, 60 000 are within the limit and 54 000 are paid."""
    claim = the_claim(asked(NAME, *terms, day=FIRST_OF_JUNE, charges=OWED))
    loss = claim.claim.loss
    assert (loss.gross, loss.interest, loss.costs, loss.debt) == (gross, interest, costs, 8_647_000)
    assert [line.debt for line in loss.lines] == [5_100_000, 3_045_000]
    assert claim.indemnity == 5_400_000
    # 54 000 of 86 470: 1 873.48 of the 3 000 that came back to the insurer.
    assert [each.to_insurers for each in received(claim)] == [187_348]


def loss_of(overrides, day=None):
    situation = situation_of(overrides)
    programme = programme_of(situation.policy_text, WHOLE_TURNOVER).programme
    day = day or situation.as_of
    return loss_of_buyer(
        situation.ledger.view(situation.as_of), programme, "B1", day=day, cause="insolvency"
    ), programme


CHARGED = {
    "as_of": "2026-12-31", "charge.kind": "late interest", "charge.charged_on": "2026-09-30", "charge.amount": "180.00",
    "terms.interest_in_base": "in",
}  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "indemnity"),
    [
        ("10 180.00", 916_200),  # 90 % of 10 180
        ("10 179.99", 916_199),  # of 10 179.99, to the nearest cent
        ("10 000.00", 900_000),
        ("9 000.00", 810_000),
    ],
)
def test_the_limit_is_not_widened_by_interest(limit, indemnity):
    found, programme = loss_of({**CHARGED, "limit_decision.amount": limit})
    (settled,) = settle_in_order(programme.primary, found.losses, year=YearFigures(), account=YearAccount())
    assert settled.settlement.indemnity == indemnity


def test_interest_carries_no_tax_that_is_stripped_from_it():
    found, _ = loss_of({**CHARGED, "invoice.gross": "12 000.00", "invoice.vat": "2 000.00"})
    (loss,) = found.losses
    assert (loss.gross, loss.interest, loss.debt) == (1_018_000, 18_000, 1_218_000)


def test_a_charge_becomes_the_currency_of_the_policy_at_the_rate_of_its_invoice():
    dollars = {
        "invoice.currency": "USD", "charge.currency": "USD", "exchange_rate.day": "2026-01-01",
        "exchange_rate.per_euro": "1.25",
    }  # fmt: skip
    found, _ = loss_of({**CHARGED, **dollars})
    assert (found.losses[0].gross, found.losses[0].interest) == (814_400, 14_400)


def test_charges_change_nothing_in_cover():
    judged = []
    for overrides in ({"as_of": CHARGED["as_of"]}, CHARGED):
        situation = situation_of(overrides)
        programme = programme_of(situation.policy_text, WHOLE_TURNOVER).programme
        book = lay_out(situation.ledger.view(situation.as_of), programme)
        judged.append([each.parts for each in judge_account(book, 0).rows])
    assert judged[0] == judged[1]


def test_what_does_not_count_is_told_as_owed_and_no_part_of_the_loss():
    found, _ = loss_of({**CHARGED, "terms.interest_in_base_until": "90 days"})
    (kept_out,) = not_in_the_loss(found)
    assert (kept_out.clause, kept_out.amount, kept_out.title("fr")) == (
        "charges_in_base", 9_000, "Intérêts, frais et pénalités, hors de l'assiette"
    )  # fmt: skip


def test_where_nobody_knows_how_much_interest_counts_nothing_of_the_year_is_used_until_it_is_paid():
    found, programme = loss_of({**CHARGED, "invoice.due": "unknown", "terms.interest_in_base_until": "90 days"})
    (loss,) = found.losses
    assert (loss.gross, [each.number for each in loss.of_unknown_interest]) == (1_018_000, ["F-1"])
    (settled,) = settle_in_order(programme.primary, found.losses, year=YearFigures(), account=YearAccount())
    assert (settled.settlement.indemnity, settled.settlement.account) == (None, YearAccount())
    assert [each.missing for each in settled.settlement.findings] == [("due_date",)]
    claim = Claim(name="S", loss=loss, debts=(Debt(number="F-1", amount=1_018_000),))
    assert [bool(losses_left(claim, [left])[0].of_unknown_interest) for left in (1, 0)] == [True, False]


PAID_EARLY = {"invoice.paid_on": "2026-12-30"}


@pytest.mark.parametrize("unit", ["buyer", "invoice", "group"])
def test_charges_on_a_paid_invoice_alone_make_a_claim_without_a_loss(unit):
    found, programme = loss_of({**CHARGED, **PAID_EARLY, "terms.claim_unit": unit})
    (loss,) = found.losses
    assert ([each.debt for each in found.rows], loss.debt, loss.gross, loss.lines) == ([18_000], 18_000, 0, ())
    (settled,) = settle_in_order(programme.primary, found.losses, year=YearFigures(), account=YearAccount())
    assert (settled.settlement.indemnity, settled.settlement.account) == (0, YearAccount())
    (kept_out,) = not_in_the_loss(found)
    assert (kept_out.clause, kept_out.amount) == ("charges_in_base", 18_000)


def test_charges_on_an_invoice_lost_earlier_are_of_no_later_loss():
    overrides = {**CHARGED, **PAID_EARLY}
    situation = situation_of(overrides)
    programme = programme_of(situation.policy_text, WHOLE_TURNOVER).programme
    view, day = situation.ledger.view(situation.as_of), situation.as_of
    later = loss_of_buyer(view, programme, "B1", day=day, cause="insolvency", after=day)
    assert later.rows == ()


def test_of_several_policies_the_first_alone_counts_charges():
    story = stories()["top-up-in-excess"]
    number, buyer = next((row[0], row[1]) for row in story.tables["invoices"][1:])
    day = min(each.as_of for each in story.expectations)
    rows = charges(f"K-1,{buyer},{number},collection cost,{show_day(day, 'en')},EUR,100.00,")
    ledger = read_tables({**story.tables, "charges": [line.split(",") for line in rows.splitlines()]}).ledger
    text = story.policy_text.replace("[layers.terms]", '[layers.terms]\ncost_in_base = "in"')
    programme = read_programme(text, file="policy.toml", wordings=WORDINGS.values()).programme
    found = loss_of_buyer(ledger.view(day), programme, buyer, day=day, cause="insolvency")
    assert len(found.losses) == 2
    assert [each.costs for each in found.losses] == [10_000, 0]


def test_charges_fall_pro_rata_with_what_is_left_of_the_debt():
    """5 090.00 of 10 180.01 are left: of 180.01 of interest, 90.00."""
    found, _ = loss_of({**CHARGED, "charge.amount": "180.01"})
    (loss,) = found.losses
    claim = Claim(name="S", loss=loss, debts=(Debt(number="F-1", amount=1_018_001),))
    (left,) = losses_left(claim, [509_000])
    assert (left.gross, left.interest, left.costs) == (509_000, 9_000, 0)
    assert losses_left(claim, [0])[0].interest == 0


# The dividend P-1 of 3 000 came after the indemnity: 54 000 of 85 000 are the insurer's


def spent(*amounts, payment="P-1", by="insured"):
    rows = (f"R-{n},B1,,recovery cost,2026-06-20,EUR,{each},{payment},{by}" for n, each in enumerate(amounts))
    return charges(*rows).replace(HEAD, f"{HEAD},spent_by")


@pytest.mark.parametrize(
    ("terms", "shares"),
    [
        # 2 700 is left to share: 1 715.29 and 984.71.
        ((), (171_529, 98_471, 30_000, 0, 0)),
        # 1 905.88 and 1 094.12; of 300 each pays as much as it gets: 190.59 and 109.41.
        (('recovery_costs_taken = "after sharing"',), (190_588, 109_412, 0, 19_059, 10_941)),
        (('recovery_costs_borne_by = "insurer"',), (190_588, 109_412, 0, 30_000, 0)),
        (('recovery_costs_borne_by = "insured"',), (190_588, 109_412, 0, 0, 30_000)),
        # No more than 5 % of 3 000: 150 come off, 2 850 are shared.
        (('recovery_costs_cap = "5 %"',), (181_059, 103_941, 15_000, 0, 0)),
    ],
)
def test_the_costs_of_a_recovery_are_borne_as_the_policy_says(terms, shares):
    claim = the_claim(asked(NAME, *terms, day=FIRST_OF_JUNE, charges=spent("250.00", "50.00")))
    (only,) = claim.recoveries
    assert only.receipt.costs == 30_000
    told = (only.to_insurer, only.to_insured, only.costs, only.costs_of_insurer, only.costs_of_insured)
    assert told == shares


@pytest.mark.parametrize(
    ("terms", "by_insured", "by_insurer"),
    [
        ((), 0, 30_000),  # taken off the sum, which the insured received
        (('recovery_costs_taken = "after sharing"',), -19_059, 10_941),
        (('recovery_costs_borne_by = "insurer"',), -30_000, 0),
        (('recovery_costs_borne_by = "insured"',), 0, 30_000),
        (('recovery_costs_cap = "5 %"',), 0, 15_000),  # what is above the cap stays with who spent it
    ],
)
def test_who_spent_the_costs_of_a_recovery_has_back_what_the_other_bears(terms, by_insured, by_insurer):
    for by, owed in (("insured", by_insured), ("insurer", by_insurer)):
        claim = the_claim(asked(NAME, *terms, day=FIRST_OF_JUNE, charges=spent("250.00", "50.00", by=by)))
        assert [each.costs_owed_to_insurer for each in claim.recoveries] == [owed]
        told = [key for key, _ in costs_told(claim) if key.startswith("recovery costs to")]
        assert told == ([] if not owed else [f"recovery costs to {'insurers' if owed > 0 else 'insured'}"])


@pytest.mark.parametrize(
    ("terms", "amount", "above"),
    [
        ((), "3000.00", 0),
        ((), "3000.01", 1),  # a cent above the sum
        (('recovery_costs_cap = "5 %"',), "150.00", 0),
        (('recovery_costs_cap = "5 %"',), "150.01", 1),
        (('recovery_costs_cap = "5 %"', 'recovery_costs_taken = "after sharing"'), "300.00", 15_000),
        (('recovery_costs_cap = "5 %"', 'recovery_costs_borne_by = "insurer"'), "300.00", 15_000),
        (('recovery_costs_cap = "5 %"', 'recovery_costs_borne_by = "insured"'), "300.00", 15_000),
    ],
)
def test_costs_that_do_not_count_are_told(terms, amount, above):
    claim = the_claim(asked(NAME, *terms, day=FIRST_OF_JUNE, charges=spent(amount)))
    assert [each.costs_above for each in claim.recoveries] == [above]
    assert [amounts for key, amounts in costs_told(claim) if key == "recovery costs above"] == (
        [{"amount": above}] if above else []
    )


def test_the_costs_of_what_came_before_the_indemnity_are_told_and_shared_with_nobody():
    claim = the_claim(asked(NAME, charges=spent("300.00")))
    assert list(costs_told(claim)) == [("recovery costs early", {"amount": 30_000})]


def test_the_costs_of_one_payment_on_several_invoices_are_spread_over_its_receipts():
    """100.01 for 900 and 2 100 under one reference: 30.00 and 70.01."""
    story = stories()[NAME]
    head = story.tables["payments"][0]
    cells = dict(zip(head, story.tables["payments"][-1], strict=True)) | {"reference": "D-9", "paid_on": "2026-06-15"}
    rows = [[{**cells, "invoice": n, "amount": a}[name] for name in head] for n, a in (("F-1", "900"), ("F-2", "2100"))]
    told = [line.split(",") for line in spent("100.01", payment="D-9").splitlines()]
    read = read_tables({**story.tables, "payments": [head, *rows], "charges": told})
    assert read.errors == ()
    programme = read_programme(story.policy_text, file="policy.toml", wordings=WORDINGS.values()).programme
    view = read.ledger.view(from_civil(2026, 6, 30))
    lost = losses_of_ledger(view, programme, ["B1"], told=None, check=lambda _: None).losses
    receipts = money_of_ledger(view, lost, "EUR").receipts
    assert [(each.invoice, each.amount, each.costs) for each in receipts] == [
        ("F-1", 90_000, 3_000), ("F-2", 210_000, 7_001)
    ]  # fmt: skip


# Amounts told


def told(text):
    document, faults = toml_document(text, file="losses.toml")
    return read_losses(document, faults, policy=None), [each.code for each in faults.errors]


ONE = '[[losses]]\nloss = "1 000 EUR"\ninterest = "20 EUR"\ncosts = "4 EUR"\n'


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("", (100_000, 0, 0, 2_400)),
        ('interest_in_base = "in"', (102_000, 2_000, 0, 400)),
        ('interest_in_base = "in"\ninterest_in_base_until = "0 days"', (102_000, 2_000, 0, 400)),
        ('cost_in_base = "in"', (100_400, 0, 400, 2_000)),
    ],
)
def test_interest_and_costs_told_count_as_the_terms_say(terms, expected):
    found, faults = told(f"{ONE}[terms]\n{terms}\n")
    assert faults == []
    (loss,) = found.losses
    assert (loss.gross, loss.interest, loss.costs, loss.charges_outside) == expected


@pytest.mark.parametrize(("debt", "faults"), [("1 024 EUR", []), ("1 023.99 EUR", ["loss_above_the_debt"])])
def test_the_debt_has_interest_and_costs_in_it(debt, faults):
    assert told(f'{ONE}debt = "{debt}"\n')[1] == faults
    invoices = (
        f'[[losses]]\n[[losses.invoices]]\ngross = "1 000 EUR"\ninterest = "20 EUR"\ncosts = "4 EUR"\ndebt = "{debt}"\n'
    )
    assert told(invoices)[1] == faults


def test_interest_is_told_once():
    text = '[[losses]]\ninterest = "20 EUR"\n[[losses.invoices]]\ngross = "1 000 EUR"\n'
    assert told(text)[1] == ["loss_told_twice"]


@pytest.mark.parametrize("told_by", ["invoices", "bills"])
def test_an_invoice_told_paid_has_its_price_paid_and_its_charges_stay_owed(told_by):
    """50 000 of F-1 came in June, and no penalty of 1 000: `paid_on` and an honoured bill tell of the price alone."""
    story = stories()[NAME]
    head, *rows = story.tables["invoices"]
    of_the_first = [[*row, "2026-06-10" if row[head.index("number")] == "F-1" else ""] for row in rows]
    tables = {
        "invoices": [[*head, "paid_on"], *of_the_first],
        "bills": [["reference", "buyer", "invoice", "event", "on"], ["W-1", "B1", "F-1", "honoured", "2026-06-10"]],
    }
    owed = charges("K-1,B1,F-1,penalty,2026-05-04,EUR,1000.00,")
    told = {"charges": [line.split(",") for line in owed.splitlines()], "payments": story.tables["payments"][:1]}
    read = read_tables({**story.tables, **told, told_by: tables[told_by]})
    assert read.errors == ()
    programme = read_programme(story.policy_text, file="policy.toml", wordings=WORDINGS.values()).programme
    view = read.ledger.view(from_civil(2026, 6, 30))
    lost = losses_of_ledger(view, programme, ["B1"], told=None, check=lambda _: None).losses
    receipts = money_of_ledger(view, lost, "EUR").receipts
    assert [(each.invoice, each.amount) for each in receipts] == [("F-1", 5_000_000)]


@pytest.mark.parametrize(
    ("paid_on", "debt", "received_on"),
    [("2026-05-04", 8_600_000, []), ("2026-05-05", 8_640_000, [("F-2", 40_000)]), ("2026-07-01", 8_640_000, [])],
    ids=["on the day of the loss", "the day after", "after the day asked"],
)
def test_a_charge_that_the_buyer_paid_is_owed_no_more(paid_on, debt, received_on):
    """400 of collection costs on F-2, beside 1 000 of interest on F-1: paid by the loss, they are no debt of it."""
    told = "\n".join([
        "reference,buyer,invoice,kind,charged_on,currency,amount,paid_on",
        "K-1,B1,F-1,late interest,2026-05-04,EUR,1000.00,",
        f"K-2,B1,F-2,collection cost,2026-05-04,EUR,400.00,{paid_on}", "",
    ])  # fmt: skip
    claim = the_claim(asked(NAME, *IN, day=FIRST_OF_JUNE, charges=told))
    assert (claim.claim.loss.debt, claim.claim.loss.costs) == (debt, 40_000 if debt == 8_640_000 else 0)
    early = [(each.invoice, each.amount) for each in claim.periods.before_indemnity if each.reference == "K-2"]
    assert early == received_on


@pytest.mark.parametrize(
    "term",
    ['interest_in_base = "in"', 'interest_in_base_until = "90 days"\ninterest_in_base = "in"', 'cost_in_base = "in"'],
)
def test_a_top_up_that_alone_counts_charges_is_refused(term):
    """They are read of the primary for every layer: what the other says would be ignored."""
    below, middle, above = stories()["top-up-in-excess"].policy_text.rpartition("[layers.terms]")
    read = read_programme(f"{below}{middle}\n{term}{above}", file="policy.toml", wordings=WORDINGS.values())
    assert [each.code for each in read.errors] == ["layer_against_the_primary"]
    assert term.split(" ")[0] in read.errors[0].what.english
