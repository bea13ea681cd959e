"""Limits in the web application: the list, what is told of them, and a second person for what is not insured."""

import json
import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, connections
from django.urls import reverse

from encours.facts.kinds import LimitDecision, LimitRequest, OwnLimit
from encours.web.actions.approvals import close, set_own_limit
from encours.web.actions.entering import access_of
from encours.web.actions.limits import tell
from encours.web.actions.readings import asked_about, day_read
from encours.web.computing import what_if
from encours.web.computing.limit_effect import if_granted
from encours.web.computing.position import position
from encours.web.computing.supposed import supposing
from encours.web.people import journal
from encours.web.people.deeds import Deed
from encours.web.people.models import CustomerOf, JournalEntry, Membership, Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import MODELS, LimitResult, Proposal, Reading
from tests.web.conftest import DAY, NOW, company, empty_the_store, member

pytestmark = pytest.mark.django_db
TODAY = (DAY - date(1970, 1, 1)).days


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Two companies of the same numbers, made once for all tests of this file; each test takes back what it did."""
    with django_db_blocker.unblock():
        company("firm", "whole-turnover")
        company("other", "whole-turnover")
    yield
    with django_db_blocker.unblock():
        empty_the_store()


@pytest.fixture
def firm(made, db):
    return Organisation.objects.get(slug="firm")


def buyer_of(firm, **filters):
    """The customer that owes most, of those chosen."""
    with inside(firm):
        return LimitResult.objects.filter(**filters).order_by("-outstanding").first()


def signed(client, person):
    """A browser in which somebody has signed in, in English."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["django_language"] = "en"
    return client


def as_of(firm, role, **more):
    """Access of a new member in a role."""
    person = member(firm, role, **more)
    with inside(firm):
        return access_of(Membership.objects.select_related("organisation").get(person=person, organisation=firm))


def told_of(page):
    """What a page says, its marks apart."""
    return page.content.decode()


REQUEST = {"amount": "75 000", "currency": "EUR", "policy": "", "requested_on": "2026-06-30", "reference": "D-1"}


def confirmed(client, url, data):
    """The answer to a form whose preview was seen and then kept."""
    seen = client.post(url, data)
    preview = seen.context["preview"]
    assert preview is not None, seen.context["form"].errors
    return client.post(url, {**data, "confirm": "1", "seen": preview.seen}, follow=False)


def test_every_customer_with_a_limit_or_receivables_is_listed_once(firm, client):
    browser = signed(client, member(firm, Role.CREDIT_MANAGER))
    page = browser.get(reverse("limits", args=["firm"]))
    assert page.status_code == 200
    with inside(firm):
        names = list(LimitResult.objects.values_list("buyer_name", flat=True))
    assert names
    assert all(told_of(page).count(f">{name}</a>") == 1 for name in names)
    assert "<meter" in told_of(page)
    assert "style=" not in told_of(page)


def test_what_a_limit_uses_is_what_the_account_says(firm):
    row = buyer_of(firm, state="granted")
    with inside(firm):
        asked = asked_about(firm, row.buyer, TODAY)
        found = position(asked, row.buyer)
    assert (row.total, row.over, row.room) == (found.limit, found.over_limit, found.room)


def test_a_limit_asked_for_alone_or_with_others_has_the_same_effect(firm):
    shared = LimitDecision(
        reference="G-1", buyer="N1", scope="group", kind="named", outcome="granted", amount=40_000_00, currency="EUR",
        decided_on=TODAY - 9, notified_on=TODAY - 9, fact_id="g:1", source="g:1", known=TODAY - 9,
    )  # fmt: skip
    with inside(firm):
        buyers = [each.buyer for each in LimitResult.objects.order_by("-outstanding")[:4]]
        for buyer in buyers:
            asked = asked_about(firm, buyer, TODAY)
            told = supposing(asked, [replace(shared, buyer=buyer)], buyer)
            for each in (asked, told):
                request = LimitRequest(
                    reference="D", buyer=buyer, requested_on=TODAY, amount=90_000_00, currency=each.currency
                )
                alone = if_granted(each, request)[0].after
                assert alone == position(what_if.if_granted(each, {buyer: request.amount}), buyer)
                assert (alone.limit or 0) >= request.amount


