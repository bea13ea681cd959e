"""`encours audit` on the template of examples/declarations: the day it is asked about."""

from pathlib import Path

import pytest

from encours.cli import exit_codes
from tests.cli.commands import run

FOLDER = Path(__file__).parents[2] / "examples" / "declarations"


def test_without_a_day_the_latest_bill_is_audited_though_nothing_was_sold_since() -> None:
    out, _, code = run(["audit", str(FOLDER)], "en")
    assert code == 0
    assert "Audit of bill Q1-2026" in out
    assert "12 May 2026" in out


@pytest.mark.parametrize(("language", "told"), [("en", "the latest one is of 2026-05-12"), ("fr", "le dernier est du")])
def test_a_day_before_every_bill_says_so_and_proposes_its_day(language: str, told: str) -> None:
    out, err, code = run(["audit", str(FOLDER), "--as-of", "2026-05-11"], language)
    assert (out, code) == ("", exit_codes.REFUSED)
    assert told in err
    assert "--as-of 2026-05-12" in err
