"""What a reader checks by hand: parts that make the whole, titles that name, one and several, what to do next."""

import re
from pathlib import Path

import pytest

from tests.cli.commands import WORKSPACE, run

EXAMPLES = WORKSPACE.parents[2] / "examples"


def page(command: str, folder: str, language: str = "en") -> str:
    """Page of a command run in an example, its blanks and no-break spaces told as plain ones."""
    out, error, code = run([*command.split(), "--format", "html", "--output", "-"], language, folder=EXAMPLES / folder)
    assert (error, code) == ("", 0)
    return re.sub("[\u00a0\u202f\u2009\u2060]", " ", out)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Gross loss", "Indemnity", "Paid by insurers", "Left to the insured"]),
        ("fr", ["Perte brute", "Indemnité", "Payé par les assureurs", "Laissé à l’assuré"]),
    ],
)
def test_key_figures_of_losses_that_insurers_answer_for_in_part_make_the_loss(language: str, names: list[str]) -> None:
    told = page("settle losses.toml --policy policy.toml", "syndication", language)
    (figures,) = re.findall(r'<dl class="key">(.*?)</dl>', told, re.DOTALL)
    assert re.findall(r"<dt>(.*?)</dt>", figures) == names
    gross, _, paid, left = (
        int("".join(filter(str.isdigit, each))) for each in re.findall(r"<dd><a[^>]*>(.*?)</a>", figures)
    )
    assert (gross, paid, left) == (150_000_00, 115_050_00, 34_950_00)
    assert paid + left == gross


@pytest.mark.parametrize(
    ("language", "one"), [("en", "If the largest buyer failed today"), ("fr", "Si le plus gros client défaillait")]
)
def test_one_buyer_that_may_fail_is_not_one_of_one(language: str, one: str) -> None:
    folder = EXAMPLES / "top-up-pari-passu"
    out, _, code = run("programme . --as-of 2026-06-30", language, folder=folder)
    assert (code, one in out) == (0, True)
    assert one in page("programme . --as-of 2026-06-30", "top-up-pari-passu", language)


def test_one_row_left_out_is_singular_in_french() -> None:
    rows = "settle losses.toml --policy policy.toml --top-rows"
    assert "… et 1 autre (--top-rows" in run(f"{rows} 1", "fr", folder=EXAMPLES / "syndication")[0]
    assert "… et 2 autres (--top-rows" in run(f"{rows} 3", "fr", folder=EXAMPLES / "excess-of-loss")[0]


def test_what_is_owed_beside_one_of_several_losses_names_it(tmp_path: Path) -> None:
    company = tmp_path / "company"
    assert run(["demo", str(company)], "en")[2] == 0
    title = "Owed on 2026-06-04, and no part of the loss"
    named = f"{title}: Imprimerie Avantjugement SA (C1111)\n"
    assert named in run(["settle", str(company), "--as-of", "2026-06-30"], "en")[0]
    assert f"{title}\n" in run(["settle", "C1111", str(company), "--as-of", "2026-06-30"], "en")[0]


def test_a_supplier_without_its_amount_is_not_offered_itself() -> None:
    _, error, code = run(["reverse", ".", "--ask", "F1"], "en", folder=EXAMPLES / "reverse")
    assert (code, "Did you mean" in error, "--ask F1=50000EUR" in error) == (1, False, True)
    assert "Did you mean F1?" in run(["reverse", ".", "--ask", "F9=5 EUR"], "en", folder=EXAMPLES / "reverse")[1]


def test_a_programme_without_reverse_cover_is_told_so() -> None:
    _, error, code = run(["reverse", str(EXAMPLES / "top-up-excess")], "fr")
    assert (code, "Cette police n'est pas une assurance-crédit inversée" in error) == (1, True)


@pytest.mark.parametrize("command", ["settle", "programme"])
def test_what_to_write_for_a_reverse_cover_names_its_folder(command: str) -> None:
    folder = str(EXAMPLES / "reverse")
    _, error, code = run([command, folder], "en")
    assert (code, f"encours reverse {folder} --failed-on" in error) == (1, True)


def test_an_example_of_an_option_is_in_the_language_of_the_reader() -> None:
    assert 'Ajoutez-la : --days "60 jours"' in run("estimate limit", "fr")[1]
    assert 'Add it: --days "60 days"' in run("estimate limit", "en")[1]


def test_a_bound_is_written_in_the_language_of_the_reader() -> None:
    command = ["settle", "--loss=-5 EUR", "--percentage", "90 %"]
    assert "0.00 EUR." in run(command, "en")[1]
    assert "0,00 EUR." in run(command, "fr")[1]
