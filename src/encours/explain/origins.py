"""Where each value a clause read came from: the file and row of a fact, or the place of a term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.cover.book import Book
from encours.explain.lines import InvoiceLine, Lines
from encours.facts.assumptions import ASSUMPTIONS, names_in
from encours.facts.filling import SEPARATOR
from encours.facts.kinds import Fact
from encours.policy.faults import Words
from encours.policy.schedule import PERIOD_TERMS, Policy
from encours.units import MISSING, NEVER, Day, widen_day
from encours.units.show import Language

TABLES: Final[Mapping[str, str]] = {
    "disputed": "disputes",
    "extended_on": "due_date_moves",
    "consented_due": "consents",
    "late_notice_waived_on": "consents",
    "overdue_reported_on": "overdue_reports",
    "seller_joined": "entities",
    "seller_left": "entities",
    "private_person": "buyers",
    "public_buyer": "buyers",
    "related_buyer": "buyers",
    "insolvent_on": "insolvencies",
    "insolvent_since": "insolvencies",
    "restarted_on": "consents",
    "handed_over_since": "hand_overs",
    "adverse_since": "adverse_informations",
    "sanction_confirmed_on": "sanction_hits",
    "sanction_undecided_on": "sanction_hits",
    "rescheduled_on": "repayment_plans",
    "limit_amount": "limit_decisions",
    "limit_kind": "limit_decisions",
    "limit_percentage": "limit_decisions",
    "limit_conditions_met_on": "limit_decisions",
    "latest_decision_on": "limit_decisions",
}
"""Table that holds what a name tells, where that is not the invoice itself."""

FILLED: Final[Mapping[str, str]] = {
    "delivered": "delivered",
    "insured_base": "vat",
    "limit_base": "vat",
    "payment_means": "payment_means",
    "disputed": "undisputed",
}
"""Field of the invoice that an assumption may have supplied, where a name stands on one."""

MEASURE: Final = Words("computed", "calculé")
WALK: Final = Words("from the whole account", "de tout le compte")
NO_FACT: Final = Words("no fact says so", "aucun fait ne le dit")
NOT_LISTED: Final = Words("no dispute is listed", "aucun litige n'est listé")
DEFAULT: Final = Words("default of the wording", "par défaut du texte-type")
QUESTION: Final = Words("the question", "la question")


class Origins:
    """Places of the values read about one row in one layer."""

    def __init__(self, lines: Lines, line: InvoiceLine, policy: Policy, language: Language) -> None:
        self.policy, self.line, self.language = policy, line, language
        self.view = lines.book.view
        self.facts = self.view.account(line.buyer)
        self.source = lines.invoices.texts["source"][line.row]
        self.assumption = lines.invoices.texts["assumption"][line.row]
        self.undisputed = int(lines.invoices.numbers["undisputed"][line.row])
        self.ordered_by = order_day(lines.book, line)

    def of(self, name: str, value: int) -> str:
        """Where a value came from, in a few words."""
        vocabulary = self.policy.wording.vocabulary
        if name in vocabulary.measures:
            return MEASURE.in_language(self.language)
        if name in self.policy.wording.terms or name in PERIOD_TERMS:
            return self._term(name)
        if name == "as_of":
            return QUESTION.in_language(self.language)
        if name == "excluded_by_name":
            return self.policy.source or self.policy.name
        if name == "disputed" and value == 0:
            return self._facts("disputes", value, otherwise=self._undisputed())
        if name in TABLES:
            return self._facts(TABLES[name], value)
        if name in vocabulary.row:
            return self._row(name, value)
        return WALK.in_language(self.language)

    def _row(self, name: str, value: int) -> str:
        if name == "due" and (moved := self._facts("due_date_moves", value, otherwise="")):
            return moved
        if value == MISSING:
            return NO_FACT.in_language(self.language)
        return self._of_invoice(name)

    def _of_invoice(self, name: str) -> str:
        """Row of the invoice, and the assumption that completed it where that is what the value stands on."""
        names = (each for each in self.assumption.split(SEPARATOR) if each in ASSUMPTIONS)
        assumed = SEPARATOR.join(each for each in names if ASSUMPTIONS[each].field == FILLED.get(name))
        shown = names_in(assumed, is_french=self.language == "fr")
        return f"{self.source} ({shown})" if assumed else self.source

    def _undisputed(self) -> str:
        """Why nothing of the invoice is taken to be disputed, without a dispute that says so."""
        if self.undisputed != 1:
            return NOT_LISTED.in_language(self.language)
        return self._of_invoice("disputed")

    def _term(self, name: str) -> str:
        place = self.policy.source or self.policy.name
        if name in PERIOD_TERMS:
            return place
        in_force = self.policy.endorsements[: self.policy.endorsement_at(self.ordered_by)]
        for each in reversed(in_force):
            if name in each.terms:
                return f"{place} ({each.name})"
        return place if name in self.policy.terms else DEFAULT.in_language(self.language)

    def _facts(self, table: str, value: int, *, otherwise: str | None = None) -> str:
        nothing = NO_FACT.in_language(self.language) if otherwise is None else otherwise
        if value in {MISSING, NEVER} and otherwise is None:
            return nothing
        found = [fact for fact in self._of_table(table) if self._concerns(fact)]
        exact = [fact for fact in found if value in _numbers(fact)]
        chosen = exact or (found if otherwise is None else [])
        return ", ".join(dict.fromkeys(fact.source for fact in chosen[-2:] if fact.source)) or nothing

    def _of_table(self, table: str) -> list[Fact]:
        if table == "entities":
            return [fact for fact in self.view.facts("entities") if getattr(fact, "entity", "") == self.line.entity]
        return self.facts.get(table, [])

    def _concerns(self, fact: Fact) -> bool:
        invoice, policy = getattr(fact, "invoice", ""), getattr(fact, "policy", "")
        return invoice in {"", self.line.number} and policy in {"", self.policy.name}


def order_day(book: Book, line: InvoiceLine) -> Day:
    """Day that orders a row in its limit, on which its terms are read."""
    start, stop = int(book.spans.start[line.account]), int(book.spans.stop[line.account])
    place = start + book.ledger_row[start:stop].tolist().index(line.row)
    return widen_day(int(book.rows.column("order_day", place, place + 1)[0]))


def _numbers(fact: Fact) -> set[int]:
    values = (getattr(fact, each.name) for each in fact.KIND.fields)
    return {value for value in values if isinstance(value, int)}
