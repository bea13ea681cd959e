"""Forms by which something is told of a limit: each becomes facts, once what is written can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator

from encours.clauses.choices import LimitKind, Outcome
from encours.explain.buyer_facts import BuyerFacts
from encours.facts.kinds import (
    LIMIT_KINDS,
    LIMIT_OUTCOMES,
    LIMIT_SCOPES,
    OWN_LIMIT_POSITIONS,
    Evidence,
    Fact,
    LimitAppeal,
    LimitDecision,
    LimitRequest,
    OwnLimit,
)
from encours.policy.faults import Words
from encours.units import MISSING, NEVER, BasisPoints, Cents, Day
from encours.units.currency import Currency, find_currency
from encours.units.parse_amount import parse_percentage
from encours.units.parse_day import parse_day
from encours.units.refusal import Refusal
from encours.units.refusal_in_french import in_french
from encours.units.show import Language, show_day
from encours.units.typed_amount import typed_amount
from encours.web.computing.question import Asked
from encours.web.pages.templatetags.encours import language, say

LONGEST: Final = 200
"""Characters of a line that somebody writes."""
SCOPES: Final = {"buyer": Words("this customer", "ce client"), "group": Words("its group", "son groupe")}
POSITIONS: Final = {
    "including": Words("includes the insured limit", "agrément compris"),
    "on top": Words("on top of the insured limit", "en sus de l’agrément"),
}


def told_of(refusal: Refusal, reader: Language) -> str:
    """Why a text could not be read, and what to write."""
    what, hint = in_french(refusal) if reader == "fr" else (refusal.what, refusal.hint or refusal.expected)
    return f"{what} {hint}".strip()


class DayField(forms.CharField):
    """A day, as people write it or as a browser's calendar does."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> Day:  # noqa: ANN401 -- what a browser sent
        """The day; NEVER where none is written and none is needed."""
        text: str = super().clean(value)
        if not text:
            return NEVER
        found = parse_day(text)
        if isinstance(found, Refusal):
            raise forms.ValidationError(told_of(found, language()))
        return found


class PercentageField(forms.CharField):
    """A share, such as 80 %."""

    def clean(self, value: Any) -> BasisPoints:  # noqa: ANN401 -- what a browser sent
        """The share in basis points; MISSING where none is written."""
        text: str = super().clean(value)
        if not text:
            return MISSING
        found = parse_percentage(text if "%" in text else f"{text} %")
        if isinstance(found, Refusal):
            raise forms.ValidationError(told_of(found, language()))
        return found


