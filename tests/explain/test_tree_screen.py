"""The page of an invoice blames what decides, and says only what is true of its answer."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import WORKSPACE, run
from tests.explain.test_halts import AS_OF, Lines, account_of_buyer, book, judge_account, laid_out, tree, tree_page, why


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


@pytest.mark.parametrize("invoice", ["F-1213-1", "F-1106-1", "F-1510-1", "F-1216-1"])
def test_only_what_is_covered_stands_until_a_day(invoice):
    is_covered = "● covered" in why(invoice, "en")
    assert ("Stands until" in why(invoice, "en")) == is_covered
    assert ("Vaut jusqu'au" in why(invoice, "fr")) == is_covered


def test_what_waits_for_a_decision_or_the_end_of_a_dispute_keeps_its_deadline():
    for invoice in ("F-1106-1", "F-1510-1"):
        assert "⚑ Still to be kept by 2026-" in why(invoice, "en")
        assert "⚑ À respecter jusqu'au " in why(invoice, "fr")
        assert "First to change" not in why(invoice, "en")


def test_a_refused_buyer_is_given_no_deadline_that_would_bring_nothing():
    assert "⚑" not in why(invoice := "F-1213-1", "en", everything=False)
    assert "Overdue reported in time" not in why(invoice, "en", everything=False)


def test_a_limit_that_is_decided_and_not_in_force_yet_changes_the_answer_by_itself(tmp_path):
    place = tmp_path / "company"
    shutil.copytree(WORKSPACE, place)
    for name, old, new in (
        ("policy.toml", 'blind_limit = "1 000 EUR"', 'limit_increase = "open balance"'),
        ("limit_decisions.csv", "D4,B4", "D6,B4,named,granted,20000,EUR,2026-06-25,2026-07-10,,\nD4,B4"),
        (
            "invoices.csv",
            "L-8,",
            "L-9,1,B4,LF,invoiced,,2026-02-28,2026-02-28,2026-05-29,EUR,900.00,0.00,open account\nL-8,",
        ),
    ):
        text = (place / name).read_text(encoding="utf-8")
        assert old in text
        (place / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    page, _, _ = run("why L-9", "en", folder=place)
    assert "✗ No limit: " in page
    assert "Nothing is covered until 2026-07-09; the answer may change after it" in page
    assert "Stands until" not in page
    page, _, _ = run("why L-9", "fr", folder=place)
    assert "Rien n'est garanti jusqu'au 09/07/2026" in page


def test_each_layer_tells_what_older_invoices_take_of_its_own_limit():
    lines = Lines(book())
    for account in account_of_buyer(book(), "C2124"):
        answer = judge_account(book(), account)
        (row,) = (each for each in lines.of_account(account, answer) if each.number == "V-05460")
        page = laid_out(
            tree_page(tree(lines, row, answer, language="en"), as_of=AS_OF, language="en"), width=120, colour=False
        )
    assert re.findall(r"take the room: V-05402 \((.*)\)", page) == ["€60,000.00", "€44,052.91"]
    assert re.search(r"asked +€21,528.89 +left of what is open", page)
