"""A settlement tells what is charged on each invoice, in every form: what counts, what does not, what is not known."""

import csv
import json

import pytest

from tests.cases.pages import stories
from tests.cli.commands import run

NAME = "insolvency-freezes-the-limit-and-shares-what-comes-back"
SETTLE = ["settle", "B1", ".", "--as-of", "2026-06-30", "--paid-on", "2026-06-01"]
HEAD = ["reference", "buyer", "invoice", "kind", "charged_on", "currency", "amount"]


@pytest.fixture
def folder(tmp_path):
    """The story of an insolvency of 2026-05-04, with more rows and more terms."""

    def made(*terms, due=None, **more):
        story = stories()[NAME]
        tables = {name: [list(row) for row in rows] for name, rows in story.tables.items()}
        for name, rows in more.items():
            tables.setdefault(name, [HEAD]).extend(rows)
        for row in tables["invoices"][1:]:
            row[5] = row[5] if due is None else due
        for name, rows in tables.items():
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(rows)
        (tmp_path / "policy.toml").write_text("\n".join([story.policy_text, *terms, ""]), encoding="utf-8")
        return tmp_path

    return made


def interest(invoice, charged_on, amount):
    return ["K-1", "B1", invoice, "late interest", charged_on, "EUR", amount]


UNTIL = ('interest_in_base = "in"', 'interest_in_base_until = "30 days"')


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Missing: the due date of F-1, which tells how much of its interest counts."),
        ("fr", "Il manque : l'échéance de F-1, qui dit combien de ses intérêts comptent."),
    ],
)
def test_an_end_of_interest_asks_for_a_due_date_that_nobody_knows(folder, language, told):
    place = folder(*UNTIL, due="unknown", charges=[interest("F-1", "2026-05-04", "1000.00")])
    out, _, code = run(SETTLE, language, folder=place)
    assert (code, told in " ".join(out.split())) == (0, True)
    out, _, _ = run([*SETTLE, "--format", "json"], language, folder=place)
    (loss,) = json.loads(out)["losses"]
    assert (loss["indemnity"], loss["late_interest"], loss["steps"][0]["missing"]) == (None, None, ["due_date"])
    assert [each["late_interest"] for each in loss["invoices"]] == [None, 0]


def test_told_the_due_date_it_is_settled(folder):
    place = folder(*UNTIL, charges=[interest("F-1", "2026-05-04", "310.00")])
    out, _, _ = run([*SETTLE, "--format", "json"], "en", folder=place)
    (loss,) = json.loads(out)["losses"]
    assert (loss["late_interest"], loss["indemnity"]) == (30_000, 5_400_000)  # 30 of 31 days


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_charged_on_an_invoice_that_was_paid_is_owed_and_no_part_of_the_loss(folder, language):
    paid = ["F-9", "B1", "E1", "2026-01-05", "2026-01-05", "2026-02-04", "EUR", "700.00", "0.00", "open account", "yes"]
    payment = ["P-9", "B1", "F-9", "2026-03-31", "EUR", "700.00", "debtor"]
    place = folder(
        'interest_in_base = "in"', invoices=[paid], payments=[payment],
        charges=[interest("F-9", "2026-03-31", "12.34")],
    )  # fmt: skip
    out, _, code = run([*SETTLE, "--format", "json"], language, folder=place)
    told = json.loads(out)
    (loss,) = told["losses"]
    assert (code, loss["gross_loss"], loss["late_interest"], loss["indemnity"]) == (0, 8_000_000, 0, 5_400_000)
    (claim,) = told["years"][0]["claims"]
    assert claim["debt_at_the_loss"] == 8_501_234
    (found,) = told["ledger"]
    (outside,) = [each for each in found["not_in_the_loss"] if each["clause"] == "charges_in_base"]
    assert outside["invoices"] == [{"invoice": "F-9", "instalment": 1, "amount": 1_234}]
    out, _, _ = run(SETTLE, language, folder=place)
    assert outside["title"] in out


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", 'The indemnity chain has no step "limit"'), ("fr", "La chaîne d'indemnité n'a pas d'étape « agrément »")],
)
def test_a_limit_told_under_an_order_without_it_is_refused(tmp_path, language, told):
    amounts = ["--loss", "100 000 EUR", "--percentage", "90 %", "--chain", "insured percentage, maximum liability"]
    out, err, code = run(["settle", *amounts, "--limit", "80 000 EUR"], language, folder=tmp_path)
    assert (out, code, told in " ".join(err.split()), "--limit" in err) == ("", 1, True, True)
    assert run(["settle", *amounts], language, folder=tmp_path)[1:] == ("", 0)
