"""Every page in a real browser: anybody can use it, none is wider than the window, the browser complains of nothing."""

import pytest
from django.urls import reverse

from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import AccountResult, InvoiceResult
from tests.web.browser.conftest import SCREEN, TELEPHONE
from tests.web.conftest import company, member

pytestmark = pytest.mark.django_db(transaction=True)
LISTS = (
    "worklist", "dashboard", "delivery", "portfolio", "ageing", "invoices", "limits", "policy", "imports", "export",
    "journal", "administration", "reading-ask",
)  # fmt: skip


@pytest.fixture
def firm(live_server):
    return company("firm", is_written=True)


def _addresses(firm):
    with inside(firm, writing=False):
        buyer = AccountResult.objects.order_by("-outstanding")[0].buyer
        row = InvoiceResult.objects.filter(buyer=buyer)[0]
    own = {"customer": ("buyer", buyer), "limit": ("limit", buyer), "limit-ask": ("limit-ask", buyer),
           "own-limit": ("own-limit", buyer), "invoice": ("invoice", row.instalment, row.number)}  # fmt: skip
    found = {name: reverse(name, args=[firm.slug]) for name in LISTS}
    return found | {name: reverse(each[0], args=[firm.slug, *each[1:]]) for name, each in own.items()}


@pytest.mark.parametrize(
    ("language", "size"), [("fr", SCREEN), ("en", TELEPHONE)], ids=["french screen", "english telephone"]
)
def test_every_page_can_be_used_by_anybody(signed_in, firm, pictures, language, size):
    visit = signed_in(Role.ADMINISTRATOR, language=language, size=size)
    wrong = {}
    for name, address in _addresses(firm).items():
        page = visit.go(address)
        page.wait_for_load_state()
        if pictures:
            page.screenshot(path=pictures / f"{name}-{language}.png", full_page=True)
        faults = [*visit.faults(), *visit.complaints, *(["wider"] if visit.is_wider_than_its_window() else [])]
        if faults:
            wrong[name] = faults
        visit.complaints.clear()
    assert wrong == {}


def test_every_page_says_the_same_without_scripts(signed_in, firm):
    plain, scripted = (signed_in(Role.CREDIT_MANAGER, scripts=each) for each in (False, True))
    for name, address in _addresses(firm).items():
        if name == "administration":
            continue
        told = [" ".join(each.go(address).locator("main").inner_text().split()) for each in (plain, scripted)]
        assert told[0] == told[1], name


def test_a_stranger_finds_no_page(visits, firm):
    stranger = visits.open(member(company("other"), Role.ADMINISTRATOR))
    nobody = visits.open()
    for name, address in _addresses(firm).items():
        assert stranger.page.goto(address).status == 404, name
        assert "/account/login/" in nobody.go(address).url, name
