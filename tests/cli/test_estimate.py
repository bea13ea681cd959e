"""`encours estimate`: each sum with its formula, in both languages; what is wrong is told together."""

import json

import pytest

from tests.cli.commands import run

POLICY = """[policy]
name = "Police"
insurer = "Assureur Fictif SA"
wording = "whole turnover"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31
[terms]
insured_percentage = "90 %"
{terms}
"""


def told(*words, language="en", folder=None):
    return run(["estimate", *words], language, **({} if folder is None else {"folder": folder}))


@pytest.mark.parametrize(
    ("words", "result"),
    [
        (["limit", "--sales", "365 EUR", "--days", "60 days"], 60_00),
        (["limit", "--sales", "1200 EUR", "--months", "2 months", "--vat", "20 %"], 240_00),
        (["multiple", "--risk", "800 000 EUR", "--percentage", "90 %", "--minimum-premium", "45 000 EUR"], 160),
        (["sales", "--loss", "50 000 EUR", "--margin", "5 %"], 1_000_000_00),
        (
            ["result", "--sales", "1000 USD", "--margin", "5 %", "--losses", "60 USD", "--indemnities", "54 USD",
             "--premium", "3 USD"],
            41_00,
        ),
    ],
)  # fmt: skip
def test_an_estimate_for_programs(words, result):
    out, error, code = told(*words, "--format", "json")
    assert (error, code) == ("", 0)
    answer = json.loads(out)
    assert answer["result"]["value"] == result
    assert answer["currency"] == ("USD" if "USD" in " ".join(words) else "EUR")


def test_it_shows_its_figures_and_its_formula():
    out, _, _ = told("multiple", "--risk", "800 000 EUR", "--percentage", "90 %", "--minimum-premium", "7 777 EUR")
    assert "92.6" in out.replace("\u202f", "")
    assert "risk × percentage ÷ minimum premium" in out
    out, _, _ = told("sales", "--loss", "5 EUR", "--margin", "5 %", language="fr")
    assert "perte ÷ marge" in out


def test_everything_that_is_wrong_is_told_at_once():
    _, error, code = told("multiple", "--risk", "800 000", "--percentage", "190 %")
    assert code == 1
    assert "no currency" in error
    assert "--percentage must be between 0.01 % and 100 %" in error
    assert '--minimum-premium "100 000 EUR"' in error


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["multiple", "--risk", "800 EUR", "--percentage", "90 %", "--minimum-premium", "7 USD"],
         "Every amount of an estimate is in one currency, here EUR."),
        (["sales", "--loss", "5 EUR", "--margin=-5 %"], "Check the figure of the option."),
        (["limit", "--sales", "365 EUR", "--days", "40000"], "Write a number of days"),
    ],
)  # fmt: skip
def test_what_to_do_speaks_of_options_where_no_policy_is_read(words, hint):
    _, error, code = told(*words)
    assert (code, hint in error) == (1, True)
    assert "policy" not in error
    assert "police" not in told(*words, language="fr")[1]


def test_a_premium_of_another_currency_than_the_policy_is_told_so(tmp_path):
    (tmp_path / "policy.toml").write_text(POLICY.format(terms='maximum_liability = "90 EUR"'), encoding="utf-8")
    _, error, code = told("exhaustion", "--policy", str(tmp_path / "policy.toml"), "--premium-paid", "7 USD")
    assert (code, "Every amount of a policy is in its currency, EUR." in error) == (1, True)


@pytest.mark.parametrize(("language", "said"), [("en", "not allowed with argument --days"), ("fr", "ne va pas avec")])
def test_terms_are_told_in_days_or_in_months(language, said):
    words = ["limit", "--sales", "365 EUR", "--days", "60 days", "--months", "2 months"]
    out, error, code = told(*words, language=language)
    assert (out, code, said in error) == ("", 2, True)


def test_a_premium_of_nothing_divides_nothing():
    _, error, code = told("multiple", "--risk", "8 EUR", "--percentage", "90 %", "--minimum-premium", "0 EUR")
    assert (code, "more than nothing" in error) == (1, True)


@pytest.mark.parametrize(
    ("terms", "words", "said"),
    [
        ("", [], "no maximum liability"),
        ('maximum_liability_multiple = "2 x minimum premium"', [], "Add --minimum-premium"),
        ('maximum_liability_multiple = "2 x minimum premium"', ["--minimum-premium", "45 EUR"], "€100.00"),
        ('maximum_liability_multiple = "2 x premium paid"', ["--premium-paid", "45 EUR"], "€100.00"),
        ('maximum_liability_multiple = "2 x premium paid"', ["--minimum-premium", "45 EUR"], "Add --minimum-premium"),
        (
            'maximum_liability_multiple = "2 x greater of minimum premium and premium paid"',
            ["--minimum-premium", "9 EUR", "--premium-paid", "45 EUR"],
            "€100.00",
        ),
        ('maximum_liability = "90 EUR"\nmaximum_per_buyer = "50 EUR"', [], "no loss does"),
        ('maximum_liability = "90 EUR"\naggregate_first_loss_share = "1 %"', [], "varies with what is not told"),
        (
            'maximum_liability = "90 EUR"\nclaim_threshold = [{ when = { country = "DE" }, value = "5 EUR" }]',
            [],
            "varies with what is not told",
        ),
    ],
)
def test_the_loss_that_exhausts_a_maximum(terms, words, said, tmp_path):
    (tmp_path / "policy.toml").write_text(POLICY.format(terms=terms), encoding="utf-8")
    out, error, _ = told("exhaustion", "--policy", str(tmp_path / "policy.toml"), *words)
    assert said in out + error
    _, error, code = told("exhaustion")
    assert (code, "--policy is needed here" in error) == (1, True)
