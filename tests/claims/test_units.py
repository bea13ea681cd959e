"""What one loss is decides which amounts a threshold and a first loss meet; limits and the year do not change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.claims.announced import announced_losses
from encours.claims.in_order import settle_in_order
from encours.claims.loss import Loss, LossLine, YearAccount
from encours.claims.of_ledger import companies_that_count, losses_of_ledger
from encours.claims.programme import across_layers, settle_programme
from encours.claims.units import as_one, settle_units
from encours.clauses.wordings import WORDINGS
from encours.engine.findings import Finding
from encours.explain.settlement_report import proceeds_told
from encours.policy.read import read_programme
from encours.units import MISSING, from_civil
from tests.cases.pages import stories
from tests.claims.policy_of_claims import NOTHING_KNOWN, policy
from tests.claims.test_of_buyer import told

UNITS = ("invoice", "buyer", "group")
LARGE = 10**9


def loss(buyer, *lines, group="", day=100, debt=None, **told):
    """A loss of invoices (gross, limit), each insured at 90 %, under the name of the buyer."""
    made = tuple(
        LossLine(number=f"{buyer}-{place}", gross=gross, limit=limit, percentage=9_000)
        for place, (gross, limit) in enumerate(lines, 1)
    )
    owed = sum(line.gross for line in made) if debt is None else debt
    return Loss(
        claim=f"{buyer}/1", buyer=buyer, day=day, cause="insolvency", debt=owed, lines=made, group=group, **told
    )


def settled(losses, **terms):
    return settle_in_order(policy(**terms), losses, year=NOTHING_KNOWN, account=YearAccount())


def paid(losses, **terms):
    return [each.settlement.indemnity for each in settled(losses, **terms)]


FIRST = loss("A", (3_000_00, LARGE), (800_00, LARGE), group="G")
SECOND = loss("B", (600_00, LARGE), group="G", day=200)
SMALL = {"claim_threshold": "1 000 EUR", "each_and_every_first_loss": "500 EUR"}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        # 3 000 x 90 % - 500 = 2 200; 800 and 600 are under the threshold of 1 000
        ("invoice", [2_200_00, 0, 0]),
        # 3 800 x 90 % - 500 = 2 920; 600 is under the threshold
        ("buyer", [2_920_00, 0]),
        # 4 400 x 90 % - 500 = 3 460
        ("group", [3_460_00]),
    ],
)
def test_thresholds_and_first_losses_meet_the_unit_of_the_policy(unit, expected):
    assert paid((FIRST, SECOND), claim_unit=unit, **SMALL) == expected


def test_the_minimum_retention_is_kept_of_each_unit():
    """Of 3 000, 800 and 600 at least 400 each: 2 600, 400, 200; of 3 800 and 600 (90 %: 380 and 60 kept) 400 each."""
    kept = {"minimum_retention": "400 EUR"}
    assert paid((FIRST, SECOND), claim_unit="invoice", **kept) == [2_600_00, 400_00, 200_00]
    assert paid((FIRST, SECOND), claim_unit="buyer", **kept) == [3_400_00, 200_00]
    assert paid((FIRST, SECOND), claim_unit="group", **kept) == [3_960_00]  # 440 is kept of 4 400 anyway


def test_the_year_is_carried_from_invoice_to_invoice_and_the_claim_keeps_its_maximum():
    """2 700 and 720 count against 3 000: nothing, then 420; with a maximum of 2 800 a claim: 2 700, then 100."""
    assert paid((FIRST,), claim_unit="invoice", aggregate_first_loss="3 000 EUR") == [0, 420_00]
    assert paid((FIRST,), claim_unit="invoice", maximum_per_claim="2 800 EUR") == [2_700_00, 100_00]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        # 50 000 and 10 000 of a limit of 60 000, at 90 %
        ("whole turnover", [45_000_00, 9_000_00]),
        # 45 000 stand of the first where the limit is asked; 15 000 are left of it for the second
        ("insured percentage, limit", [45_000_00, 15_000_00]),
    ],
)
def test_older_invoices_take_their_room_in_the_limit_whatever_is_a_loss(order, expected):
    one = loss("A", (50_000_00, 60_000_00), (50_000_00, 60_000_00))
    assert paid((one,), claim_unit="invoice", indemnity_chain=order) == expected
    assert sum(paid((one,), indemnity_chain=order)) == sum(expected)


def test_instalments_of_an_invoice_are_one_loss():
    one = loss("A", (700_00, LARGE), (700_00, LARGE), (900_00, LARGE))
    first, second, third = one.lines
    one = replace(one, lines=(first, replace(second, number=first.number, instalment=2), third))
    assert paid((one,), claim_unit="invoice", claim_threshold="1 000 EUR") == [1_260_00, 0]


def test_companies_of_a_group_have_each_its_own_limit():
    """50 000 under 60 000, and 50 000 under 30 000: 80 000 at 90 %."""
    two = (loss("A", (50_000_00, 60_000_00), group="G"), loss("B", (50_000_00, 30_000_00), group="G", day=200))
    (found,) = settled(two, claim_unit="group")
    assert found.settlement.indemnity == 72_000_00
    assert (found.loss.buyer, found.loss.day, found.loss.debt) == ("G", 100, 100_000_00)


SECURED = {"claim_unit": "group", "indemnity_chain": "proceeds first"}


@pytest.mark.parametrize(
    ("proceeds", "expected"),
    [
        ((1_000_00, 0), 3_060_00),  # 4 400 - 1 000 at 90 %
        ((3_800_00, 0), 540_00),  # all of A is paid, and nothing of B
        ((9_999_00, 0), 540_00),
        ((0, 600_01), 3_420_00),
        ((9_999_00, 9_999_00), 0),
    ],
)
def test_proceeds_of_one_company_of_a_group_pay_no_debt_of_another(proceeds, expected):
    both = tuple(replace(each, proceeds=own) for each, own in zip((FIRST, SECOND), proceeds, strict=True))
    assert paid(both, **SECURED) == [expected]


def test_of_a_company_no_more_comes_off_than_stands_of_it_at_that_step():
    """A: 3 800 under 2 000 and B: 600, all within the limit: after it, 2 000 of 2 500 come off, and 600 stand."""
    first = loss("A", (3_000_00, 2_000_00), (800_00, 2_000_00), group="G", proceeds=2_500_00)
    order = "limit, proceeds of securities, insured percentage"
    assert paid((first, SECOND), claim_unit="group", indemnity_chain=order) == [540_00]


@pytest.mark.parametrize("reading", ["pro rata", "uninsured part first"])
def test_what_is_above_the_debt_of_a_company_is_borne_by_no_other(reading):
    """Of 9 000 of A, which owes 3 800, 3 800 count: of B's 600, no more than of proceeds of 3 800."""
    terms = {**SECURED, "proceeds_come_off": reading}
    above, whole = (
        paid((replace(FIRST, proceeds=brought), replace(SECOND, debt=900_00)), **terms)
        for brought in (9_000_00, 3_800_00)
    )
    assert above == whole != [0]


