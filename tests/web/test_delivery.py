"""Before shipping: the figure is that of the library's own walk, and nobody is told of the customers of others."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from encours.clauses.states import State
from encours.cover.answer import cover
from encours.explain.buyers_report import Portfolio
from encours.facts.assumptions import assume
from encours.facts.kinds import OwnLimit
from encours.formats.workspace import read_workspace
from encours.web.actions.agreed import programme_in_force
from encours.web.actions.readings import asked_about
from encours.web.computing.delivery import Answered, Delivery, before_shipping, usual
from encours.web.computing.supposed import supposing
from encours.web.people.models import CustomerOf, JournalEntry, Membership, Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import AccountResult
from tests.web.conftest import DAY, EXAMPLES, company, empty_the_store, member

TODAY = (DAY - date(1970, 1, 1)).days
EXAMPLE = "top-up-excess"
QUESTION = {"customer": "", "amount": "1 000", "currency": "EUR", "vat": "0", "day": "2026-06-30", "due": "",
            "reference": "BC-1"}  # fmt: skip


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """A company with a programme of two layers, made once; each test takes back what it did."""
    with django_db_blocker.unblock():
        company("shipping", EXAMPLE)
    yield
    with django_db_blocker.unblock():
        empty_the_store()


@pytest.fixture
def firm(made, db):
    return Organisation.objects.get(slug="shipping")


def buyers(firm):
    with inside(firm):
        return list(AccountResult.objects.order_by("-outstanding").values_list("buyer", flat=True))


def asked_of(firm, buyer):
    with inside(firm):
        return asked_about(firm, buyer, TODAY)


def delivery_to(asked, buyer, amount, **more):
    told = usual(asked.view, buyer)
    plain = Delivery(buyer, amount, "EUR", TODAY, TODAY + told.terms, vat=0, entity=told.entity,
                     payment_means=told.payment_means)  # fmt: skip
    return replace(plain, **more)


def test_it_is_what_the_whole_book_says_of_the_invoice_it_would_make(firm):
    ledger = read_workspace(EXAMPLES / EXAMPLE).ledger
    with inside(firm):
        programme = programme_in_force()
    seen = set()
    for buyer in buyers(firm):
        asked = asked_of(firm, buyer)
        for amount in (1_000_00, 40_000_00, 400_000_00):
            for days in (0, 45):
                delivery = delivery_to(asked, buyer, amount, day=TODAY + days, due=TODAY + days + 30)
                found = before_shipping(asked, delivery, "en", with_remedies=False)
                whole = ledger.hypothetical([delivery.invoice("NEXT", TODAY)])
                view = assume(whole.view(TODAY + days))
                answer = cover(view, programme)
                (row,) = [
                    each for each in answer.rows() if view.table("invoices").texts["number"][each.ledger_row] == "NEXT"
                ]
                assert (found.covered, found.insured, found.parts) == (row.admitted, row.insured, dict(row.parts))
                assert [each.admitted for each in found.layers] == [each.admitted for each in row.layers]
                seen.add(found.answered)
    assert {Answered.YES, Answered.IN_PART} <= seen


def test_it_is_what_the_next_delivery_of_the_day_would_find(firm):
    for buyer in buyers(firm):
        asked = asked_of(firm, buyer)
        line = asked.portfolio.line(buyer)
        room = asked.portfolio.standing(line).delivery.room
        found = before_shipping(asked, delivery_to(asked, buyer, room + 500_00), "en", with_remedies=False)
        assert found.covered == room
        assert found.answered is (Answered.IN_PART if room else Answered.NO)


def test_what_is_not_covered_is_told_with_its_clause_and_what_would_lift_it(firm):
    buyer = buyers(firm)[0]
    asked = asked_of(firm, buyer)
    for reader in ("en", "fr"):
        found = before_shipping(asked, delivery_to(asked, buyer, 900_000_00), reader)
        assert found.answered is not Answered.YES
        assert found.reasons
        assert all(each.title and each.sentence and each.what_to_do and each.text for each in found.reasons)
        limit = next(each for each in found.remedies if each.what == "limit")
        assert limit.covered > found.covered
        assert found.parts[State.OVER_LIMIT] > 0


def test_the_own_limit_is_told_with_the_delivery_owed(firm):
    buyer = buyers(firm)[0]
    asked = asked_of(firm, buyer)
    told = OwnLimit(buyer=buyer, from_day=TODAY - 5, amount=500_000_00, currency="EUR", known=TODAY - 5)
    with_own = supposing(asked, [told], buyer)
    owed = with_own.portfolio.line(buyer).outstanding
    found = before_shipping(with_own, delivery_to(asked, buyer, 10_000_00), "en", with_remedies=False)
    assert found.own.room == 500_000_00 - owed - 10_000_00


def test_the_store_and_the_ledger_keep_nothing_of_it(firm):
    buyer = buyers(firm)[0]
    asked = asked_of(firm, buyer)
    before = asked.view.ledger.content_hash
    before_shipping(asked, delivery_to(asked, buyer, 900_000_00), "en")
    assert asked.view.ledger.content_hash == before


def browser_of(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["django_language"] = "en"
    return client


def test_the_answer_is_one_screen_and_is_kept_when_asked(firm, client):
    buyer = buyers(firm)[0]
    browser = browser_of(client, member(firm, Role.CREDIT_MANAGER))
    url = reverse("delivery", args=["shipping"])
    assert browser.get(url).status_code == 200
    page = browser.get(url, {**QUESTION, "customer": buyer})
    answer = page.context["answer"].answer
    assert answer.delivery.amount == 1_000_00
    assert page.context["answer"].badge.word in page.content.decode()
    assert browser.post(url, {**QUESTION, "customer": buyer}).status_code == 302
    with inside(firm):
        entry = JournalEntry.objects.get(deed="keep delivery answer")
    assert entry.subject == buyer
    assert entry.details == {**answer.figures()}
    assert entry.details["reference"] == "BC-1"


def test_sales_ask_about_their_own_customers_and_are_told_of_no_other(firm, client):
    one, other = buyers(firm)[:2]
    person = member(firm, Role.SALES)
    with inside(firm):
        CustomerOf.objects.create(organisation=firm, membership=Membership.objects.get(person=person), buyer=one)
        name = AccountResult.objects.get(buyer=other).buyer_name
    browser = browser_of(client, person)
    url = reverse("delivery", args=["shipping"])
    assert browser.get(url, {**QUESTION, "customer": one}).context["answer"] is not None
    for text in (other, name, name[:4]):
        page = browser.get(url, {**QUESTION, "customer": text})
        assert f">{name}<" not in page.content.decode()
        told = page.context["answer"]
        assert told is None or told.answer.delivery.buyer == one


def test_strangers_and_lenders_find_nothing(firm, client):
    url = reverse("delivery", args=["shipping"])
    assert client.get(url).status_code == 302
    browser = browser_of(client, member(firm, Role.LENDER))
    assert browser.get(url).status_code in {403, 404}


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": "-1"},
        {"amount": "0"},
        {"amount": "9" * 40},
        {"amount": "=1+1"},
        {"amount": "<script>alert(1)</script>"},
        {"amount": "10000000000000"},
        {"currency": "XXX1"},
        {"currency": "JPY"},
        {"vat": "2 000"},
        {"day": "2026-06-29"},
        {"day": "2099-01-01"},
        {"day": "31/02/2026"},
        {"due": "2026-06-01"},
        {"due": "2100-12-31"},
        {"entity": "nobody"},
        {"customer": "<script>"},
        {"reference": "x" * 5_000},
    ],
)
def test_what_cannot_be_read_is_refused_and_breaks_nothing(firm, client, changes):
    browser = browser_of(client, member(firm, Role.CREDIT_MANAGER))
    asked = {**QUESTION, "customer": buyers(firm)[0], **changes}
    for send in (browser.get, browser.post):
        page = send(reverse("delivery", args=["shipping"]), asked)
        assert page.status_code == 200 or (page.status_code == 302 and changes == {"entity": "nobody"})
        if page.status_code == 200 and changes != {"entity": "nobody"}:
            assert page.context["answer"] is None
            assert page.context["form"].errors
            assert "<script>alert" not in page.content.decode()


def test_what_a_shared_limit_would_have_to_be_is_told_to_nobody_who_misses_one_of_the_group(firm, client, monkeypatch):
    buyer = buyers(firm)[0]
    person = member(firm, Role.SALES)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    with inside(firm):
        own = Membership.objects.get(person=person)
        CustomerOf.objects.create(organisation=firm, membership=own, buyer=buyer)

    def remedies():
        asked = {**QUESTION, "customer": buyer, "amount": "900 000"}
        return client.get(reverse("delivery", args=["shipping"]), asked).context["answer"].remedies

    assert remedies()
    monkeypatch.setattr(Portfolio, "members", lambda *_: [buyer, "KIN"])
    assert not remedies()


def test_what_acts_today_takes_no_other_day_from_its_address(firm, client):
    client.force_login(member(firm, Role.CREDIT_MANAGER), backend="allauth.account.auth_backends.AuthenticationBackend")
    buyer = buyers(firm)[0]
    for name, more in (("delivery", []), ("limit-ask", [buyer]), ("own-limit", [buyer]), ("imports", [])):
        shown = client.get(reverse(name, args=["shipping", *more]), {"as_of": "2026-05-31"}).context["shown"]
        assert (shown.as_of, shown.is_asked) == (TODAY, False), name
