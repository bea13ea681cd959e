"""The dashboard: the documents of the command line, in both languages, for those who may see the whole."""

import pytest

from encours.explain.cover_document import cover_document
from encours.explain.cover_report import cover_report
from encours.explain.document.html import fragment
from encours.web.actions.agreed import programme_in_force
from encours.web.actions.background import ask_for_today
from encours.web.actions.readings import asked_of, day_read, reading_of
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.ledgers import whole_ledger
from encours.web.store.models import Reading
from tests.web.conftest import DAY, company, member

pytestmark = pytest.mark.django_db
PARTS = ("overview", "cover", "indicators", "exposure")


@pytest.fixture
def firm():
    return company("firm", is_written=True)


@pytest.fixture
def reader(firm, client):
    client.force_login(member(firm, Role.READER))
    return client


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_part_is_there_in_both_languages(reader, part, language):
    reader.cookies["django_language"] = language
    answer = reader.get(f"/o/firm/dashboard/?part={part}", HTTP_ACCEPT_LANGUAGE=language)
    assert answer.status_code == 200
    assert 'class="document"' in answer.content.decode()


def test_a_part_is_what_the_library_says(firm, reader):
    with inside(firm, writing=False):
        asked = asked_of(firm, whole_ledger(), programme_in_force(), day_read(firm, DAY), None)
    document = cover_document(cover_report(asked.cover, asked.question), asked.balance, "en", rows=12)
    opening = fragment(document.opening, "en")
    assert opening in reader.get("/o/firm/dashboard/?part=cover", HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_a_part_that_does_not_exist_is_not_found(reader):
    assert reader.get("/o/firm/dashboard/?part=<script>").status_code == 404


def test_a_figure_of_the_overview_leads_to_a_place_that_is_there(reader):
    import re

    overview = reader.get("/o/firm/dashboard/").content.decode()
    links = set(re.findall(r'href="[?]part=(\w+)#([^"]+)"', overview))
    assert links
    for part, anchor in links:
        assert f'id="{anchor}"' in reader.get(f"/o/firm/dashboard/?part={part}").content.decode(), (part, anchor)


def test_sales_do_not_see_the_whole(firm, client):
    client.force_login(member(firm, Role.SALES))
    assert client.get("/o/firm/dashboard/").status_code == 404


def test_figures_behind_the_facts_say_so_and_are_written_again(firm, reader):
    assert ask_for_today(DAY) == 0
    firm.revision += 1
    firm.save()
    with inside(firm):
        Reading.objects.update(revision=firm.revision)
    told = reader.get("/o/firm/dashboard/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Facts changed since these figures were written" in told
    assert "Write them again now" not in told  # a reader changes nothing
    with inside(firm):
        reading = reading_of(firm, day_read(firm, DAY))
        reading.made_at = reading.made_at.replace(year=2020)
        reading.save()
    assert ask_for_today(DAY) == 1
