"""The list of customers: who sees what of it, its filters and files, and what is done for several at once."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from encours.facts.kinds import Invoice, LimitDecision, LimitRequest, OwnLimit
from encours.units import NEVER
from encours.web.actions.approvals import fact_of
from encours.web.actions.entering import access_of
from encours.web.actions.readings import day_read
from encours.web.actions.record import record
from encours.web.pages.limits_together import seen_of
from encours.web.people import journal
from encours.web.people.models import CustomerOf, JournalEntry, Membership, Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import MODELS, AccountResult, Batch, Proposal, SavedView
from tests.web.conftest import DAY, NOW, company, member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(person):
    client = Client()
    client.force_login(person, backend=BACKEND)
    client.cookies["django_language"] = "en"
    return client


@dataclass
class Firm:
    organisation: Organisation
    manager: Client

    def url(self, name="portfolio", *args):
        return reverse(name, args=[self.organisation.slug, *args])

    def as_role(self, role, **more):
        return signed_in(member(self.organisation, role, **more))

    def tell(self, *facts):
        """Facts as the administrator tells them on the day read."""
        person = Membership.objects.filter(organisation=self.organisation).first()
        with inside(self.organisation):
            record(access_of(person), facts, today=day_read(self.organisation, DAY), at=NOW)
        self.organisation.refresh_from_db()

    def act(self, client, **given):
        return client.post(self.url("portfolio-act"), given)


@pytest.fixture
def firm():
    made = company("firm")
    return Firm(made, signed_in(member(made, Role.CREDIT_MANAGER)))


TODAY = (DAY.toordinal()) - 719_163


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_is_what_results_say(firm):
    page = text(firm.manager.get(firm.url()))
    with inside(firm.organisation):
        rows = list(AccountResult.objects.order_by("-outstanding"))
    assert [each.buyer for each in rows] == ["N1", "N2"]
    assert page.index(rows[0].buyer_name) < page.index(rows[1].buyer_name)
    assert "€45,000" in page
    assert "€75,000" in page  # the total of both
    assert "2 customers" in page
    assert "▼ withdrawal notified" in page


FILTERED = [
    ("q=tornillos", {"N2"}), ("q=WERKZEUG+n1", {"N1"}), ("country=ES", {"N2"}), ("status=stop", {"N2"}),
    ("stopped=1", {"N2"}), ("limit=withdrawal+notified", {"N1"}), ("above=40,000", {"N1"}),
    ("above=1e9999", {"N1", "N2"}),
    ("above=-5", {"N1", "N2"}), ("q=<script>alert(1)</script>", set()), ("q=%25_", set()),
    ("status=nonsense&limit=nonsense&sort=;drop&page=x", {"N1", "N2"}), ("page=99999999999999999999", {"N1", "N2"}),
    ("sort=-status", {"N1", "N2"}), ("sort=room", {"N1", "N2"}), ("group=none", set()),
]  # fmt: skip


def test_filters_cut_the_list_down_and_nonsense_filters_nothing(firm):
    for query, seen in FILTERED:
        page = text(firm.manager.get(f"{firm.url()}?{query}"))
        assert {each for each in ("N1", "N2") if f"/customer/{each}" in page} == seen, query
        assert "<script>alert" not in page


def test_an_amount_that_cannot_be_read_is_said(firm):
    assert "Write an amount" in text(firm.manager.get(f"{firm.url()}?above=12o"))


def test_nobody_else_finds_the_list(firm):
    other = company("other")
    stranger = signed_in(member(other, Role.CREDIT_MANAGER))
    assert stranger.get(firm.url()).status_code == 404
    assert stranger.post(firm.url("portfolio-act"), {"action": "ask", "row": "N1"}).status_code == 404
    assert Client().get(firm.url()).status_code == 302


def test_sales_see_their_own_customers_alone(firm):
    person = member(firm.organisation, Role.SALES)
    with inside(firm.organisation):
        membership = Membership.objects.get(person=person)
        CustomerOf.objects.create(organisation=firm.organisation, membership=membership, buyer="N2")
    sales = signed_in(person)
    page = text(sales.get(firm.url()))
    assert "Tornillos" in page
    assert "Werkzeug" not in page
    assert "1 customer<" in page
    assert sales.get(firm.url("portfolio-export", "csv")).status_code == 404
    preview = firm.act(sales, action="ask", row=["N1", "N2"])
    assert "Werkzeug" not in text(preview)
    assert firm.act(sales, action="own", row="N2").status_code in {403, 404}
    assert firm.act(sales, action="assign", row="N2").status_code in {403, 404}


def test_a_lender_sees_no_limit_and_no_status(firm):
    lender = firm.as_role(Role.LENDER, loss_payee="Nobody Bank")
    page = text(lender.get(firm.url()))
    assert "Werkzeug" not in page
    assert 'name="status"' not in page
    with inside(firm.organisation):
        batch, model = Batch.objects.first(), MODELS["assignments"]
        model.objects.create(
            organisation=firm.organisation, batch=batch, reference="A", loss_payee="Nobody Bank", signed_on=20_000,
            ended_on=NEVER, fact_id="a:1", source="a:1", known=20_000, void=0,
        )  # fmt: skip
    page = text(lender.get(f"{firm.url()}?status=stop&sort=status"))
    assert "Werkzeug" in page
    assert "Room today" not in page
    assert "Stop" not in page
    file = lender.get(firm.url("portfolio-export", "csv")).content.decode("utf-8-sig")
    assert "Outstanding" in file
    assert "Limit" not in file


def test_an_insurer_is_not_told_that_our_own_limit_blocks(firm):
    firm.tell(OwnLimit(buyer="N2", from_day=TODAY, amount=100, currency="EUR"))
    assert "Blocked" in text(firm.manager.get(f"{firm.url()}?country=ES"))
    underwriter = firm.as_role(Role.UNDERWRITER)
    page = text(underwriter.get(f"{firm.url()}?country=ES"))
    assert "tone-suspended" not in page
    assert "own limit" not in page
    assert "/customer/N2" not in text(underwriter.get(f"{firm.url()}?status=hold"))


def test_a_file_holds_every_customer_that_passes_and_no_formula(firm):
    firm.tell(Invoice(number="X1", buyer="=1+1", issued=TODAY - 9, delivered=TODAY - 9, due=TODAY, currency="EUR",
                      gross=12_345, stage="invoiced"))  # fmt: skip
    answer = firm.manager.get(firm.url("portfolio-export", "csv"))
    assert answer["Content-Type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert ";" in lines[0]
    assert not any(line.startswith("=") for line in lines)
    one = firm.manager.get(f"{firm.url('portfolio-export', 'csv')}?country=ES").content.decode("utf-8-sig")
    assert len(one.splitlines()) == 2
    assert firm.manager.get(firm.url("portfolio-export", "xlsx")).content.startswith(b"PK")
    assert firm.manager.get(firm.url("portfolio-export", "exe")).status_code == 404


def test_a_view_is_saved_for_whoever_saved_it(firm):
    views = firm.url("portfolio-views")
    saved = {"name": "<b>Spain</b>", "query": "country=ES&sort=-overdue&evil=1&page=3"}
    assert firm.manager.post(views, saved).status_code == 302
    page = text(firm.manager.get(firm.url()))
    assert "&lt;b&gt;Spain" in page
    assert "country=ES&amp;sort=-overdue" in page
    assert "evil" not in page
    firm.manager.post(views, {**saved, "query": "country=DE"})
    with inside(firm.organisation):
        (kept,) = SavedView.objects.all()
    assert kept.query == "country=DE"
    reader = firm.as_role(Role.READER)
    assert "Spain&lt;" not in text(reader.get(firm.url()))
    reader.post(views, {"drop": str(kept.pk), "query": ""})
    firm.manager.post(views, {"drop": "9" * 30})
    firm.manager.post(views, {"name": "   "})
    with inside(firm.organisation):
        assert SavedView.objects.count() == 1
    firm.manager.post(views, {"drop": str(kept.pk)})
    with inside(firm.organisation):
        assert not SavedView.objects.exists()


def kept_requests(firm):
    with inside(firm.organisation):
        return list(MODELS["limit_requests"].objects.values_list("buyer", "amount", "reference", "requested_on"))


def test_requests_are_shown_with_their_effect_and_kept_once_confirmed(firm):
    before = firm.organisation.revision
    preview = text(firm.act(firm.manager, action="ask", row=["N1", "N2"], query="country=ES"))
    assert "Nothing is kept yet" in preview
    assert kept_requests(firm) == []
    typed = {"action": "ask", "row": ["N1", "N2"], "amount": ["100,000", ""], "query": "country=ES"}
    look = text(firm.act(firm.manager, **typed, step="look"))
    assert "€100,000.00" in look
    assert "left out" in look
    unseen = firm.act(firm.manager, **typed, step="keep", revision=before)
    assert "Amounts changed since their effect was shown" in text(unseen)
    assert kept_requests(firm) == []
    typed["seen"] = seen_of({"N1": 10_000_000}, "including")
    answer = firm.act(firm.manager, **typed, step="keep", revision=before)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?country=ES")
    assert kept_requests(firm) == [("N1", 10_000_000, "N1-2026-06-30", TODAY)]
    with inside(firm.organisation):
        assert JournalEntry.objects.filter(deed="keep act").count() == 1
        assert not journal.verify(firm.organisation).breaks
    again = firm.act(firm.manager, **typed, step="keep", revision=before)
    assert "Facts were kept since you looked" in text(again)
    assert "asked again on 2026-06-30" in text(again)
    assert len(kept_requests(firm)) == 1
    firm.organisation.refresh_from_db()
    firm.act(firm.manager, **typed, step="keep", revision=firm.organisation.revision)
    assert [each[2] for each in kept_requests(firm)] == ["N1-2026-06-30", "N1-2026-06-30-2"]


def test_what_a_limit_would_change_is_shown_before_it_is_asked_for(firm):
    """The policy lifts deliveries to come alone, as its wording says by default: what is owed stays as it is."""
    preview = text(firm.act(firm.manager, action="ask", row="N1", amount="200,000", step="look"))
    row = preview[preview.index("<tbody") : preview.index("</tbody")]
    assert "€35,000.00" in row
    assert "→ €155,000.00" in row
    assert "+€" not in row
    stopped = text(firm.act(firm.manager, action="ask", row="N2", amount="200,000", step="look"))
    assert "deliveries stay stopped" in stopped
    assert kept_requests(firm) == []


def test_amounts_that_are_none_are_refused(firm):
    for amount in ("0", "-5", "1e12", "=1+1", "<script>", "99999999999999999999"):
        answer = firm.act(
            firm.manager, action="ask", row="N1", amount=amount, step="keep", revision=firm.organisation.revision
        )
        page = text(answer)
        assert "errorlist" in page, amount
        assert 'value="<script>' not in page
    assert kept_requests(firm) == []


def test_nothing_is_done_without_a_customer_nor_a_right(firm):
    assert firm.act(firm.manager, action="ask").status_code == 302
    assert firm.act(firm.manager, action="ask", row="nobody").status_code == 302
    assert firm.act(firm.manager, action="ask", row="N1\0").status_code == 400
    assert firm.act(firm.manager, action="drop", row="N1").status_code in {403, 404}
    reader = firm.as_role(Role.READER)
    for action in ("ask", "own", "assign"):
        assert firm.act(reader, action=action, row="N1").status_code in {403, 404}
    assert "Tick" in text(reader.get(firm.url())) or 'name="row"' not in text(reader.get(firm.url()))


def test_own_limits_that_one_person_may_set_are_kept_and_others_proposed_to_a_second(firm):
    Organisation.objects.filter(pk=firm.organisation.pk).update(second_person_above=1_000_000)
    typed = {"action": "own", "row": ["N1", "N2"], "amount": ["100,000", "45,000"], "place": "including"}
    page = text(firm.act(firm.manager, **typed, step="look"))
    assert page.count("a second person must approve") == 1
    assert "Keep 1, propose 1" in page
    seen = seen_of({"N1": 10_000_000, "N2": 4_500_000}, "including")
    typed |= {"step": "keep", "revision": firm.organisation.revision, "reason": "A long order", "seen": seen}
    assert firm.act(firm.manager, **typed).status_code == 302
    with inside(firm.organisation):
        kept = MODELS["own_limits"].objects.values_list("buyer", "amount", "position")
        assert list(kept) == [("N2", 4_500_000, "including")]
        proposal = Proposal.objects.get()
        assert (proposal.buyer, proposal.reason, fact_of(proposal).amount) == ("N1", "A long order", 10_000_000)
        deeds = set(JournalEntry.objects.values_list("deed", "subject"))
        assert {("set own limit", "N2"), ("propose own limit", "N1")} <= deeds


def test_customers_are_assigned_to_a_salesperson_and_taken_from_the_others(firm):
    one = Membership.objects.get(person=member(firm.organisation, Role.SALES, email="one@firm.example"))
    two = Membership.objects.get(person=member(firm.organisation, Role.SALES, email="two@firm.example"))
    stranger = Membership.objects.get(person=member(company("other"), Role.SALES))
    firm.act(firm.manager, action="assign", row=["N1", "N2"], to=one.pk, step="look")
    firm.act(firm.manager, action="assign", row=["N1", "N2"], to=stranger.pk, step="keep")
    with inside(firm.organisation):
        assert not CustomerOf.objects.exists()
    firm.act(firm.manager, action="assign", row=["N1", "N2"], to=one.pk, step="keep")
    firm.act(firm.manager, action="assign", row="N2", to=two.pk, step="keep")
    firm.act(firm.manager, action="assign", row="N1", to=two.pk, alone="yes", step="keep")
    with inside(firm.organisation):
        kept = set(CustomerOf.objects.values_list("membership", "buyer"))
        assert kept == {(one.pk, "N2"), (two.pk, "N2"), (two.pk, "N1")}
        assert JournalEntry.objects.filter(deed="assign customers").count() == 3
    firm.act(firm.manager, action="assign", every="1", to="nobody", step="keep")
    with inside(firm.organisation):
        assert not CustomerOf.objects.exists()


def test_a_broker_acts_on_the_files_and_decides_nothing_of_what_sales_see(firm):
    sales = Membership.objects.get(person=member(firm.organisation, Role.SALES))
    broker = firm.as_role(Role.BROKER)
    page = text(broker.get(firm.url()))
    assert 'value="ask"' in page
    assert 'value="assign"' not in page
    assert 'value="assign"' in text(firm.manager.get(firm.url()))
    answer = firm.act(broker, action="assign", row="N1", to=sales.pk, step="keep")
    assert answer.status_code in {403, 404}
    with inside(firm.organisation):
        assert not CustomerOf.objects.exists()


def test_an_offer_lower_than_the_limit_in_force_is_not_proposed(firm):
    firm.tell(
        LimitDecision(reference="D-9", buyer="N2", kind="named", outcome="granted", amount=90_000_000, currency="EUR",
                      decided_on=TODAY - 1, notified_on=TODAY - 1),
    )  # fmt: skip
    page = text(firm.act(firm.manager, action="ask", row="N2"))
    assert "the limit in force is enough" in page


def test_what_is_wrong_with_an_own_limit_is_told_before_it_is_kept(firm):
    Organisation.objects.filter(pk=firm.organisation.pk).update(second_person_above=1_000_000_000)
    firm.tell(OwnLimit(buyer="N1", from_day=TODAY, amount=50_000_00, currency="EUR"))
    typed = {"action": "own", "row": ["N1", "N2"], "amount": ["60,000", "45,000"], "place": "including"}
    seen = seen_of({"N1": 6_000_000, "N2": 4_500_000}, "including")
    told = {"step": "keep", "revision": firm.organisation.revision, "seen": seen}
    assert "Another own limit begins on the same day" in text(firm.act(firm.manager, **typed, **told))
    with inside(firm.organisation):
        assert list(MODELS["own_limits"].objects.values_list("buyer", "amount")) == [("N1", 50_000_00)]


def test_a_reference_that_another_customer_has_is_not_given_again(firm):
    taken = LimitRequest(reference="N1-2026-06-30", buyer="N2", requested_on=TODAY, amount=1_000_00, currency="EUR")
    firm.tell(taken)
    typed = {"action": "ask", "row": ["N1"], "amount": ["100,000"], "seen": seen_of({"N1": 10_000_000}, "including")}
    assert firm.act(firm.manager, **typed, step="keep", revision=firm.organisation.revision).status_code == 302
    assert {each[2] for each in kept_requests(firm) if each[0] == "N1"} == {"N1-2026-06-30-2"}
