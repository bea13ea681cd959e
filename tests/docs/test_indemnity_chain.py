"""The page on the indemnity chain is what the steps answer, and leaves out no order of the market."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from encours.clauses.orders import ORDERS
from encours.clauses.states import LossPart

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    patch = pytest.MonkeyPatch()
    patch.syspath_prepend(str(ROOT / "scripts"))
    made = importlib.util.spec_from_file_location("indemnity_chain", ROOT / "scripts" / "generate_indemnity_chain.py")
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    yield module
    patch.undo()


@pytest.mark.parametrize("name", ["indemnity-chain.md", "chaine-indemnite.md"])
def test_the_page_is_fresh(generator: ModuleType, name: str) -> None:
    made = generator.chain_page(generator.PAGES[name])
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made, "write it again with: make docs"


@pytest.mark.parametrize(("english", "number"), [(english, number) for english, _, number in ORDERS])
def test_each_order_has_its_reason_and_gives_the_whole_loss_away(
    generator: ModuleType, english: str, number: int
) -> None:
    settled = generator.settled(english, number)
    assert sum(settled.parts.values()) == 120_000_00
    assert sum(settled.lines) == settled.parts[LossPart.INDEMNITY]
    assert all(generator.WHY[english])


def test_where_proceeds_come_off_and_what_they_pay_is_counted_by_hand(
    generator: ModuleType,
) -> None:
    for language, rows in (("en", "| proceeds of securities → limit"), ("fr", "| produit des sûretés → agrément")):
        page = generator.chain_page(language)
        assert page.count(rows) == 1
    assert "| €54,000.00 | €63,000.00 | €75,600.00 |" in generator.chain_page("en")
    assert "| €36,000.00 | €52,500.00 | €75,600.00 |" in generator.chain_page("en")
    assert "| €30,000.00 | €52,500.00 | €84,000.00 |" in generator.chain_page("en")


def test_the_order_decides_a_third_of_the_money(generator: ModuleType) -> None:
    paid = [generator.settled(english, number).indemnity for english, _, number in ORDERS]
    assert (min(paid), max(paid)) == (63_700_00, 100_000_00)
