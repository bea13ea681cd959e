"""The date of loss: every published formula holds, and what is not known or has not happened is said."""

import ast
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.cases import Case, run_case
from encours.cases.markdown_tables import read_page
from encours.claims.loss_day import LossEvents, loss_day, loss_of_the_unit
from encours.clauses.lose import charges_in_base, insolvency_day, supervening_cause, waiting_period
from encours.clauses.lose.anchors import CAUSES_OF, POLITICAL, PROTRACTED_DEFAULT, Anchor
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.clause import check_rules
from encours.engine.language import tree_of
from encours.engine.verdicts import KEPT, NAMES, NEEDS_INFORMATION, REFUSED, SUSPENDED
from encours.policy.schedule import Entry, Policy, TermValue, always
from encours.units import MISSING, NEVER, UNSET, Day, after
from tests.cases.pages import CLAUSES, loss_day_cases

FOLDERS = ("charges_in_base", "waiting_period", "insolvency_day", "supervening_cause")
DAYS = st.one_of(st.integers(20_000, 20_400), st.just(NEVER), st.just(MISSING), st.just(UNSET))
OF_DEFAULT = [anchor for anchor in Anchor if CAUSES_OF[anchor] == (PROTRACTED_DEFAULT,)]


def policy(terms: Mapping[str, TermValue]) -> Policy:
    return Policy(
        name="P", insurer="Assureur Fictif SA", wording=WHOLE_TURNOVER, currency="EUR",
        period_start=20_000, period_end=20_364, terms=terms,
    )  # fmt: skip


@pytest.mark.parametrize("case", loss_day_cases(), ids=lambda case: f"{case.clause}: {case.title}")
def test_a_case_answers_as_counted_by_hand(case: Case) -> None:
    result = run_case(case)
    assert result.holds, [*result.faults, *map(str, result.differences)]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_clause_has_its_text_and_a_case_for_each_verdict(name: str) -> None:
    text = (CLAUSES / "lose" / name / "clause.md").read_text(encoding="utf-8")
    page = read_page(text)
    assert " | " in page.title
    for heading in ("## Text | Texte", "## What to do | Que faire", "## Not modelled | Non modélisé"):
        assert heading in text
    (table,) = (table for table in page.tables if table.heading.startswith("Verdicts"))
    words = {row.cells["verdict"] for row in table.rows}
    assert words <= set(NAMES.values())
    assert words == {case.expected["verdict"] for case in loss_day_cases() if case.clause == name}


def test_the_rules_are_in_the_clause_language() -> None:
    check_rules(waiting_period.rule, waiting_period.ends, insolvency_day.rule, supervening_cause.rule)
    check_rules(charges_in_base.rule, charges_in_base.counted_until)
    assert isinstance(tree_of(waiting_period.rule), ast.FunctionDef)


def test_each_anchor_has_its_term_and_may_vary_with_the_cause() -> None:
    for anchor in Anchor:
        assert WHOLE_TURNOVER.terms[anchor.term].varies_by_cause


@given(
    st.dictionaries(st.sampled_from(OF_DEFAULT), st.tuples(DAYS, st.integers(0, 300)), min_size=1),
    st.sampled_from(["latest", "earliest"]),
    st.integers(20_000, 20_800),
)
def test_the_last_or_the_first_of_the_waiting_periods_decides(
    told: dict[Anchor, tuple[Day, int]], reading: str, as_of: Day
) -> None:
    """Counted again from the text: what cannot happen is passed over, what has not happened has no end."""
    terms = {anchor.term: always(span) for anchor, (_, span) in told.items()}
    terms["date_of_loss_reading"] = always(["latest", "earliest"].index(reading))
    events = LossEvents(number="F-1", delivered=20_000, days={anchor: day for anchor, (day, _) in told.items()})
    found = loss_day(policy(terms), events, as_of=as_of)
    counted = [(day, span) for day, span in told.values() if day != UNSET]
    never = [day for day, _ in counted if day == NEVER]
    ends = [day + span for day, span in counted if day not in {NEVER, MISSING}]
    unknown = len(ends) + len(never) < len(counted)
    if not counted or (reading == "latest" and never) or (reading == "earliest" and not ends and not unknown):
        expected = NEVER
    elif unknown:
        expected = MISSING
    else:
        expected = max(ends) if reading == "latest" else min(ends)
    assert found.day == expected
    assert found.cause == ("" if expected in {NEVER, MISSING} else PROTRACTED_DEFAULT)
    verdict = {NEVER: REFUSED, MISSING: NEEDS_INFORMATION}.get(expected, KEPT if expected <= as_of else SUSPENDED)
    assert found.finding.verdict == verdict
    assert found.finding.until == {SUSPENDED: expected - 1, NEEDS_INFORMATION: None}.get(verdict, NEVER)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.booleans())
def test_an_insolvency_never_puts_a_loss_off(due: int, waiting: int, opened: int, first_event: bool) -> None:
    """Only where the first event decides may it leave the day where it was."""
    terms = {"waiting_from_due_date": always(waiting), "supervening_cause": always(int(first_event))}
    days = dict.fromkeys(Anchor, NEVER) | {Anchor.DUE_DATE: 20_000 + due}
    alone = loss_day(policy(terms), LossEvents(number="F", delivered=20_000, days=days), as_of=20_000)
    events = LossEvents(number="F", delivered=20_000, days=days, opened_on=20_000 + opened)
    both = loss_day(policy(terms), events, as_of=20_000)
    if first_event:
        assert both.day == (20_000 + opened if opened <= due else alone.day)
    else:
        assert both.day == min(alone.day, 20_000 + opened)


def test_a_waiting_period_is_as_long_as_its_cause_says() -> None:
    """Six months for a political event, four for a default, from the same anchor."""
    months = 16_384
    spans = TermValue((Entry(4 * months), Entry(6 * months, {"cause": (POLITICAL,)})))
    terms = {"waiting_from_due_date": spans, "waiting_from_political_event": always(0)}
    days = dict.fromkeys(Anchor, NEVER) | {Anchor.DUE_DATE: 20_100, Anchor.POLITICAL_EVENT: 20_050}
    found = loss_day(policy(terms), LossEvents(number="F", delivered=20_000, days=days), as_of=21_000)
    by_cause = {each.cause: each.lost_on for each in found.causes}
    assert by_cause[PROTRACTED_DEFAULT] == after(20_100, 4 * months)
    assert by_cause[POLITICAL] == after(20_100, 6 * months)
    assert found.cause == PROTRACTED_DEFAULT


def test_a_claim_of_several_invoices_is_lost_with_the_first_and_unknown_with_any() -> None:
    terms = {"waiting_from_due_date": always(90)}

    def lost(number: str, due: Day) -> LossEvents:
        return LossEvents(number=number, delivered=20_000, days=dict.fromkeys(Anchor, NEVER) | {Anchor.DUE_DATE: due})

    early, late, unknown = (
        loss_day(policy(terms), lost(name, due), as_of=20_300)
        for name, due in (("F-1", 20_050), ("F-2", 20_060), ("F-3", MISSING))
    )
    assert loss_of_the_unit([late, early]).events.number == "F-1"
    assert loss_of_the_unit([late, unknown, early]).day == MISSING
    assert unknown.finding.missing == ("due date",)
