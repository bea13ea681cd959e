"""How each kind of duty is recorded as done: what is asked of whoever did it, and the facts that prove it.

One entry a kind. Whether a duty is done is for the library to say, which reads the facts kept; nothing here decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from encours.duties import kinds, legal_kinds
from encours.duties.duty import Duty
from encours.duties.of_buyers import conditions_of
from encours.duties.of_policy import row_of
from encours.facts.kinds import (
    ClaimEvent,
    Consent,
    Fact,
    HandOver,
    Insolvency,
    InsurerRequest,
    LegalAction,
    LimitAppeal,
    LimitRequest,
    OverdueReport,
    PolicyEvent,
    PremiumPayment,
    TurnoverDeclaration,
)
from encours.policy.faults import Words
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, Day
from encours.units.parse_day import parse_day
from encours.web.computing.question import Asked

ON: Final = "on"
"""Name of the day on which something was done: every act has one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A duty as the library says it stands, and the account it is about."""

    asked: Asked
    duty: Duty

    @property
    def policy(self) -> Policy:
        """Policy that asks for it; the first where the law does."""
        return next(
            (each for each in self.asked.programme.layers if each.name == self.duty.policy),
            self.asked.programme.primary,
        )

    def facts(self, table: str) -> list[Any]:
        """Facts of a kind about its buyer, or about everybody where the kind names none."""
        found = self.asked.view.facts(table)
        return [each for each in found if getattr(each, "buyer", self.duty.buyer) == self.duty.buyer]


Values = Mapping[str, Any]
"""What was filled in, by the name of each blank: days and amounts as the library counts them, texts as written."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in; `is_ahead` tells a day that may lie in the future."""

    name: str
    words: Words
    holds: Literal["day", "amount", "text", "choice"] = "day"
    is_optional: bool = False
    is_ahead: bool = False
    choices: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """How a kind of duty is recorded: what is filled in, the facts it makes, and the day it answers."""

    title: Words
    blanks: tuple[Blank, ...]
    facts: Callable[[Case, Values], list[Fact]]
    since: Callable[[Case], Day]
    """First day on which it may have been done: that of what it answers."""


def case_of(asked: Asked, identifier: str) -> Case | None:
    """The duty of that name, if the library still tells it."""
    found = next((each for each in asked.register.duties if each.identifier == identifier), None)
    return None if found is None else Case(asked, found)


def _on(english: str, french: str) -> Blank:
    return Blank(ON, Words(english, french))


def _first_day(case: Case) -> Day:
    """Day of what the duty answers, where it tells one; the beginning of the policy otherwise."""
    return case.policy.period_start if case.duty.first_day == MISSING else case.duty.first_day


def _period_start(case: Case) -> Day:
    return case.policy.period_start


def _opened(case: Case) -> Day:
    days = [each.opened_on for each in cast("list[Insolvency]", case.facts("insolvencies"))]
    return max(days, default=_first_day(case))


def _claimed(case: Case) -> Day:
    acts = cast("list[LegalAction]", case.facts("legal_actions"))
    return max((each.happened_on for each in acts if each.event == "title claimed"), default=_first_day(case))


def _corrected(fact: Fact, **changes: Any) -> Fact:  # noqa: ANN401 -- fields of any kind
    """The same fact as it is known now, in the place of the one kept."""
    return replace(fact, corrects=fact.fact_id, fact_id="", source="", **changes)


def _reported(case: Case, values: Values) -> list[Fact]:
    duty = case.duty
    return [OverdueReport(buyer=duty.buyer, invoice=duty.invoice, instalment=duty.instalment, reported_on=values[ON])]


def _handed_over(case: Case, values: Values) -> list[Fact]:
    return [HandOver(buyer=case.duty.buyer, invoice=case.duty.invoice, handed_over_on=values[ON])]


