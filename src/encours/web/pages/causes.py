"""Why an invoice is not wholly covered, in a few words: the titles of the clauses that took what is not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

from encours.clauses.states import State
from encours.engine.findings import cause_parts
from encours.engine.wording import Wording
from encours.explain.clause_texts import clause_text
from encours.explain.losses import taken
from encours.units.show import Language
from encours.web.actions.agreed import contract_in_force, programme_in_force
from encours.web.people.models import Organisation
from encours.web.store.models import InvoiceResult, Reading


class Causes:
    """Words for the causes of a reading; none where another contract was agreed since it was made.

    A cause is the place of a clause in its wording: under another wording it would name another clause.
    """

    def __init__(self, wording: Wording | None, told: Language) -> None:
        self.wording, self.told = wording, told
        self._stages: Mapping[str, str] = {} if wording is None else {each.name: each.stage for each in wording.clauses}

    @staticmethod
    def of(organisation: Organisation, reading: Reading, told: Language) -> Causes:
        """Words for a reading of the organisation one is in."""
        contract, programme = contract_in_force(), programme_in_force(organisation)
        is_later = contract is not None and reading.made_at is not None and contract.made_at > reading.made_at
        return Causes(None if programme is None or is_later else programme.primary.wording, told)

    def of_row(self, row: InvoiceResult) -> str:
        """Titles of what took from an invoice, the largest part first; empty where nothing is taken."""
        if self.wording is None:
            return ""
        cover: Any = SimpleNamespace(
            cause=row.cause, parts={state: getattr(row, state.name.lower()) for state in State}
        )
        found = sorted(taken(self.wording, cover), key=lambda each: -each.amount)
        titles = (self._title(self._stages[each.clause], each.clause, each.verdict) for each in found)
        return ", ".join(dict.fromkeys(titles))

    def of_code(self, cause: int) -> str:
        """Title of the clause that a cause names; empty for none, or for one that the wording has not."""
        if self.wording is None or cause <= 0:
            return ""
        position, verdict = cause_parts(cause)
        if not 0 <= position < len(self.wording.clauses):
            return ""
        clause = self.wording.clauses[position]
        return self._title(clause.stage, clause.name, verdict)

    def _title(self, stage: str, name: str, verdict: int) -> str:
        return _heading(stage, name, verdict, self.told)


@cache
def _heading(stage: str, name: str, verdict: int, told: Language) -> str:
    return clause_text(stage, name).heading(verdict).in_language(told)