def test_no_filter_breaks_the_list(firm, client):
    browser = signed(client, member(firm, Role.READER))
    for name in ("q", "state", "ending", "waiting", "over", "unmet", "page", "sort"):
        for value in ("<script>alert(1)</script>", "=1+1", "9" * 40, "-", "1"):
            page = browser.get(reverse("limits", args=["firm"]), {name: value})
            assert page.status_code == 200
            assert "<script>alert" not in told_of(page)


def test_the_list_is_a_file_for_those_who_may_take_one(firm, client):
    browser = signed(client, member(firm, Role.READER))
    for form in ("csv", "xlsx"):
        assert browser.get(reverse("limits-export", args=["firm", form])).status_code == 200
    assert browser.get(reverse("limits-export", args=["firm", "exe"])).status_code == 404
    sales = signed(client, member(firm, Role.SALES))
    assert sales.get(reverse("limits-export", args=["firm", "csv"])).status_code in {403, 404}


def test_sales_see_the_limits_of_their_own_customers_alone(firm, client):
    person = member(firm, Role.SALES)
    one, other = (buyer_of(firm), None)
    with inside(firm):
        other = LimitResult.objects.exclude(buyer=one.buyer).first()
        CustomerOf.objects.create(organisation=firm, membership=Membership.objects.get(person=person), buyer=one.buyer)
    browser = signed(client, person)
    page = told_of(browser.get(reverse("limits", args=["firm"])))
    assert one.buyer_name in page
    assert f">{other.buyer_name}</a>" not in page
    assert browser.get(reverse("limit", args=["firm", one.buyer])).status_code == 200
    for address in ("limit", "limit-ask"):
        assert browser.get(reverse(address, args=["firm", other.buyer])).status_code == 404
    assert browser.get(reverse("limit-decide", args=["firm", one.buyer])).status_code in {403, 404}
    assert browser.get(reverse("own-limit", args=["firm", one.buyer])).status_code in {403, 404}


def test_a_stranger_and_another_company_find_nothing(firm, client):
    row = buyer_of(firm)
    browser = signed(client, member(Organisation.objects.get(slug="other"), Role.ADMINISTRATOR))
    for address, args in (("limits", []), ("limit", [row.buyer]), ("limit-ask", [row.buyer]), ("proposal", [1])):
        assert browser.get(reverse(address, args=["firm", *args])).status_code == 404
    assert browser.get(reverse("limit", args=["other", "nobody"])).status_code == 404


def test_a_request_is_seen_before_it_is_kept_and_then_waits(firm, client):
    row = buyer_of(firm)
    browser = signed(client, member(firm, Role.CREDIT_MANAGER))
    url = reverse("limit-ask", args=["firm", row.buyer])
    assert browser.get(url).status_code == 200
    browser.post(url, REQUEST)
    with inside(firm):
        assert not MODELS["limit_requests"].objects.exists()
    assert confirmed(browser, url, REQUEST).status_code == 302
    found = buyer_of(firm, buyer=row.buyer)
    assert (found.requested, found.is_waiting, found.requested_on) == (75_000_00, True, TODAY)
    with inside(firm):
        assert JournalEntry.objects.filter(deed="ask limit", subject=row.buyer).exists()
        assert not journal.verify(firm).breaks
    assert "75,000.00" in told_of(browser.get(reverse("limit", args=["firm", row.buyer])))