class Telling(forms.Form):
    """What is told of the limits of a buyer; the account is known, so that choices are of what is there."""

    def __init__(self, *args: Any, asked: Asked, buyer: str, **more: Any) -> None:  # noqa: ANN401 -- Django's own
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.asked, self.buyer = asked, buyer
        self.prepare(asked.portfolio.line(buyer).facts)
        for each in self.fields.values():
            if isinstance(each, forms.CharField) and each.max_length is None:
                each.validators.append(MaxLengthValidator(LONGEST))

    def prepare(self, facts: BuyerFacts) -> None:
        """Name the fields, and offer what may be chosen."""
        raise NotImplementedError

    def facts(self) -> list[Fact]:
        """What is told."""
        raise NotImplementedError

    def name(self, **labels: tuple[str, str] | tuple[str, str, str, str]) -> None:
        """Give fields their labels, and their help where there is one."""
        for field, words in labels.items():
            self.fields[field].label = say(words[0], words[1])
            if len(words) == 4:
                self.fields[field].help_text = say(words[2], words[3])

    def offer_policies(self) -> None:
        """The policies of the programme, the first one first; nothing to choose where there is one."""
        field = self.fields["policy"]
        assert isinstance(field, forms.ChoiceField), "a policy is chosen"
        names = [each.name for each in self.asked.programme.policies]
        field.choices = [("", names[0]), *((each, each) for each in names[1:])]
        if len(names) == 1:
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Read the amount in its currency, once both are written."""
        found: dict[str, Any] = super().clean() or {}
        if "amount" in self.fields and "currency" in found:
            money = find_currency(found["currency"])
            if isinstance(money, Refusal):
                self.add_error("currency", told_of(money, language()))
                return found
            found["currency"] = money.code
            found["cents"] = self._cents(found.get("amount", ""), money)
        return found

    def _cents(self, text: str, money: Currency) -> Cents:
        if not text:
            return MISSING
        amount = typed_amount(text, money, language())
        if isinstance(amount, Refusal):
            self.add_error("amount", told_of(amount, language()))
            return MISSING
        return amount.cents

    def known(self) -> Day:
        """Day on which it is learnt: that of the question."""
        return self.asked.as_of


def amount_field(*, required: bool = True) -> forms.CharField:
    """An amount, read with its currency."""
    return forms.CharField(
        required=required, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "amount", "size": "14"})
    )


def currency_field() -> forms.CharField:
    """A currency of three letters."""
    return forms.CharField(max_length=3, widget=forms.TextInput(attrs={"size": "4", "autocapitalize": "characters"}))


class RequestForm(Telling):
    """A limit asked for."""

    amount = amount_field()
    currency = currency_field()
    policy = forms.ChoiceField(required=False)
    requested_on = DayField()
    reference = forms.CharField()

    def prepare(self, facts: BuyerFacts) -> None:  # noqa: ARG002 -- nothing of it is chosen
        """Offer the policies."""
        self.offer_policies()
        self.name(
            amount=("Amount asked for", "Montant demandé"), currency=("Currency", "Devise"),
            policy=("Policy", "Police"), requested_on=("Day of the request", "Jour de la demande"),
            reference=("Reference of the request", "Référence de la demande"),
        )  # fmt: skip

    def facts(self) -> list[Fact]:
        """The request."""
        told = self.cleaned_data
        return [
            LimitRequest(
                reference=told["reference"], buyer=self.buyer, policy=told["policy"], requested_on=told["requested_on"],
                amount=told["cents"], currency=told["currency"], known=self.known(),
            )
        ]  # fmt: skip


class DecisionForm(Telling):
    """A decision of the insurer."""

    outcome = forms.ChoiceField()
    request = forms.ChoiceField(required=False)
    policy = forms.ChoiceField(required=False)
    kind = forms.ChoiceField()
    scope = forms.ChoiceField()
    amount = amount_field(required=False)
    currency = currency_field()
    percentage = PercentageField(required=False, widget=forms.TextInput(attrs={"size": "6", "inputmode": "decimal"}))
    decided_on = DayField()
    notified_on = DayField(required=False)
    effective_on = DayField(required=False)
    expires_on = DayField(required=False)
    conditions = forms.CharField(required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": "3"}))
    conditions_met_on = DayField(required=False)
    reference = forms.CharField()
    insurer_code = forms.CharField(required=False)

    def prepare(self, facts: BuyerFacts) -> None:
        """Offer the outcomes, the kinds, and the requests that wait, the last one first."""
        reader = language()
        outcomes = {each.english: each.french if reader == "fr" else each.english for each in Outcome}
        kinds = {each.english: each.french if reader == "fr" else each.english for each in LimitKind}
        self._choose("outcome", [(each, outcomes[each]) for each in LIMIT_OUTCOMES])
        self._choose("kind", [(each, kinds[each]) for each in LIMIT_KINDS])
        self._choose("scope", [(each, SCOPES[each].in_language(reader)) for each in LIMIT_SCOPES])
        asked = [
            (each.reference, f"{each.reference} ({show_day(each.requested_on, reader)})") for each in facts.waiting
        ]
        self._choose("request", [("", say("none", "aucune")), *reversed(asked)])
        self.offer_policies()
        self.name(
            outcome=("Decision", "Décision"), request=("Request it answers", "Demande à laquelle elle répond"),
            policy=("Policy", "Police"), kind=("Kind", "Nature"), scope=("Shared by", "Partagé par"),
            amount=("Amount from then on", "Montant désormais", "Empty for a refusal or a withdrawal.",
                    "Vide pour un refus ou une résiliation."),
            currency=("Currency", "Devise"),
            percentage=("Percentage of its own", "Quotité propre", "Where it differs from the policy's.",
                        "Si elle diffère de celle de la police."),
            decided_on=("Decided on", "Décidée le"),
            notified_on=("Told to us on", "Notifiée le", "The day of the decision when empty.",
                         "Le jour de la décision si la case est vide."),
            effective_on=("In effect on", "Prend effet le", "As the policy says when empty: a cut has its notice.",
                          "Selon la police si la case est vide : une coupe a son préavis."),
            expires_on=("Last day", "Dernier jour", "Of a temporary limit.", "D’un agrément temporaire."),
            conditions=("Conditions, word for word", "Conditions, textuellement"),
            conditions_met_on=("Conditions met on", "Conditions remplies le"),
            reference=("Reference of the decision", "Référence de la décision"),
            insurer_code=("Insurer's code, as it stands", "Code de l’assureur, tel quel"),
        )  # fmt: skip

    def _choose(self, field: str, choices: list[tuple[str, str]]) -> None:
        found = self.fields[field]
        assert isinstance(found, forms.ChoiceField), "one of a list"
        found.choices = choices

    def facts(self) -> list[Fact]:
        """The decision."""
        told = self.cleaned_data
        is_told, is_dated = told["notified_on"] != NEVER, told["effective_on"] != NEVER
        return [
            LimitDecision(
                reference=told["reference"], buyer=self.buyer, policy=told["policy"], scope=told["scope"],
                kind=told["kind"], outcome=told["outcome"], amount=told["cents"], currency=told["currency"],
                percentage=told["percentage"], decided_on=told["decided_on"],
                notified_on=told["notified_on"] if is_told else told["decided_on"],
                effective_on=told["effective_on"] if is_dated else MISSING, expires_on=told["expires_on"],
                conditions=told["conditions"], conditions_met_on=told["conditions_met_on"], request=told["request"],
                insurer_code=told["insurer_code"], known=self.known(),
            )
        ]  # fmt: skip


class AppealForm(Telling):
    """An appeal against a decision."""

    decision = forms.ChoiceField()
    appealed_on = DayField()

    def prepare(self, facts: BuyerFacts) -> None:
        """Offer the decisions, the last one first."""
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField), "one of a list"
        field.choices = list(reversed([(each.reference, _decision_words(each)) for each in facts.limit_decisions]))
        self.name(
            decision=("Decision appealed", "Décision contestée"), appealed_on=("Day of the appeal", "Jour du recours")
        )

    def facts(self) -> list[Fact]:
        """The appeal."""
        told = self.cleaned_data
        return [LimitAppeal(decision=told["decision"], appealed_on=told["appealed_on"], known=self.known())]


class AppealAnswerForm(Telling):
    """The insurer's answer to an appeal that waits: the appeal, corrected."""

    appeal = forms.ChoiceField()
    answered_on = DayField()
    outcome = forms.CharField(max_length=2_000, widget=forms.Textarea(attrs={"rows": "3"}))

    def prepare(self, facts: BuyerFacts) -> None:
        """Offer the appeals that wait."""
        field = self.fields["appeal"]
        assert isinstance(field, forms.ChoiceField), "one of a list"
        self.appeals = {each.fact_id or each.source: each for each in facts.contested}
        field.choices = [
            (name, f"{each.decision} ({show_day(each.appealed_on, language())})") for name, each in self.appeals.items()
        ]
        self.name(
            appeal=("Appeal", "Recours"), answered_on=("Answered on", "Répondu le"),
            outcome=("Answer, word for word", "Réponse, textuellement", "A new amount is a decision of its own.",
                     "Un nouveau montant est une décision à part."),
        )  # fmt: skip

    def facts(self) -> list[Fact]:
        """The appeal with its answer, in the place of the one that waits."""
        told = self.cleaned_data
        before = self.appeals[told["appeal"]]
        return [
            replace(
                before, fact_id="", source="", corrects=told["appeal"], known=self.known(),
                answered_on=told["answered_on"], outcome=told["outcome"],
            )
        ]  # fmt: skip


