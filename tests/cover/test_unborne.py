"""A name of the policy that nobody bears is told where it looks like one that is borne, and not otherwise."""

from dataclasses import replace
from typing import Any

import pytest

from encours.cover.unborne import unborne
from encours.facts.kinds import Fact
from encours.facts.ledger import Ledger
from encours.policy.schedule import Entry, Policy, Programme, TermValue
from encours.units import from_civil
from tests.facts.story import buyer, invoice
from tests.policy.toy import WORDING

FACTS: list[Fact] = [
    buyer("PORT", fact_id="p", buyer_class="Grands comptes"), buyer("B-1", fact_id="b"),
    invoice("F-1", fact_id="f", entity="LYON"),
]  # fmt: skip
POLICY = Policy(
    name="Globale", insurer="A", wording=WORDING, currency="EUR", period_start=from_civil(2026, 1, 1),
    period_end=from_civil(2026, 12, 31), terms={},
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "near"),
    [
        ("buyer", "b 1", "B-1"),
        ("buyer", "B-2", None),  # a neighbour is another buyer, perhaps one to come
        ("buyer", "PROT", None),  # as far from it as any other word of four letters
        ("buyer", "PORT", None),
        ("buyer_class", "grands compte", "Grands comptes"),
        ("buyer_class", "Administrations", None),
        ("entity", "Lyon", "LYON"),
        ("entity", "PARIS", None),
        ("country", "fr", None),  # a closed list, judged when the policy is read
    ],
)
def test_only_a_likely_slip_is_told(key: str, value: str, near: str | None) -> None:
    named = TermValue((Entry(9_000), Entry(7_000, {key: (value,)})))
    programme = Programme(
        name="P", company="C", currency="EUR", policies=(replace(POLICY, terms={"insured_percentage": named}),)
    )
    found = unborne(Ledger.of(FACTS).view(from_civil(2026, 6, 30)), programme)
    assert [(each.policy, each.key, each.value, each.near) for each in found] == (
        [("Globale", key, value, near)] if near else []
    )


@pytest.mark.parametrize("table", ["insured_buyers", "excluded_buyers"])
def test_a_buyer_of_a_list_is_a_name_like_any_other(table: str) -> None:
    lists: dict[str, Any] = {table: {"b.1": "Litige"}}
    programme = Programme(name="P", company="C", currency="EUR", policies=(replace(POLICY, **lists),))
    (found,) = unborne(Ledger.of(FACTS).view(from_civil(2026, 6, 30)), programme)
    assert (found.key, found.value, found.near) == ("buyer", "b.1", "B-1")