def test_what_was_not_seen_is_not_kept(firm, client):
    row = buyer_of(firm)
    browser = signed(client, member(firm, Role.CREDIT_MANAGER))
    url = reverse("limit-ask", args=["firm", row.buyer])
    seen = browser.post(url, REQUEST).context["preview"].seen
    changed = browser.post(url, {**REQUEST, "amount": "750 000", "confirm": "1", "seen": seen})
    assert changed.status_code == 200
    with inside(firm):
        assert not MODELS["limit_requests"].objects.exists()


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"amount": "-5", "requested_on": "2027-01-01"}, 2),
        ({"amount": "0"}, 1),
        ({"amount": "9" * 30}, 1),
        ({"currency": "ZZZ"}, 1),
        ({"amount": "=1+1", "requested_on": "2026-02-30"}, 2),
        ({"reference": "<script>" * 60}, 1),
        ({"policy": "no such policy"}, 1),
        ({"requested_on": "0001-01-01"}, 1),
    ],
)
def test_a_request_that_contradicts_itself_is_refused_with_every_reason(firm, client, changes, reasons):
    browser = signed(client, member(firm, Role.CREDIT_MANAGER))
    page = browser.post(
        reverse("limit-ask", args=["firm", buyer_of(firm).buyer]), {**REQUEST, **changes, "confirm": "1"}
    )
    assert page.status_code == 200
    assert sum(len(each) for each in page.context["form"].errors.values()) >= reasons
    with inside(firm):
        assert not MODELS["limit_requests"].objects.exists()


DECISION = {
    "outcome": "withdrawn", "request": "", "policy": "", "kind": "named", "scope": "buyer", "amount": "",
    "currency": "EUR", "percentage": "", "decided_on": "2026-06-30", "notified_on": "", "effective_on": "2026-08-15",
    "expires_on": "", "conditions": "", "conditions_met_on": "", "reference": "G-1", "insurer_code": "R7 <b>",
}  # fmt: skip


def test_a_withdrawal_is_weighed_on_the_day_it_bites_and_shown_as_notified(firm, client):
    row = buyer_of(firm, state="granted")
    browser = signed(client, member(firm, Role.CREDIT_MANAGER))
    url = reverse("limit-decide", args=["firm", row.buyer])
    preview = browser.post(url, DECISION).context["preview"]
    bites = (date(2026, 8, 15) - date(1970, 1, 1)).days
    assert [each.day for each in preview.effects] == [TODAY, bites]
    assert preview.effects[0].after.limit == row.total
    assert preview.effects[1].after.limit == 0
    assert confirmed(browser, url, DECISION).status_code == 302
    found = buyer_of(firm, buyer=row.buyer)
    assert (found.state, found.bites_on, found.total) == ("withdrawal notified", bites, row.total)
    page = told_of(browser.get(reverse("limit", args=["firm", row.buyer])))
    assert "Withdrawal notified, in effect on 2026-08-15" in page
    assert "R7 &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"outcome": "granted"}, "needs an amount"),
        ({"outcome": "refused", "amount": "100"}, "has no amount"),
        ({"percentage": "120"}, "between 0 and 100"),
        ({"notified_on": "2026-06-29"}, "before it is decided"),
        ({"effective_on": "2026-06-01"}, "before it is decided"),
        ({"outcome": "granted", "amount": "100", "expires_on": "2026-07-01"}, "expires before"),
        ({"conditions_met_on": "2026-06-30"}, "No condition"),
        ({"decided_on": "2026-07-30"}, "in the future"),
        ({"outcome": "reduced", "amount": "90 000 000"}, "leaves less"),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(firm, client, changes, reason):
    browser = signed(client, member(firm, Role.UNDERWRITER))
    row = buyer_of(firm, state="granted")
    page = browser.post(reverse("limit-decide", args=["firm", row.buyer]), {**DECISION, **changes})
    assert page.context["preview"] is None
    assert reason in told_of(page)


