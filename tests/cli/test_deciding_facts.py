"""What decides is named: the fact that chose an entry, with its source, or the one that lacks and where it goes."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from encours.cli import main
from tests.cli.commands import WORKSPACE

SCHEDULE = """
[policy]
name = "Globale 2026"
insurer = "Assureur d'Essai SA"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[terms]
amount_base = "gross of VAT"
limit_amount_base = "gross of VAT"
"""
BY_COUNTRY = 'insured_percentage = [{ value = "90 %" }, { when = { country = "FR" }, value = "80 %" }]\n'
EXCLUDED = 'country_covered = [{ value = "covered" }, { when = { country = "RU" }, value = "excluded" }]\n'
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The company of the commands, of which nobody has told the country of B1."""
    copied = tmp_path / "company"
    shutil.copytree(WORKSPACE, copied)
    buyers = copied / "buyers.csv"
    buyers.write_text(buyers.read_text().replace("Imaginaire SA,FR", "Imaginaire SA,"))
    return copied


@pytest.fixture
def say(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Exit code, answer and errors of a command on that folder."""

    def answer(command: str, *more: str, terms: str = "", assumed: str = "") -> tuple[int, str, str]:
        (folder / "policy.toml").write_text(SCHEDULE + terms)
        (folder / "assumptions.csv").write_text(f"name,value,author,made_on\n{assumed}")
        monkeypatch.setenv("COLUMNS", "140")
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
        monkeypatch.setattr(sys, "stdout", streams[0])
        monkeypatch.setattr(sys, "stderr", streams[1])
        words = command.split()
        code = main([*words, str(folder), "--as-of", "2026-06-30", *more])
        for each in streams:
            each.flush()
        out, err = (each.buffer.getvalue().decode() for each in streams)
        return code, out, err

    return answer


@pytest.mark.parametrize("written", ["Russia", "zz"])
def test_a_country_that_is_none_is_refused_before_anything_is_counted(written: str, say: Say) -> None:
    code, out, err = say("cover", "--lang", "en", terms=EXCLUDED, assumed=f"country,{written},Essai,2026-06-30\n")
    assert (code, out) == (1, "")
    assert f'The assumption "country" does not take "{written}".' in err


@pytest.mark.parametrize("written", ["RU", "ru"])
def test_a_country_assumed_in_any_letters_decides_and_is_shown_with_its_row(written: str, say: Say) -> None:
    code, out, _ = say("why L-1", "--lang", "en", terms=EXCLUDED, assumed=f"country,{written},Essai,2026-06-30\n")
    assert code == 0
    assert "country_covered  excluded  policy.toml; country RU, buyers.csv:2 (country)" in out
    assert "· assumed: country\n" in out


def test_a_registered_country_is_shown_with_its_row_and_no_assumption(say: Say) -> None:
    _, out, _ = say("why L-3", "--all", "--lang", "fr", terms=BY_COUNTRY)
    assert "policy.toml\u00a0; pays DE, buyers.csv:3\n" in out
    assert "hypothèse :" not in out


@pytest.mark.parametrize(
    ("language", "lacks", "remedy"),
    [
        ("en", "Nobody has told: the buyer's country.",
         "→ Record it in buyers.csv: country; or assume it in assumptions.csv: country."),
        ("fr", "Personne n'a indiqué : le pays de l'acheteur.",
         "→ À renseigner : buyers.csv : country ; ou à supposer dans assumptions.csv : pays."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("terms", [EXCLUDED, BY_COUNTRY])
def test_an_unknown_country_is_asked_for_by_its_file_and_column(
    terms: str, language: str, lacks: str, remedy: str, say: Say
) -> None:
    code, out, _ = say("why L-1", "--lang", language, terms=terms)
    assert code == 3
    assert lacks in out
    assert remedy in out


def test_a_percentage_that_is_not_known_is_no_percentage_of_zero(say: Say) -> None:
    _, out, _ = say("why L-1", "--lang", "en", terms=BY_COUNTRY)
    assert "? Insured percentage (needs information): Without the buyer's country the percentage" in out
    chain = out.partition("    open ")[2]
    assert "not known" in chain
    assert "€0.00" not in chain


def test_cover_tells_the_indemnity_as_a_minimum_where_a_percentage_is_not_known(say: Say) -> None:
    _, known, _ = say("cover", "--format", "json", terms=BY_COUNTRY, assumed="country,FR,Essai,2026-06-30\n")
    _, out, _ = say("cover", "--format", "json", terms=BY_COUNTRY)
    whole, partial = (json.loads(each)["totals"] for each in (known, out))
    assert whole["share_not_known"] is None
    told = partial["share_not_known"]
    assert told["missing"] == ["country"]
    # The percentage of a French buyer is 80 %: what is not counted is that of what is not known.
    assert (whole["insured"] - partial["insured"]) * 100 == told["admitted"] * 80
    assert whole["states"] == partial["states"]
    _, page, _ = say("cover", "--lang", "en", terms=BY_COUNTRY)
    assert f"at least €{partial['insured'] / 100:,.2f}" in page
    assert f"The insured percentage of €{told['admitted'] / 100:,.2f} is not known" in page
    assert "nobody has told the buyer's country." in page


def test_a_programme_tells_what_it_insures_as_a_minimum_where_a_percentage_is_not_known(say: Say) -> None:
    _, cover, _ = say("cover", "--format", "json", terms=BY_COUNTRY)
    _, out, _ = say("programme", "--format", "json", terms=BY_COUNTRY)
    told = json.loads(out)
    assert told["share_not_known"] == json.loads(cover)["totals"]["share_not_known"]
    _, page, _ = say("programme", "--lang", "fr", terms=BY_COUNTRY)
    assert "au moins" in page
    assert "personne n'a indiqué le pays de l'acheteur." in page


@pytest.mark.parametrize("terms", ['insured_percentage = "0 %"\n', 'insured_percentage = "90 %"\n'])
def test_a_percentage_of_nil_is_known(terms: str, say: Say) -> None:
    code, out, _ = say("cover", "--lang", "en", terms=terms)
    assert code == 0
    assert "at least" not in out


def test_a_percentage_that_every_kind_but_one_of_limit_leaves_unknown_is_told_by_its_clause(say: Say) -> None:
    terms = (
        'insured_percentage = [{ value = "90 %" }, { when = { country = "FR" }, value = "80 %" },'
        ' { when = { country = "FR", limit_kind = "blind" }, value = "90 %" }]\n'
    )
    _, out, _ = say("cover", "--format", "json", terms=terms)
    assert json.loads(out)["totals"]["share_not_known"]["missing"] == ["country"]


def test_a_seller_that_no_list_names_is_to_be_listed(folder: Path, say: Say) -> None:
    (folder / "entities.csv").write_text("entity,name\nMS,Autre Société Fictive\n")
    code, out, _ = say("why L-1", "--lang", "en")
    assert code == 3
    assert "Nobody has told: whether LF is one of the companies insured." in out
    assert "→ List LF in entities.csv: entity, name." in out
    assert "assumptions.csv" not in out


def test_a_seller_that_the_invoice_does_not_name_may_be_assumed(folder: Path, say: Say) -> None:
    invoices = folder / "invoices.csv"
    invoices.write_text(invoices.read_text().replace(",LF,", ",,"))
    code, out, _ = say("why L-1", "--lang", "en")
    assert code == 3
    assert "→ Record it in invoices.csv: entity; or assume it in assumptions.csv: entity." in out


def test_files_and_columns_are_called_as_the_company_calls_them(folder: Path, say: Say) -> None:
    buyers = folder / "buyers.csv"
    head, _, rows = buyers.read_text().partition("\n")
    assert head == "buyer,name,country,public,related,private_person"
    (folder / "acheteurs.csv").write_text(
        f"acheteur,nom,pays,organisme public,société liée,particulier\n{rows.replace('no', 'non')}"
    )
    buyers.unlink()
    _, out, _ = say("why L-1", "--lang", "fr", terms=EXCLUDED)
    assert "→ À renseigner : acheteurs.csv : pays ; ou à supposer dans" in out


@pytest.mark.parametrize(
    ("name", "head", "column"), [("factures", "acheteur", "acheteur"), ("invoices", "buyer", "buyer")]
)
def test_an_error_across_tables_names_the_column_of_its_file(
    name: str, head: str, column: str, folder: Path, say: Say
) -> None:
    invoices = folder / "invoices.csv"
    written = (
        invoices.read_text().replace("number,instalment,buyer", f"number,instalment,{head}").replace(",B3,", ",B33,")
    )
    invoices.unlink()
    (folder / f"{name}.csv").write_text(written)
    code, _, err = say("cover", "--lang", "fr")
    assert code == 1
    assert f'{column} = "B33"' in err
    assert "Vouliez-vous dire « B3 » ?" in err.replace("\u00a0", " ")
