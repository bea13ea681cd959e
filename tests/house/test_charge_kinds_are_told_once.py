"""The kinds of charge of the table, those that the clauses read, and the French words of both are the same."""

from encours.clauses.choices import ChargeKind
from encours.facts.kinds.charges import CHARGE_KINDS, RECOVERY_COST
from encours.facts.words import CHOICE_WORDS


def test_the_clauses_read_the_kinds_that_the_table_may_hold() -> None:
    assert tuple(each.english for each in ChargeKind) == CHARGE_KINDS
    assert ChargeKind.RECOVERY_COST.english == RECOVERY_COST


def test_each_kind_has_one_word_in_french() -> None:
    assert {each.english: each.french for each in ChargeKind} == {name: CHOICE_WORDS[name] for name in CHARGE_KINDS}