def test_a_reference_is_borne_by_one_decision_of_the_company(firm, client):
    browser = signed(client, member(firm, Role.CREDIT_MANAGER))
    row = buyer_of(firm, state="granted")
    with inside(firm):
        other = LimitResult.objects.exclude(buyer=row.buyer).first()
    granted = {**DECISION, "outcome": "granted", "amount": "10 000", "effective_on": ""}
    assert confirmed(browser, reverse("limit-decide", args=["firm", other.buyer]), granted).status_code == 302
    page = browser.post(reverse("limit-decide", args=["firm", row.buyer]), DECISION)
    assert "Another customer has a document of this reference" in told_of(page)


def test_conditions_that_are_met_bring_cover_and_keep_their_proof(firm, client):
    row = buyer_of(firm, state="granted")
    browser = signed(client, member(firm, Role.CREDIT_MANAGER))
    more = {"outcome": "granted", "amount": "90 000", "effective_on": "", "conditions": "Caution de la mère"}
    assert (
        confirmed(browser, reverse("limit-decide", args=["firm", row.buyer]), {**DECISION, **more}).status_code == 302
    )
    found = buyer_of(firm, buyer=row.buyer)
    assert (found.state, found.conditions) == ("conditional", "Caution de la mère")
    url = reverse("limit-met", args=["firm", row.buyer])
    told = {"decision": "G-1", "conditions_met_on": "2026-06-30", "document": "caution.pdf"}
    assert confirmed(browser, url, told).status_code == 302
    found = buyer_of(firm, buyer=row.buyer)
    assert found.state != "conditional"
    assert found.conditions == ""
    assert "caution.pdf" in told_of(browser.get(reverse("limit", args=["firm", row.buyer])))


def test_an_appeal_waits_and_is_answered(firm, client):
    row = buyer_of(firm, state="granted")
    browser = signed(client, member(firm, Role.CREDIT_MANAGER))
    with inside(firm):
        reference = MODELS["limit_decisions"].objects.filter(buyer=row.buyer).order_by("-decided_on").first().reference
    url = reverse("limit-appeal", args=["firm", row.buyer])
    told = {"decision": reference, "appealed_on": "2026-06-30"}
    assert confirmed(browser, url, told).status_code == 302
    assert buyer_of(firm, buyer=row.buyer).state == "under appeal"
    assert "waits already" in told_of(browser.post(url, told))
    url = reverse("limit-appeal-answer", args=["firm", row.buyer])
    appeal = browser.get(url).context["form"].fields["appeal"].choices[0][0]
    told = {"appeal": appeal, "answered_on": "2026-06-30", "outcome": "Refus maintenu"}
    assert confirmed(browser, url, told).status_code == 302
    assert buyer_of(firm, buyer=row.buyer).state == "granted"


def own(buyer, amount, day=TODAY):
    """An own limit that includes the insured one."""
    return OwnLimit(buyer=buyer, from_day=day, amount=amount, currency="EUR", known=TODAY)


def proposed(firm, access, buyer, amount):
    """What becomes of an own limit that somebody sets."""
    with inside(firm):
        return set_own_limit(access, own(buyer, amount), reason="", today=TODAY, at=NOW)


def closed(firm, access, proposal, state=Proposal.State.APPROVED, seen=...):
    """What is wrong with settling a proposal."""
    with inside(firm):
        seen = proposal.uninsured if seen is ... else seen
        return close(access, proposal.pk, state=state, seen=seen, today=TODAY, at=NOW)


def own_limits(firm, buyer):
    with inside(firm):
        return MODELS["own_limits"].objects.filter(buyer=buyer).count()


def test_an_own_limit_within_what_is_insured_holds_at_once(firm):
    row = buyer_of(firm, state="granted")
    kept = proposed(firm, as_of(firm, Role.CREDIT_MANAGER), row.buyer, row.total)
    assert not isinstance(kept, Proposal | list)
    assert own_limits(firm, row.buyer) == 1
    assert buyer_of(firm, buyer=row.buyer).own_accepted == 0