def test_proceeds_above_the_debt_and_of_a_group_are_told():
    (found,) = settled((replace(FIRST, proceeds=4_000_00), SECOND), **SECURED)
    assert dict(proceeds_told(found)) == {
        "settlement proceeds beyond": 200_00,
        "settlement proceeds together": 3_800_00,
    }
    for brought, beyond in ((3_800_00, []), (3_800_01, [("settlement proceeds beyond", 1)])):
        (found,) = settled((replace(FIRST, proceeds=brought),), indemnity_chain="proceeds first")
        assert list(proceeds_told(found)) == beyond
    (found,) = settled((replace(FIRST, proceeds=9_999_00, debt=MISSING),), indemnity_chain="proceeds first")
    assert list(proceeds_told(found)) == []


def test_the_debt_told_of_a_loss_of_one_invoice_is_that_of_the_invoice():
    one = replace(loss("A", (1_000_00, LARGE)), debt=1_500_00, proceeds=300_00)
    terms = {"indemnity_chain": "proceeds first", "proceeds_come_off": "pro rata"}
    assert paid((one,), claim_unit="invoice", **terms) == paid((one,), claim_unit="buyer", **terms) == [720_00]


def test_a_buyer_in_no_group_is_alone():
    others = (replace(FIRST, group=""), replace(SECOND, group=""))
    assert paid(others, claim_unit="group", **SMALL) == paid(others, claim_unit="buyer", **SMALL)