def _claim_event(event: str, *, names_invoice: bool = True) -> Callable[[Case, Values], list[Fact]]:
    def facts(case: Case, values: Values) -> list[Fact]:
        amount = values.get("amount")
        return [
            ClaimEvent(
                buyer=case.duty.buyer, invoice=case.duty.invoice if names_invoice else "", event=event,
                policy=case.duty.policy if event in {"claim filed", "recovery passed on"} else "",
                happened_on=values[ON], amount=MISSING if amount is None else amount,
                currency="" if amount is None else case.asked.currency,
            )
        ]  # fmt: skip

    return facts


def _declared(case: Case, values: Values) -> list[Fact]:
    if values.get("how") == "handed over":
        return [HandOver(buyer=case.duty.buyer, handed_over_on=values[ON])]
    return _claim_event("claim declared", names_invoice=False)(case, values)


def _legal(event: str = "") -> Callable[[Case, Values], list[Fact]]:
    """An act of law, of the case of the duty where that has a reference of its own."""

    def facts(case: Case, values: Values) -> list[Fact]:
        duty = case.duty
        named = any(each.reference == duty.reference for each in case.facts("legal_actions"))
        return [
            LegalAction(
                buyer=duty.buyer, invoice=duty.invoice, event=event or values["event"], happened_on=values[ON],
                court=values.get("court", ""), reference=duty.reference if named else "",
            )
        ]  # fmt: skip

    return facts


def _requested(case: Case, values: Values) -> list[Fact]:
    duty = case.duty
    return [
        LimitRequest(
            reference=values["reference"], buyer=duty.buyer, policy=duty.policy, requested_on=values[ON],
            amount=values["amount"], currency=case.asked.currency,
        )
    ]  # fmt: skip


def _appealed(case: Case, values: Values) -> list[Fact]:
    return [LimitAppeal(decision=case.duty.reference, appealed_on=values[ON])]


def _met(case: Case, values: Values) -> list[Fact]:
    waiting = conditions_of(case.asked.view, case.duty.buyer)
    return [_corrected(each, conditions_met_on=values[ON]) for each in waiting]


def _decided(case: Case) -> Day:
    return max((each.decided_on for each in conditions_of(case.asked.view, case.duty.buyer)), default=_first_day(case))


def _consented(case: Case, values: Values) -> list[Fact]:
    duty, until = case.duty, values.get("until")
    return [
        Consent(
            buyer=duty.buyer, invoice=duty.invoice, instalment=duty.instalment, subject="extension",
            given_on=values[ON], until=NEVER if until is None else until,
        )
    ]  # fmt: skip


def _answered(case: Case, values: Values) -> list[Fact]:
    names = case.asked.programme.names_of(case.policy)
    asked = cast("list[InsurerRequest]", case.facts("insurer_requests"))
    own = [each for each in asked if each.reference == case.duty.reference and each.policy in names]
    return [_corrected(each, answered_on=values[ON]) for each in own]


def _turnover(case: Case, values: Values) -> list[Fact]:
    """The declaration that waits; where the register holds none for the period, one of its own."""
    duty, names = case.duty, case.asked.programme.names_of(case.policy)
    first, _, zone = duty.reference.partition(" ")
    start = parse_day(first)
    assert isinstance(start, int), "a declaration is told by the first day of its period"
    told = {"declared_on": values[ON], "amount": values["amount"], "currency": case.asked.currency}
    for each in cast("list[TurnoverDeclaration]", case.facts("turnover_declarations")):
        if (each.period_start, each.zone) == (start, zone) and each.policy in names:
            return [_corrected(each, **told)]
    return [
        TurnoverDeclaration(
            period_start=start, period_end=duty.first_day - 1, due_on=duty.last_day, policy=duty.policy, zone=zone,
            **told,
        )
    ]  # fmt: skip


def _paid(case: Case, values: Values) -> list[Fact]:
    table = case.asked.view.table("premium_payments")
    row = row_of(table, case.duty)
    assert row is not None, "a bill to pay comes from the fact that tells of it"
    return [_corrected(cast("PremiumPayment", table.row(row)), paid_on=values[ON])]


