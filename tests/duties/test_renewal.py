"""The end of a policy: notice where it renews itself, renewal where it does not, and what was done about either."""

from dataclasses import replace

import pytest

from encours.duties import kinds
from encours.duties.duty import Department, Standing
from encours.duties.of_the_end import told_otherwise
from encours.duties.register import register
from encours.explain.duty_words import duty_text
from encours.facts.kinds import PolicyEvent
from encours.policy.schedule import Policy, Programme, always
from encours.units import NEVER
from tests.duties.maison import buyer, day, duties, only, programme, seen

NOTICE = ('termination_notice = "3 months"',)
GIVEN, RECEIVED, RENEWED = "termination notice given", "termination notice received", "renewed"
OF_THE_END = {kinds.GIVE_NOTICE, kinds.RENEW_POLICY}


def event(what: str, on: str, **more: object) -> PolicyEvent:
    return PolicyEvent(event=what, happened_on=day(on), source=f"events.csv:{what} {on}", **more)  # type: ignore[arg-type]


def told(as_of: str, *events: PolicyEvent, terms: tuple[str, ...] = ()) -> dict[str, Standing]:
    """Where each duty about the end of the policy stands."""
    found = duties(as_of, buyer(), *events, terms=terms).duties
    return {each.kind: each.standing(day(as_of)) for each in found if each.kind in OF_THE_END}


def test_a_policy_that_does_not_renew_itself_is_renewed_in_its_last_ninety_days() -> None:
    """90 days before 31 December is 2 October: told from then on, and not the day before."""
    assert told("10-01") == {}
    assert told("10-02") == {kinds.RENEW_POLICY: Standing.OPEN}
    assert told("12-31") == {kinds.RENEW_POLICY: Standing.OPEN}
    assert told("2027-01-01") == told("2027-03-31") == {kinds.RENEW_POLICY: Standing.LATE}
    assert told("2027-04-01") == {}, "an old folder is not late for ever"
    duty = only(duties("11-02", buyer()), kinds.RENEW_POLICY)
    assert (duty.first_day, duty.last_day, duty.reference) == (day("10-02"), day("12-31"), "2026-12-31")
    assert (duty.policy, duty.who, duty.done_on, duty.at_stake) == ("Globale", Department.MANAGEMENT, NEVER, None)


@pytest.mark.parametrize(("on", "standing"), [("12-31", Standing.DONE), ("2027-01-01", Standing.DONE_LATE)])
def test_it_is_done_once_renewed_and_the_row_is_the_proof(on: str, standing: Standing) -> None:
    duty = only(duties("2027-02-01", buyer(), event(RENEWED, on)), kinds.RENEW_POLICY)
    assert (duty.standing(day("2027-02-01")), duty.evidence) == (standing, f"events.csv:renewed {on}")


def test_a_renewal_is_seen_from_its_day_on_in_the_second_half_of_the_period() -> None:
    """Signed before 2 July without a first day, it may well be that of the period before, signed late."""
    assert told("12-01", event(RENEWED, "12-02")) == {kinds.RENEW_POLICY: Standing.OPEN}
    assert told("12-02", event(RENEWED, "12-02")) == {kinds.RENEW_POLICY: Standing.DONE}
    assert told("11-02", event(RENEWED, "07-02")) == {kinds.RENEW_POLICY: Standing.DONE}
    assert told("11-02", event(RENEWED, "07-01")) == {kinds.RENEW_POLICY: Standing.OPEN}
    assert told("02-01", event(RENEWED, "01-02", effective_on=day("2027-01-01"))) == {kinds.RENEW_POLICY: Standing.DONE}


def test_the_renewal_of_the_period_before_renews_nothing_of_this_one() -> None:
    """That by which this period came about: agreed before it began, or signed late and in effect from its first day."""
    assert told("11-02", event(RENEWED, "2025-12-31")) == {kinds.RENEW_POLICY: Standing.OPEN}
    late = event(RENEWED, "01-15", effective_on=day("01-01"))
    assert told("11-02", late) == {kinds.RENEW_POLICY: Standing.OPEN}
    ahead = event(RENEWED, "2025-12-31", effective_on=day("2027-01-01"))
    assert told("11-02", ahead) == {kinds.RENEW_POLICY: Standing.DONE}


@pytest.mark.parametrize(
    ("effective", "standing"),
    [("2027-01-01", Standing.DONE), ("2027-01-02", Standing.OPEN), ("2026-12-31", Standing.OPEN)],
)
def test_a_renewal_that_does_not_begin_the_day_after_renews_nothing(effective: str, standing: Standing) -> None:
    assert told("11-02", event(RENEWED, "11-01", effective_on=day(effective))) == {kinds.RENEW_POLICY: standing}


def test_notice_for_a_later_period_ends_nothing_of_this_one() -> None:
    later = event(GIVEN, "10-15", effective_on=day("2027-12-31"))
    assert told("11-02", later, terms=NOTICE) == {}


def test_a_policy_that_renews_itself_asks_for_notice_and_for_no_renewal() -> None:
    assert told("09-30", terms=NOTICE) == {kinds.GIVE_NOTICE: Standing.OPEN}
    assert told("10-02", terms=NOTICE) == {}, "the notice was not given: it goes on"


