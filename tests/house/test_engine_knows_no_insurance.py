"""The engine holds no word of insurance: it walks accounts and rows of any trade."""

import re

import pytest

from tests.house.tree import Module, modules

# A policy may be anybody's: the engine calls so the terms that were agreed.
WORDS_OF_INSURANCE = re.compile(
    r"\b_?(insur\w*|reinsur\w*|underwrit\w*|premiums?|buyers?|debtors?|invoices?|receivables?"
    r"|claims?|indemnit\w*|deductibles?|brokers?|overdues?|encours_garanti)(?:\b|_)",
    re.IGNORECASE,
)


def faults(module: Module) -> list[str]:
    """One line for each line of the engine that speaks of insurance, comments included."""
    if module.room != "engine":
        return []
    return [
        f"src/encours/{module.path}:{number}: speaks of {match.group(1)}"
        for number, line in enumerate(module.text.splitlines(), start=1)
        if (match := WORDS_OF_INSURANCE.search(line.replace("_", " ")))
    ]


def test_the_engine_is_free_of_the_trade() -> None:
    assert [fault for module in modules() for fault in faults(module)] == []


def test_words_of_any_trade_are_let_through() -> None:
    assert faults(Module("engine/one.py", "for row in account.rows:  # each clause, in order")) == []
    assert faults(Module("cover/one.py", "insured_amount = 0")) == []


@pytest.mark.parametrize(
    "text",
    ["insured_amount = 0", "# the insurer says so", "class BuyerAccount: ...\nx = 'the buyer'", "premiums"],
)
def test_a_word_of_insurance_is_told(text: str) -> None:
    assert len(faults(Module("engine/one.py", text))) == 1
