"""The loss of a buyer is what its cover says: what the limit step leaves was admitted, the percentage insured."""

import functools

import pytest

from encours.cases.judge import programme_of
from encours.cases.overrides import situation_of
from encours.claims.announced import announced_losses, days_of_loss
from encours.claims.in_order import settle_in_order
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.of_buyer import loss_of_buyer
from encours.claims.settle import columns_of
from encours.clauses.orders import IndemnityStep
from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.clauses.wordings.indemnity import CHAIN
from encours.cover.book.holders import buyers_of
from encours.engine.chain_one import settle_plainly
from encours.explain.settlement_report import not_in_the_loss
from encours.formats.workspace import read_tables
from encours.policy.read import read_programme
from encours.units import MISSING, from_civil
from tests.cases.pages import stories

BARE = (int(IndemnityStep.LIMIT) + 1, int(IndemnityStep.PERCENTAGE) + 1)


@functools.cache
def told(name):
    """Ledger and programme of a story, and the days it asks about."""
    story = stories()[name]
    return (
        read_tables(story.tables).ledger,
        read_programme(story.policy_text, file="policy.toml", wordings=WORDINGS.values()).programme,
        sorted({each.as_of for each in story.expectations}),
    )


def limit_then_percentage(loss):
    """What stands after each of the two steps."""
    done = settle_plainly(
        CHAIN, BARE, figures={"gross_loss": loss.gross}, terms={"retained_share_of": 0},
        lines=columns_of(loss.lines),
        standing=[each.gross for each in loss.lines], used=[0] * len(CHAIN.counters),
        places={counter: place for place, counter in enumerate(CHAIN.counters)},
    )  # fmt: skip
    return [each.granted for each in done.findings]


@pytest.mark.parametrize("name", list(stories()))
def test_the_chain_finds_again_what_the_walk_admitted_and_insured(name):
    ledger, programme, days = told(name)
    for day in days:
        view = ledger.view(day)
        for buyer in buyers_of(view).names:
            after = max((each for each in days_of_loss(view, programme.primary, buyer) if each < day), default=None)
            found = loss_of_buyer(view, programme, buyer, day=day, cause="insolvency", after=after)
            for layer, loss in enumerate(found.losses):
                carried = [row.cover.layers[layer] for row in found.rows]
                assert loss.debt >= loss.gross >= sum(each.admitted for each in carried)
                if any(MISSING in (line.limit, line.percentage) for line in loss.lines):
                    continue
                admitted, insured = limit_then_percentage(loss)
                assert admitted == sum(each.admitted for each in carried)
                assert insured == sum(each.insured for each in carried)


def test_money_that_came_after_the_loss_is_a_recovery_and_takes_nothing_off_it():
    ledger, programme, _ = told("insolvency-freezes-the-limit-and-shares-what-comes-back")
    day, view = from_civil(2026, 5, 4), ledger.view(from_civil(2026, 6, 30))
    assert days_of_loss(view, programme.primary, "B1") == (day,)
    found = loss_of_buyer(view, programme, "B1", day=day, cause="insolvency")
    (loss,) = found.losses
    assert (loss.debt, loss.gross) == (8_500_000, 8_000_000)
    assert [(line.number, line.gross, line.limit) for line in loss.lines] == [
        ("F-1", 5_000_000, 6_000_000),
        ("F-2", 3_000_000, 6_000_000),
    ]
    assert limit_then_percentage(loss) == [6_000_000, 5_400_000]
    assert [(each.reference, each.amount) for each in found.recoveries] == [("P-1", 300_000)]


def test_what_a_clause_refused_is_owed_and_no_part_of_the_loss():
    ledger, programme, _ = told("insolvency-freezes-the-limit-and-shares-what-comes-back")
    view = ledger.view(from_civil(2026, 6, 30))
    found = loss_of_buyer(view, programme, "B1", day=from_civil(2026, 5, 4), cause="insolvency")
    (kept_out,) = not_in_the_loss(found)
    assert (kept_out.amount, [line.number for _, line in kept_out.rows]) == (500_000, ["F-3"])


def test_each_proceedings_are_the_loss_of_what_was_delivered_since_the_last():
    ledger, programme, _ = told("insolvent-twice-each-loss-has-its-own-day")
    view = ledger.view(from_civil(2026, 6, 30))
    first, second = days_of_loss(view, programme.primary, "B1")
    numbers = [
        [row.number for row in loss_of_buyer(view, programme, "B1", day=day, cause="insolvency", after=after).rows]
        for day, after in ((first, None), (second, first))
    ]
    assert numbers == [["F-1", "F-2"], ["F-3", "F-4", "F-5", "F-6"]]


