"""Every key of every JSON answer is in docs/reference/json.md, and amounts add up."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.commands import COMMANDS, run, stored

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
DOCUMENTED = set(re.findall(r"[\w]+", " ".join(re.findall(r"`([^`]+)`", PAGE))))
BY_NAME = {"values", "terms"}
"""Objects whose keys are names of rules or terms, documented with these."""


def keys(answer, *, below=""):
    """Every key of an answer, however deep."""
    if isinstance(answer, list):
        return {key for each in answer for key in keys(each, below=below)}
    if not isinstance(answer, dict):
        return set()
    own = set() if below in BY_NAME else set(answer)
    return own | {key for name, each in answer.items() for key in keys(each, below=name)}


def answer(name):
    return json.loads(stored(name, "en").read_text(encoding="utf-8").partition("\n[")[0])


@pytest.mark.parametrize("name", [name for name in COMMANDS if name.endswith(".json")])
def test_every_key_is_documented(name):
    assert keys(answer(name)) - DOCUMENTED == set()


@pytest.mark.parametrize("command", ["policy show .", "policy check .", "policy terms", "cover . --findings"])
def test_every_key_of_the_other_answers_is_documented(command):
    out, _, _ = run(f"{command} --format json", "en")
    assert keys(json.loads(out)) - DOCUMENTED == set()


def test_findings_asked_for_are_given_with_the_sentence_of_every_cause():
    with_them, without = (json.loads(run(f"cover . {each} --format json", "en")[0]) for each in ("--findings", ""))
    layers = [layer for row in with_them["invoices"] for layer in row["layers"]]
    causes = [layer["cause"] for layer in layers if layer["cause"]]
    assert causes
    assert all(layer["findings"] for layer in layers)
    assert all(cause["sentence"] for cause in causes)
    for row, bare in zip(with_them["invoices"], without["invoices"], strict=True):
        for layer, alone in zip(row["layers"], bare["layers"], strict=True):
            del layer["findings"]
            if layer["cause"]:
                layer["cause"]["sentence"] = None
            assert layer == alone


def test_an_undocumented_key_would_be_found():
    assert keys({"rows": [{"surprise": 1}], "values": {"due": 2}}) - DOCUMENTED == {"surprise"}


def test_parts_of_a_row_add_up_and_rows_to_the_totals():
    report = answer("cover.json")
    receivables = [each for each in report["invoices"] if each["stage"] in {"delivered", "invoiced"}]
    assert all(sum(each["parts"].values()) == each["open"] for each in report["invoices"])
    assert sum(each["open"] for each in receivables) == report["totals"]["outstanding"]
    for state, amount in report["totals"]["states"].items():
        assert sum(each["parts"][state] for each in receivables) == amount
        assert sum(each["states"][state] for each in report["buyers"]) == amount
    lost = sum(each["amount"] for each in report["losses"])
    assert lost == report["totals"]["outstanding"] - report["totals"]["states"]["covered"]


def test_an_order_is_in_no_total():
    report = answer("cover.json")
    assert report["totals"]["not_receivable"] == 250_000
    assert report["totals"]["outstanding"] == 5_500_000