def test_what_a_group_does_not_have_in_common_is_not_known():
    two = (replace(FIRST, country="FR"), replace(SECOND, country="DE"))
    assert paid(two, claim_unit="group", maximum_per_country="1 000 EUR") == [None]
    same = (replace(FIRST, country="FR"), replace(SECOND, country="FR"))
    assert paid(same, claim_unit="group", maximum_per_country="1 000 EUR") == [1_000_00]


def test_the_debt_of_an_invoice_is_its_own():
    """All that is owed passes the threshold of 3 500, no invoice alone does; unknown by invoice, nobody can tell."""
    on_the_debt = {"claim_threshold": "3 500 EUR", "claim_threshold_base": "debt"}
    assert paid((FIRST,), claim_unit="buyer", **on_the_debt) == [3_420_00]
    assert paid((FIRST,), claim_unit="invoice", **on_the_debt) == [0, 0]
    more = replace(FIRST, debt=5_000_00)
    assert paid((more,), claim_unit="invoice", **on_the_debt) == [None, None]
    lines = tuple(replace(line, debt=4_000_00 if line.gross == 3_000_00 else 1_000_00) for line in more.lines)
    assert paid((replace(more, lines=lines),), claim_unit="invoice", **on_the_debt) == [2_700_00, 0]


def test_an_amount_that_names_no_invoice_is_one_loss():
    whole = replace(FIRST, lines=(replace(FIRST.lines[0], number=""),), debt=3_000_00)
    assert paid((whole,), claim_unit="invoice", **SMALL) == [2_200_00]


def test_layers_that_count_otherwise_meet_in_one_loss():
    """Below, the group is one loss of 4 400 paid at 90 %; above, each company: all that meets is left once."""
    below, above = policy(claim_unit="group"), replace(policy(), name="Second layer")
    programme = read_programme(
        stories()["top-up-in-excess"].policy_text, file="p", wordings=WORDINGS.values()
    ).programme
    programme = replace(programme, policies=(below, above), of_losses=())
    upper = [replace(each, lines=(replace(each.lines[0], gross=100_00),)) for each in (FIRST, SECOND)]
    found = settle_programme(programme, [(FIRST, upper[0]), (SECOND, upper[1])])
    (claim,) = across_layers(found)
    assert (claim.gross, claim.indemnity) == (4_400_00, 3_960_00 + 90_00 + 90_00)
    assert claim.left == 4_400_00 - 4_140_00


# From a ledger


def with_terms(name, *terms):
    """Ledger and programme of a story whose policy says something more."""
    ledger, _, _ = told(name)
    text = "\n".join([stories()[name].policy_text, *terms, ""])
    return ledger, read_programme(text, file="policy.toml", wordings=WORDINGS.values()).programme


def test_each_invoice_is_lost_on_its_own_day_where_it_is_the_unit():
    """Due on 3 April, 20 April and 30 April: 10 days later each, unless the proceedings of 4 May came first."""
    name = "insolvency-freezes-the-limit-and-shares-what-comes-back"
    ledger, programme = with_terms(name, 'waiting_from_due_date = "20 days"', 'claim_unit = "invoice"')
    view = ledger.view(from_civil(2026, 6, 30))
    announced = announced_losses(view, programme, "B1").losses
    assert announced[-1].cause == "insolvency"
    alone = [each for each in announced if each.invoices]
    assert alone
    found = losses_of_ledger(view, programme, ["B1"], told=None, check=lambda _: None).losses
    numbers = [row.number for each in found for row in each.rows]
    assert sorted(numbers) == sorted(set(numbers))
    whole = with_terms(name)[1]
    (together,) = losses_of_ledger(view, whole, ["B1"], told=None, check=lambda _: None).losses
    assert sorted(numbers) == sorted(row.number for row in together.rows)
    limited = sum(each.settlement.indemnity for each in settle_programme(programme, [each.losses for each in found]))
    (one,) = settle_programme(whole, [together.losses])
    assert limited == one.settlement.indemnity  # the older invoice, lost alone, takes its room all the same


