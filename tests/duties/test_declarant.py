"""Who declares a claim in the proceedings once its file is handed over: the insured, or the insurer."""

import pytest

from encours.cover.moves import Moved
from encours.duties import kinds
from encours.duties.duty import Standing
from encours.duties.legal_kinds import DECLARE
from encours.duties.register import Register
from encours.facts.kinds import ClaimEvent, Fact, HandOver, Insolvency
from encours.units import NEVER
from tests.duties.maison import buyer, day, duties, invoice, limit, only

CLOCK = 'claim_declaration_deadline = "2 months after publication"'
BY_THE_INSURER = (CLOCK, 'claim_declared_by = "insurer"')
"""Two months from 2026-04-25 end on 2026-06-25."""
WHOLE = Moved(10_000_00, 9_000_00)
OPENED = Insolvency(
    buyer="PORT", kind="liquidation", opened_on=day("04-20"), published_on=day("04-25"), source="i.csv:2"
)  # fmt: skip


def handed_over(text: str, number: str = "F-1") -> HandOver:
    return HandOver(buyer="PORT", invoice=number, handed_over_on=day(text), source=f"h.csv:{number}")


def declared(text: str, number: str = "") -> ClaimEvent:
    return ClaimEvent(
        buyer="PORT", invoice=number, event="claim declared", happened_on=day(text), source=f"e.csv:{number or 2}"
    )


def on(as_of: str, *facts: Fact, terms: tuple[str, ...] = BY_THE_INSURER) -> Register:
    return duties(as_of, buyer(), limit(), invoice("F-1"), OPENED, *facts, terms=terms)


@pytest.mark.parametrize(
    ("left", "standing", "lost"),
    [("06-25", Standing.DONE, Moved(0, 0)), ("06-26", Standing.DONE_LATE, WHOLE)],
)
def test_the_insured_has_declared_once_the_insurer_has_the_file(left: str, standing: Standing, lost: Moved) -> None:
    found = on("07-01", handed_over(left))
    duty = only(found, kinds.DECLARE_IN_PROCEEDINGS)
    assert (duty.standing(day("07-01")), duty.evidence, found.lost) == (standing, "h.csv:F-1", lost)


def test_what_is_announced_is_what_a_file_that_never_left_costs() -> None:
    announced = only(on("06-25"), kinds.DECLARE_IN_PROCEEDINGS).at_stake
    assert announced == on("06-26").lost == WHOLE


def test_a_file_that_left_is_no_declaration_before_the_law() -> None:
    found = on("05-10", handed_over("05-04"))
    assert only(found, DECLARE).done_on == NEVER
    assert not only(found, kinds.DECLARE_IN_PROCEEDINGS).law


def test_not_done_the_policy_and_the_law_ask_for_one_thing() -> None:
    found = on("05-10")
    assert only(found, kinds.DECLARE_IN_PROCEEDINGS).law
    assert not [each for each in found.duties if each.kind == DECLARE]


@pytest.mark.parametrize("terms", [(CLOCK,), (CLOCK, 'claim_declared_by = "insured"')])
def test_where_the_insured_declares_a_file_that_left_is_not_declared(terms: tuple[str, ...]) -> None:
    found = on("07-01", handed_over("05-04"), terms=terms)
    assert only(found, kinds.DECLARE_IN_PROCEEDINGS).standing(day("07-01")) is Standing.LATE
    assert found.lost == WHOLE


def test_one_of_two_files_leaves_the_duty_to_be_done_and_the_second_ends_it() -> None:
    two = invoice("F-2", due="04-10")
    assert only(on("05-10", two, handed_over("05-04")), kinds.DECLARE_IN_PROCEEDINGS).done_on == NEVER
    both = on("05-10", two, handed_over("05-06"), handed_over("05-04", "F-2"))
    assert only(both, kinds.DECLARE_IN_PROCEEDINGS).done_on == day("05-06")
    mixed = on("05-10", two, handed_over("05-04"), declared("05-08", "F-2"))
    assert only(mixed, kinds.DECLARE_IN_PROCEEDINGS).done_on == day("05-08")


def test_a_claim_declared_before_its_file_left_is_declared_on_its_own_day() -> None:
    found = on("05-10", handed_over("05-06"), declared("05-04"))
    duty = only(found, kinds.DECLARE_IN_PROCEEDINGS)
    assert (duty.done_on, duty.evidence, bool(duty.law)) == (day("05-04"), "e.csv:2", True)


def test_a_declaration_made_by_several_facts_is_worth_all_that_they_kept() -> None:
    two = (invoice("F-2", delivered="02-03", due="04-04"), declared("05-08", "F-1"), declared("05-06", "F-2"))
    duty = only(on("07-01", *two), kinds.DECLARE_IN_PROCEEDINGS)
    assert (duty.done_on, duty.at_stake) == (day("05-08"), Moved(20_000_00, 18_000_00))
    files = (invoice("F-2", delivered="02-03", due="04-04"), handed_over("05-08"), handed_over("05-06", "F-2"))
    duty = only(on("07-01", *files), kinds.DECLARE_IN_PROCEEDINGS)
    assert (duty.evidence, duty.proofs) == ("h.csv:F-1", {"h.csv:F-1", "h.csv:F-2"})
    assert duty.at_stake == Moved(20_000_00, 18_000_00)
