"""What a change of policy moves is a page, a PDF and a workbook too, with the amounts of the screen."""

import io
import re
import zipfile

import pytest
from pypdf import PdfReader

from encours.cli import exit_codes
from tests.cli.commands import run
from tests.explain.documents import squeezed, text_of_page

COMMAND = ["policy", "diff", "policy.toml", "../offers/offer.toml", "--workspace", ".", "--as-of", "2026-06-30"]


def made(form, language, tmp_path):
    target = tmp_path / f"moves.{form}"
    out, err, code = run([*COMMAND, "--output", str(target)], language)
    assert code == exit_codes.ANSWERED, out + err
    return target.read_bytes()


def amounts(language):
    """Totals of the table on the screen, to the cent, without their signs."""
    out, err, code = run(COMMAND, language)
    assert code == exit_codes.ANSWERED, err
    exact = r"€[\d,]+\.\d\d" if language == "en" else r"\d[\d\u202f\u00a0 ]*,\d\d[\u00a0 ]€"
    found = {squeezed(each) for each in re.findall(exact, out)}
    assert len(found) >= 4
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_and_the_pdf_tell_what_the_screen_tells(language, tmp_path):
    page = squeezed(text_of_page(made("html", language, tmp_path).decode()))
    paper = squeezed(
        "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(made("pdf", language, tmp_path))).pages)
    )
    for each in amounts(language):
        assert each in page
        assert each in paper
    title = "What the change of policy moves" if language == "en" else "Ce que déplace le changement de police"
    assert squeezed(title) in paper


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_workbook_has_the_question_and_a_sheet_for_each_list(language, tmp_path):
    with zipfile.ZipFile(io.BytesIO(made("xlsx", language, tmp_path))) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    wanted = {"Before and after", "Changes"} if language == "en" else {"Avant et après", "Changements"}
    assert set(names) > wanted


def test_nothing_that_differs_is_told_as_nothing(tmp_path):
    target = tmp_path / "same.html"
    words = ["policy", "diff", "policy.toml", "policy.toml", "--workspace", ".", "--output", str(target)]
    _, err, code = run(words, "en")
    assert code == exit_codes.ANSWERED, err
    told = " ".join(text_of_page(target.read_text(encoding="utf-8")).split())
    assert "Cover moves by nothing" in told
    assert "No euro of cover moves on this ledger." in told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_a_folder_a_document_is_refused_with_what_to_add(language, tmp_path):
    words = [*COMMAND[:4], "--output", str(tmp_path / "moves.pdf")]
    _, err, code = run(words, language)
    assert code == exit_codes.REFUSED
    assert "--workspace" in err
    assert not (tmp_path / "moves.pdf").exists()


def test_a_page_of_the_screen_is_written_where_it_is_asked_for(tmp_path):
    target = tmp_path / "moves.json"
    _, err, code = run([*COMMAND, "--output", str(target)], "en")
    assert code == exit_codes.ANSWERED, err
    assert '"changes"' in target.read_text(encoding="utf-8")
