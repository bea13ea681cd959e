"""A programme written as text and read again is the same programme."""

from dataclasses import replace

from hypothesis import given, settings

from encours.policy.read import read_programme
from encours.policy.schedule import Programme
from encours.policy.write import write_policy, write_programme
from tests.policy.policies import policies, programmes
from tests.policy.toy import WORDING

slow_to_draw = settings(max_examples=30)


def read_back(text):
    reading = read_programme(text, file="policy.toml", wordings=[WORDING])
    assert reading.errors == (), text
    return reading.programme


def alone(policy):
    return Programme(name=policy.name, company=policy.policyholder, currency=policy.currency, policies=(policy,))


@slow_to_draw
@given(policies())
def test_reading_what_was_written_gives_the_same_policy(policy):
    assert read_back(write_policy(policy)) == alone(policy)


@slow_to_draw
@given(policies())
def test_the_meaning_of_terms_is_only_comment(policy):
    assert read_back(write_programme(alone(policy), with_meaning=True)) == alone(policy)


@slow_to_draw
@given(programmes())
def test_reading_what_was_written_gives_the_same_programme(programme):
    assert read_back(write_programme(programme)) == programme


@slow_to_draw
@given(policies())
def test_the_text_does_not_depend_on_the_order_in_which_terms_were_set(policy):
    backwards = replace(policy, terms=dict(reversed(policy.terms.items())))
    assert write_policy(backwards) == write_policy(policy)
