"""Where each value a clause read came from: the file and row of a fact, or the place of a term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from encours.clauses.choices import DiscretionaryEvidence, LimitKind
from encours.cover.book import Book
from encours.engine.wording import ENGINE_NAMES
from encours.explain.fact_places import PLACES, Lack
from encours.explain.lines import InvoiceLine, Lines
from encours.explain.term_keys import FACTS, TermKeys, registered_on, with_assumption
from encours.explain.values import FROM_ANOTHER_LAYER, label
from encours.explain.words import say
from encours.facts.kinds import Evidence, Fact
from encours.policy.faults import Words
from encours.policy.schedule import PERIOD_TERMS, Policy
from encours.units import MISSING, NEVER, UNSET, Day, after, widen_day
from encours.units.show import Language

TABLES: Final[Mapping[str, str]] = {
    "disputed": "disputes",
    "consented_due": "consents",
    "special_terms_due": "consents",
    "late_notice_waived_on": "consents",
    "overdue_reported_on": "overdue_reports",
    "handed_over_on": "hand_overs",
    "claim_declared_on": "claim_events",
    "file_entrusted_on": "hand_overs",
    "claim_filed_on": "claim_events",
    "late_file_waived_on": "consents",
    "late_notice_harm": "late_notice_harms",
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

SELLER: Final = frozenset({"seller_joined", "seller_left"})
"""Names that a company lacks which stands in no list of those insured."""
OF_THE_BUYER: Final = frozenset({"handed_over_since"})
"""Names that any invoice of the buyer may have told, not the one they are read for only."""
LIMITS: Final = frozenset({"limit_amount", "limit_kind", "limit_percentage", "limit_conditions_met_on"})
BLIND: Final = Words("blind cover", "garantie aveugle")
DISCRETIONARY: Final = Words("discretionary zone", "zone discrétionnaire")
EXPERIENCE: Final = Words("payment experience", "expérience de paiement")
REPORT: Final = Words("credit report", "rapport de crédit")
FOLLOWED: Final = Words("follows the layer below", "suit la ligne du dessous")

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
STEPS_BEFORE: Final = Words("left of what is open", "reste du solde ouvert")
OF_AN_INSOLVENCY: Final = Words("for an insolvency", "pour une insolvabilité")
QUESTION: Final = Words("the question", "la question")
SUPPOSED: Final = Words("supposed by the cover", "supposée par la garantie")
INSOLVENCY: Final = Words("insolvency", "insolvabilité")


class Origins:
    """Places of the values read about one row in one layer."""

    def __init__(
        self,
        lines: Lines,
        line: InvoiceLine,
        policy: Policy,
        language: Language,
        known: Mapping[str, int] | None = None,
    ) -> None:
        self.policy, self.line, self.language = policy, line, language
        self.known = known or {}
        self.is_first = policy is lines.book.programme.primary
        self.delivered = lines.day(line.row, "delivered")
        self.view = lines.book.view
        self.facts = {name: list(table.rows()) for name, table in self.view.account(line.buyer).items()}
        self.source = lines.invoices.texts["source"][line.row]
        self.assumption = lines.invoices.texts["assumption"][line.row]
        self.undisputed = int(lines.invoices.numbers["undisputed"][line.row])
        self.risk_day = risk_day(lines.book, line)
        registered = registered_on(self.facts.get("buyers", []), line.buyer, self.risk_day)
        seller = with_assumption(self.source, self.assumption, "entity", language)
        self.keys = TermKeys(policy, self.risk_day, line.buyer, line.entity, registered, seller, language)

    def of(self, name: str, value: int) -> str:
        """Where a value came from, in a few words."""
        vocabulary = self.policy.wording.vocabulary
        if name in vocabulary.measures:
            return MEASURE.in_language(self.language)
        if name in self.policy.wording.terms or name in PERIOD_TERMS:
            return self._term(name)
        if name in ENGINE_NAMES:
            return STEPS_BEFORE.in_language(self.language)
        if name == "as_of":
            return QUESTION.in_language(self.language)
        if name == "excluded_by_name":
            return self.policy.source or self.policy.name
        if name == "disputed" and value == 0:
            return self._facts("disputes", value, otherwise=self._undisputed())
        if name in LIMITS and (standing := self._undecided_limit()):
            return standing
        if name in TABLES:
            return self._facts(TABLES[name], value, of_buyer=name in OF_THE_BUYER)
        if name in vocabulary.row:
            return self._row(name, value)
        return WALK.in_language(self.language)

    def lacks(self, names: Sequence[str]) -> tuple[Lack, ...]:
        """Facts that nobody told, of the names that a clause lacks: for a term, what its entries ask for."""
        return tuple(lack for name in names if name not in FROM_ANOTHER_LAYER for lack in self._lacks(name))

    def _lacks(self, name: str) -> list[Lack]:
        wording, language = self.policy.wording, self.language
        keys = self.keys.unknown(name) if name in wording.terms else ()
        if keys:
            return [Lack(FACTS[key].in_language(language), PLACES[key]) for key in keys]
        if name not in SELLER:
            return [Lack(label(wording, name, language), PLACES.get(name))]
        if not self.line.entity:
            return [Lack(FACTS["entity"].in_language(language), PLACES["entity"])]
        entity = self.line.entity
        return [Lack(say("seller unlisted", language, entity=entity), PLACES[name], to_list=entity)]

    def _row(self, name: str, value: int) -> str:
        if name == "due" and (moved := self._facts("due_date_moves", value, otherwise="")):
            return moved
        if value == MISSING:
            return NO_FACT.in_language(self.language)
        return self._of_invoice(name)

    def _of_invoice(self, name: str) -> str:
        """Row of the invoice, and the assumption that completed it where that is what the value stands on."""
        return with_assumption(self.source, self.assumption, FILLED.get(name, ""), self.language)

    def _undisputed(self) -> str:
        """Why nothing of the invoice is taken to be disputed, without a dispute that says so."""
        if self.undisputed != 1:
            return NOT_LISTED.in_language(self.language)
        return self._of_invoice("disputed")

    def _term(self, name: str) -> str:
        """Place of a term, and the facts that chose its entry where it has several."""
        joint = "\u00a0; " if self.language == "fr" else "; "
        others = {"limit_kind": self._limit_kind, "cause": self._cause}
        read = self.keys.read(name, others)
        # The kind of limit is known wherever a clause of the row asked for it: else it is left unsaid.
        keys = joint.join(each.shown(self.language) for each in read if each.value or each.key != "limit_kind")
        return f"{self._place(name)}{joint}{keys}" if keys else self._place(name)

    def _limit_kind(self) -> tuple[str, str]:
        kind = self.known.get("limit_kind", MISSING)
        if not 0 <= kind < len(LimitKind):
            return "", ""
        found = LimitKind.numbered(kind)
        return (found.french if self.language == "fr" else found.english), self.of("limit_kind", kind)

    def _cause(self) -> tuple[str, str]:
        return INSOLVENCY.in_language(self.language), SUPPOSED.in_language(self.language)

    def _place(self, name: str) -> str:
        place = self.policy.source or self.policy.name
        if name in PERIOD_TERMS:
            return place
        in_force = self.policy.endorsement_at(self.risk_day)
        agreed = self.policy.value_of(name, in_force)
        if agreed is None:
            return DEFAULT.in_language(self.language)
        for each in reversed(self.policy.endorsements[:in_force]):
            if name in each.terms:
                place = f"{place} ({each.name})"
                break
        # Cover supposes an insolvency: where the policy pays otherwise for another cause, this is said.
        return f"{place}, {OF_AN_INSOLVENCY.in_language(self.language)}" if "cause" in agreed.keys else place

    def _undecided_limit(self) -> str:
        """What gives a limit that no decision gives: blind cover, the discretionary zone, or the layer below."""
        kind, amount = self.known.get("limit_kind"), self.known.get("limit_amount", 0)
        place = self.policy.source or self.policy.name
        decisions = [fact for fact in self._of_table("limit_decisions") if self._concerns(fact)]
        if any(amount in _numbers(fact) for fact in decisions):
            return ""
        if kind == LimitKind.BLIND:
            return f"{BLIND.in_language(self.language)}, {self._place('blind_limit')}"
        if kind == LimitKind.TOP_UP and not decisions:
            return f"{FOLLOWED.in_language(self.language)}, {place}"
        if kind == LimitKind.DISCRETIONARY:
            return f"{DISCRETIONARY.in_language(self.language)}, {self._evidence(amount)}"
        return ""

    def _evidence(self, amount: int) -> str:
        """Evidence that a discretionary limit stands on: less than its ceiling is what the buyer paid before."""
        place = self.policy.source or self.policy.name
        needed = self._single("discretionary_evidence_needed")
        if needed is None or needed == DiscretionaryEvidence.NONE:
            return place
        experience = EXPERIENCE.in_language(self.language)
        if needed == DiscretionaryEvidence.EXPERIENCE or amount != self._single("discretionary_limit"):
            return experience
        reports = [
            fact for fact in self.facts.get("evidences", []) if isinstance(fact, Evidence) and self._serves(fact)
        ]
        if not reports:
            return experience
        return f"{REPORT.in_language(self.language)}, {reports[-1].source}"

    def _serves(self, fact: Evidence) -> bool:
        """Whether a credit report was at hand, fresh enough, on the day of the delivery."""
        if fact.kind != "credit report" or not fact.dated_on <= self.delivered <= fact.expires_on:
            return False
        age = self._single("maximum_report_age")
        return age is None or self.delivered <= after(fact.dated_on, age)

    def _single(self, name: str) -> int | None:
        """Value of a term where the policy has one for every row and no endorsement changes it; else None."""
        if name not in self.policy.terms or any(name in each.terms for each in self.policy.endorsements):
            return None
        entries = self.policy.terms[name].entries
        return entries[0].value if len(entries) == 1 and entries[0].value != UNSET else None

    def _facts(self, table: str, value: int, *, otherwise: str | None = None, of_buyer: bool = False) -> str:
        nothing = NO_FACT.in_language(self.language) if otherwise is None else otherwise
        if value in {MISSING, NEVER} and otherwise is None:
            return nothing
        found = [fact for fact in self._of_table(table) if of_buyer or self._concerns(fact)]
        exact = [fact for fact in found if value in _numbers(fact)]
        chosen = exact or (found if otherwise is None else [])
        return ", ".join(dict.fromkeys(fact.source for fact in chosen[-2:] if fact.source)) or nothing

    def _of_table(self, table: str) -> list[Fact]:
        if table == "entities":
            return [fact for fact in self.view.facts("entities") if getattr(fact, "entity", "") == self.line.entity]
        return self.facts.get(table, [])

    def _concerns(self, fact: Fact) -> bool:
        invoice, policy = getattr(fact, "invoice", ""), getattr(fact, "policy", "")
        own = {"", self.policy.name} if self.is_first else {self.policy.name}
        entity = getattr(fact, "entity", "") if fact.KIND.table == "limit_decisions" else ""
        is_of_the_layer = policy in own or not hasattr(fact, "policy")
        return invoice in {"", self.line.number} and entity in {"", self.line.entity} and is_of_the_layer


def risk_day(book: Book, line: InvoiceLine) -> Day:
    """Day on which the risk of a row began, on which its terms are read."""
    start, stop = int(book.spans.start[line.account]), int(book.spans.stop[line.account])
    place = start + book.ledger_row[start:stop].tolist().index(line.row)
    return widen_day(int(book.rows.column("risk_day", place, place + 1)[0]))


def _numbers(fact: Fact) -> set[int]:
    values = (getattr(fact, each.name) for each in fact.KIND.fields)
    return {value for value in values if isinstance(value, int)}
