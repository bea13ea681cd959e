"""Administration: who is let in, with which rights, until when; none is shut out by mistake, nor let in by another."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils import timezone

from encours.web.people.models import CustomerOf, JournalEntry, Membership, Organisation, Person
from encours.web.people.roles import IN_PERIMETER, NAMES, RIGHTS, Right, Role
from encours.web.people.walls import inside
from tests.web.conftest import PASSWORD, company, member

pytestmark = pytest.mark.django_db
NEW = "a sentence that is long enough"


@pytest.fixture
def firm():
    return company("firm")


@pytest.fixture
def chief(firm):
    return member(firm, Role.ADMINISTRATOR)


def signed_in(person, password=PASSWORD, *, confirmed=True):
    client = Client()
    client.post("/account/login/", {"login": person.email, "password": password})
    if confirmed:
        client.post("/account/reauthenticate/", {"password": password})
    return client


def entries(organisation):
    with inside(organisation):
        return list(JournalEntry.objects.order_by("rank"))


def invite(client, slug="firm", **told):
    given = {"name": "Ada", "email": "ada@firm.example", "role": "reader", **told}
    return client.post(f"/o/{slug}/administration/people/invite/", given)


def link_of(answer):
    return re.search(r"http://testserver(/account/[^<\s]+)", answer.content.decode()).group(1)


# What the design says of each role (section 13), by the first letters of rights: what it sees, does, approves.
TABLE = {
    Role.CREDIT_MANAGER: "see limits duties figures export act assign ask own decide import journal",
    Role.READER: "see limits duties figures export",
    Role.SALES: "see limits ask",
    Role.APPROVER: "see limits duties figures export approve journal",
    Role.BROKER: "see limits duties figures export act ask",
    Role.UNDERWRITER: "see limits decide",
    Role.LENDER: "see export",
    Role.ADMINISTRATOR: "see limits duties figures export act assign ask own decide import journal approve administer",
}
SHORT = {
    "see": Right.SEE, "limits": Right.SEE_LIMITS, "duties": Right.SEE_DUTIES, "figures": Right.SEE_FIGURES,
    "export": Right.EXPORT, "act": Right.ACT, "ask": Right.ASK_LIMIT, "own": Right.SET_OWN_LIMIT,
    "decide": Right.DECIDE_LIMIT, "import": Right.IMPORT, "journal": Right.SEE_JOURNAL, "approve": Right.APPROVE,
    "administer": Right.ADMINISTER, "assign": Right.ASSIGN_CUSTOMERS,
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_each_role_has_the_rights_that_the_design_gives_it(role):
    assert RIGHTS[role] == {SHORT[each] for each in TABLE[role].split()}
    assert set(SHORT.values()) == set(Right)
    assert role in NAMES


def test_who_sees_some_buyers_alone_changes_nothing_for_all():
    for role in IN_PERIMETER:
        assert not RIGHTS[role] & {Right.IMPORT, Right.SEE_FIGURES, Right.SEE_JOURNAL, Right.ADMINISTER, Right.ACT}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_administrator_sees_the_organisation_and_its_people(firm, chief, language):
    Person.objects.filter(pk=chief.pk).update(language=language)
    member(firm, Role.SALES)
    member(firm, Role.LENDER, loss_payee="<script>Bank")
    told = signed_in(chief).get("/o/firm/administration/").content.decode()
    for text in ("Company firm", "sales@firm.example", NAMES[Role.SALES].in_language(language), "&lt;script&gt;Bank"):
        assert text in told
    assert "<script>Bank" not in told


def test_nobody_else_finds_the_page(firm, chief):
    other = company("other")
    pages = [
        "/o/firm/administration/", "/o/firm/administration/organisation/", "/o/firm/administration/people/invite/",
        f"/o/firm/administration/people/{Membership.objects.get(person=chief).pk}/",
    ]  # fmt: skip
    strangers = [member(other, Role.ADMINISTRATOR), *(member(firm, each) for each in Role if each != "administrator")]
    for person in strangers:
        client = Client()
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        for page in pages:
            assert client.get(page).status_code == 404
            assert client.post(page, {"name": "Taken"}).status_code == 404
    firm.refresh_from_db()
    assert firm.name == "Company firm"


def test_a_change_asks_for_the_password_again_and_is_then_done(firm, chief):
    client = signed_in(chief, confirmed=False)
    told = {"name": "Nouveau nom", "second_person_above": "25 000,50", "residence": "RE", "reading_day": "2026-03-31"}
    answer = client.post("/o/firm/administration/organisation/", told)
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    firm.refresh_from_db()
    assert firm.name == "Company firm"
    revision = firm.revision
    # The library goes on with what was asked, once the password is told.
    client.post(answer.headers["Location"], {"password": PASSWORD, "next": "/o/firm/administration/organisation/"})
    firm.refresh_from_db()
    assert (firm.name, firm.second_person_above, firm.residence) == ("Nouveau nom", 2_500_050, "RE")
    assert firm.reading_day == date(2026, 3, 31)
    assert firm.revision == revision + 1
    last = entries(firm)[-1]
    assert last.deed == "change organisation"
    assert last.details["second_person_above"] == [0, 2_500_050]


@pytest.mark.parametrize("wrong", [
    {"name": ""}, {"name": "x" * 201}, {"second_person_above": "-1"}, {"second_person_above": "beaucoup"},
    {"second_person_above": "9" * 25}, {"reading_day": "1066-10-14"}, {"reading_day": "2026-02-30"},
    {"reading_day": "9999-12-31"}, {"residence": "XX"},
])  # fmt: skip
def test_what_makes_no_sense_is_refused(firm, chief, wrong):
    told = {"name": "Firm", "second_person_above": "0", "residence": "", "reading_day": "", **wrong}
    answer = signed_in(chief).post("/o/firm/administration/organisation/", told)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    firm.refresh_from_db()
    assert firm.name == "Company firm"


def test_somebody_invited_chooses_a_password_once_and_is_in(firm, chief):
    link = link_of(invite(signed_in(chief)))
    person = Person.objects.get(email="ada@firm.example")
    assert not person.has_usable_password()
    page = Client()
    assert "Company firm" in page.get(link).content.decode()
    refused = page.post(link, {"name": "Ada", "password": "short", "again": "short"}).content.decode()
    assert "errorlist" in refused
    assert page.post(link, {"name": "Ada", "password": NEW, "again": NEW + "x"}).status_code == 200
    assert page.post(link, {"name": "Ada L.", "password": NEW, "again": NEW}).headers["Location"] == "/account/login/"
    client = signed_in(Person.objects.get(pk=person.pk), NEW)
    assert client.get("/o/firm/customers/").status_code != 302
    assert client.get("/").headers["Location"].startswith("/o/firm/")
    assert page.get(link).status_code == 404, "the link is used"
    assert page.post(link, {"name": "E", "password": NEW * 2, "again": NEW * 2}).status_code == 404
    assert [each.deed for each in entries(firm)][-4:] == ["sign in", "invite", "come in", "sign in"]


def test_a_link_stands_three_days_and_until_another_is_made(firm, chief, monkeypatch):
    client = signed_in(chief)
    first = link_of(invite(client))
    own = Membership.objects.get(person__email="ada@firm.example")
    second = link_of(client.post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": "invite"}))
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert settings.PASSWORD_RESET_TIMEOUT == 3 * 86_400
    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    later = timezone.now().replace(tzinfo=None) + timedelta(days=3, hours=3)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _: later)
    assert Client().get(second).status_code == 404


def test_an_account_made_elsewhere_opens_nothing_here_without_the_link_of_here(firm, chief):
    # Somebody of another organisation makes an account under an address that is not theirs, and waits.
    evil = company("evil")
    taken = link_of(invite(signed_in(member(evil, Role.ADMINISTRATOR)), "evil", email="victim@firm.example"))
    Client().post(taken, {"name": "Victim", "password": NEW, "again": NEW})
    link = link_of(invite(signed_in(chief), email="victim@firm.example"))
    thief = signed_in(Person.objects.get(email="victim@firm.example"), NEW)
    assert thief.get("/o/firm/customers/").status_code == 404
    assert Client().get(link).status_code == 200
    assert Client().post(link).status_code == 200, "nobody comes in without signing in"
    assert Membership.objects.get(person__email="victim@firm.example", organisation=firm).invitation
    assert signed_in(chief).post(link).status_code == 200, "nor as somebody else"
    assert thief.post(link).status_code == 302
    assert not Membership.objects.get(person__email="victim@firm.example", organisation=firm).invitation


def test_an_administrator_here_does_not_touch_an_account_that_is_others_too(firm, chief):
    other = company("other")
    broker = member(firm, Role.BROKER, until=date(2030, 1, 1))
    there = Membership.objects.create(person=broker, organisation=other, role=Role.BROKER, until=date(2030, 1, 1))
    Authenticator.objects.create(user=broker, type="totp", data={})
    own = Membership.objects.get(person=broker, organisation=firm)
    client, before = signed_in(chief), Person.objects.get(pk=broker.pk).password
    for deed in ("password", "factor"):
        answer = client.post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": deed}, follow=True)
        assert "http://testserver/account/" not in answer.content.decode()
    assert Authenticator.objects.filter(user=broker).exists()
    client.post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": "close"})
    assert client.get(f"/o/firm/administration/people/{there.pk}/").status_code == 404
    assert client.post(f"/o/firm/administration/people/{there.pk}/act/", {"deed": "close"}).status_code == 404
    broker.refresh_from_db()
    there.refresh_from_db()
    assert (broker.password, broker.is_active, there.closed_at) == (before, True, None)
    Authenticator.objects.filter(user=broker).delete()
    session = signed_in(broker)
    assert session.get("/").headers["Location"].startswith("/o/other/")
    assert session.get("/o/firm/todo/").status_code == 404


def test_whoever_administers_the_installation_is_touched_by_no_organisation(firm, chief):
    founder = member(firm, Role.READER)
    Person.objects.filter(pk=founder.pk).update(may_found=True)
    own = Membership.objects.get(person=founder)
    answer = signed_in(chief).post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": "password"}, follow=True)
    assert "http://testserver/account/" not in answer.content.decode()


def test_a_forgotten_password_is_chosen_again_by_a_link_used_once(firm, chief):
    reader = member(firm, Role.READER)
    session = signed_in(reader)
    own = Membership.objects.get(person=reader)
    link = link_of(signed_in(chief).post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": "password"}))
    page = Client()
    assert page.post(link, {"password": "reader@firm.example", "again": "reader@firm.example"}).status_code == 200
    assert page.post(link, {"password": NEW, "again": NEW}).status_code == 302
    assert page.get(link).status_code == 404
    assert session.get("/o/firm/customers/").status_code == 302, "sessions under the old one ended"
    reader.refresh_from_db()
    assert reader.check_password(NEW)
    assert {"make password link", "choose password"} <= {each.deed for each in entries(firm)}


def test_a_link_made_while_an_account_was_of_one_organisation_opens_nothing_of_another(firm, chief):
    reader = member(firm, Role.READER)
    own = Membership.objects.get(person=reader)
    link = link_of(signed_in(chief).post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": "password"}))
    assert Client().get(link).status_code == 200
    Membership.objects.create(person=reader, organisation=company("other"), role=Role.READER)
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"password": NEW, "again": NEW}).status_code == 404
    reader.refresh_from_db()
    assert not reader.check_password(NEW)


def test_nobody_removes_the_last_administrator(firm, chief):
    own = Membership.objects.get(person=chief)
    client = signed_in(chief)
    at = f"/o/firm/administration/people/{own.pk}/"
    for told in ({"role": "reader"}, {"role": "administrator", "until": "2030-01-01"}):
        assert client.post(at, told).status_code == 200
    client.post(f"{at}act/", {"deed": "close"})
    own.refresh_from_db()
    assert (own.role, own.until, own.closed_at) == ("administrator", None, None)
    # One who has not come yet, or whose account is out of use, does not count.
    invite(client, role="administrator")
    client.post(f"{at}act/", {"deed": "close"})
    own.refresh_from_db()
    assert own.closed_at is None
    member(firm, Role.ADMINISTRATOR, email="second@firm.example")
    client.post(f"{at}act/", {"deed": "close"})
    own.refresh_from_db()
    assert own.closed_at is not None


def test_an_access_that_is_closed_ends_at_once_and_opens_again(firm, chief):
    reader = member(firm, Role.READER)
    own, session, client = Membership.objects.get(person=reader), signed_in(reader), signed_in(chief)
    assert session.get("/").headers["Location"].startswith("/o/firm/")
    client.post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": "close"})
    assert session.get("/o/firm/customers/").status_code == 302, "the session itself is over"
    again = signed_in(reader)
    assert again.get("/o/firm/customers/").status_code == 404
    client.post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": "reopen"})
    assert again.get("/").headers["Location"].startswith("/o/firm/")
    deeds = [each.deed for each in entries(firm)]
    assert "close membership" in deeds
    assert "reopen membership" in deeds


def test_an_invitation_that_was_closed_and_opened_again_still_asks_for_its_link(firm, chief):
    other = company("other")
    broker = member(other, Role.BROKER, until=date(2030, 1, 1))
    Person.objects.filter(pk=broker.pk).update(name="Known elsewhere")
    client = signed_in(chief)
    first = link_of(invite(client, email=broker.email))
    own = Membership.objects.get(person=broker, organisation=firm)
    at = f"/o/firm/administration/people/{own.pk}/act/"
    client.post(at, {"deed": "close"})
    guest = signed_in(broker)
    assert guest.get(first).status_code == 404
    second = link_of(client.post(at, {"deed": "reopen"}))
    assert guest.get(first).status_code == 404
    assert guest.get("/o/firm/").status_code == 404
    assert "Known elsewhere" not in client.get("/o/firm/administration/").content.decode()
    assert guest.post(second).status_code == 302
    assert guest.get("/o/firm/").status_code == 302


def test_each_role_asks_for_what_it_needs(firm, chief):
    client = signed_in(chief)
    assert invite(client, role="broker").status_code == 200
    assert invite(client, role="lender").status_code == 200
    assert invite(client, role="sales", customers="N1\nnobody at all").status_code == 200
    assert invite(client, role="king").status_code == 200
    assert invite(client, email="no address").status_code == 200
    assert not Person.objects.filter(name="Ada").exists()
    link_of(invite(client, role="sales", customers="N1\n tornillos imaginarios sl \nN1\n"))
    own = Membership.objects.get(person__name="Ada")
    with inside(firm):
        assert set(CustomerOf.objects.filter(membership=own).values_list("buyer", flat=True)) == {"N1", "N2"}
    client.post(f"/o/firm/administration/people/{own.pk}/", {"role": "lender", "loss_payee": "Bank", "customers": "N1"})
    own.refresh_from_db()
    assert (own.role, own.loss_payee) == ("lender", "Bank")
    with inside(firm):
        assert not CustomerOf.objects.filter(membership=own).exists()
    assert entries(firm)[-1].details["role"] == ["sales", "lender"]


def test_customers_are_found_by_name(firm, chief):
    own = Membership.objects.get(person=chief)
    client = signed_in(chief)
    assert "Werkzeug" in client.get(f"/o/firm/administration/people/{own.pk}/?q=werk").content.decode()
    assert client.get(f"/o/firm/administration/people/{own.pk}/?q=<script>").status_code == 200
    assert client.get(f"/o/firm/administration/people/{own.pk}/?q=%00").status_code == 404


def test_somebody_who_is_here_is_not_invited_twice(firm, chief):
    client = signed_in(chief)
    assert "errorlist" in invite(client, email=chief.email.upper()).content.decode()


def test_organisations_are_made_by_those_who_administer_the_installation(firm, chief):
    client = signed_in(chief)
    assert client.get("/organisations/new").status_code == 404
    assert client.post("/organisations/new", {"name": "Mine", "currency": "EUR"}).status_code == 404
    Person.objects.filter(pk=chief.pk).update(may_found=True)
    assert client.get("/organisations/new").status_code == 200
    for wrong in ({"name": ""}, {"currency": "XXQ"}, {"residence": "QQ"}):
        assert client.post("/organisations/new", {"name": "Mine", "currency": "EUR", **wrong}).status_code == 200
    for slug in ("ecrous-fils", "ecrous-fils-2"):
        answer = client.post("/organisations/new", {"name": "Écrous & Fils", "currency": "CHF", "residence": "CH"})
        assert answer.headers["Location"] == f"/o/{slug}/administration/"
    made = Organisation.objects.get(slug="ecrous-fils")
    assert (made.name, made.currency, made.residence) == ("Écrous & Fils", "CHF", "CH")
    assert client.get("/o/ecrous-fils/administration/").status_code == 200
    assert [each.deed for each in entries(made)] == ["found organisation"]


def test_a_broker_sees_the_clients_whose_mandate_stands_side_by_side(firm):
    broker = member(firm, Role.BROKER, until=date(2030, 1, 1))
    for slug, until in (("other", date(2030, 1, 1)), ("former", date(2020, 1, 1))):
        Membership.objects.create(person=broker, organisation=company(slug), role=Role.BROKER, until=until)
    Organisation.objects.create(slug="stranger", name="Company stranger")
    told = signed_in(broker).get("/").content.decode()
    assert "Company firm" in told
    assert "Company other" in told
    assert "Company former" not in told
    assert "Company stranger" not in told
    assert "/o/other/todo/" in told


def test_the_list_of_organisations_tells_each_what_its_role_sees(firm):
    other = company("other")
    sales = member(firm, Role.SALES)
    with inside(firm):
        CustomerOf.objects.create(organisation=firm, membership=Membership.objects.get(person=sales), buyer="N2")
    Membership.objects.create(person=sales, organisation=other, role=Role.READER)
    Organisation.objects.filter(pk=other.pk).update(requires_second_factor=True)
    client = signed_in(sales)
    rows = {row.cells[0].value: row for row in client.get("/").context["listing"].rows}
    assert rows["Company other"].cells[3].value is None, "a second factor is asked for first"
    seen = rows["Company firm"].cells[3].value.cents
    assert rows["Company firm"].cells[6].value is None, "duties are not sales' to see"
    Organisation.objects.filter(pk=other.pk).update(requires_second_factor=False)
    rows = {row.cells[0].value: row for row in client.get("/").context["listing"].rows}
    assert 0 < seen < rows["Company other"].cells[3].value.cents
