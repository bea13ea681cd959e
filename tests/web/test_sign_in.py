"""Signing in: what is refused looks alike, whoever tries too often waits, and a session ends when it should."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.utils import timezone

from encours.web.people.models import JournalEntry, Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.people.second_factor import forget_what_nothing_opens
from encours.web.people.walls import inside
from tests.web.conftest import PASSWORD, member

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
FOR_FEW = "/o/firm/journal/"


@pytest.fixture
def firm():
    return Organisation.objects.create(slug="firm", name="Firm")


@pytest.fixture
def manager(firm):
    return member(firm, Role.CREDIT_MANAGER)


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password}, **more)


def entries(organisation):
    with inside(organisation):
        return list(JournalEntry.objects.order_by("rank"))


def codes_of(secret):
    return [format_hotp_value(hotp_value(secret, each)) for each in yield_hotp_counters_from_time()]


def test_somebody_who_signed_in_is_in_and_the_journal_says_from_where(firm, manager):
    client = Client()
    assert sign_in(client, manager.email.upper()).status_code == 302
    assert client.get(FOR_FEW).status_code == 200
    last = entries(firm)[-1]
    assert (last.deed, last.person, last.details) == ("sign in", str(manager), {"from": "127.0.0.1"})
    client.post("/account/logout/")
    assert entries(firm)[-1].deed == "sign out"
    assert client.get(FOR_FEW).headers["Location"].startswith(LOGIN)


def _told(answer):
    return re.sub(
        r'(?s)<input type="hidden" name="csrfmiddlewaretoken".*?>|X-CSRFToken": "[^"]*"', "", answer.content.decode()
    )


def test_an_unknown_name_a_wrong_password_and_an_account_out_of_use_look_alike(manager):
    Person.objects.create_user("gone@firm.example", PASSWORD, name="Gone", is_active=False)
    answers = [
        sign_in(Client(), email, password)
        for email, password in (
            ("reader@firm.example", "a wrong password of length"),
            (manager.email, "a wrong password of length"),
            ("gone@firm.example", PASSWORD),
        )
    ]
    assert {each.status_code for each in answers} == {200}
    told = {re.sub(r"[a-z.]+@firm\.example", "", _told(each)) for each in answers}
    assert len(told) == 1


def test_a_name_never_tried_costs_a_hash_too(manager, monkeypatch):
    hashed = []
    usual = Person.set_password
    monkeypatch.setattr(Person, "set_password", lambda self, raw: (hashed.append(raw), usual(self, raw))[1])
    sign_in(Client(), "nobody@firm.example", "whatever it may be")
    assert hashed == ["whatever it may be"]


def test_after_six_failures_nothing_more_is_tried_from_there(firm, manager):
    client = Client()
    for _ in range(5):
        assert sign_in(client, manager.email, "wrong").status_code == 200
    answer = sign_in(client, manager.email, "wrong")
    assert answer.status_code == 429
    until = timezone.localtime() + timedelta(minutes=15)
    shown = {f"{until - timedelta(minutes=each):%H:%M}" for each in (0, 1)}
    assert any(each in answer.content.decode() for each in shown)
    assert sign_in(client, manager.email).status_code == 429, "the right password is not looked at either"
    assert sign_in(Client(REMOTE_ADDR="10.1.1.1"), manager.email).status_code == 302, "elsewhere it is"
    deeds = [each.deed for each in entries(firm)]
    assert deeds == ["fail to sign in"] * 5 + ["lock out", "sign in"]


def test_an_unknown_name_is_locked_out_just_the_same(firm):
    client = Client()
    for _ in range(5):
        sign_in(client, "nobody@firm.example", "wrong")
    assert sign_in(client, "nobody@firm.example", "wrong").status_code == 429
    assert entries(firm) == []


def test_absurd_names_are_refused(manager):
    for name in ("", "no address", "a" * 5_000 + "@firm.example", "' OR 1=1 --@firm.example"):
        assert sign_in(Client(), name, "wrong").status_code == 200
    assert sign_in(Client(), "é@firm.example\0", "wrong").status_code == 400


def test_a_password_that_changes_ends_the_other_sessions(firm, manager):
    here, there = Client(), Client()
    for each in (here, there):
        sign_in(each, manager.email)
    answer = here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "another long password", "password2": "another long password"},
    )
    assert answer.status_code == 302
    assert here.get(FOR_FEW).status_code == 200
    assert there.get(FOR_FEW).status_code == 302
    assert entries(firm)[-1].deed == "change password"


@pytest.mark.parametrize(("language", "reason"), [("en", "too short"), ("fr", "trop court")])
def test_a_poor_password_is_refused_with_reasons(manager, language, reason):
    Person.objects.filter(pk=manager.pk).update(language=language)
    client = Client()
    sign_in(client, manager.email)
    answer = client.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": "1234", "password2": "1234"}
    )
    assert answer.status_code == 200
    assert reason in answer.content.decode()


def test_a_session_lasts_twelve_hours(manager):
    client = Client()
    sign_in(client, manager.email)
    assert client.session.get_expiry_age() <= 12 * 3600
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_other_sessions_are_listed_and_ended(manager):
    here, there = Client(), Client(HTTP_USER_AGENT="<script>alert(1)</script>")
    for each in (here, there):
        sign_in(each, manager.email)
    page = here.get("/account/sessions/").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    here.post("/account/sessions/")
    assert there.get(FOR_FEW).status_code == 302
    assert here.get(FOR_FEW).status_code == 200


def test_pages_are_in_the_language_of_the_person_then_of_the_browser(manager):
    client = Client(HTTP_ACCEPT_LANGUAGE="fr")
    assert 'lang="fr"' in client.get(LOGIN).content.decode()
    sign_in(client, manager.email)
    answer = client.get(FOR_FEW)
    assert 'lang="en"' in answer.content.decode()
    client.post("/language", {"language": "fr", "next": FOR_FEW})
    assert 'lang="fr"' in client.get(FOR_FEW).content.decode()


def test_whoever_signed_in_with_a_password_alone_is_led_to_the_second_factor(
    firm, manager, django_capture_on_commit_callbacks
):
    Organisation.objects.filter(pk=firm.pk).update(requires_second_factor=True)
    client = Client()
    sign_in(client, manager.email)
    answer = client.get(FOR_FEW)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/second-factor/")
    assert client.get("/account/second-factor/").status_code == 200
    asked = client.get("/account/2fa/totp/activate/")
    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    client.post(asked.headers["Location"], {"password": PASSWORD, "next": "/account/2fa/totp/activate/"})
    page = client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/account/2fa/totp/activate/", {"code": codes_of(secret)[0]})
    assert done.status_code == 302
    assert client.get(FOR_FEW).status_code == 200
    assert entries(firm)[-1].deed == "add second factor"
    assert client.get("/account/2fa/recovery-codes/").status_code == 200


def test_with_a_second_factor_a_password_is_half_of_it(firm, manager):
    secret = generate_totp_secret()
    TOTP.activate(manager, secret)
    codes = RecoveryCodes.activate(manager).get_unused_codes()
    client = Client()
    assert sign_in(client, manager.email).headers["Location"] == "/account/2fa/authenticate/"
    assert client.get(FOR_FEW).status_code == 302
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": codes_of(secret)[0]}).status_code == 302
    assert client.get(FOR_FEW).status_code == 200
    other = Client()
    sign_in(other, manager.email)
    assert other.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    again = Client()
    sign_in(again, manager.email)
    assert again.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 200, "a code is used once"


def test_what_makes_the_codes_is_closed_in_the_store_and_opened_by_the_secret_key_alone(firm, manager, settings):
    secret = generate_totp_secret()
    TOTP.activate(manager, secret)
    RecoveryCodes.activate(manager)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    assert forget_what_nothing_opens() == 0
    settings.SECRET_KEY = "another key, as after a restore without the one that was"
    client = Client()
    sign_in(client, manager.email)
    assert client.post("/account/2fa/authenticate/", {"code": codes_of(secret)[0]}).status_code == 200
    assert forget_what_nothing_opens() == 1
    assert not Authenticator.objects.exists()


def test_codes_are_not_guessed_at_leisure(firm, manager):
    TOTP.activate(manager, generate_totp_secret())
    client = Client()
    sign_in(client, manager.email)
    told = [client.post("/account/2fa/authenticate/", {"code": f"{each:06}"}).content.decode() for each in range(25)]
    assert told[0] != told[-1]
    assert {each.deed for each in entries(firm)} == {"fail second factor"}


def test_a_mandate_that_ended_opens_nothing(firm):
    broker = member(firm, Role.BROKER, until=timezone.localdate())
    client = Client()
    sign_in(client, broker.email)
    assert client.get("/o/firm/customers/").status_code in {200, 404}
    assert client.get("/").headers["Location"].startswith("/o/firm/")
    Membership.objects.filter(person=broker).update(until=timezone.localdate() - timedelta(days=1))
    assert client.get("/o/firm/todo/").status_code == 404
    assert client.get("/").status_code == 200
    assert "firm" not in re.sub(r"@firm\.example", "", client.get("/").content.decode()).lower()


@pytest.mark.parametrize("path", [
    "signup/", "email/", "password/set/", "password/reset/", "confirm-email/", "inactive/", "login/code/confirm/",
    "reauthenticate/code/", "password/reset/done/", "password/reset/key/1-x/",
])  # fmt: skip
def test_pages_of_the_library_that_are_not_used_are_closed(manager, path):
    client = Client()
    assert client.get(f"/account/{path}").status_code == 404
    sign_in(client, manager.email)
    assert client.get(f"/account/{path}").status_code == 404
    assert client.post(f"/account/{path}", {"email": manager.email}).status_code == 404


def test_whoever_comes_in_is_sent_to_no_other_site(manager):
    answer = Client().post(
        f"{LOGIN}?next=https://evil.example/",
        {"login": manager.email, "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert answer.status_code == 302
    assert "evil" not in answer.headers["Location"]


def test_an_address_told_by_a_proxy_counts_only_where_there_is_one(settings, firm, manager):
    sign_in(Client(), manager.email, HTTP_X_FORWARDED_FOR="9.9.9.9")
    assert entries(firm)[-1].details == {"from": "127.0.0.1"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    sign_in(Client(), manager.email, HTTP_X_FORWARDED_FOR="6.6.6.6, 9.9.9.9")
    assert entries(firm)[-1].details == {"from": "9.9.9.9"}
    sign_in(Client(), manager.email, HTTP_X_FORWARDED_FOR="nonsense")
    assert entries(firm)[-1].details == {"from": "127.0.0.1"}


def test_a_session_of_one_step_ends_once_two_are_asked(firm, manager, django_capture_on_commit_callbacks):
    here, there = Client(), Client()
    for each in (here, there):
        sign_in(each, manager.email)
        assert each.get("/o/firm/customers/").status_code == 200
    here.get("/account/2fa/totp/activate/")
    here.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/account/2fa/totp/activate/"})
    secret = here.get("/account/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        done = here.post("/account/2fa/totp/activate/", {"code": codes_of(secret)[0]})
    assert done.status_code == 302
    assert here.get("/o/firm/customers/").status_code == 200
    assert there.get("/o/firm/customers/").status_code == 302


def test_a_form_in_another_alphabet_or_far_too_large_is_refused_before_it_is_read():
    client = Client()
    told = "application/x-www-form-urlencoded; charset=utf-7"
    assert client.post("/account/login/", "login=a", content_type=told).status_code == 400
    large = client.generic("POST", "/account/login/", b"x", "multipart/form-data; boundary=b", CONTENT_LENGTH=1 << 30)
    assert large.status_code == 413
