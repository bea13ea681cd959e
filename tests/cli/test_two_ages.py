"""A promise to pay pauses the reminders and no clock of the policy: told on one line, in rows and in documents."""

import json
import shutil

import pytest

from tests.cli.commands import WORKSPACE, run

PROMISE = "buyer,invoice,promised_on,pay_by\nB1,L-1,2026-05-01,2026-05-20\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "company"
    shutil.copytree(WORKSPACE, made)
    (made / "promises.csv").write_text(PROMISE, encoding="utf-8")
    return made


TOLD = {
    "en": "Overdue by 79 days for the policy, by 59 days for reminders: promise to pay from 2026-05-01 to 2026-05-20 "
    "(promises.csv:2).",
    "fr": "Échue depuis 79 jours pour la police, 59 jours pour les relances : promesse de paiement du 01/05/2026 au "
    "20/05/2026 (promises.csv:2).",
}


@pytest.mark.parametrize("language", TOLD)
def test_why_tells_both_ages_on_one_line(folder, language):
    out, _, _ = run("why L-1", language, folder=folder, width=300)
    assert TOLD[language] in out.replace("\u202f", " ").replace("\xa0", " ").splitlines()


def test_the_rows_of_the_aged_balance_tell_both_ages(folder):
    told = json.loads(run("ageing . --format json", "en", folder=folder)[0])
    (row,) = [each for each in told["rows"] if each["key"] == "B1"]
    assert (row["oldest_contractual_age"], row["oldest_commercial_age"]) == (79, 59)
    (invoice,) = [each for each in told["invoices"] if each["invoice"] == "L-1"]
    assert (invoice["contractual_age"], invoice["commercial_age"]) == (79, 59)
    assert invoice["pauses"] == [
        {"cause": "promise", "first_day": "2026-05-01", "last_day": "2026-05-20", "source": "promises.csv:2"}
    ]
    line = next(each for each in run("ageing . --format csv", "en", folder=folder)[0].splitlines() if "B1" in each[:4])
    assert line.endswith((",79,59", ";79;59"))


def test_the_document_tells_both_beside_each_overdue_invoice(folder):
    page = run("ageing . --format html", "en", folder=folder)[0]
    assert "Days for the policy" in page
    assert "Days for reminders" in page
    assert ">59<" in page.replace("\n", "")


def test_a_plan_without_an_end_leaves_the_age_for_reminders_unknown(folder):
    (folder / "promises.csv").unlink()
    (folder / "repayment_plans.csv").write_text("buyer,agreed_on\nB1,2026-05-01\n", encoding="utf-8")
    told = json.loads(run("ageing . --format json", "en", folder=folder)[0])
    (row,) = [each for each in told["rows"] if each["key"] == "B1"]
    assert (row["oldest_contractual_age"], row["oldest_commercial_age"]) == (79, None)
    assert "for reminders nobody knows, without an end" in run("why L-1", "en", folder=folder, width=300)[0]


@pytest.mark.parametrize(
    ("effect", "age"),
    [("original due date", 79), ("moved due date", 20), ("moved due date within authority", 79)],
)
def test_the_contractual_age_is_counted_from_the_due_date_that_the_policy_follows(folder, effect, age):
    moved = "invoice,instalment,buyer,moved_on,new_due\nL-1,1,B1,2026-04-01,2026-06-10\n"
    (folder / "due_date_moves.csv").write_text(moved, encoding="utf-8")
    policy = folder / "policy.toml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("[terms]", f'[terms]\nextension_effect = "{effect}"'), encoding="utf-8")
    told = json.loads(run("why L-1 --format json", "en", folder=folder)[0])
    assert told["rows"][0]["contractual_age"] == age
    aged = json.loads(run("ageing . --format json", "en", folder=folder)[0])
    assert [each["contractual_age"] for each in aged["invoices"] if each["invoice"] == "L-1"] == [age]