class ConditionsForm(Telling):
    """Conditions of a decision that are met: the decision, corrected, and the document that proves it."""

    decision = forms.ChoiceField()
    conditions_met_on = DayField()
    document = forms.CharField(required=False)

    def prepare(self, facts: BuyerFacts) -> None:
        """Offer the decisions whose conditions are not met."""
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField), "one of a list"
        waiting = [each for each in facts.limit_decisions if each.conditions and each.conditions_met_on == NEVER]
        self.decisions = {each.reference: each for each in waiting}
        field.choices = [(each.reference, f"{each.reference} : {each.conditions[:80]}") for each in waiting]
        self.name(
            decision=("Decision and its conditions", "Décision et ses conditions"),
            conditions_met_on=("Conditions met on", "Conditions remplies le"),
            document=("Document that proves it", "Pièce qui le prouve", "Its name, its place or its hash.",
                      "Son nom, son emplacement ou son empreinte."),
        )  # fmt: skip

    def facts(self) -> list[Fact]:
        """The decision with its conditions met; its proof where there is one."""
        told = self.cleaned_data
        before = self.decisions[told["decision"]]
        met = replace(
            before, fact_id="", source="", corrects=before.fact_id or before.source, known=self.known(),
            conditions_met_on=told["conditions_met_on"],
        )  # fmt: skip
        if not told["document"]:
            return [met]
        proof = Evidence(
            buyer=self.buyer, decision=before.reference, kind="limit condition", dated_on=told["conditions_met_on"],
            document=told["document"], known=self.known(),
        )  # fmt: skip
        return [met, proof]


class OwnLimitForm(Telling):
    """The limit the company itself allows."""

    amount = amount_field()
    currency = currency_field()
    position = forms.ChoiceField()
    from_day = DayField()
    reason = forms.CharField(required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": "3"}))

    def prepare(self, facts: BuyerFacts) -> None:  # noqa: ARG002 -- nothing of it is chosen
        """Offer both positions."""
        field = self.fields["position"]
        assert isinstance(field, forms.ChoiceField), "one of a list"
        field.choices = [(each, POSITIONS[each].in_language(language())) for each in reversed(OWN_LIMIT_POSITIONS)]
        self.name(
            amount=("Own limit", "Limite interne"), currency=("Currency", "Devise"), position=("Position", "Position"),
            from_day=("From", "À partir du"),
            reason=("Reason", "Motif", "Read by whoever approves.", "Lu par la personne qui approuve."),
        )  # fmt: skip

    def facts(self) -> list[Fact]:
        """The own limit."""
        return [self.own_limit()]

    def own_limit(self) -> OwnLimit:
        """The same, as what it is."""
        told = self.cleaned_data
        return OwnLimit(
            buyer=self.buyer, from_day=told["from_day"], amount=told["cents"], currency=told["currency"],
            position=told["position"], known=self.known(),
        )  # fmt: skip


def _decision_words(decision: LimitDecision) -> str:
    found = Outcome.numbered(LIMIT_OUTCOMES.index(decision.outcome))
    word = found.french if language() == "fr" else found.english
    return f"{decision.reference} ({word}, {show_day(decision.decided_on, language())})"
