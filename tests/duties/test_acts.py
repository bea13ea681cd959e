"""One act may be told by several facts, prove several duties, or be asked by several days: it is weighed as one."""

from dataclasses import replace

import pytest

from encours.clauses.wordings import WORDINGS
from encours.cover.moves import NOTHING, Moved
from encours.duties import kinds
from encours.duties.duty import Standing
from encours.duties.register import Register, register
from encours.facts.kinds import ClaimEvent, Fact, HandOver, Insolvency, OverdueReport, TurnoverDeclaration
from encours.policy.read import read_programme
from encours.policy.schedule import Programme
from tests.duties.maison import POLICY, buyer, day, duties, invoice, limit, only, seen

WHOLE, BOTH = Moved(10_000_00, 9_000_00), Moved(20_000_00, 18_000_00)
OPENED = Insolvency(
    buyer="PORT", kind="liquidation", opened_on=day("04-20"), published_on=day("04-25"), source="i.csv:2"
)  # fmt: skip
CLOCK = 'claim_declaration_deadline = "2 months after publication"'


def declared(text: str, number: str = "", row: int = 2) -> ClaimEvent:
    return ClaimEvent(
        buyer="PORT", invoice=number, event="claim declared", happened_on=day(text), source=f"e.csv:{row}"
    )  # fmt: skip


def reported(text: str, number: str = "", row: int = 2, **more: int) -> OverdueReport:
    return OverdueReport(buyer="PORT", invoice=number, reported_on=day(text), source=f"r.csv:{row}", **more)


def handed_over(text: str, number: str = "F-1") -> HandOver:
    return HandOver(buyer="PORT", invoice=number, handed_over_on=day(text), source=f"h.csv:{number}")


@pytest.mark.parametrize(
    ("terms", "facts"),
    [
        ((CLOCK, 'claim_declared_by = "insurer"'), (handed_over("05-04"), declared("05-08"))),
        ((CLOCK,), (declared("05-06"), declared("05-20", row=3))),
        ((CLOCK,), (declared("05-06", "F-1"), declared("05-20", row=3))),
    ],
)
def test_a_second_fact_of_the_same_step_takes_nothing_from_its_worth(terms: tuple[str, ...], facts: list[Fact]) -> None:
    found = duties("07-01", buyer(), limit(), invoice("F-1"), OPENED, *facts, terms=terms)
    duty = only(found, kinds.DECLARE_IN_PROCEEDINGS)
    assert (duty.at_stake, found.together([duty])) == (WHOLE, WHOLE)


def test_a_report_of_the_buyer_and_one_of_the_invoice_are_one_notice() -> None:
    found = duties("08-01", buyer(), limit(), invoice("F-1"), reported("06-20"), reported("06-25", "F-1", row=3))
    assert only(found, kinds.REPORT_OVERDUE).at_stake == WHOLE


def instalments() -> tuple[Fact, ...]:
    """One invoice in two instalments of 4 000 and 6 000 euros, due on the same day."""
    return tuple(
        invoice("F-1", instalment=rank, gross=gross, source=f"invoices.csv:{rank}")
        for rank, gross in ((1, 4_000_00), (2, 6_000_00))
    )


FIRST, SECOND = Moved(4_000_00, 3_600_00), Moved(6_000_00, 5_400_00)


def test_each_instalment_has_its_own_notice_and_its_own_proof() -> None:
    told = (reported("06-20", "F-1", 2, instalment=1), reported("06-20", "F-1", 3, instalment=2))
    found = duties("08-01", buyer(), limit(), *instalments(), *told)
    notices = [each for each in found.duties if each.kind == kinds.REPORT_OVERDUE]
    assert [(each.evidence, each.at_stake) for each in notices] == [("r.csv:2", FIRST), ("r.csv:3", SECOND)]
    assert found.together(notices) == FIRST + SECOND


