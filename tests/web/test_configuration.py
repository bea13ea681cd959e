"""Settings of an installation: what is wrong is said at once, with what to do, and nothing of what is secret."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from encours.web.configuration import LOOPBACK, configuration

LONG = "k" * 48


def settings_of(tmp_path, **told):
    return configuration({"ENCOURS_DATA": str(tmp_path), "ENCOURS_SECRET": LONG, **told})


def test_by_default_one_machine_one_file_and_a_key_that_its_owner_reads(tmp_path):
    found = configuration({"ENCOURS_DATA": str(tmp_path / "data")})
    assert (found.hosts, found.is_https, found.proxies) == (LOOPBACK, False, 0)
    assert found.database["NAME"] == tmp_path / "data" / "encours.sqlite3"
    assert not found.is_postgresql
    key = tmp_path / "data" / "secret.key"
    assert key.read_text() == found.secret
    assert len(found.secret) >= 48
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert configuration({"ENCOURS_DATA": str(tmp_path / "data")}).secret == found.secret


@pytest.mark.parametrize(("told", "says"), [
    ({"ENCOURS_HOSTS": "*"}, "one by one"),
    ({"ENCOURS_HOSTS": "encours.example, *"}, "one by one"),
    ({"ENCOURS_HTTPS": "true"}, "yes or no"),
    ({"ENCOURS_HTTPS": ""}, "yes or no"),
    ({"ENCOURS_SECRET": "short"}, "32 characters"),
    ({"ENCOURS_PROXIES": "-1"}, "from 0 to 9"),
    ({"ENCOURS_PROXIES": "many"}, "from 0 to 9"),
    ({"ENCOURS_PROXIES": "²"}, "from 0 to 9"),
    ({"ENCOURS_DATABASE": "mysql://user:hunter2@host/name"}, "postgres://"),
    ({"ENCOURS_DATABASE": "hunter2"}, "postgres://"),
    ({"ENCOURS_DATABASE": "sqlite://"}, "sqlite:////folder/file"),
])  # fmt: skip
def test_a_wrong_setting_is_refused_with_what_to_do(tmp_path, told, says):
    with pytest.raises(ImproperlyConfigured, match=says) as refused:
        settings_of(tmp_path, **told)
    assert next(iter(told)) in str(refused.value)
    assert "hunter2" not in str(refused.value), "an address may hold a password"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"ENCOURS_DATA.*cannot be made"):
        configuration({"ENCOURS_DATA": str(tmp_path / "file" / "data")})


def test_a_key_that_was_cut_is_not_used(tmp_path):
    (tmp_path / "secret.key").write_text("half")
    with pytest.raises(ImproperlyConfigured, match="Remove it"):
        configuration({"ENCOURS_DATA": str(tmp_path)})


def test_a_team_works_on_a_server(tmp_path):
    found = settings_of(tmp_path, ENCOURS_DATABASE="postgres://encours@db.example:5433/credit")
    assert found.is_postgresql
    assert (found.database["HOST"], found.database["PORT"], found.database["NAME"]) == ("db.example", 5433, "credit")


def test_behind_https_one_proxy_tells_where_requests_come_from(tmp_path):
    assert settings_of(tmp_path, ENCOURS_HTTPS="yes").proxies == 1
    assert settings_of(tmp_path, ENCOURS_HTTPS="YES", ENCOURS_PROXIES="2").proxies == 2
    assert settings_of(tmp_path, ENCOURS_HOSTS=" a.example ,, b.example ").hosts == (
        *LOOPBACK,
        "a.example",
        "b.example",
    )


def test_behind_https_cookies_are_for_https_alone(tmp_path):
    """In another process: settings are read once."""
    told = (
        "from encours.web import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SECURE_HSTS_SECONDS > 0, s.CSRF_TRUSTED_ORIGINS[-1], s.ALLAUTH_TRUSTED_PROXY_COUNT, s.DEBUG)"
    )
    environment = {
        **os.environ, "ENCOURS_DATA": str(tmp_path), "ENCOURS_SECRET": LONG, "ENCOURS_HTTPS": "yes",
        "ENCOURS_HOSTS": "encours.example",
    }  # fmt: skip
    environment.pop("ENCOURS_DATABASE", None)
    run = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True", "True", "https://encours.example", "1", "False"]
