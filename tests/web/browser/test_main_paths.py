"""Each main path from its first page to what it leaves in the store, in a real browser, with scripts and without.

A reader finds the same pages and nothing to press. That a stranger, and whoever has not signed in, finds nothing at all
is tested of every page in ``test_every_page.py``.
"""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Page

from encours.web.jobs.worker import work
from encours.web.people import journal
from encours.web.people.deeds import Deed
from encours.web.people.models import CustomerOf, JournalEntry, Membership
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import MODELS, Batch, InvoiceResult, LimitResult
from tests.web.browser.conftest import SCREEN
from tests.web.conftest import PASSWORD, company, member
from tests.web.importing import TWO

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"]),
]
ASKED = "75 000"


@pytest.fixture
def firm(live_server):
    """A company of several customers with limits."""
    return company("firm", "whole-turnover")


@pytest.fixture
def largest(firm) -> LimitResult:
    """The customer with a limit that owes most."""
    with inside(firm, writing=False):
        found = LimitResult.objects.filter(state="granted").order_by("-outstanding").first()
    assert found is not None
    return found


def kept(firm, kind: str) -> list:
    """Facts of a kind, in the order in which they were kept."""
    with inside(firm, writing=False):
        return list(MODELS[kind].objects.order_by("pk"))


def deeds(firm) -> set[str]:
    """What the journal says was done, in a chain that holds."""
    with inside(firm, writing=False):
        assert not journal.verify(firm).breaks
        return set(JournalEntry.objects.values_list("deed", flat=True))


def in_the_background(page: Page) -> None:
    """Do what waits, and look at the page again as its visitor would; it does not by itself meanwhile."""
    address = page.url
    page.goto("about:blank")
    work(once=True)
    connection.close()
    page.goto(address)


