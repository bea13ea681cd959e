"""What nobody judges is told as such: a folder without a policy, and a buyer that an aged balance alone tells of."""

import json
from pathlib import Path

import pytest

from encours.cli import main
from encours.explain.document.html import page
from encours.explain.document.model import Paragraph, Voice
from tests.cli.commands import WORKSPACE
from tests.explain.documents import document, text_of_page

BALANCE = """reference,day,buyer,currency,amount,overdue_from,overdue_to
BA1,2026-06-30,B4,EUR,1200.50,0,0
BA2,2026-06-30,B4,EUR,99.50,1,30
BA3,2026-06-30,B1,EUR,77.00,0,0
"""
SAID = "€1,300.00 more on 1 buyer stand in an aged balance alone"


def copy(to: Path, *, without: str = "", balance: str = "") -> Path:
    for each in WORKSPACE.iterdir():
        if each.name != without:
            (to / each.name).write_bytes(each.read_bytes())
    if balance:
        (to / "aged_balances.csv").write_text(balance, encoding="utf-8")
    return to


def answer(capsys, *words) -> str:
    assert main([*words, "--lang", "en"]) == 0
    return capsys.readouterr().out


@pytest.fixture
def bare(tmp_path):
    return copy(tmp_path, without="policy.toml")


@pytest.fixture
def by_age(tmp_path):
    return copy(tmp_path, balance=BALANCE)


def test_without_a_policy_the_exposure_tells_what_is_owed_and_nothing_of_what_is_insured(bare, capsys):
    told = json.loads(answer(capsys, "exposure", str(bare), "--format", "json"))
    judged = json.loads(answer(capsys, "exposure", str(WORKSPACE), "--format", "json"))
    for name in ("outstanding", "invoiced", "overdue", "orders", "own_limit"):
        assert told["total"][name] == judged["total"][name]
    assert told["programme"] is None
    unknown = ("states", "uninsured", "limit", "shared_limit", "room", "shared_room", "unknown_limits", "cumulative")
    assert {each[name] for each in told["lines"] for name in unknown} == {None}
    assert told["concentration"]["uninsured"] is None
    screen = answer(capsys, "exposure", str(bare))
    assert "Not judged: there is no policy." in screen
    assert "uninsured" not in screen


def test_without_a_policy_the_buyers_tell_what_they_owe_and_our_own_limits(bare, capsys):
    told = json.loads(answer(capsys, "buyers", str(bare), "--format", "json"))
    judged = json.loads(answer(capsys, "buyers", str(WORKSPACE), "--format", "json"))
    owed = {each["buyer"]: each["outstanding"] for each in judged["buyers"] if each["outstanding"]}
    assert {each["buyer"]: each["outstanding"] for each in told["buyers"]} == owed
    unknown = ("states", "insured", "limit", "room", "refused_by", "stopped_since", "until")
    assert {each[name] for each in told["buyers"] for name in unknown} == {None}
    screen = answer(capsys, "buyers", str(bare))
    assert "Not judged: there is no policy." in screen
    assert "covered" not in screen.partition("Waiting")[0]


@pytest.mark.parametrize("command", ["exposure", "buyers"])
def test_a_document_without_a_policy_says_so_first(command, bare):
    made = document(command, "fr", folder=bare)
    first = made.opening[0]
    assert isinstance(first, Paragraph)
    assert first.voice is Voice.WARNING
    assert first.text.startswith("Non jugé")
    assert "Couvert" not in text_of_page(page(made))
    assert document(command, "fr", folder=bare, rows=None).question.rows[-1][1].value == first.text


def test_one_buyer_and_a_policy_that_does_not_read_are_refused_as_before(bare, capsys):
    assert main(["buyers", str(bare), "--buyer", "B1", "--lang", "en"]) == 1
    assert "There is no policy in this folder." in capsys.readouterr().err
    (bare / "policy.toml").write_text('name = "x"\n', encoding="utf-8")
    assert main(["exposure", str(bare), "--lang", "en"]) == 1
    assert "policy.toml" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["cover", "buyers"])
def test_what_an_aged_balance_alone_tells_is_said_with_its_amount(command, by_age, capsys):
    assert SAID in " ".join(answer(capsys, command, str(by_age)).split())
    told = json.loads(answer(capsys, command, str(by_age), "--format", "json"))
    told = told["totals"] if command == "cover" else told
    assert told["told_by_age"] == {"buyer_count": 1, "amount": 130_000}
    made = document(command, "en", folder=by_age)
    assert SAID in text_of_page(page(made))
    asked = [row[1].value for row in document(command, "en", folder=by_age, rows=None).question.rows]
    assert 130_000 in [getattr(each, "cents", None) for each in asked]


