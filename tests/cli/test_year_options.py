"""What no ledger tells of a policy year is told by options: a command that lacks it names them."""

from pathlib import Path

import pytest

from encours.cli import exit_codes
from tests.cli.commands import run

TEMPLATE = Path(__file__).parents[2] / "examples" / "whole-turnover"
PROGRAMME = ["programme", str(TEMPLATE), "--as-of", "2026-03-31"]
SETTLE = ["settle", "--loss", "100 000 EUR"]
MULTIPLE = ["--term", "maximum_liability_multiple=30 x minimum premium"]


@pytest.mark.parametrize(
    ("language", "unknown", "known"),
    [
        ("en", "maximum not known: a multiple of the premium (--minimum-premium, --premium-paid)", "at most €360,000"),
        ("fr", "maximum inconnu : un multiple de la prime (--minimum-premium, --premium-paid)", "360 000 € au plus"),
    ],
)
def test_a_programme_asks_for_the_premium_of_the_year_and_takes_it(language, unknown, known):
    """Thirty times 12 000."""
    out, _, code = run(PROGRAMME, language)
    assert (code, unknown in " ".join(out.split())) == (0, True)
    out, _, code = run([*PROGRAMME, "--minimum-premium", "12 000 EUR"], language)
    assert (code, known in " ".join(out.split())) == (0, True)


def test_a_figure_that_cannot_be_read_is_refused_at_its_option():
    out, err, code = run([*PROGRAMME, "--minimum-premium", "12 000 USD"], "en")
    assert (out, code) == ("", exit_codes.REFUSED)
    assert err.startswith("--minimum-premium   12 000 USD\n")


@pytest.mark.parametrize(
    ("options", "language", "told"),
    [
        ([], "en", "Missing: the limit.|Tell it with --limit."),
        ([], "fr", "Il manque : l'agrément.|À indiquer par --limit."),
        (
            ["--limit", "50 000 EUR", "--percentage", "90 %", *MULTIPLE],
            "en",
            "Missing: the minimum premium.|Tell it with --minimum-premium.",
        ),
    ],
)
def test_a_waterfall_that_stops_names_the_option_to_add(options, language, told):
    out, _, code = run([*SETTLE, *options], language)
    page = " ".join(out.split())
    assert (code, [each in page for each in told.split("|")]) == (0, [True, True])