def test_the_companies_of_a_group_are_found_by_the_facts():
    ledger, programme = with_terms("group-shares-one-limit", 'claim_unit = "group"')
    view = ledger.view(from_civil(2026, 12, 31))
    alone = with_terms("group-shares-one-limit")[1]
    assert companies_that_count(view, alone, "B1") == ("B1",)
    assert len(companies_that_count(view, programme, "B1")) > 1


# Properties

amounts = st.integers(1, 100_000_00)
drawn = st.lists(
    st.builds(
        lambda buyer, lines, group: loss(buyer, *lines, group=group),
        st.sampled_from("ABC"),
        st.lists(st.tuples(amounts, amounts), min_size=1, max_size=3),
        st.sampled_from(["", "G"]),
    ),
    min_size=1, max_size=3, unique_by=lambda each: each.buyer,
)  # fmt: skip
written = amounts.map(lambda cents: f"{cents // 100} EUR")
TERMS = st.fixed_dictionaries({
    "claim_unit": st.sampled_from(UNITS), "claim_threshold": written, "each_and_every_first_loss": written,
    "minimum_retention": written, "aggregate_first_loss": written, "maximum_liability": written,
})  # fmt: skip


@given(drawn, TERMS)
def test_the_parts_of_every_unit_add_up_to_all_that_was_lost(losses, terms):
    found = settled(losses, **terms)
    assert sum(each.loss.gross for each in found) == sum(each.gross for each in losses)
    for each in found:
        assert sum(each.settlement.parts.values()) == each.loss.gross
        assert sum(each.settlement.lines) == each.settlement.indemnity >= 0
    assert found[-1].settlement.account.of("liability") == sum(each.settlement.indemnity for each in found)


@given(drawn, st.sampled_from(["limit, insured percentage", "insured percentage, limit"]))
def test_without_thresholds_or_first_losses_the_unit_changes_no_cent(losses, order):
    totals = {sum(paid(losses, claim_unit=unit, indemnity_chain=order)) for unit in UNITS}
    assert len(totals) == 1


@given(drawn, TERMS)
def test_invoices_settled_alone_are_the_whole_again(losses, terms):
    agreed = policy(**{**terms, "claim_unit": "invoice"})
    for each in losses:
        pieces = settle_in_order(agreed, [each], year=NOTHING_KNOWN, account=YearAccount())
        units = settle_units(agreed, (each,), pieces[0].agreed, YearAccount())
        whole = as_one(units, each)
        assert whole.indemnity == sum(piece.settlement.indemnity for piece in pieces)
        assert sum(whole.parts.values()) == each.gross
        assert all(isinstance(step, Finding) for step in whole.findings)
        assert [line.number for line in whole.loss.lines] == [line.number for line in each.lines]


def test_a_whole_of_which_one_invoice_stops_is_not_known():
    one = replace(FIRST, lines=(FIRST.lines[0], replace(FIRST.lines[1], limit=MISSING)))
    agreed = policy(claim_unit="invoice")
    (first, second) = settle_in_order(agreed, [one], year=NOTHING_KNOWN, account=YearAccount())
    whole = as_one((first.settlement, second.settlement), one)
    assert (first.settlement.indemnity, second.settlement.indemnity, whole.indemnity) == (2_700_00, None, None)


def test_what_securities_brought_of_the_companies_of_a_group_is_one_amount():
    """Of 9 000 in all, 1 000 and 2 000 come off: 6 000 at 90 %, where each company alone bears its own."""
    two = (
        loss("A", (4_000_00, LARGE), group="G", proceeds=1_000_00),
        loss("B", (5_000_00, LARGE), group="G", day=200, proceeds=2_000_00),
    )
    assert paid(two, claim_unit="group", indemnity_chain="proceeds first") == [5_400_00]
    assert paid(two, claim_unit="buyer", indemnity_chain="proceeds first") == [2_700_00, 2_700_00]