@pytest.fixture
def alone(tmp_path):
    """A company of which an aged balance alone tells what it is owed."""
    copied = copy(tmp_path, balance=BALANCE)
    for name in ("invoices", "payments", "disputes", "evidences", "securities"):
        (copied / f"{name}.csv").unlink()
    return copied


@pytest.mark.parametrize("by", ["buyer", "country", "entity", "currency"])
def test_what_an_aged_balance_alone_tells_is_neither_covered_nor_uninsured(by, by_age, tmp_path_factory, capsys):
    told = json.loads(answer(capsys, "exposure", str(by_age), "--by", by, "--format", "json"))
    before = copy(tmp_path_factory.mktemp("without"))
    judged = json.loads(answer(capsys, "exposure", str(before), "--by", by, "--format", "json"))
    total = told["total"]
    assert total["not_judged"] == 130_000
    assert total["uninsured"] == judged["total"]["uninsured"]
    assert total["outstanding"] == judged["total"]["outstanding"] + 130_000
    assert total["states"]["covered"] + total["uninsured"] + total["not_judged"] == total["outstanding"]
    assert sum(each["not_judged"] for each in told["lines"]) == 130_000
    assert told["concentration"]["uninsured"] == judged["concentration"]["uninsured"]


def test_no_room_is_told_beside_what_nobody_can_judge(alone, capsys):
    lines = json.loads(answer(capsys, "exposure", str(alone), "--format", "json"))["lines"]
    rooms = {each["key"]: each["room"] for each in lines}
    assert rooms["B1"] == 0
    assert rooms["B3"] > 0


def test_the_screen_has_a_column_for_what_is_not_judged_only_where_something_is(by_age, capsys):
    screen = answer(capsys, "exposure", str(by_age))
    header = next(each for each in screen.splitlines() if "uninsured" in each and "€" not in each)
    assert "not judged" in header
    assert "€1,300.00 are not judged: an aged balance alone tells them" in screen
    assert "not judged" not in answer(capsys, "exposure", str(WORKSPACE))


@pytest.mark.parametrize(
    ("language", "whole", "part"),
    [
        ("en", "Of €1,377 outstanding nobody can tell what is insured.", "and of €1,300 nobody can tell."),
        ("fr", "Sur 1 377 € d'encours, personne ne peut dire", "et de 1 300 € personne ne peut le dire."),
    ],
)
def test_the_document_does_not_say_that_no_insurer_carries_what_nobody_judged(language, whole, part, tmp_path_factory):
    one, several = tmp_path_factory.mktemp("alone"), tmp_path_factory.mktemp("mixed")
    copy(several, balance=BALANCE)
    copy(one, balance=BALANCE)
    for name in ("invoices", "payments", "disputes", "evidences", "securities"):
        (one / f"{name}.csv").unlink()
    for folder, said in ((one, whole), (several, part)):
        text = text_of_page(page(document("exposure", language, folder=folder)))
        assert said in " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'").split())


def test_indicators_of_an_aged_balance_alone_are_not_known_but_its_share_overdue(alone, capsys):
    told = json.loads(answer(capsys, "kpi", str(alone), "--format", "json"))
    found = {each["indicator"]: each for each in told["indicators"]}
    for name in ("dso", "dso-count-back", "dso-by-invoice", "delay-overdue", "cover-of-total", "limit-use"):
        assert found[name]["value"] is None, name
        assert [each["fact"] for each in found[name]["lacking"]] == ["invoices"], name
    assert found["overdue-share"]["value"] is not None


def test_the_use_of_a_limit_is_not_known_where_an_aged_balance_alone_tells_what_is_owed(tmp_path, capsys):
    balance = BALANCE.replace("BA1,2026-06-30,B4", "BA1,2026-06-30,B3")
    folder = copy(tmp_path, balance=balance)
    invoices = folder / "invoices.csv"
    kept = [line for line in invoices.read_text().splitlines(keepends=True) if ",B3," not in line]
    invoices.write_text("".join(kept))
    for name in ("disputes", "evidences", "securities"):
        (folder / f"{name}.csv").unlink()
    told = json.loads(answer(capsys, "kpi", str(folder), "--format", "json"))
    use = next(each for each in told["indicators"] if each["indicator"] == "limit-use")
    figures = {each["name"]: each["value"] for each in use["figures"]}
    assert use["value"] is not None
    assert "aside limits" in figures
    cover = next(each for each in told["indicators"] if each["indicator"] == "cover-of-total")
    assert "aside told by age" in {each["name"] for each in cover["figures"]}
