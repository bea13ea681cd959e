"""What the demo company's duties cost, done and missed, is what `why` says of the invoices concerned."""

import functools

from encours.clauses.states import State
from encours.cover.moves import Moved
from encours.cover.result import RowCover
from encours.demo import AS_OF
from encours.duties.doing import STEPS_BY_KIND
from encours.duties.duty import Duty, Standing
from encours.duties.of_invoices import STEPS
from encours.duties.register import Register, register
from encours.engine.findings import cause_parts
from tests.demo.judged import answer, programme, view

DUTIES_BY_CLAUSE = {clause: step.kind for clause, step in STEPS.items()}
MISSED = {*STEPS, "policy_not_suspended", "no_overdue_stop"}
"""Clauses that refuse an invoice for a duty that was missed."""


@functools.cache
def found() -> Register:
    return register(view(), programme())


def rows() -> dict[tuple[str, int], RowCover]:
    """Every open invoice, by its number and instalment."""
    invoices = answer().book.view.table("invoices")
    numbers, ranks = invoices.texts["number"], invoices.numbers["instalment"]
    return {(numbers[row.ledger_row], int(ranks[row.ledger_row])): row for row in answer().rows()}


def clause_of(row: RowCover) -> str:
    """The clause that `why` names as what decides an invoice; none where it is covered whole."""
    return "" if not row.cause else programme().primary.wording.clauses[cause_parts(row.cause)[0]].name


def missed() -> list[Duty]:
    late = (each for each in found().duties if each.standing(AS_OF) in {Standing.LATE, Standing.DONE_LATE})
    return [each for each in late if each.at_stake is not None and each.at_stake.covered]


def test_each_step_missed_is_the_clause_that_why_names_on_its_invoice() -> None:
    steps = [each for each in missed() if each.kind in STEPS_BY_KIND and each.invoice]
    assert len(steps) >= 3
    for duty in steps:
        clause = clause_of(rows()[duty.invoice, duty.instalment])
        # Delivered while the policy was suspended, and its file never left: the first clause of the two is named.
        is_twice = duty.invoice == "F-1415-1"
        assert clause == "policy_not_suspended" if is_twice else DUTIES_BY_CLAUSE[clause] == duty.kind, duty


def test_what_was_missed_comes_to_what_why_says_is_lost_on_those_invoices() -> None:
    lost = [row for row in rows().values() if clause_of(row) in MISSED]
    assert sum(row.parts[State.NOT_COVERED] for row in lost) == found().lost.covered


def test_each_is_worth_what_it_lost_and_the_total_counts_an_invoice_that_two_lost_once() -> None:
    """F-1415-1 was delivered while the policy was suspended, and its file never left: 20 000 euros, lost twice."""
    of_each = sum((each.at_stake for each in missed() if each.at_stake is not None), Moved(0, 0))
    assert of_each - found().lost == Moved(20_000_00, 18_000_00)


def test_what_was_done_in_time_is_covered_for_what_it_is_said_to_have_kept() -> None:
    done = [
        each for each in found().duties
        if each.invoice and each.standing(AS_OF) is Standing.DONE and each.at_stake and each.at_stake.covered > 0
    ]  # fmt: skip
    assert len(done) > 20
    for duty in done:
        row = rows()[duty.invoice, duty.instalment]
        assert row.parts[State.COVERED] >= duty.at_stake.covered > 0, duty  # type: ignore[union-attr]


def test_what_is_ahead_is_covered_today_for_what_it_is_said_to_cost() -> None:
    ahead = [
        each for each in found().duties
        if each.invoice and each.standing(AS_OF) is Standing.OPEN and each.kind in STEPS_BY_KIND and each.at_stake
    ]  # fmt: skip
    assert len(ahead) > 50
    for duty in ahead:
        covered = rows()[duty.invoice, duty.instalment].parts[State.COVERED]
        assert duty.at_stake.covered <= covered, duty  # type: ignore[union-attr]
