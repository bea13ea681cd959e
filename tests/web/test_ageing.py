"""The aged balance counts what the library counts, on any day; days asked are refused with a reason, or waited for."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from encours.clauses.states import State
from encours.clauses.wordings import WORDINGS
from encours.cover.ageing import Per, age
from encours.cover.answer import cover
from encours.facts.assumptions import assume
from encours.formats.workspace import read_workspace
from encours.policy.read import read_programme_of
from encours.web.actions import background
from encours.web.actions.entering import access_of
from encours.web.actions.readings import day_read, make
from encours.web.computing.rows import SLICES
from encours.web.pages.aged import OF_ACCOUNTS, Balance, of_accounts
from encours.web.pages.shown import Shown
from encours.web.people.models import CustomerOf, Membership, Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import AccountResult, InvoiceResult, Reading
from tests.web.conftest import DAY, EXAMPLES, company, member

pytestmark = pytest.mark.django_db
BOUNDS = (30, 60, 90)


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def firm():
    return company("firm")


@pytest.fixture
def page(client, firm):
    """What somebody of the firm gets at an address of it."""

    def get(name, role=Role.CREDIT_MANAGER, *args, **query):
        person = Membership.objects.filter(organisation=firm, role=role).first()
        client.force_login(person.person if person else member(firm, role), backend=BACKEND)
        return client.get(reverse(name, args=[firm.slug, *args]), query)

    return get


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _balance(organisation, per=None, sought=""):
    person = Membership.objects.filter(organisation=organisation).first()
    membership = person or Membership.objects.create(
        organisation=organisation, person=member(organisation, Role.READER), role=Role.READER
    )
    reading = Reading.objects.get(standing="made")
    shown = Shown(access_of(membership), reading.as_of, None, reading, is_behind=False, is_fixed=True, is_asked=False)
    return Balance.of(shown, reading, sought)


def _of_the_library(example, as_of, known_on=None):
    read = read_workspace(EXAMPLES / example)
    programme = read_programme_of(read.policy_texts, wordings=WORDINGS.values()).programme
    view = assume(read.ledger.view(as_of, known_on))
    return age(view, programme, cover=cover(view, programme), bounds=BOUNDS)


@pytest.mark.parametrize("example", ["non-cancellable", "whole-turnover"])
def test_totals_and_states_are_those_of_the_library_to_the_cent(example):
    organisation = company("exact", example)
    member(organisation, Role.READER)
    theirs = _of_the_library(example, day_read(organisation, DAY))
    with inside(organisation):
        balance = _balance(organisation)
        states, customers = balance.states(), of_accounts(balance.customers)
        for per in Per:
            total = balance.total(per)
            assert total.slices == theirs.total.policy.columns, per
            assert total.outstanding == theirs.total.policy.outstanding > 0, per
            assert total.overdue == theirs.total.policy.overdue, per
            assert total.on_account == (theirs.total.policy.credits if per in OF_ACCOUNTS else None), per
            ours = {each.key: each.slices for each in (customers if per is Per.BUYER else balance.lines(per))}
            assert {key: each for key, each in ours.items() if any(each)} == {
                each.key: each.policy.columns for each in theirs.lines(per) if each.policy.outstanding
            }, per
    for state in State:
        assert states[state] == tuple(theirs.states.get(state, (0,) * len(SLICES))), state


def test_what_is_due_on_the_day_is_not_due(firm):
    with inside(firm):
        reading = Reading.objects.get()
        assert not InvoiceResult.objects.filter(due=reading.as_of).exclude(bucket=0).exists()
        assert not InvoiceResult.objects.filter(due__lt=reading.as_of, bucket=0).exists()


def test_each_amount_opens_invoices_that_add_up_to_it(page, firm):
    with inside(firm):
        late = AccountResult.objects.filter(late_1__gt=0).first()
        whole = AccountResult.objects.order_by("-outstanding").first()
    account, name = (late, "1-30") if late else (whole, "not-due")
    amount = account.late_1 if late else account.not_due
    answer = page("ageing")
    href = reverse("invoices", args=[firm.slug]) + f"?buyer={account.buyer}&amp;slice={name}"
    assert href in answer.content.decode()
    listed = page("invoices", buyer=account.buyer, slice=name).context["listing"]
    assert sum(each.cells[10].value.cents for each in listed.rows) == amount


def test_lines_sort_by_any_column_and_search_by_name(page, firm):
    for name in ("name", "outstanding", "late_1", "overdue", "-share", "-limit", "paid", "nonsense", "-pk"):
        assert page("ageing", sort=name).status_code == 200
    for per in ("group", "country", "entity", "currency", "nonsense"):
        for name in ("name", "-overdue", "share", "limit", "paid"):
            assert page("ageing", per=per, sort=name).status_code == 200
    with inside(firm):
        buyer = AccountResult.objects.filter(outstanding__gt=0).first()
    found = page("ageing", q=buyer.buyer).context["listing"]
    assert [each.key for each in found.rows] == [buyer.buyer]
    assert "<script>x" not in page("ageing", q="<script>x", per="<script>x").content.decode()


def test_the_drawing_has_its_table_beside_it(page):
    answer = page("ageing")
    text = answer.content.decode()
    assert "<svg" in text
    assert 'role="img"' in text
    assert answer.context["chart"].table.total[0].value
    assert " style=" not in text.split("<svg")[1].split("</svg>")[0]


def test_files_hold_every_line_with_its_cents(page, firm):
    answer = page("ageing", format="csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    with inside(firm):
        count = AccountResult.objects.filter(outstanding__gt=0).count()
    assert len(rows) >= 1 + count
    assert page("ageing", format="xlsx").content[:2] == b"PK"
    assert page("ageing", format="exe").status_code == 404


def test_paper_holds_the_balance(page):
    answer = page("ageing", format="pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content[:5] == b"%PDF-"


def test_whoever_may_not_take_files_finds_none(page, firm):
    assert page("ageing", Role.UNDERWRITER).status_code == 200
    assert page("ageing", Role.UNDERWRITER, format="csv").status_code in {403, 404}
    assert page("invoices", Role.UNDERWRITER, format="csv").status_code in {403, 404}


def test_sales_see_their_own_customers_alone(client, firm):
    with inside(firm):
        own, other = AccountResult.objects.filter(outstanding__gt=0)[:2]
    person = member(firm, Role.SALES)
    with inside(firm):
        CustomerOf.objects.create(
            organisation=firm, membership=Membership.objects.get(person=person), buyer=own.buyer
        )  # fmt: skip
    client.force_login(person, backend=BACKEND)
    for name in ("ageing", "invoices"):
        text = client.get(reverse(name, args=[firm.slug])).content.decode()
        assert own.buyer_name in text
        assert other.buyer_name not in text
    for per in ("entity", "country"):
        listing = client.get(reverse("ageing", args=[firm.slug]), {"per": per}).context["listing"]
        assert listing.total[2].value.cents == own.outstanding
    listing = client.get(reverse("invoices", args=[firm.slug]), {"buyer": other.buyer}).context["listing"]
    assert not listing.rows


def test_a_stranger_finds_nothing_and_another_company_shows_nothing(client, firm):
    twin = company("twin")
    stranger = member(twin, Role.ADMINISTRATOR)
    client.force_login(stranger, backend=BACKEND)
    for name in ("ageing", "invoices", "reading-ask"):
        assert client.get(reverse(name, args=[firm.slug])).status_code == 404
    with inside(twin):
        InvoiceResult.objects.update(buyer_name="Twin of somebody")
        AccountResult.objects.update(buyer_name="Twin of somebody")
    client.force_login(member(firm, Role.READER), backend=BACKEND)
    for name in ("ageing", "invoices"):
        assert "Twin of somebody" not in client.get(reverse(name, args=[firm.slug])).content.decode()


@pytest.mark.parametrize(
    ("as_of", "known_on", "reason"),
    [
        ("2026-07-01", "", "is after"),
        ("2026-05-31", "2026-08-31", "is after"),
        ("1999-12-31", "", "before"),
        ("2026-05-31", "1999-12-31", "nothing was known yet"),
        ("2026-02-30", "", "is not a day"),
        ("<script>alert(1)</script>", "", "is not a day"),
        ("99999-01-01", "", "is not a day"),
        ("=1+1", "=1+1", "is not a day"),
        ("", "2026-05-31", "Say on which day"),
    ],
)
def test_days_that_cannot_be_read_are_refused_with_a_reason(client, firm, as_of, known_on, reason):
    client.force_login(member(firm, Role.READER), backend=BACKEND)
    for ask in (client.get, client.post):
        answer = ask(reverse("reading-ask", args=[firm.slug]), {"as_of": as_of, "known_on": known_on})
        assert answer.status_code == 400
        text = answer.content.decode()
        assert reason in text
        assert "<script>alert" not in text
    with inside(firm):
        assert Reading.objects.count() == 1


def test_a_past_day_is_asked_for_waited_for_then_shown_as_it_was(client, firm):
    client.force_login(member(firm, Role.READER), backend=BACKEND)
    days = {"as_of": "2026-04-30", "known_on": "2026-05-15"}
    unread = client.get(reverse("ageing", args=[firm.slug]), days)
    assert "has not been read yet" in unread.content.decode()
    waited = client.post(reverse("reading-ask", args=[firm.slug]), {**days, "next": "invoices"}, follow=True)
    text = waited.content.decode()
    assert 'http-equiv="refresh"' in text
    assert "data-refresh" in text
    with inside(firm):
        reading = Reading.objects.get(standing="waiting")
    background.make_reading.call(firm.pk, reading.as_of, reading.known_on)
    opened = client.get(waited.redirect_chain[-1][0])
    assert opened.status_code == 302
    assert opened.headers["Location"].startswith(reverse("invoices", args=[firm.slug]))
    shown = client.get(reverse("ageing", args=[firm.slug]), days)
    text = shown.content.decode()
    assert "30 April 2026" in text
    assert "15 May 2026" in text
    theirs = _of_the_library("non-cancellable", reading.as_of, reading.known_on)
    total = shown.context["listing"].total
    assert total[2].value.cents == theirs.total.policy.outstanding
    links = re.findall(rf'href="(/o/{firm.slug}/[^"]*)"', text)
    assert links
    undated = [each for each in links if not ("as_of=2026-04-30" in each and "known_on=2026-05-15" in each)]
    elsewhere = {each for each in undated if "/ageing/" not in each and "/reading/" not in each}
    assert elsewhere <= {reverse("organisation", args=[firm.slug])}
    assert "2026-04-30" in client.get(reverse("reading-ask", args=[firm.slug])).content.decode()


def test_no_more_days_are_waited_for_than_a_few(client, firm):
    client.force_login(member(firm, Role.READER), backend=BACKEND)
    answers = [
        client.post(reverse("reading-ask", args=[firm.slug]), {"as_of": f"2026-05-{day:02d}"}) for day in range(1, 8)
    ]
    assert [each.status_code for each in answers] == [302] * 5 + [400] * 2
    with inside(firm):
        assert Reading.objects.filter(standing="waiting").count() == 5


def test_a_reading_made_of_older_facts_is_asked_for_again(client, firm):
    client.force_login(member(firm, Role.READER), backend=BACKEND)
    day = day_read(firm, date(2026, 6, 30)) - 30
    make(firm, day, None, None)
    Organisation.objects.filter(pk=firm.pk).update(revision=firm.revision + 1)
    address, days = reverse("reading-ask", args=[firm.slug]), {"as_of": "2026-05-31"}
    assert "Facts were kept since" in client.get(address, days).content.decode()
    assert client.post(address, days).status_code == 302
    assert 'http-equiv="refresh"' in client.get(address, days).content.decode()
    assert "has not been read yet" not in client.get(reverse("ageing", args=[firm.slug]), days).content.decode()
    background.make_reading.call(firm.pk, day, None)
    assert client.get(address, days).status_code == 302


def test_the_control_account_is_told_above_the_balance_to_those_who_see_it_whole(client, firm):
    with inside(firm):
        Reading.objects.update(
            figures={**Reading.objects.get().figures, "ageing": {
                "agreed": ["411"],
                "faults": [{"en": "It differs <b>by</b> 5.", "fr": "Écart de 5.", "remedy_en": "Look.",
                            "remedy_fr": "Voir.", "is_warning": False}],
            }}
        )  # fmt: skip
    client.force_login(member(firm, Role.READER), backend=BACKEND)
    text = client.get(reverse("ageing", args=[firm.slug])).content.decode()
    assert "Agrees with the control account 411" in text
    assert "It differs &lt;b&gt;by&lt;/b&gt; 5." in text
    client.force_login(member(firm, Role.SALES), backend=BACKEND)
    assert "It differs" not in client.get(reverse("ageing", args=[firm.slug])).content.decode()


def test_a_day_nobody_writes_is_no_page(page):
    assert page("ageing", as_of="2026-02-30").status_code == 404
    assert page("invoices", as_of="9999-12-31").status_code == 200
