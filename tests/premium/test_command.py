"""`encours premium` on the template of examples/premium: what a user is told, in every form."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from encours.cli.premium_told import KNOWN
from encours.explain.charge_words import CHARGES
from encours.explain.words import say
from encours.facts.kinds import BILLED_FOR
from encours.premium.known import TOLD
from tests.cli.commands import run

FOLDER = Path(__file__).parents[2] / "examples" / "premium"
SETTLED = (
    "--known", "claims_recovered=0 EUR", "--known", "renewed=yes", "--known", "confirmed_in_writing=yes",
    "--known", "recovered_on_uninsured=8 000 EUR",
)  # fmt: skip


def premium(*more: str, language: str = "en") -> tuple[str, str, int]:
    return run(["premium", str(FOLDER), "--as-of", "2026-12-31", *more], language)


def told(*more: str) -> Any:
    out, err, code = premium("--format", "json", *more)
    assert (err, code) == ("", 0)
    return json.loads(out)


def lines(answer: Any, kind: str) -> list[tuple[Any, ...]]:
    """Keys, amount and tax of the lines of a kind."""
    return [
        (each["keys"], each["amount"], sum(tax["amount"] for tax in each["taxes"]))
        for each in answer["lines"]
        if each["kind"] == kind
    ]


def test_the_year_is_told_line_by_line_to_the_cent() -> None:
    found = told(*SETTLED)
    assert lines(found, "premium") == [
        ({"country": "FR"}, 358_600, 32_274), ({}, 255_500, 0), ({"country": "maghreb"}, 216_000, 0)]  # fmt: skip
    assert lines(found, "option") == [({"country": "maghreb"}, 32_400, 0)]
    assert lines(found, "bonus") == [({}, -129_375, -4_841)]
    assert lines(found, "fee per request") == [({}, 4_560, 0)]
    assert lines(found, "monitoring fee") == [({}, 9_975, 308)]
    assert lines(found, "recovery commission") == [({}, 36_000, 7_200)]
    assert (found["net"], found["total"], found["tax"]) == (862_500, 783_660, 34_941)
    assert found["due"] == 783_660 + 34_941
    assert sum(each["amount"] for each in found["calls"]) == found["net"]


def test_what_is_not_known_is_named_and_leaves_no_total() -> None:
    found = told()
    assert found["missing"] == ["claims_recovered", "renewed", "confirmed_in_writing"]
    assert (found["net"], found["total"], found["due"]) == (862_500, None, None)


def test_a_line_opens_to_its_facts_and_its_clause() -> None:
    first = told()["lines"][0]
    assert first["facts"] == [
        "invoices.csv:2", "invoices.csv:7", "credit_notes.csv:2", "invoices.csv:10", "invoices.csv:12"]  # fmt: skip
    assert (first["clause"], first["term"]) == ("premium_rate", "premium_rate")
    assert first["rate"] == {"numerator": 11, "denominator": 5000}


def test_the_estimate_is_the_premium_of_the_sales_foreseen() -> None:
    text = (FOLDER / "policy.toml").read_text(encoding="utf-8")
    assert 'deposit_premium_share = "100 %"' in text
    assert told("--estimate", "FR=1 000 000 EUR", *SETTLED)["net"] == 862_500


@pytest.mark.parametrize(("day", "net"), [("2026-03-31", 600_000), ("2026-06-30", 600_000), ("2026-12-31", 862_500)])
def test_before_its_end_the_year_is_told_so_far(day: str, net: int) -> None:
    out, err, code = run(["premium", str(FOLDER), "--as-of", day, "--format", "json"], "en")
    assert (err, code) == ("", 0)
    found = json.loads(out)
    assert (found["net"], found["year"]["is_over"]) == (net, day == "2026-12-31")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_spreadsheet_has_a_line_for_each(language: str) -> None:
    out, _, _ = premium("--format", "csv", *SETTLED, language=language)
    rows = list(csv.reader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    assert rows[0] == say("premium columns", "fr" if language == "fr" else "en").split("|")
    assert all(len(row) == len(rows[0]) for row in rows)
    assert len(rows) - 1 == len(told(*SETTLED)["lines"])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("form", "opens"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_it_is_a_document_in_each_form(form: str, opens: bytes, language: str, tmp_path: Path) -> None:
    target = tmp_path / f"premium.{form}"
    _, err, code = premium("--output", str(target), *SETTLED, language=language)
    assert (err, code) == ("", 0)
    assert target.read_bytes()[: len(opens)].lower() == opens.lower()


@pytest.mark.parametrize(
    ("option", "said", "dit"),
    [
        (["--year", "2031"], "No policy year begins", "Aucune année d'assurance ne commence"),
        (["--policy", "Global 2026"], "No policy of the programme has that name.", "Aucune police du programme"),
        (["--known", "claim_paid=5 EUR"], "Did you mean claims_paid?", "Vouliez-vous dire claims_paid ?"),
        (["--known", "renewed"], "This is no fact of a year", "Ce n'est pas un fait de l'année"),
        (["--known", "renewed=perhaps"], "This is neither yes nor no.", "Ceci n'est ni oui ni non."),
        (["--known", "claims_paid=-5 EUR"], "must be at least 0", "doit être au moins 0"),
        (["--estimate", "-1 000 EUR"], "must be at least 0", "doit être au moins 0"),
        (["--estimate", "FR=1 000 USD"], "The amount is in USD", "Le montant est en USD"),
        (["--estimate", "France=1 000 EUR"], '"France" is no country.', "n'est pas un pays."),
        (["--estimate", "FR=many"], "This is not an amount.", "Ce n'est pas un montant."),
    ],
)
def test_bad_input_is_told_with_its_place_and_what_to_do(option: list[str], said: str, dit: str) -> None:
    # argparse takes a value that begins with a dash for an option, unless it is joined to its own.
    joined = [f"{option[0]}={option[1]}"]
    for language, expected in (("en", said), ("fr", dit)):
        out, err, code = premium(*joined, language=language)
        assert (out, code) == ("", 1)
        assert expected in err
        assert option[0] in err


def test_what_lacks_is_named_as_it_is_told() -> None:
    assert tuple(KNOWN) == TOLD
    for language, unsaid in (("en", "Not told without"), ("fr", "Non déterminé sans")):
        out, _, _ = premium(language=language)
        asked = out[out.index(unsaid) : out.index("\n\n", out.index(unsaid))]
        names = re.findall(r"\(([a-z_]+)\)", asked)
        assert names == ["claims_recovered", "renewed", "confirmed_in_writing"]
        assert "--estimate" not in asked
        out, _, _ = premium(*(f"--known={name}={'0 EUR' if 'claims' in name else 'yes'}" for name in names))
        assert unsaid not in out


@pytest.mark.parametrize(("language", "said"), [("en", "A sale to a buyer"), ("fr", "Une vente à un acheteur")])
def test_the_business_of_a_year_without_sales_is_told_by_a_sale_or_the_estimate(language: str, said: str) -> None:
    asked = ["premium", str(FOLDER), "--as-of", "2026-01-01"]
    out, _, _ = run(asked, language)
    assert said in out
    assert "--known" not in out
    out, _, _ = run([*asked, "--estimate", "FR=1 000 000 EUR"], language)
    assert said not in out


@pytest.mark.parametrize(("language", "joint"), [("en", " to "), ("fr", " au ")])
def test_no_two_lines_of_an_endorsed_year_read_alike(language: str, joint: str, tmp_path: Path) -> None:
    for each in FOLDER.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    with (tmp_path / "policy.toml").open("a", encoding="utf-8") as policy:
        policy.write(
            '\n[[endorsements]]\nname = "Avenant 1"\neffective_on = 2026-07-01\n[endorsements.terms]\n'
            'premium_rate = "4 ‰"\nmonitoring_fee = "3 EUR"\n'
        )
    out, err, code = run(["premium", str(tmp_path), "--as-of", "2026-12-31", "--format", "csv"], language)
    assert (err, code) == ("", 0)
    rows = [each[:2] for each in csv.reader(io.StringIO(out.lstrip("\ufeff")), delimiter=";")]
    told = [each for each in rows if each[0] != say("charge deposit", "fr" if language == "fr" else "en")]
    assert len({tuple(each) for each in told}) == len(told)
    assert sum(joint in each for _, each in told) == 4


def test_every_charge_has_one_name_for_all_commands() -> None:
    assert {*BILLED_FOR} == {each.removeprefix("charge ") for each in CHARGES}


@pytest.mark.parametrize(
    ("word", "language"),
    [("frais d'enquête", "fr"), ("prime provisionnelle", "fr"), ("régularisation de prime", "fr"),
     ("monitoring fees", "en"), ("deposit premium", "en")],
)  # fmt: skip
def test_the_words_of_charges_are_told(word: str, language: str) -> None:
    out, err, code = run(["help", word], language)
    assert (err, code) == ("", 0)
    assert word.casefold() in out.casefold().replace("’", "'")
