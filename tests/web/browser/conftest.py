"""Pages in a real browser, with and without JavaScript, on a screen and on a telephone.

Where there is no Chromium these tests are reported as not run, with the reason.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from encours.web.people.models import Organisation, Person
from encours.web.people.roles import Role
from tests.web.conftest import company, member

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SCREEN, TELEPHONE = (1360, 900), (390, 844)
LONGEST_WAIT = 15_000
"""Milliseconds after which something that does not come is a fault."""
WIDTHS = {"screen": SCREEN, "telephone": TELEPHONE}
REPORTS_OF_THE_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error("policy of contents: " + event.violatedDirective + " " + event.blockedURI);
});
"""

# The driver of the browser runs a loop of its own in this thread, which Django takes for one that it must not block.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def chromium() -> str | None:
    """Where Chromium is on this machine."""
    known = (shutil.which(each) for each in ("chromium", "chromium-browser", "google-chrome"))
    return next((each for each in known if each), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the tests that ask for it are not run where it is not."""
    path = chromium()
    if path is None:
        pytest.skip("Chromium is not on this machine: apt-get install chromium fonts-dejavu")
    # Root has no sandbox.
    arguments = ["--no-sandbox"] if hasattr(os, "getuid") and os.getuid() == 0 else []
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=arguments)
        yield opened
        opened.close()


@dataclass(slots=True)
class Visit:
    """A page open in the browser, and everything that it complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Go to an address of the application."""
        self.page.goto(path)
        return self.page

    def faults(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA on the page as it stands, by rule and element."""
        from axe_playwright_python.sync_playwright import Axe

        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": rules}}
        found = Axe().run(self.page, options=options).response["violations"]
        return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]

    def is_wider_than_its_window(self) -> bool:
        """Whether the page scrolls sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@dataclass(slots=True)
class Visits:
    """Opens pages for people who have signed in, or not; each in a browser of its own."""

    browser: Browser
    address: str
    opened: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        person: Person | None = None,
        *,
        language: str = "en",
        size: tuple[int, int] = SCREEN,
        scripts: bool = True,
    ) -> Visit:
        """A page for somebody, or for a stranger; without ``scripts`` as in a browser that runs none."""
        width, height = size
        context = self.browser.new_context(
            base_url=self.address, java_script_enabled=scripts, viewport={"width": width, "height": height},
            locale="en-GB" if language == "en" else "fr-FR", timezone_id="Europe/Paris",
        )  # fmt: skip
        context.set_default_timeout(LONGEST_WAIT)
        self.opened.append(context)
        names = {settings.LANGUAGE_COOKIE_NAME: language}
        if person is not None:
            Person.objects.filter(pk=person.pk).update(language=language)
            names[settings.SESSION_COOKIE_NAME] = session_of(person)
        context.add_cookies([{"name": name, "value": value, "url": self.address} for name, value in names.items()])
        context.add_init_script(REPORTS_OF_THE_POLICY)
        visit = Visit(context.new_page())

        def heard(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                visit.complaints.append(f"{message.type}: {message.text}")

        visit.page.on("console", heard)
        visit.page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
        return visit


def session_of(person: Person) -> str:
    """Key of a session in which somebody has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


@pytest.fixture
def visits(browser, live_server) -> Iterator[Visits]:
    """Pages to be opened; all of them are closed when the test ends."""
    made = Visits(browser, live_server.url)
    yield made
    for each in made.opened:
        each.close()


@pytest.fixture
def firm(live_server) -> Organisation:
    """A company whose results are made, in the store that the server reads."""
    return company("firm")


@pytest.fixture
def signed_in(visits, firm):
    """A page of somebody in a role: ``signed_in(Role.SALES, language="fr", size=TELEPHONE)``."""

    def open_as(role: Role, **how) -> Visit:
        found = Person.objects.filter(memberships__organisation=firm, memberships__role=role).first()
        return visits.open(found or member(firm, role), **how)

    return open_as


@pytest.fixture
def without_javascript(signed_in):
    """The same in a browser that runs no script."""

    def open_as(role: Role, **how) -> Visit:
        return signed_in(role, scripts=False, **how)

    return open_as


@pytest.fixture
def pictures() -> Path | None:
    """Folder in which pictures of pages are kept, where ENCOURS_PICTURES names one: to be looked at."""
    told = os.environ.get("ENCOURS_PICTURES", "")
    if not told:
        return None
    folder = Path(told)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