def test_notice_given_by_its_last_day_is_done_and_the_policy_is_then_to_be_renewed() -> None:
    found = duties("11-02", buyer(), event(GIVEN, "09-30"), terms=NOTICE)
    notice = only(found, kinds.GIVE_NOTICE)
    assert (notice.standing(day("11-02")), notice.evidence) == (Standing.DONE, f"events.csv:{GIVEN} 09-30")
    assert only(found, kinds.RENEW_POLICY).standing(day("11-02")) is Standing.OPEN


def test_notice_given_a_day_late_ends_nothing() -> None:
    assert told("11-02", event(GIVEN, "10-01"), terms=NOTICE) == {kinds.GIVE_NOTICE: Standing.DONE_LATE}


@pytest.mark.parametrize(
    ("what", "effective", "as_of", "is_told"),
    [
        (RECEIVED, "09-01", "06-01", True),
        (RECEIVED, "12-31", "06-01", True),
        (RECEIVED, "2027-01-01", "06-01", False),
        (RENEWED, "2027-01-01", "12-31", False),
        (RENEWED, "2027-01-01", "2027-01-01", True),
        (RENEWED, "2027-01-02", "06-01", True),
        (RENEWED, "12-01", "06-01", False),
        (RENEWED, "01-01", "06-01", False),
    ],
)
def test_a_row_that_says_another_end_than_the_policy_is_told(
    what: str, effective: str, as_of: str, *, is_told: bool
) -> None:
    """A renewal within the period is that by which its last day was moved: once it is written, nothing is told."""
    view = seen(as_of, buyer(), event(what, "05-15", effective_on=day(effective)))
    assert bool(list(told_otherwise(view, programme()))) is is_told


def test_notice_received_leaves_none_to_give_and_the_policy_to_renew() -> None:
    received = event(RECEIVED, "08-03")
    assert told("08-02", received, terms=NOTICE) == {kinds.GIVE_NOTICE: Standing.OPEN}
    assert told("08-03", received, terms=NOTICE) == {}
    assert told("10-02", received, terms=NOTICE) == {kinds.RENEW_POLICY: Standing.OPEN}
    assert told("12-01", received, event(RENEWED, "11-20"), terms=NOTICE) == {kinds.RENEW_POLICY: Standing.DONE}


def test_a_policy_renewed_before_its_day_of_notice_leaves_nothing_to_choose() -> None:
    assert told("09-01", event(RENEWED, "08-20"), terms=NOTICE) == {}


def test_notice_withdrawn_by_a_correction_was_never_given() -> None:
    given = event(GIVEN, "09-01")
    never = replace(given, corrects=given.source, source="events.csv:9", fact_id="", void=1, known=day("09-10"))
    assert told("11-02", given, never, terms=NOTICE) == {}


def layers(*, above: Policy, more: tuple[Policy, ...] = ()) -> Programme:
    return replace(programme(), policies=(programme().primary, above, *more))


def test_each_layer_has_its_own_renewal_unless_the_next_of_its_rank_is_held_already() -> None:
    first = programme().primary
    above = replace(first, name="Above", period_end=day("11-30"), terms={**first.terms, "layer_mode": always(1)})
    following = replace(above, name="Above next", period_start=day("12-01"), period_end=day("2027-11-30"))
    late = replace(following, period_start=day("12-02"))

    def renewed(made: Programme, *facts: PolicyEvent) -> dict[str, Standing]:
        found = register(seen("11-02", buyer(), *facts), made).duties
        return {each.policy: each.standing(day("11-02")) for each in found if each.kind == kinds.RENEW_POLICY}

    both = {"Globale": Standing.OPEN, "Above": Standing.OPEN}
    assert renewed(layers(above=above)) == both
    assert renewed(layers(above=above, more=(following,))) == {"Globale": Standing.OPEN}
    assert renewed(layers(above=above, more=(late,))) == both, "a day without cover lies between them"
    of_the_first = event(RENEWED, "10-20")
    assert renewed(layers(above=above), of_the_first) == {"Globale": Standing.DONE, "Above": Standing.OPEN}
    of_the_other = event(RENEWED, "10-20", policy="Above")
    assert renewed(layers(above=above), of_the_other) == {"Globale": Standing.OPEN, "Above": Standing.DONE}


def test_a_period_shorter_than_ninety_days_is_renewed_from_its_first_day() -> None:
    short = replace(programme().primary, period_start=day("11-15"))
    made = replace(programme(), policies=(short,))
    found = register(seen("11-15", buyer()), made).duties
    assert [each.first_day for each in found if each.kind == kinds.RENEW_POLICY] == [day("11-15")]


def test_its_words_say_what_is_lost() -> None:
    text = duty_text(kinds.RENEW_POLICY)
    assert (text.title.english, text.title.french) == ("Renew the policy", "Renouveler la police")
    assert text.what_is_lost.english.startswith("Deliveries after that day are not insured")
    assert text.what_is_lost.french.startswith("Les livraisons postérieures ne sont pas garanties")