def press(page: Page, name: str) -> None:
    """Press the button of that name, and wait for the page that answers."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def test_a_file_is_read_shown_kept_and_taken_back(signed_in, firm, scripts):
    before = len(kept(firm, "invoices"))
    visit = signed_in(Role.CREDIT_MANAGER, scripts=scripts)
    page = visit.go(reverse("imports", args=[firm.slug]))
    page.set_input_files("#file", {"name": "invoices.csv", "mimeType": "text/csv", "buffer": TWO.encode()})
    press(page, "Read it")
    in_the_background(page)
    assert "nothing is written yet" in page.inner_text("main")
    assert len(kept(firm, "invoices")) == before
    press(page, "Keep it")
    in_the_background(page)
    assert {each.number for each in kept(firm, "invoices")[before:]} == {"Z1", "Z2"}
    with inside(firm, writing=False):
        batch = Batch.objects.get(file="invoices.csv")
    visit.go(reverse("import-kept", args=[firm.slug, batch.name]))
    press(page, "Take it back…")
    in_the_background(page)
    press(page, "Take it back")
    in_the_background(page)
    visit.go(reverse("invoices", args=[firm.slug]) + "?q=Z1")
    assert page.get_by_role("link", name="Z1", exact=True).count() == 0
    assert {Deed.BRING_FILE, Deed.KEEP_IMPORT} <= deeds(firm)
    assert visit.complaints == []


def test_a_limit_is_asked_for_once_its_effect_was_seen(signed_in, firm, largest, scripts):
    before = len(kept(firm, "limit_requests"))
    visit = signed_in(Role.CREDIT_MANAGER, scripts=scripts)
    page = visit.go(reverse("limit", args=[firm.slug, largest.buyer]))
    page.get_by_role("link", name="Ask for a limit").first.click()
    page.locator("[name=amount]").fill(ASKED)
    press(page, "See the effect")
    assert "If it were granted whole" in page.inner_text("main")
    assert len(kept(firm, "limit_requests")) == before
    press(page, "Keep it")
    assert [each.amount for each in kept(firm, "limit_requests")[before:]] == [75_000_00]
    assert visit.complaints == []


def test_an_own_limit_waits_for_a_second_person(signed_in, firm, largest, scripts):
    visit = signed_in(Role.CREDIT_MANAGER, scripts=scripts)
    page = visit.go(reverse("own-limit", args=[firm.slug, largest.buyer]))
    page.locator("[name=amount]").fill("99 000 000")
    page.locator("select[name=position]").select_option("on top")
    press(page, "See the effect")
    press(page, "Propose it")
    assert "waits for a second person" in page.inner_text("main")
    assert kept(firm, "own_limits") == []
    page.get_by_role("link", name="See it").click()
    assert page.get_by_role("button", name="Approve").count() == 0
    second = signed_in(Role.APPROVER, scripts=scripts)
    other = second.go(page.url)
    press(other, "Approve")
    assert [each.amount for each in kept(firm, "own_limits")] == [99_000_000_00]
    assert {Deed.PROPOSE_OWN_LIMIT, Deed.OWN_LIMIT_APPROVED} <= deeds(firm)
    assert [*visit.complaints, *second.complaints] == []


def test_customers_are_assigned_together_and_their_salesperson_sees_them_alone(signed_in, firm, scripts):
    member(firm, Role.SALES)
    visit = signed_in(Role.CREDIT_MANAGER, scripts=scripts)
    page = visit.go(reverse("portfolio", args=[firm.slug]))
    assert page.locator("input[name=row]").count() > 1
    tick = page.locator("input[name=row]").last
    tick.check()
    chosen = tick.get_attribute("value")
    page.locator("button[name=action][value=assign]").click()
    page.locator("#to").select_option(label="Sales")
    press(page, "See the effect")
    assert not CustomerOf.objects.exists()
    press(page, "Assign")
    with inside(firm, writing=False):
        assert set(CustomerOf.objects.values_list("buyer", flat=True)) == {chosen}
    theirs = signed_in(Role.SALES, scripts=scripts).go(reverse("portfolio", args=[firm.slug]))
    assert theirs.locator("tbody tr").count() == 1
    assert visit.complaints == []


def test_limits_of_several_customers_are_asked_together(signed_in, firm, scripts):
    before = len(kept(firm, "limit_requests"))
    visit = signed_in(Role.CREDIT_MANAGER, scripts=scripts)
    page = visit.go(reverse("portfolio", args=[firm.slug]))
    for at in range(2):
        page.locator("input[name=row]").nth(at).check()
    page.locator("button[name=action][value=ask]").click()
    for at in range(2):
        page.locator("input[name=amount]").nth(at).fill(ASKED)
    press(page, "See the effect again")
    press(page, "Keep 2 requests")
    assert [each.amount for each in kept(firm, "limit_requests")[before:]] == [75_000_00] * 2
    assert visit.complaints == []


def test_what_may_be_delivered_is_answered_and_the_answer_kept(signed_in, firm, largest, scripts):
    visit = signed_in(Role.CREDIT_MANAGER, scripts=scripts)
    page = visit.go(reverse("delivery", args=[firm.slug]))
    page.locator("[name=customer]").fill(largest.buyer)
    page.locator("[name=amount]").fill("50 000")
    press(page, "Answer")
    assert page.locator(".answer .word").inner_text().strip()
    press(page, "Keep this answer in the journal")
    assert Deed.KEEP_DELIVERY_ANSWER in deeds(firm)
    assert visit.complaints == []


def test_an_amount_of_the_aged_balance_opens_its_invoices_and_each_says_why(signed_in, firm, scripts):
    visit = signed_in(Role.READER, scripts=scripts)
    page = visit.go(reverse("ageing", args=[firm.slug]))
    page.locator("tbody td.figure a").first.click()
    page.wait_for_load_state()
    assert reverse("invoices", args=[firm.slug]) in page.url
    number = page.locator("tbody th a").first
    told = number.inner_text()
    number.click()
    page.wait_for_load_state()
    assert told in page.inner_text("h1")
    assert page.locator(".answer .lead").inner_text().strip()
    assert visit.complaints == []


def test_the_company_and_a_table_are_taken_out(signed_in, firm, scripts, tmp_path):
    visit = signed_in(Role.CREDIT_MANAGER, scripts=scripts)
    page = visit.go(reverse("export", args=[firm.slug]))
    press(page, "Make the archive")
    in_the_background(page)
    with page.expect_download() as archive:
        page.locator("section[aria-labelledby=made] a").first.click()
    with zipfile.ZipFile(io.BytesIO(_content(archive, tmp_path))) as held:
        assert any(name.endswith("invoices.csv") for name in held.namelist())
    visit.go(reverse("portfolio", args=[firm.slug]))
    with page.expect_download() as table:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = list(csv.reader(io.StringIO(_content(table, tmp_path).decode("utf-8-sig"))))
    with inside(firm, writing=False):
        assert len(rows) > InvoiceResult.objects.values("buyer").distinct().count()
    assert visit.complaints == []


def _content(download, folder: Path) -> bytes:
    download.value.save_as(folder / "taken")
    return (folder / "taken").read_bytes()


def test_somebody_is_invited_comes_in_and_sees_what_their_role_does(signed_in, visits, firm, scripts):
    visit = signed_in(Role.ADMINISTRATOR, scripts=scripts)
    page = visit.go(reverse("administration", args=[firm.slug]))
    page.get_by_role("link", name="Invite somebody").click()
    page.locator("[name=email]").fill("newcomer@firm.example")
    page.locator("[name=name]").fill("Newcomer")
    page.locator("select[name=role]").select_option(Role.READER.value)
    press(page, "Invite")
    # A session of a while ago: the password is asked again, and what was told goes on from there.
    page.fill("input[type=password]", PASSWORD)
    press(page, "Confirm")
    link = page.locator("#link").input_value()
    new = visits.open(scripts=scripts, size=SCREEN)
    theirs = new.go(link)
    for field in theirs.locator("input[type=password]").all():
        field.fill(PASSWORD)
    press(theirs, "Open my account")
    theirs.wait_for_url(re.compile(rf"/o/{firm.slug}/|/account/login/"))
    if "/account/login/" in theirs.url:
        theirs.fill("input[name=login]", "newcomer@firm.example")
        theirs.fill("input[name=password]", PASSWORD)
        theirs.press("input[name=password]", "Enter")
        theirs.wait_for_url(re.compile(rf"/o/{firm.slug}/"))
    assert Membership.objects.get(person__email="newcomer@firm.example").role == Role.READER
    assert theirs.goto(reverse("administration", args=[firm.slug])).status == 404
    assert {Deed.INVITE, Deed.COME_IN} <= deeds(firm)
    assert [each for each in (*visit.complaints, *new.complaints) if "404" not in each] == []


def test_a_reader_finds_the_same_pages_and_nothing_to_press(signed_in, firm, largest, scripts):
    visit = signed_in(Role.READER, scripts=scripts)
    for name, *more in (
        ("worklist",), ("dashboard",), ("portfolio",), ("buyer", largest.buyer), ("ageing",), ("invoices",),
        ("limits",), ("limit", largest.buyer), ("delivery",), ("policy",), ("export",),
    ):  # fmt: skip
        page = visit.go(reverse(name, args=[firm.slug, *more]))
        forms = page.locator("main form[method=post]")
        acts = {forms.nth(at).get_attribute("action") for at in range(forms.count())}
        own = {reverse("export-ask", args=[firm.slug]), reverse("portfolio-views", args=[firm.slug])}
        assert acts <= own, name
    for name, *more in (("limit-ask", largest.buyer), ("own-limit", largest.buyer), ("administration",), ("journal",)):
        assert page.goto(reverse(name, args=[firm.slug, *more])).status == 404, name
