"""A duty is done from the list: by whoever may, with and without scripts; a reader sees it and no form."""

import pytest
from django.urls import reverse

from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Batch, WorkItem
from tests.web.conftest import company

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def firm(live_server):
    return company("firm", "whole-turnover")


def _item(firm):
    with inside(firm, writing=False):
        return WorkItem.objects.filter(kind="report the overdue", standing="open").order_by("pk").first()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_an_overdue_is_reported_from_the_list(signed_in, firm, scripts):
    item = _item(firm)
    assert item is not None, "the example has an overdue to report"
    visit = signed_in(Role.CREDIT_MANAGER, scripts=scripts)
    page = visit.go(f"{reverse('worklist', args=[firm.slug])}?item={item.identifier}")
    page.locator(".detail form button.main").first.click()
    page.wait_for_load_state()
    with inside(firm, writing=False):
        assert Batch.objects.filter(origin="act").count() == 1
        assert not WorkItem.objects.filter(identifier=item.identifier, standing__in=["open", "ahead"]).exists()
    assert visit.complaints == []


def test_a_reader_sees_the_duty_and_no_form(signed_in, firm):
    item = _item(firm)
    page = signed_in(Role.READER).go(f"{reverse('worklist', args=[firm.slug])}?item={item.identifier}")
    assert page.locator(".detail h2").first.inner_text()
    assert page.locator(".detail form").count() == 0
