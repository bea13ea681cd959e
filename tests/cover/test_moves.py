"""What a change of policy moves: each change alone, all together, and what remains, adding up to the cent."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encours.clauses.states import State
from encours.cover.answer import cover
from encours.cover.heard import Heard
from encours.cover.moves import NOTHING, Moved, compared, covered_by
from encours.facts.ledger import Ledger
from encours.policy.changes import changes, with_names_of
from encours.policy.difference import differences
from encours.policy.schedule import always
from tests.cover import books

FEW = settings(max_examples=6, deadline=None)


def comparison(view, before, after):
    return compared(before, changes(before, after), with_names_of(before, after), lambda each: cover(view, each))


def drawn(seed, other):
    view = Ledger.of(books.facts(seed, buyers=5)).view(books.AS_OF)
    before = books.programme(seed)
    after = books.programme(other, layers=len(before.policies))
    keep = ("minimum_invoice_amount", "limit_increase", "insured_percentage", "blind_limit", "run_off")
    # A handful of changes: each costs a cover.
    policies = tuple(
        replace(one, terms={k: v for k, v in one.terms.items() if k not in keep}
                | {k: v for k, v in two.terms.items() if k in keep})
        for one, two in zip(before.policies, after.policies, strict=True)
    )  # fmt: skip
    return view, before, replace(before, policies=policies)


@FEW
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_changes_and_their_interaction_add_up_to_the_whole_and_so_do_rows_and_buyers(seed, other):
    view, before, after = drawn(seed, other)
    found = comparison(view, before, after)
    alone = sum((moved for _, moved in found.alone if moved is not None), NOTHING)
    whole = covered_by(cover(view, after)) - covered_by(cover(view, before))
    assert alone + found.interaction == found.whole == whole
    assert sum((each.moved for each in found.rows), NOTHING) == whole
    assert sum((now - then for then, now in found.by_buyer().values()), NOTHING) == whole


@FEW
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_judging_only_accounts_that_heard_of_a_change_answers_as_judging_all(seed, other):
    view, before, after = drawn(seed, other)
    heard = Heard.of(view, before)
    assert heard.first.accounts == cover(view, before).accounts
    for programme in (after, *(each.alone for each in changes(before, after) if each.alone is not None)):
        assert heard.cover(programme).accounts == cover(view, programme).accounts


@FEW
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_and_so_between_programmes_that_share_nothing(seed, other):
    view = Ledger.of(books.facts(seed, buyers=4)).view(books.AS_OF)
    before, after = books.programme(seed), books.programme(other)
    assert Heard.of(view, before).cover(after).accounts == cover(view, after).accounts


@FEW
@given(st.integers(0, 10**6))
def test_a_programme_against_itself_moves_nothing(seed):
    programme = books.programme(seed)
    assert changes(programme, programme) == ()
    found = comparison(Ledger.of(books.facts(seed, buyers=3)).view(books.AS_OF), programme, programme)
    assert (found.whole, found.interaction, found.rows) == (NOTHING, NOTHING, ())


@FEW
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_way_back_moves_as_much_the_other_way(seed, other):
    view, before, after = drawn(seed, other)
    there, back = comparison(view, before, after), comparison(view, after, before)
    assert there.whole == NOTHING - back.whole


def test_one_change_alone_is_the_whole():
    before = books.programme(3, layers=1)
    policy = replace(before.primary, terms=before.primary.terms | {"insured_percentage": always(5_000)})
    after = replace(before, policies=(policy,))
    view = Ledger.of(books.facts(3, buyers=8)).view(books.AS_OF)
    found = comparison(view, before, after)
    ((change, moved),) = found.alone
    assert (moved, found.interaction) == (found.whole, NOTHING)
    assert differences(change.alone.primary, after.primary) == ()
    assert found.whole.covered == 0


def test_covered_is_the_state_and_insured_what_follows_the_percentage():
    answer = cover(Ledger.of(books.facts(1)).view(books.AS_OF), books.programme(1))
    assert covered_by(answer) == Moved(answer.totals()[State.COVERED], sum(row.insured for row in answer.rows()))


def test_euros_are_compared_with_euros():
    before = books.programme(2, layers=1)
    after = replace(before, policies=(replace(before.primary, currency="USD"),))
    with pytest.raises(AssertionError):
        comparison(Ledger.of(books.facts(2)).view(books.AS_OF), before, after)
