"""A step that several policies ask for is taken once: missed under one, it is missed under the others too."""

from dataclasses import replace

import pytest

from encours.clauses.choices import LayerMode
from encours.clauses.wordings import WORDINGS
from encours.cover.answer import cover
from encours.cover.moves import NOTHING, Moved, covered_by
from encours.duties import kinds
from encours.duties.register import Register, register
from encours.facts.kinds import Fact, LimitDecision, OverdueReport
from encours.policy.read import read_programme
from encours.policy.schedule import Programme, always
from tests.duties.maison import POLICY, buyer, day, invoice, limit, programme, seen

LIMITS = (
    limit(6_000_00, policy="Globale"),
    LimitDecision(
        reference="L-UP", buyer="PORT", policy="Complément", kind="named", outcome="granted", amount=100_000_00,
        currency="EUR", decided_on=day("01-01"), source="limits.csv:3",
    ),
)  # fmt: skip
WHOLE, BELOW, ABOVE = Moved(10_000_00, 9_000_00), Moved(6_000_00, 5_400_00), Moved(4_000_00, 3_600_00)


def tower(notice_above: str) -> Programme:
    """A primary policy that takes 6 000 euros of Port Calme, and one above it that takes the rest."""
    low = programme()
    longer = POLICY.replace('overdue_notice_period = "30 days"', f'overdue_notice_period = "{notice_above}"')
    high = read_programme(longer, file="policy.toml", wordings=WORDINGS.values()).programme
    assert high is not None
    terms = high.primary.terms | {"layer_mode": always(int(LayerMode.EXCESS))}
    return replace(low, policies=(low.primary, replace(low.primary, name="Complément", terms=terms)))


def asked(as_of: str, *facts: Fact, above: str = "30 days") -> Register:
    return register(seen(as_of, buyer(), *LIMITS, invoice("F-1"), *facts), tower(above))


def stakes(found: Register) -> dict[str, Moved | None]:
    return {each.policy: each.at_stake for each in found.duties if each.kind == kinds.REPORT_OVERDUE}


def report(text: str) -> OverdueReport:
    return OverdueReport(buyer="PORT", invoice="F-1", reported_on=day(text), source="reports.csv:2")


def test_one_notice_is_worth_what_both_policies_would_lose() -> None:
    before = asked("07-01")
    assert stakes(before) == {"Globale": WHOLE, "Complément": WHOLE}
    assert before.together(before.duties) == WHOLE


def test_what_was_reported_in_time_kept_both() -> None:
    done = asked("08-01", report("06-30"))
    assert stakes(done) == {"Globale": WHOLE, "Complément": WHOLE}
    assert done.lost == Moved(0, 0)


def test_a_notice_missed_under_both_is_lost_once() -> None:
    late = asked("08-01")
    assert stakes(late) == {"Globale": WHOLE, "Complément": WHOLE}
    assert late.lost == late.lost_by(late.duties) == WHOLE


def test_a_longer_time_above_saves_nothing_once_the_primary_lost_the_invoice() -> None:
    """Thirty days below, to 2026-07-02, and sixty above, to 2026-08-01: the policy above follows the primary."""
    between = asked("07-15", above="60 days")
    assert stakes(between) == {"Globale": WHOLE, "Complément": NOTHING}
    assert between.lost == WHOLE
    after = asked("08-02", above="60 days")
    assert stakes(after) == {"Globale": WHOLE, "Complément": NOTHING}
    assert after.lost == WHOLE


@pytest.mark.parametrize("as_of", ["06-10", "06-20", "07-15"])
def test_a_shorter_time_above_costs_the_part_above_alone_whenever_one_asks(as_of: str) -> None:
    """Thirty days below, to 2026-07-02, and ten above, to 2026-06-12: missed by the first, it may serve the second."""
    found = asked(as_of, above="10 days")
    assert stakes(found) == {"Globale": BELOW, "Complément": ABOVE}
    assert found.lost == {"06-10": NOTHING, "06-20": ABOVE, "07-15": WHOLE}[as_of]
    done = asked("07-15", report("06-10"), above="10 days")
    assert (stakes(done), done.lost) == ({"Globale": BELOW, "Complément": ABOVE}, NOTHING)
    between = asked("07-15", report("06-20"), above="10 days")
    assert (stakes(between), between.lost) == ({"Globale": BELOW, "Complément": ABOVE}, ABOVE)


def test_what_is_announced_is_what_cover_loses() -> None:
    facts = (buyer(), *LIMITS, invoice("F-1"))
    kept, lost = (
        covered_by(cover(seen("07-03", *facts, *more), tower("30 days"))) for more in ((report("07-02"),), ())
    )
    assert stakes(asked("07-02"))["Globale"] == kept - lost == WHOLE
