"""A small wording in the trade's words, with a term in every unit, so that policies can be tested alone."""

from __future__ import annotations

from types import ModuleType

from encours.clauses.clock_anchors import OF_AN_INVOICE, OF_PROCEEDINGS, ClockAnchor
from encours.engine.clause import clause
from encours.engine.terms import Choice, Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.engine.wording import Reading, Vocabulary, Wording
from encours.units import BasisPoints, Cents, Code, Count, Day, Days, Flag, Months, Span, Unit


class ExtensionStart(Choice):
    """From which day the extension period runs."""

    DUE_DATE = ("due date", "échéance")
    INVOICE_DATE = ("invoice date", "date de facture")


def unit(alias: object) -> Unit:
    """Unit of an alias of `encours.units`."""
    return alias.__metadata__[0]


TERMS = {
    "period_start": Term(unit=unit(Day), english="First day insured.", french="Premier jour garanti."),
    "period_end": Term(unit=unit(Day), english="Last day insured.", french="Dernier jour garanti."),
    "maximum_payment_terms": Term(
        unit=unit(Span),
        english="Longest payment terms of an insured sale.",
        french="Durée maximum de crédit d'une vente garantie.",
        low="0 days",
        high="180 days",
        default="60 days",
    ),
    "maximum_extension_period": Term(
        unit=unit(Span),
        english="Longest delay past the due date that the insured may allow alone.",
        french="Prorogation d'échéance que l'assuré peut accorder seul.",
        low="0 days",
        high="360 days",
        varies_by_limit=False,
    ),
    "extension_start": Term(
        unit=unit(Code),
        english="Day from which the extension period runs.",
        french="Jour dont part la prorogation.",
        choices=ExtensionStart,
        default="due date",
    ),
    "insured_percentage": Term(
        unit=unit(BasisPoints),
        english="Share of an insured loss that is paid.",
        french="Quotité garantie.",
        low="0 %",
        high="100 %",
        default="90 %",
    ),
    "minimum_amount": Term(
        unit=unit(Cents),
        english="Smallest invoice that is insured.",
        french="Plus petite facture garantie.",
        low="0",
        high="100 000",
    ),
    "reporting_period": Term(
        unit=unit(Days),
        english="Days within which an overdue is reported.",
        french="Délai de déclaration d'un impayé, en jours.",
        low="0 days",
        high="180 days",
    ),
    "experience_period": Term(
        unit=unit(Months),
        english="Months of payments that prove experience.",
        french="Mois de paiements qui prouvent l'expérience.",
        low="1 month",
        high="36 months",
        default="12 months",
    ),
    "related_buyers_insured": Term(
        unit=unit(Flag),
        english="Whether related companies are insured buyers.",
        french="Acheteurs apparentés garantis ou non.",
        default="no",
    ),
    "least_score": Term(
        unit=unit(Count),
        english="Least score of a report.",
        french="Note minimum d'un rapport.",
        low="0",
        high="20",
    ),
    "joining_deadline": Term(
        unit=unit(Day),
        english="Last day on which a buyer may join.",
        french="Dernier jour d'entrée d'un acheteur.",
    ),
    "hand_over_deadline": Term(
        unit=Unit("clock"),
        english="Time to hand over a file.",
        french="Délai de transmission d'un dossier.",
        choices=ClockAnchor,
        among=(*OF_AN_INVOICE[:-1], *OF_PROCEEDINGS),
        varies_by_limit=False,
    ),
    "working_days_of": Term(
        unit=Unit("country"),
        english="Country whose working days count.",
        french="Pays dont comptent les jours ouvrés.",
        default="FR",
        policy_wide=True,
    ),
    "warning_period": Term(
        unit=unit(Days),
        english="Days before a deadline at which a row is at risk.",
        french="Jours avant une échéance où une ligne est à risque.",
        low="0 days",
        high="90 days",
        default="15 days",
        policy_wide=True,
    ),
}


def rule(agreed_terms: Days, maximum_payment_terms: Span) -> Verdict:
    """Refuse terms longer than the maximum."""
    if agreed_terms > maximum_payment_terms:
        return REFUSED
    return KEPT


def _module() -> ModuleType:
    module = ModuleType("tests.policy.toy.agreed_terms_within_maximum")
    module.rule = rule
    return module


def wording(edition: str = "2026-01", **terms: Term) -> Wording:
    """The toy wording, with some terms added or replaced."""
    vocabulary = Vocabulary(
        row={"agreed_terms": Reading(unit(Days), "agreed terms", "délai convenu")},
        account={},
        walk={},
        measures={},
        measure_readings={},
        terms={**TERMS, **terms},
    )
    return Wording("whole turnover", edition, (clause(_module(), stage="qualify", state=0),), vocabulary)


WORDING = wording()
