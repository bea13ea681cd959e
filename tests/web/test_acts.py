"""What is recorded as done is done as the library reads it, kind by kind; what is refused changes nothing."""

from __future__ import annotations

import pytest

from encours.duties import kinds, legal_kinds
from encours.facts.kinds import (
    AdverseInformation,
    ClaimEvent,
    Insolvency,
    InsurerRequest,
    LegalAction,
    LimitDecision,
    LimitRequest,
    Payment,
    PremiumPayment,
    Security,
    TurnoverDeclaration,
)
from encours.policy.quantity_text import write_day
from encours.units import NEVER
from encours.units.parse_day import parse_day
from encours.web.actions.acts import DEEDS
from encours.web.actions.agreed import contract_in_force
from encours.web.actions.entering import access_of
from encours.web.actions.keeping import keep_contract
from encours.web.actions.readings import day_read, make, mend, reading_of
from encours.web.actions.record import record
from encours.web.actions.worklist import GONE, NO_DEED, TAKEN, act
from encours.web.actions.workspaces import take_workspace
from encours.web.people.models import JournalEntry, Membership, Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Batch, WorkItem, WorkNote
from tests.web.conftest import DAY, EXAMPLES, NOW, member

pytestmark = pytest.mark.django_db

CLOCKS = """
appeal_deadline = "30 days after decision"
aggravation_notice_deadline = "10 days after knowledge"
recovery_remittance_deadline = "30 days after recovery"
hand_over_deadline = "120 days after due date"
claim_filing_deadline = "150 days after due date"
claim_declaration_deadline = "2 months after publication"
termination_notice = "4 months"
"""
"""Terms that make a policy ask for everything that one may ask."""


def day(text):
    found = parse_day(text)
    assert isinstance(found, int)
    return found


TOLD = [
    # A cut whose notice runs, which may be appealed, and a limit with conditions.
    LimitDecision(reference="D-8", buyer="C1", kind="named", outcome="reduced", amount=2_000_000, currency="EUR",
                  decided_on=day("2026-06-20"), notified_on=day("2026-06-20")),
    LimitDecision(reference="D-9", buyer="C2", kind="named", outcome="granted", amount=5_000_000, currency="EUR",
                  decided_on=day("2026-02-01"), notified_on=day("2026-02-01"), expires_on=day("2026-07-10"),
                  conditions="Guarantee of the parent company"),
    AdverseInformation(buyer="C1", learnt_on=day("2026-06-25"), nature="Cheque returned"),
    InsurerRequest(reference="Q-1", buyer="C1", asked_on=day("2026-06-20"), due_on=day("2026-07-05"),
                   subject="Accounts"),
    InsurerRequest(reference="Q-2", asked_on=day("2026-06-20"), due_on=day("2026-07-05")),
    LegalAction(buyer="C1", event="order made", happened_on=day("2026-01-20"), reference="O-1"),
    ClaimEvent(buyer="C2", event="indemnity paid", happened_on=day("2026-06-10"), amount=100_000, currency="EUR"),
    Payment(reference="V-99", buyer="C2", paid_on=day("2026-06-20"), amount=10_000, currency="EUR", payer="debtor"),
    Security(reference="S-1", buyer="C2", kind="retention of title", held_from=day("2026-01-01"), amount=1_000_000,
             currency="EUR"),
    Insolvency(buyer="C1", kind="safeguard", opened_on=day("2026-06-15"), published_on=day("2026-06-18")),
    PremiumPayment(reference="P-1", billed_on=day("2026-06-01"), due_on=day("2026-07-15"), amount=100_000,
                   currency="EUR"),
    TurnoverDeclaration(period_start=day("2026-01-01"), period_end=day("2026-03-31"), due_on=day("2026-07-15")),
]  # fmt: skip


@pytest.fixture
def firm():
    """A company of which a policy and the law ask for nearly everything."""
    made = Organisation.objects.create(slug="firm", name="Company firm", reading_day=DAY)
    assert take_workspace(made, EXAMPLES / "whole-turnover", by="tests", at=NOW).is_taken
    member(made, Role.CREDIT_MANAGER)
    with inside(made):
        made.refresh_from_db()
        texts = dict(contract_in_force().texts)
        texts["policy.toml"] = texts["policy.toml"].replace("[terms]", f"[terms]\n{CLOCKS}", 1)
        keep_contract(made, texts, by="tests", at=NOW)
        record(access(made), TOLD, today=today(made), at=NOW)
    made.refresh_from_db()
    make(made, today(made), None, None)
    return made


def today(firm):
    return day_read(firm, DAY)


def access(firm):
    return access_of(Membership.objects.get(organisation=firm))


def given(kind, **more):
    """A form filled in: done today, the first of each choice."""
    told = {"on": write_day(day("2026-06-30")), "amount": "1 000,00", "reference": "R-1"}
    choices = {each.name: each.choices[0][0] for each in DEEDS[kind].blanks if each.choices}
    return {**told, **choices, **more}


def item_of(kind, **more):
    return WorkItem.objects.filter(kind=kind, **more).exclude(standing="done late").order_by("last_day", "pk").first()


