"""Invoices are found by what they are filtered by; why each is covered is told in the words of the command line."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.db.models import F, Sum
from django.urls import reverse

from encours.cli import main
from encours.explain.document.shown import typeset
from encours.facts.kinds import Invoice
from encours.units.show import show_day
from encours.web.actions.entering import access_of
from encours.web.actions.record import record
from encours.web.people.models import CustomerOf, Membership
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import MODELS, AccountResult, InvoiceResult, Reading
from tests.web.conftest import EXAMPLES, NOW, company, member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
EXAMPLE = "whole-turnover"
UNUSED = {"not used", "non utilisé"}
"""Terms that a policy leaves out: neither page tells them."""


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def firm():
    return company("firm", EXAMPLE)


@pytest.fixture
def reader(client, firm):
    client.force_login(member(firm, Role.READER), backend=BACKEND)
    return client


def _listed(client, firm, **query):
    return client.get(reverse("invoices", args=[firm.slug]), query).context["listing"]


def _numbers(listing):
    return {each.cells[0].value for each in listing.rows}


def test_filters_keep_what_they_say(reader, firm):
    with inside(firm):
        rows = {each.shown: each for each in InvoiceResult.objects.filter(is_receivable=True)}
    assert _numbers(_listed(reader, firm)) == set(rows)

    def of(test):
        return {name for name, each in rows.items() if test(each)}

    assert _numbers(_listed(reader, firm, state="over-limit")) == of(lambda each: each.over_limit > 0)
    assert _numbers(_listed(reader, firm, state="not-covered")) == of(lambda each: each.not_covered > 0)
    assert _numbers(_listed(reader, firm, slice="overdue")) == of(lambda each: 1 <= each.bucket <= 4)
    assert _numbers(_listed(reader, firm, slice="not-due")) == of(lambda each: each.bucket == 0)
    assert _numbers(_listed(reader, firm, risk="yes")) == of(lambda each: each.at_risk)
    assert _numbers(_listed(reader, firm, currency="EUR")) == of(lambda each: each.currency == "EUR")
    assert _numbers(_listed(reader, firm, least="10 000,00")) == of(lambda each: each.outstanding >= 1_000_000)
    assert _numbers(_listed(reader, firm, most="10000")) == of(lambda each: each.outstanding <= 1_000_000)
    assert _numbers(_listed(reader, firm, until="2026-12-31")) == of(
        lambda each: each.covered > 0 and each.until is not None and each.until <= 20_818
    )
    number = next(iter(rows))
    assert number in _numbers(_listed(reader, firm, q=number))
    assert _numbers(_listed(reader, firm, q=rows[number].buyer)) == of(lambda each: each.buyer == rows[number].buyer)


def test_the_total_is_that_of_what_is_listed_and_states_part_it(reader, firm):
    total = _listed(reader, firm, slice="overdue", state="covered").total
    with inside(firm):
        sums = InvoiceResult.objects.filter(bucket__gt=0, bucket__lt=5, covered__gt=0, is_receivable=True).aggregate(
            open=Sum("outstanding"), insured_part=Sum("covered"), other=Sum(F("outstanding") - F("covered"))
        )
    assert [each.value.cents for each in total[10:13]] == [sums["open"], sums["insured_part"], sums["other"]]


@pytest.mark.parametrize(
    "query",
    [
        {"least": "<script>"}, {"least": "1e999"}, {"most": "NaN"}, {"least": "-99999999999999999999"},
        {"until": "2026-02-30"}, {"until": "=1+1"}, {"cause": "99999"}, {"cause": "-8"}, {"cause": "٣"},
        {"state": "nonsense"}, {"slice": "' OR 1=1"}, {"page": "-3"}, {"page": "99999999999999999999"},
        {"sort": "organisation"}, {"q": "%' ; --<script>alert(1)</script>"}, {"buyer": "x" * 5_000},
    ],
)  # fmt: skip
def test_hostile_filters_are_left_out_or_find_nothing(reader, firm, query):
    answer = reader.get(reverse("invoices", args=[firm.slug]), query)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("</head>")[1]


def test_why_not_is_told_beside_the_state(reader, firm):
    listing = _listed(reader, firm)
    row = next(each for each in listing.rows if each.cells[0].value == "V-4")
    state, cause = row.cells[13], row.cells[14]
    assert state.badge.word == "partly covered"
    assert state.note == cause.value
    assert "limit" in cause.value.lower()


def _words(text):
    """Words of a page, its layout and the ways of a printer left out."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return re.sub(r"\s+", "", plain.replace("’", "'"))


def _command(capsys, *arguments):
    assert main(["why", *arguments]) in {0, 3}
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("number", ["V-1", "V-4", "V-5"])
def test_the_sentences_are_those_of_the_command_line(client, firm, capsys, monkeypatch, number, language):
    reader = member(firm, Role.READER)
    reader.language = language
    reader.save()
    client.force_login(reader, backend=BACKEND)
    answer = client.get(reverse("invoice", args=[firm.slug, 1, number]))
    words = _words(answer.content.decode())
    asked = (number, str(EXAMPLES / EXAMPLE), "--as-of", "2026-06-30", "--lang", language)
    told = json.loads(_command(capsys, *asked, "--format", "json"))
    (row,) = told["rows"]
    assert row["layers"][0]["findings"]
    for layer in row["layers"]:
        for each in layer["findings"]:
            said = [each["title"], each["sentence"]]
            said += [each["what_to_do"]] if each["decides"] else []
            said += [value["shown"] for value in each["values"] if value["shown"] not in UNUSED]
            said += [value["origin"] for value in each["values"]]
            for text in said:
                assert _words(typeset(html.escape(text), language)) in words, text
    monkeypatch.setenv("COLUMNS", "400")
    page = _command(capsys, *asked, "--format", "table")
    for line in page.splitlines():
        if "encours why" in line or line.startswith("encours") or re.fullmatch(r"[─\s]*", line):
            continue
        for piece in re.split(r"\s{2,}", line.strip()):
            # A clause is told as "mark title (verdict): sentence", which a page lays out.
            marked = re.match(r"[✓✗‖?–◐] (.*?)(?: \([^)]*\))?\u00a0?: (.*)", piece)
            for part in marked.groups() if marked else [piece]:
                assert _words(html.escape(part)) in words, part


