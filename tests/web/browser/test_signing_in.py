"""Somebody signs in and lands on a page: no complaint of the browser, none of its policy, and anybody can use it."""

import re

import pytest
from django.urls import reverse

from encours.web.people.roles import Role
from tests.web.browser.conftest import WIDTHS
from tests.web.conftest import PASSWORD, member

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = pytest.mark.parametrize("width", WIDTHS)
LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])


@SCREENS
@LANGUAGES
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_a_credit_manager_signs_in_and_lands_on_a_page(width, language, scripts, visits, firm, pictures):
    person = member(firm, Role.CREDIT_MANAGER)
    visit = visits.open(language=language, size=WIDTHS[width], scripts=scripts)
    page = visit.go("/")
    page.wait_for_url(re.compile(reverse("account_login")))
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", PASSWORD)
    if scripts:
        assert visit.faults() == []
    assert not scripts or not visit.is_wider_than_its_window()
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(rf"/o/{firm.slug}/"))
    if pictures:
        page.screenshot(path=pictures / f"landing-{language}-{width}.png")
    assert visit.complaints == []
    if scripts:
        assert visit.faults() == []
        assert not visit.is_wider_than_its_window()


def test_a_wrong_password_opens_nothing(visits, firm):
    person = member(firm, Role.CREDIT_MANAGER)
    visit = visits.open()
    page = visit.go(reverse("account_login"))
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", "another password")
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    assert re.search(reverse("account_login"), page.url)


def test_the_page_of_the_installation_is_for_its_administrators(signed_in):
    page = signed_in(Role.ADMINISTRATOR).go("/health")
    assert page.locator("h1").inner_text() == "State of the installation"
    assert signed_in(Role.READER).go("/health").locator("h1").count() == 0
