"""The search of the bar: what it opens, for whom."""

import pytest
from django.urls import reverse

from encours.web.people.models import CustomerOf, Membership, Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import MODELS, AccountResult
from tests.web.conftest import company, empty_the_store, member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """A company made once for all tests of this file."""
    with django_db_blocker.unblock():
        company("firm", "whole-turnover")
    yield
    with django_db_blocker.unblock():
        empty_the_store()


@pytest.fixture
def firm(made, db):
    return Organisation.objects.get(slug="firm")


def search(client, sought):
    """Address that a search leads to, its prefix left out."""
    answer = client.get(reverse("search", args=["firm"]), {"q": sought})
    assert answer.status_code == 302
    return answer["Location"].removeprefix("/o/firm/")


def as_role(client, firm, role):
    person = member(firm, role)
    client.force_login(person, backend=BACKEND)
    return Membership.objects.get(person=person, organisation=firm)


def invoice_of(firm, buyer):
    with inside(firm):
        return MODELS["invoices"].objects.filter(buyer=buyer).values_list("number", flat=True)[0]


def test_an_invoice_opens_its_why_and_a_customer_its_file(firm, client):
    as_role(client, firm, Role.CREDIT_MANAGER)
    with inside(firm):
        account = AccountResult.objects.order_by("-outstanding").first()
    number = invoice_of(firm, account.buyer)
    assert search(client, f" {number} ") == f"invoice/1/{number}"
    assert search(client, f"{number}/1") == f"invoice/1/{number}"
    assert client.get(f"/o/firm/invoice/1/{number}").status_code == 200
    assert search(client, account.buyer) == search(client, account.buyer_name.upper()) == f"customer/{account.buyer}"


def test_what_is_no_whole_name_is_listed(firm, client):
    as_role(client, firm, Role.CREDIT_MANAGER)
    with inside(firm):
        number = invoice_of(firm, AccountResult.objects.first().buyer)
        assert not AccountResult.objects.filter(sought__contains=number[:-1].lower()).exists()
    assert search(client, number[:-1]) == f"invoices/?q={number[:-1]}"
    assert search(client, "a") == "customers/?q=a"
    assert search(client, "") == "customers/"
    for odd in ("nobody at all", "%", "'; --", "x" * 4_000, "../..", "1/2/3", "٣/٣"):
        assert search(client, odd).startswith("customers/?q=")


def test_sales_find_their_own_customers_and_no_other(firm, client):
    membership = as_role(client, firm, Role.SALES)
    with inside(firm):
        own, other = AccountResult.objects.order_by("buyer").values_list("buyer", flat=True)[:2]
        CustomerOf.objects.create(organisation=firm, membership=membership, buyer=own)
    assert search(client, own) == f"customer/{own}"
    assert search(client, other) == f"customers/?q={other}"
    assert search(client, invoice_of(firm, other)).startswith("customers/?q=")