def test_the_clause_that_decides_is_open_and_the_others_are_not(reader, firm):
    text = reader.get(reverse("invoice", args=[firm.slug, 1, "V-5"])).content.decode()
    opened = re.findall(r"<li><details open>.*?</summary>", text, re.DOTALL)
    assert len(opened) == 1
    assert "decides" in opened[0]


def test_a_paid_invoice_says_so_and_when(client, capsys):
    firm = company("paid", "non-cancellable")
    client.force_login(member(firm, Role.READER), backend=BACKEND)
    with inside(firm):
        opened = set(InvoiceResult.objects.values_list("number", flat=True))
        row = MODELS["invoices"].objects.exclude(number__in=opened).first()
        paid = max(MODELS["payments"].objects.filter(invoice=row.number).values_list("paid_on", flat=True))
    text = client.get(reverse("invoice", args=[firm.slug, row.instalment, row.number])).content.decode()
    assert f"Paid whole on</dt><dd>{show_day(paid, 'en')}" in text
    told = _command(capsys, row.number, str(EXAMPLES / "non-cancellable"), "--as-of", "2026-06-30", "--lang", "en")
    assert _words(told.rpartition("): ")[2]) in _words(text)


def test_a_number_of_several_customers_offers_a_choice(client):
    firm = company("both", EXAMPLE)
    person = member(firm, Role.ADMINISTRATOR)
    with inside(firm):
        first, other = AccountResult.objects.order_by("buyer").values_list("buyer", flat=True)[:2]
        model = MODELS["invoices"]
        told = model.objects.filter(buyer=first).first()
        record(
            access_of(Membership.objects.get(person=person)),
            [Invoice(number=told.number, buyer=other, issued=20_600, due=20_660, currency="EUR", gross=12_345)],
            today=20_634,
            at=NOW,
        )  # fmt: skip
    client.force_login(person, backend=BACKEND)
    address = reverse("invoice", args=[firm.slug, 1, told.number])
    answer = client.get(address)
    assert {each.buyer for each in answer.context["choices"]} == {first, other}
    assert "Which one?" in answer.content.decode()
    chosen = client.get(address, {"buyer": other})
    assert "€123.45" in chosen.content.decode()


def test_any_day_may_be_asked_of_an_invoice(reader, firm):
    address = reverse("invoice", args=[firm.slug, 1, "V-1"])
    with inside(firm):
        row = MODELS["invoices"].objects.get(number="V-1")
    delivered = show_day(row.delivered, "en")
    text = reader.get(address, {"as_of": delivered, "known_on": delivered}).content.decode()
    assert f'datetime="{delivered}"' in text
    before = reader.get(address, {"as_of": "1999-01-01"}).content.decode()
    assert "not known yet" in before
    assert reader.get(address, {"as_of": "2030-01-01"}, follow=True).status_code == 400
    assert reader.get(address, {"as_of": "nonsense"}).status_code == 404


def test_an_invoice_is_found_by_nobody_who_may_not_see_it(client, firm):
    twin = company("twin", EXAMPLE)
    address = reverse("invoice", args=[firm.slug, 1, "V-1"])
    client.force_login(member(twin, Role.ADMINISTRATOR), backend=BACKEND)
    assert client.get(address).status_code == 404
    sales = member(firm, Role.SALES)
    client.force_login(sales, backend=BACKEND)
    assert client.get(address).status_code == 404
    with inside(firm):
        buyer = InvoiceResult.objects.get(number="V-1").buyer
        membership = Membership.objects.get(person=sales)
        CustomerOf.objects.create(organisation=firm, membership=membership, buyer=buyer)
    assert client.get(address).status_code == 200
    assert client.get(reverse("invoice", args=[firm.slug, 9, "V-1"])).status_code == 404
    for number in ("nothing", "<script>alert(1)</script>", "V-1/../../etc", "x" * 3_000, "V-1\x00"):
        assert client.get(reverse("invoice", args=[firm.slug, 1, number])).status_code == 404, number
    assert client.get(f"/o/{firm.slug}/invoice/99999999999999999999999/V-1").status_code == 404


def test_nothing_is_shown_before_results_are_made(reader, firm):
    with inside(firm):
        Reading.objects.update(standing="waiting")
    for name in ("ageing", "invoices"):
        text = reader.get(reverse(name, args=[firm.slug])).content.decode()
        assert "being made" in text
    with inside(firm):
        Reading.objects.update(standing="refused", refusal={"code": "no rates", "currencies": {"USD": 20_634}})
    for name in ("ageing", "invoices"):
        assert "USD on 2026-06-30" in reader.get(reverse(name, args=[firm.slug])).content.decode()