def done(firm, item, **more):
    return act(access(firm), item, given(item.kind, **more), "en", today=today(firm), at=NOW)


KINDS = (
    kinds.REPORT_OVERDUE, kinds.HAND_OVER, kinds.FILE_CLAIM, kinds.APPEAL, kinds.REPORT_AGGRAVATION,
    kinds.ANSWER_INSURER, kinds.REMIT_RECOVERY, kinds.RENEW_LIMIT, kinds.DECLARE_TURNOVER, kinds.PAY_PREMIUM,
    kinds.GIVE_NOTICE, kinds.DECLARE_IN_PROCEEDINGS, legal_kinds.SERVE_ORDER, legal_kinds.CLAIM_GOODS,
    kinds.MEET_CONDITIONS,
)  # fmt: skip


def test_each_kind_of_duty_is_done_once_it_is_recorded(firm):
    with inside(firm):
        for kind in KINDS:
            item = item_of(kind)
            assert item is not None, kind
            outcome = done(firm, item)
            assert not outcome.errors, (kind, outcome.errors)
            assert outcome.standing in {"done", "done late"}, kind
            left = WorkItem.objects.filter(identifier=item.identifier).first()
            assert left is None or left.standing == "done late", kind
            assert WorkNote.objects.filter(identifier=item.identifier, kind=WorkNote.Kind.DONE).exists()
            entry = JournalEntry.objects.filter(deed="act on work", subject=item.identifier).get()
            assert Batch.objects.filter(name=entry.details["batch"], origin="act").exists()


def test_every_fault_of_a_form_is_told_at_once_and_nothing_is_kept(firm):
    with inside(firm):
        item, before = item_of(kinds.RENEW_LIMIT), Batch.objects.count()
        outcome = done(firm, item, on="2027-01-01", amount="0", reference="x" * 81)
        assert set(outcome.errors) == {"on", "amount", "reference"}
        outcome = done(firm, item, on="31/02/2026", amount="1e9", reference="")
        assert set(outcome.errors) == {"on", "amount", "reference"}
        outcome = done(firm, item, amount="9" * 40, reference="\0")
        assert set(outcome.errors) == {"amount", "reference"}
        assert Batch.objects.count() == before
        assert WorkItem.objects.get(identifier=item.identifier).standing == "open"
        item = item_of(kinds.ANSWER_INSURER, buyer="C1")
        assert "on" in done(firm, item, on="2026-06-19").errors
        assert not done(firm, item, on="20/06/2026").errors


def test_what_is_done_is_not_done_again_nor_under_the_reference_of_another(firm):
    with inside(firm):
        item = item_of(kinds.HAND_OVER)
        assert done(firm, item).standing == "done"
        assert done(firm, item).errors == {"": GONE}
        stop = WorkItem(kind=kinds.STOP_DELIVERIES, source="duty", identifier="x")
        assert act(access(firm), stop, {}, "en", today=today(firm), at=NOW).errors == {"": NO_DEED}
        told = LimitRequest(
            reference="R-1", buyer="C1", requested_on=day("2026-01-02"), amount=1, currency="EUR",
            answered_on=day("2026-01-03"),
        )  # fmt: skip
        record(access(firm), [told], today=today(firm), at=NOW)
        item = item_of(kinds.RENEW_LIMIT)
        assert done(firm, item).errors == {"reference": TAKEN}
        assert done(firm, item, reference="=1+1").standing == "done"


def test_a_cut_and_a_limit_that_ends_are_told_where_no_duty_does(firm):
    with inside(firm):
        cut = WorkItem.objects.get(source="limit", kind="cut notified")
        assert (cut.buyer, cut.reference) == ("C1", "D-8")
        assert cut.last_day == day("2026-07-19")  # the policy gives thirty days' notice: what follows is cut
        assert cut.stake == 0
        assert "60" in cut.told["en"]["subject"]
        assert "20" in cut.told["en"]["subject"]
        assert not WorkItem.objects.filter(kind="limit ends").exists(), "a duty says it"
        assert done(firm, item_of(kinds.RENEW_LIMIT)).standing == "done"
        ends = WorkItem.objects.get(kind="limit ends")
        assert (ends.buyer, ends.last_day) == ("C2", day("2026-07-10"))


def test_items_made_account_by_account_are_those_made_all_together(firm):
    own = ("identifier", "source", "kind", "last_day", "standing", "stake", "told", "more", "buyer")

    def items():
        with inside(firm):
            return sorted(WorkItem.objects.values_list(*own), key=repr)

    whole = items()
    with inside(firm):
        reading = reading_of(firm, today(firm))
        for buyer in ("C1", "C2"):
            mend(firm, reading, [buyer], reading.revision)
    assert items() == whole
    # No invoice is counted twice in what will be lost.
    with inside(firm):
        dated = WorkItem.objects.filter(source="duty", standing="open", last_day__lt=NEVER)
        shares = sum(each.more["share"] for each in dated)
        stakes = sum(each.stake or 0 for each in dated)
    assert 0 < shares < stakes