def _policy_event(event: str) -> Callable[[Case, Values], list[Fact]]:
    def facts(case: Case, values: Values) -> list[Fact]:
        return [
            PolicyEvent(
                policy=case.policy.name, event=event, happened_on=values[ON], effective_on=case.policy.period_end + 1
            )
        ]

    return facts


_AMOUNT_DECLARED: Final = Blank("amount", Words("Amount declared", "Montant déclaré"), "amount", is_optional=True)
_REFERENCE: Final = Blank("reference", Words("Reference of the request", "Référence de la demande"), "text")
_COURT: Final = Blank("court", Words("Court", "Tribunal"), "text", is_optional=True)
_DECLARED_ON: Final = _on("Claim declared on", "Créance déclarée le")
_REQUEST: Final = Deed(
    Words("The limit was asked for", "L’agrément a été demandé"),
    (
        _on("Asked on", "Demandé le"),
        Blank("amount", Words("Amount asked for", "Montant demandé"), "amount"),
        _REFERENCE,
    ),
    _requested,
    _period_start,
)
_DECLARATION: Final = Deed(
    Words("The claim was declared", "La créance a été déclarée"),
    (_DECLARED_ON, _AMOUNT_DECLARED),
    _claim_event("claim declared", names_invoice=False),
    _first_day,
)