def test_above_what_one_person_may_accept_it_is_proposed_and_nobody_approves_their_own(firm):
    row = buyer_of(firm, state="granted")
    administrator = as_of(firm, Role.ADMINISTRATOR)
    found = proposed(firm, administrator, row.buyer, row.total + 1)
    assert isinstance(found, Proposal)
    assert found.uninsured == 1
    assert own_limits(firm, row.buyer) == 0
    assert closed(firm, administrator, found)[0].english == "Nobody approves their own proposal."
    assert closed(firm, as_of(firm, Role.CREDIT_MANAGER), found)[0].english == "You may not approve."
    assert own_limits(firm, row.buyer) == 0
    assert closed(firm, as_of(firm, Role.APPROVER), found) == []
    assert own_limits(firm, row.buyer) == 1


def test_what_a_company_lets_one_person_accept_is_kept_by_one_person(firm):
    Organisation.objects.filter(pk=firm.pk).update(second_person_above=10_000_00)
    row = buyer_of(firm, state="granted")
    access = as_of(firm, Role.CREDIT_MANAGER)
    assert not isinstance(proposed(firm, access, row.buyer, row.total + 10_000_00), Proposal)
    with inside(firm):
        other = set_own_limit(access, own(row.buyer, row.total + 10_000_01, TODAY + 1), reason="", today=TODAY, at=NOW)
    assert isinstance(other, Proposal)


def test_a_limit_that_moved_meanwhile_is_looked_at_again(firm):
    row = buyer_of(firm, state="granted")
    manager, approver = as_of(firm, Role.CREDIT_MANAGER), as_of(firm, Role.APPROVER)
    found = proposed(firm, manager, row.buyer, row.total + 5_000_00)
    with inside(firm):
        asked = asked_about(firm, row.buyer, TODAY)
        from encours.facts.kinds import LimitDecision

        cut = LimitDecision(
            reference="G-9", buyer=row.buyer, kind="named", outcome="withdrawn", decided_on=TODAY, notified_on=TODAY,
            effective_on=TODAY, currency="EUR",
        )  # fmt: skip
        assert asked is not None
        assert not isinstance(tell(manager, [cut], row.buyer, deed="test", today=TODAY, at=NOW), list)
    assert "has moved" in closed(firm, approver, found)[0].english
    assert own_limits(firm, row.buyer) == 0
    assert closed(firm, approver, found, seen=row.total + 5_000_00) == []
    assert own_limits(firm, row.buyer) == 1


def test_a_proposal_is_refused_or_withdrawn_once(firm):
    row = buyer_of(firm, state="granted")
    manager, approver = as_of(firm, Role.CREDIT_MANAGER), as_of(firm, Role.APPROVER)
    first = proposed(firm, manager, row.buyer, row.total + 1)
    assert closed(firm, approver, first, Proposal.State.WITHDRAWN)[0].english.startswith("Only whoever proposed")
    assert closed(firm, approver, first, Proposal.State.REFUSED) == []
    assert closed(firm, manager, first, Proposal.State.WITHDRAWN)[0].english == "It was settled meanwhile."
    second = proposed(firm, manager, row.buyer, row.total + 2)
    assert closed(firm, manager, second, Proposal.State.WITHDRAWN) == []
    assert own_limits(firm, row.buyer) == 0


def test_the_page_of_a_proposal(firm, client):
    row = buyer_of(firm, state="granted")
    manager = as_of(firm, Role.CREDIT_MANAGER)
    found = proposed(firm, manager, row.buyer, row.total + 5_000_00)
    url = reverse("proposal", args=["firm", found.pk])
    browser = signed(client, member(firm, Role.APPROVER))
    assert row.buyer_name in told_of(browser.get(reverse("limits", args=["firm"])))
    assert "Own limit to approve:" in told_of(browser.get(reverse("worklist", args=["firm"])))
    page = browser.get(url)
    assert page.context["may_approve"]
    assert browser.post(url, {"deed": "approve", "seen": "1"}).status_code == 302
    assert own_limits(firm, row.buyer) == 0
    assert browser.post(url, {"deed": "burn"}).status_code == 404
    assert browser.post(url, {"deed": "approve", "seen": str(page.context["weighed"].uninsured)}).status_code == 302
    assert own_limits(firm, row.buyer) == 1
    assert "approved" in told_of(browser.get(url))
    assert "Own limit to approve:" not in told_of(browser.get(reverse("worklist", args=["firm"])))