@pytest.mark.parametrize("facts", [(), (handed_over("06-01"),)])
def test_the_file_of_an_invoice_is_one_whatever_its_instalments(facts: tuple[Fact, ...]) -> None:
    terms = ('hand_over_deadline = "90 days after due date"', 'late_notice = "waived"')
    for on in ("07-01", "07-20"):
        found = duties(on, buyer(), limit(), *instalments(), *facts, terms=terms)
        files = [each for each in found.duties if each.kind == kinds.HAND_OVER]
        assert [each.at_stake for each in files] == [FIRST + SECOND, FIRST + SECOND], on
        assert found.together(files) == FIRST + SECOND
        assert found.lost == (FIRST + SECOND if on == "07-20" and not facts else NOTHING)


def test_where_the_insurer_declares_the_file_that_left_is_both_steps_before_and_after() -> None:
    """Handing over in time declares too: the declaration by itself is worth nothing more."""
    terms = (CLOCK, 'claim_declared_by = "insurer"', 'hand_over_deadline = "60 days after due date"')
    for facts in ((), (handed_over("05-04"),)):
        found = duties("05-10", buyer(), limit(), invoice("F-1"), OPENED, *facts, terms=terms)
        assert only(found, kinds.HAND_OVER).at_stake == WHOLE, facts
        assert only(found, kinds.DECLARE_IN_PROCEEDINGS).at_stake == NOTHING, facts


def of_two_entities(*terms: str, clock: str = f"{CLOCK}\n") -> Programme:
    """Maison Esquif and its daughter are both insured, each with limits of its own."""
    text = POLICY.replace('entity = "MAISON"\n', 'entity = "MAISON"\n\n[[entities]]\nentity = "FILLE"\n')
    found = read_programme(
        text + clock + "\n".join(('limit_scope = "insured entity"', *terms)), file="policy.toml",
        wordings=WORDINGS.values(),
    )  # fmt: skip
    assert found.programme is not None, found.errors
    return found.programme


def two_entities(as_of: str, *facts: Fact, programme: Programme) -> Register:
    limits = (
        limit(entity="MAISON"),
        replace(limit(entity="FILLE"), reference="L-2", source="limits.csv:3", fact_id="limits.csv:3"),
    )
    invoices = (invoice("F-1"), invoice("F-2", entity="FILLE"))
    return register(seen(as_of, buyer(), *limits, *invoices, *facts), programme)


def test_accounts_of_two_entities_lose_each_invoice_once() -> None:
    found = two_entities("06-26", OPENED, programme=of_two_entities())
    duty = only(found, kinds.DECLARE_IN_PROCEEDINGS)
    assert (duty.at_stake, found.lost, found.together([duty])) == (BOTH, BOTH, BOTH)
    assert len({each.identifier for each in found.duties}) == len(found.duties)


def test_a_suspension_costs_the_accounts_of_two_entities_each_invoice_once() -> None:
    letter = TurnoverDeclaration(
        policy="Globale", period_start=day("2025-10-01"), period_end=day("2025-12-31"), due_on=day("01-05"),
        notice_on=day("01-10"), source="t.csv:2",
    )  # fmt: skip
    found = two_entities(
        "03-01", letter, programme=of_two_entities('suspension_after_notice = "10 days"', clock="")
    )  # fmt: skip
    (duty,) = (each for each in found.duties if each.reference == "2025-10-01")
    assert duty.at_stake == found.lost == BOTH


@pytest.mark.parametrize(
    ("second", "standing", "lost"),
    [("05-25", Standing.DONE, NOTHING), ("05-28", Standing.DONE_LATE, WHOLE)],
)
def test_of_two_invoices_the_one_declared_too_late_is_told(second: str, standing: Standing, lost: Moved) -> None:
    """One month for the daughter, to 2026-05-25, and two for the others, to 2026-06-25."""
    clock = (
        'claim_declaration_deadline = [{ value = "2 months after publication" }, '
        '{ value = "1 month after publication", when = { entity = "FILLE" } }]\n'
    )
    told = (declared(second, "F-2"), declared("06-01", "F-1", row=3))
    found = two_entities("07-01", OPENED, *told, programme=of_two_entities(clock=clock))
    duty = only(found, kinds.DECLARE_IN_PROCEEDINGS)
    assert (duty.standing(day("07-01")), found.lost) == (standing, lost)