DEEDS: Final[Mapping[str, Deed]] = MappingProxyType({
    kinds.REPORT_OVERDUE: Deed(
        Words("The overdue was reported", "L’impayé a été déclaré"),
        (_on("Reported to the insurer on", "Déclaré à l’assureur le"),),
        _reported,
        _first_day,
    ),
    kinds.HAND_OVER: Deed(
        Words("The file was handed over", "Le dossier a été transmis"),
        (_on("Handed over on", "Transmis le"),),
        _handed_over,
        _first_day,
    ),
    kinds.DECLARE_IN_PROCEEDINGS: Deed(
        Words("The claim was declared", "La créance a été déclarée"),
        (
            _on("Done on", "Fait le"),
            Blank(
                "how", Words("How", "Comment"), "choice",
                choices=(
                    ("declared", Words("Declared in the proceedings", "Déclarée à la procédure")),
                    ("handed over", Words("File handed over to the insurer, who declares it",
                                          "Dossier remis à l’assureur, qui la déclare")),
                ),
            ),
            _AMOUNT_DECLARED,
        ),
        _declared,
        _opened,
    ),
    kinds.FILE_CLAIM: Deed(
        Words("The claim was filed", "La demande d’indemnité a été présentée"),
        (_on("Filed with the insurer on", "Présentée à l’assureur le"),),
        _claim_event("claim filed"),
        _first_day,
    ),
    kinds.ASK_LIMIT: _REQUEST,
    kinds.RENEW_LIMIT: _REQUEST,
    kinds.MEET_CONDITIONS: Deed(
        Words("The conditions are met", "Les conditions sont remplies"),
        (_on("Met on", "Remplies le"),),
        _met,
        _decided,
    ),
    kinds.ASK_CONSENT: Deed(
        Words("The insurer consented", "L’assureur a donné son accord"),
        (
            _on("Consent given on", "Accord donné le"),
            Blank("until", Words("It covers until", "Valable jusqu’au"), is_optional=True, is_ahead=True),
        ),
        _consented,
        _period_start,
    ),
    kinds.APPEAL: Deed(
        Words("The decision was appealed", "La décision a été contestée"),
        (_on("Appealed on", "Recours formé le"),),
        _appealed,
        _first_day,
    ),
    kinds.REPORT_AGGRAVATION: Deed(
        Words("The aggravation was reported", "L’aggravation a été signalée"),
        (_on("Reported to the insurer on", "Signalée à l’assureur le"),),
        _claim_event("aggravation reported", names_invoice=False),
        _first_day,
    ),
    kinds.ANSWER_INSURER: Deed(
        Words("The insurer was answered", "L’assureur a reçu la réponse"),
        (_on("Answered on", "Répondu le"),),
        _answered,
        _first_day,
    ),
    kinds.REMIT_RECOVERY: Deed(
        Words("The recovery was passed on", "La récupération a été reversée"),
        (
            _on("Passed on to the insurer on", "Reversée à l’assureur le"),
            Blank("amount", Words("Amount passed on", "Montant reversé"), "amount", is_optional=True),
        ),
        _claim_event("recovery passed on", names_invoice=False),
        _first_day,
    ),
    kinds.DECLARE_TURNOVER: Deed(
        Words("The turnover was declared", "Le chiffre d’affaires a été déclaré"),
        (
            _on("Declared on", "Déclaré le"),
            Blank("amount", Words("Turnover declared", "Chiffre d’affaires déclaré"), "amount"),
        ),
        _turnover,
        _first_day,
    ),
    kinds.PAY_PREMIUM: Deed(
        Words("The premium was paid", "La prime a été payée"), (_on("Paid on", "Payée le"),), _paid, _first_day
    ),
    kinds.GIVE_NOTICE: Deed(
        Words("Notice was given", "La résiliation a été notifiée"),
        (_on("Notice given on", "Notifiée le"),),
        _policy_event("termination notice given"),
        _period_start,
    ),
    kinds.RENEW_POLICY: Deed(
        Words("The policy is renewed", "La police est renouvelée"),
        (_on("Renewed on", "Renouvelée le"),),
        _policy_event("renewed"),
        _period_start,
    ),
    legal_kinds.DECLARE: _DECLARATION,
    legal_kinds.DECLARE_TERMINATED: _DECLARATION,
    legal_kinds.DECLARE_RELIEVED: _DECLARATION,
    legal_kinds.ASK_RELIEF: Deed(
        Words("Relief was asked for", "Le relevé de forclusion a été demandé"),
        (_on("Asked on", "Demandé le"), _COURT),
        _legal("relief asked"),
        _first_day,
    ),
    legal_kinds.CLAIM_GOODS: Deed(
        Words("The goods were claimed", "La marchandise a été revendiquée"),
        (_on("Claimed on", "Revendiquée le"),),
        _legal("title claimed"),
        _first_day,
    ),
    legal_kinds.SEISE_JUDGE: Deed(
        Words("The title is settled", "Le sort de la marchandise est fixé"),
        (
            _on("Done on", "Fait le"),
            Blank(
                "event", Words("What was done", "Ce qui a été fait"), "choice",
                choices=(
                    ("judge asked for title", Words("The judge was asked", "Le juge-commissaire a été saisi")),
                    ("title acknowledged", Words("The title was acknowledged", "Acquiescement obtenu")),
                ),
            ),
            _COURT,
        ),
        _legal(),
        _claimed,
    ),
    legal_kinds.SERVE_ORDER: Deed(
        Words("The order was served", "L’ordonnance a été signifiée"),
        (_on("Served on", "Signifiée le"),),
        _legal("order served"),
        _first_day,
    ),
    legal_kinds.ENFORCE_ORDER: Deed(
        Words("The order is being enforced", "L’ordonnance est en cours d’exécution"),
        (_on("Act of enforcement on", "Acte d’exécution le"),),
        _legal("enforcement act"),
        _first_day,
    ),
    legal_kinds.INTERRUPT: Deed(
        Words("The prescription was interrupted", "La prescription a été interrompue"),
        (
            _on("Done on", "Fait le"),
            Blank(
                "event", Words("How", "Comment"), "choice",
                choices=(
                    ("claim brought", Words("Claim brought in court", "Action en justice")),
                    ("debt acknowledged", Words("Debt acknowledged in writing", "Dette reconnue par écrit")),
                    ("enforcement act", Words("Act of enforcement", "Acte d’exécution")),
                ),
            ),
            _COURT,
        ),
        _legal(),
        _first_day,
    ),
    legal_kinds.RECOVER_VAT: Deed(
        Words("The VAT was recovered", "La TVA a été récupérée"),
        (_on("Recovered on", "Récupérée le"),),
        _legal("vat recovered"),
        _first_day,
    ),
})  # fmt: skip
"""Every kind of duty that a fact proves done. To stop delivering is proved by none: its invoices are to be paid."""
