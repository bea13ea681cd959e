"""The worlds in which duties are weighed: both walks give the same cents; a fact added is in its own world alone."""

import pytest

from encours.duties import register as registers
from encours.duties.own_facts import Added, OwnFacts
from encours.duties.register import Register, register
from encours.facts.kinds import OverdueReport
from encours.facts.ledger import Ledger
from tests.cover import books
from tests.cover.compared import KERNELS
from tests.duties.maison import buyer, day, invoice, limit, programme, seen


def told(found: Register) -> tuple[object, ...]:
    """Every figure of a register."""
    late = [each for each in found.duties if each.last_day < found.book.as_of][::2]
    stakes = [(each.identifier, each.at_stake) for each in found.duties]
    return stakes, found.lost, found.lost_by(late), found.together(found.duties)


@pytest.mark.parametrize("seed", range(8))
def test_both_walks_weigh_duties_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    view = Ledger.of(books.facts(seed, buyers=4, clean=True)).view(books.AS_OF)
    plain = told(register(view, books.programme(seed)))
    monkeypatch.setattr(registers, "PLAIN_UP_TO", -1)
    assert told(register(view, books.programme(seed), kernels=lambda: KERNELS)) == plain


def test_no_folder_of_kernels_is_looked_for_where_little_is_weighed() -> None:
    def kernels() -> None:
        raise AssertionError("a small company needs no kernel")

    view = seen("08-01", buyer(), limit(), invoice("F-1"))
    assert register(view, programme(), kernels=kernels).duties


def reported(number: str) -> Added:
    return Added(OverdueReport(buyer="PORT", invoice=number, reported_on=day("07-01")))


def test_a_fact_added_is_seen_in_its_world_alone() -> None:
    facts = OwnFacts(seen("08-01", buyer(), limit(), invoice("F-1"), invoice("F-2")))
    first, second = reported("F-1"), reported("F-2")
    facts.foresee([first, second])
    worlds = [(), (first,), (second,), (first, second)]
    seen_in = [facts.view(frozenset(each)).table("overdue_reports").texts["invoice"].texts() for each in worlds]
    assert seen_in == [[], ["F-1"], ["F-2"], ["F-1", "F-2"]]


def test_a_world_has_the_same_name_after_others_are_foreseen() -> None:
    facts = OwnFacts(seen("08-01", buyer(), limit(), invoice("F-1"), invoice("F-2")))
    first = reported("F-1")
    named = facts.named(frozenset({first}))
    facts.foresee([reported("F-2") for _ in range(20)])
    assert facts.named(frozenset({first})) == named != facts.named(frozenset())