def test_an_underwriter_hears_nothing_of_what_we_allow_ourselves(firm, client):
    row = buyer_of(firm, state="granted")
    manager = as_of(firm, Role.CREDIT_MANAGER)
    waiting = proposed(firm, manager, row.buyer, row.total + 91_234_00)
    assert isinstance(waiting, Proposal)
    Organisation.objects.filter(pk=firm.pk).update(second_person_above=10**9)
    manager.organisation.refresh_from_db()
    assert not isinstance(proposed(firm, manager, row.buyer, row.total + 77_123_00), Proposal)
    allowed = [f"{(row.total + each) // 100:,}" for each in (77_123_00, 91_234_00)]
    urls = [reverse(name, args=["firm", row.buyer]) for name in ("limit", "limit-decide", "buyer")]
    browser = signed(client, member(firm, Role.UNDERWRITER))
    assert browser.get(reverse("proposal", args=["firm", waiting.pk])).status_code == 404
    for url in [*urls, reverse("limits", args=["firm"])]:
        page = told_of(browser.get(url))
        assert not any(each in page for each in (*allowed, "Own limit", "own limit")), url
    ours = told_of(signed(client, manager.person).get(urls[0]))
    assert all(each in ours for each in allowed)


def test_the_same_own_limit_is_proposed_once(firm):
    row = buyer_of(firm, state="granted")
    manager = as_of(firm, Role.CREDIT_MANAGER)
    found = [proposed(firm, manager, row.buyer, row.total + 5_000_00) for _ in range(2)]
    assert found[0] == found[1]
    with inside(firm):
        assert Proposal.objects.count() == 1


def at_once(people, deed):
    """What each of some people is answered who do one deed at the same moment."""
    all_there, answers = threading.Barrier(len(people)), []

    def run(access):
        all_there.wait()
        try:
            answers.append(deed(access))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[each]) for each in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_a_request_told_twice_at_once_is_kept_once():
    firm = company("busy", "whole-turnover")
    row = buyer_of(firm, state="granted")
    people = [as_of(firm, Role.CREDIT_MANAGER, email=f"manager{each}@busy.example") for each in range(3)]
    fact = LimitRequest(reference="D-7", buyer=row.buyer, requested_on=TODAY, amount=1_000_00, currency="EUR",
                        known=TODAY)  # fmt: skip

    def request(access):
        with inside(firm):
            return tell(access, [fact], row.buyer, deed=Deed.ASK_LIMIT, today=TODAY, at=NOW)

    assert sum(not isinstance(each, list) for each in at_once(people, request)) == 1
    with inside(firm):
        assert MODELS["limit_requests"].objects.filter(reference="D-7").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_keep_it_once():
    firm = company("busy", "whole-turnover")
    row = buyer_of(firm, state="granted")
    found = proposed(firm, as_of(firm, Role.CREDIT_MANAGER), row.buyer, row.total + 1)
    people = [as_of(firm, Role.APPROVER, email=f"approver{each}@busy.example") for each in range(2)]
    answers = at_once(people, lambda access: closed(firm, access, found))
    assert sorted(len(each) for each in answers) == [0, 1], connection.vendor
    assert own_limits(firm, row.buyer) == 1
    with inside(firm):
        assert Proposal.objects.get().state == Proposal.State.APPROVED
        assert JournalEntry.objects.filter(deed="own limit approved").count() == 1
        json.dumps(Proposal.objects.get().facts)
        assert Reading.objects.get(as_of=day_read(firm, DAY)).standing == "made"