def test_the_programme_settles_each_layer_on_its_own_chain():
    ledger, programme, days = told("top-up-in-excess")
    view = ledger.view(days[0])
    found = loss_of_buyer(view, programme, "B1", day=days[0], cause="insolvency")
    year = {"year": YearFigures(), "account": YearAccount()}
    settled = [
        settle_in_order(policy, [loss], **year)[0].settlement
        for policy, loss in zip(programme.policies, found.losses, strict=True)
    ]
    assert len(settled) == 2
    insured = [sum(row.cover.layers[layer].insured for row in found.rows) for layer in range(2)]
    assert [each.indemnity for each in settled] == insured
    assert all(insured)


def test_a_default_is_a_loss_once_its_waiting_period_has_run_unless_proceedings_came_first():
    name = "insolvency-freezes-the-limit-and-shares-what-comes-back"
    story = stories()[name]
    ledger, bare, _ = told(name)
    assert announced_losses(ledger.view(from_civil(2026, 5, 3)), bare, "B1").losses == ()
    for days, expected in (
        ("20 days", ((from_civil(2026, 4, 23), "protracted default"), (from_civil(2026, 5, 4), "insolvency"))),
        ("60 days", ((from_civil(2026, 5, 4), "insolvency"),)),
    ):
        text = f'{story.policy_text}\nwaiting_from_due_date = "{days}"\n'
        programme = read_programme(text, file="policy.toml", wordings=WORDINGS.values()).programme
        found = announced_losses(ledger.view(from_civil(2026, 6, 30)), programme, "B1")
        assert tuple((each.day, each.cause) for each in found.losses) == expected
        assert found.undated == ()


BY_CAUSE = """[
  { value = "85 %" },
  { when = { cause = "political" }, value = "95 %" },
  { when = { cause = "protracted default" }, value = "0 %" },
]"""


@pytest.mark.parametrize(
    ("cause", "percentage"), [("insolvency", 8_500), ("political", 9_500), ("protracted default", 0)]
)
def test_the_percentage_of_a_loss_is_that_of_its_cause(cause, percentage):
    situation = situation_of({"terms.insured_percentage": BY_CAUSE})
    programme = programme_of(situation.policy_text, WHOLE_TURNOVER).programme
    view = situation.ledger.view(situation.as_of)
    [loss] = loss_of_buyer(view, programme, "B1", day=situation.as_of, cause=cause).losses
    assert [each.percentage for each in loss.lines] == [percentage]


@pytest.mark.parametrize(
    ("received", "owed"),
    [
        # Of 10 000 owed on 31 March; money of that day is of before, as the account is read at its end.
        ({"payer": "goods", "paid_on": "2026-03-15"}, 6_000_00),
        ({"payer": "guarantor", "paid_on": "2026-03-31"}, 6_000_00),
        ({"payer": "goods", "paid_on": "2026-03-15", "invoice": ""}, 6_000_00),
        ({"payer": "goods", "paid_on": "2026-04-01", "invoice": ""}, 10_000_00),
    ],
)
def test_what_securities_brought_by_the_day_of_the_loss_has_lowered_the_debt_and_is_no_proceeds(received, owed):
    payment = {"buyer": "B1", "amount": "4 000.00", **received}
    cells = {f"payments.{name}": cell for name, cell in payment.items()}
    situation = situation_of({**cells, "terms.indemnity_chain": "proceeds first", "as_of": "2026-03-31"})
    reading = programme_of(situation.policy_text, WHOLE_TURNOVER)
    day = from_civil(2026, 3, 31)
    view = situation.ledger.view(from_civil(2026, 4, 30))
    found = loss_of_buyer(view, reading.programme, "B1", day=day, cause="insolvency")
    (loss,) = found.losses
    assert (loss.debt, loss.gross, loss.proceeds) == (owed, owed, 0)
    assert len(found.recoveries) == (owed == 10_000_00)
    policy = reading.programme.primary
    (settled,) = settle_in_order(policy, [loss], year=YearFigures(), account=YearAccount())
    assert settled.settlement.indemnity == owed // 10 * 9
