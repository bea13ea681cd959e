"""The page of an invoice blames what decides, and says only what is true of its answer."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import WORKSPACE, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A company that keeps no register of disputes and insures net of a VAT that its books do not split."""
    place = tmp_path / "company"
    shutil.copytree(WORKSPACE, place)
    (place / "disputes.csv").unlink()
    policy = (place / "policy.toml").read_text(encoding="utf-8")
    (place / "policy.toml").write_text(policy.replace('"gross of VAT"', '"net of VAT"'), encoding="utf-8")
    invoices = (place / "invoices.csv").read_text(encoding="utf-8")
    (place / "invoices.csv").write_text(invoices.replace(",11000.00,0.00,", ",11000.00,,"), encoding="utf-8")
    return place


def summed(page: str, *, opens: str) -> list[str]:
    """Lines of the sum from what is open to what is insured, blanks squeezed."""
    lines = [re.sub(r"\s+", " ", each).strip() for each in page.splitlines()]
    first = next(place for place, each in enumerate(lines) if re.match(rf"{opens} \D*\d", each))
    return lines[first : lines.index("", first)]


def test_the_clause_that_decides_carries_an_amount_whose_vat_and_dispute_are_unknown(folder):
    page, _, _ = run("why L-3", "en", folder=folder)
    assert summed(page, opens="open") == [
        "open €10,000.00",
        "Terms longer than the maximum − €10,000.00 €0.00",
        "insured €0.00",
    ]
    page, _, _ = run("why L-3", "fr", folder=folder)
    assert summed(page, opens="solde ouvert")[1].startswith("Délai supérieur à la durée maximale − 10 000,00 €")


def test_what_is_known_to_be_outside_the_base_still_comes_first(folder):
    invoices = (folder / "invoices.csv").read_text(encoding="utf-8")
    (folder / "invoices.csv").write_text(invoices.replace(",11000.00,,", ",11000.00,1100.00,"), encoding="utf-8")
    page, _, _ = run("why L-3", "en", folder=folder)
    assert summed(page, opens="open")[1:3] == [
        "VAT, outside the insured base − €1,000.00 €9,000.00",
        "Terms longer than the maximum − €9,000.00 €0.00",
    ]


def test_a_fact_that_alone_is_lacking_carries_the_amount_and_says_so(folder):
    page, _, _ = run("why L-2", "en", folder=folder)
    assert summed(page, opens="open")[2].startswith("Undisputed part (needs information) − €15,000.00")
