"""Sentences and titles of pages, in both languages, by a short English key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.explain.audit_words import AUDIT
from encours.explain.bond_words import BONDS
from encours.explain.buyer_words import BUYERS
from encours.explain.calendar_words import AGES, CALENDAR
from encours.explain.charge_words import CHARGES
from encours.explain.declaration_words import DECLARATIONS
from encours.explain.document_words import DOCUMENTS
from encours.explain.duties_words import DUTIES
from encours.explain.entity_words import ENTITIES
from encours.explain.estimate_words import ESTIMATES
from encours.explain.exposure_words import EXPOSURE
from encours.explain.import_words import IMPORTS
from encours.explain.indicator_words import INDICATORS
from encours.explain.memo_words import PAGES_OF_THE_MEMO
from encours.explain.moves_words import MOVES
from encours.explain.names import plural
from encours.explain.page_words import PAGES
from encours.explain.premium_words import PREMIUMS
from encours.explain.programme_words import PROGRAMME
from encours.explain.reverse_words import REVERSE
from encours.explain.settlement_payment_words import PAYMENTS
from encours.explain.settlement_recovery_words import RECOVERIES
from encours.explain.settlement_term_words import TERMS
from encours.explain.settlement_words import SETTLEMENT
from encours.explain.tree_words import TREE
from encours.policy.faults import Words
from encours.units.show import Language


def together(*tables: Mapping[str, Words]) -> Mapping[str, Words]:
    """One table of several; a key that stands in two of them is a mistake of the program: one would be hidden."""
    found: dict[str, Words] = {}
    for table in tables:
        twice = sorted(found.keys() & table.keys())
        assert not twice, f"sentences with one key in two tables: {twice}"
        found |= table
    return found


SENTENCES: Final[Mapping[str, Words]] = together(
    TREE, PAGES, BUYERS, INDICATORS, EXPOSURE, ENTITIES, MOVES, IMPORTS, DOCUMENTS,
    SETTLEMENT, TERMS, RECOVERIES, PAYMENTS, PROGRAMME, ESTIMATES, BONDS, REVERSE, CALENDAR, DUTIES, AGES,
    PAGES_OF_THE_MEMO, DECLARATIONS, CHARGES, AUDIT, PREMIUMS,
)  # fmt: skip


def say(key: str, language: Language, **values: object) -> str:
    """Sentence of a key with its values filled in; an unknown key is a mistake of the program."""
    return SENTENCES[key].in_language(language).format(**values)


def say_count(count: int, key: str, language: Language, /, **values: object) -> str:
    """Sentence of a key that says a count, which is the singular, a bar, and the plural; one alone fits every count.

    `count` is filled in as it is, unless `values` tell how it is written.
    """
    singular, bar, several = say(key, language, **{"count": count, **values}).partition("|")
    return several if bar and count > 1 else singular


def counted(count: int, key: str, language: Language) -> str:
    """Count and noun, of a key whose sentence is the singular, a bar, and the plural."""
    singular, _, several = say(key, language).partition("|")
    return plural(count, singular, several, language)
