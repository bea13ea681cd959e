"""Before shipping: may one deliver, under which layer, until when; the answer may be kept in the journal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from encours.clauses.states import State
from encours.cover.book.exchange import missing_rates, too_large
from encours.explain.document.shown import typeset
from encours.explain.values import amount as shown_amount
from encours.explain.values import day as shown_day
from encours.policy.faults import Words
from encours.units import MAXIMUM_AMOUNT, MISSING, NEVER, Day
from encours.units.currency import Currency, find_currency
from encours.units.plain_text import folded
from encours.units.refusal import Refusal
from encours.units.show import Language
from encours.units.typed_amount import typed_amount
from encours.web.actions.customers import names_of_customers
from encours.web.actions.limits import NOT_JUDGED, judged_about
from encours.web.actions.readings import day_read
from encours.web.computing.delivery import Answer, Answered, Delivery, Reason, Remedy, before_shipping, usual
from encours.web.computing.question import Asked
from encours.web.computing.supposed import supposing
from encours.web.pages.badges import Badge
from encours.web.pages.limit_forms import DayField, amount_field, currency_field, told_of
from encours.web.pages.limit_marks import kind_word
from encours.web.pages.shown import Shown, link
from encours.web.pages.sight import sees_all
from encours.web.pages.templatetags.encours import language, say
from encours.web.pages.within import perimeter, show, within
from encours.web.people import journal
from encours.web.people.deeds import Deed
from encours.web.people.roles import Right
from encours.web.store.models import MODELS, AccountResult

FARTHEST: Final = 400
"""Days ahead that a delivery may be, at most."""
LONGEST_TERMS: Final = 1_100
"""Days from a delivery to its due date, at most: three years."""
MOST_FOUND: Final = 12
"""Customers offered where several answer to a name."""
HEADLINES: Final = {
    "yes": (Words("Yes", "Oui"), "✓", "covered"),
    "in part": (Words("In part", "En partie"), "◐", "over-limit"),
    "no": (Words("No", "Non"), "✗", "not-covered"),
    "unknown": (Words("It cannot be told", "Impossible à dire"), "?", "needs-information"),
}


class DeliveryForm(forms.Form):
    """What would be shipped."""

    customer = forms.CharField(max_length=200)
    amount = amount_field()
    currency = currency_field()
    vat = amount_field(required=False)
    day = DayField()
    due = DayField(required=False)
    entity = forms.ChoiceField(required=False)
    reference = forms.CharField(required=False, max_length=100)

    def __init__(self, *args: Any, today: Day, **more: Any) -> None:  # noqa: ANN401 -- Django's own
        super().__init__(*args, **more)
        self.label_suffix, self.today = "", today
        labels = {
            "customer": ("Customer", "Client"), "amount": ("Amount, VAT included", "Montant TTC"),
            "currency": ("Currency", "Devise"), "vat": ("of which VAT", "dont TVA"),
            "day": ("Delivered and invoiced on", "Livrée et facturée le"), "due": ("Due on", "Échéance"),
            "entity": ("Sold by", "Vendue par"), "reference": ("Order", "Commande"),
        }  # fmt: skip
        for name, words in labels.items():
            self.fields[name].label = say(*words)
        self.fields["customer"].widget.attrs["placeholder"] = say("Name, code, SIREN", "Nom, code, SIREN")
        self._offer_entities()

    def _offer_entities(self) -> None:
        told: Any = MODELS["entities"]
        names = sorted(set(told.objects.values_list("entity", flat=True)) - {""})
        field = self.fields["entity"]
        assert isinstance(field, forms.ChoiceField), "one of a list"
        if len(names) < 2:
            del self.fields["entity"]
        else:
            field.choices = [("", say("as usual", "comme d’habitude")), *((each, each) for each in names)]

    def clean(self) -> dict[str, Any]:
        """Read the amounts in their currency, and hold the days to what may be asked."""
        found: dict[str, Any] = super().clean() or {}
        money = find_currency(found["currency"]) if "currency" in found else None
        if isinstance(money, Refusal):
            self.add_error("currency", told_of(money, language()))
        elif money is not None:
            found["currency"] = money.code
            found["gross"] = self._amount("amount", found.get("amount", ""), money)
            found["tax"] = self._amount("vat", found.get("vat", ""), money)
            if found["gross"] != MISSING and found["gross"] <= 0:
                self.add_error(
                    "amount", say("The amount must be above zero.", "Le montant doit être supérieur à zéro.")
                )
            if found["tax"] != MISSING and not 0 <= found["tax"] <= found["gross"]:
                self.add_error("vat", say("The VAT is within the amount.", "La TVA est comprise dans le montant."))
        self._days(found)
        return found

    def _days(self, found: dict[str, Any]) -> None:
        day, due = found.get("day"), found.get("due")
        if day is None or due is None:
            return
        if not self.today <= day <= self.today + FARTHEST:
            told = say("A day from today on, within {days} days.", "Un jour à partir d’aujourd’hui, sous {days} jours.",
                       days=FARTHEST)  # fmt: skip
            self.add_error("day", told)
        if due != NEVER and not day <= due <= day + LONGEST_TERMS:
            self.add_error("due", say("It falls due after the delivery.", "L’échéance suit la livraison."))

    def _amount(self, field: str, text: str, money: Currency) -> int:
        if not text:
            return MISSING
        found = typed_amount(text, money, language())
        if isinstance(found, Refusal):
            self.add_error(field, told_of(found, language()))
            return MISSING
        assert found.cents <= MAXIMUM_AMOUNT, "a reader bounds amounts"
        return found.cents


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer in the words of whoever reads."""

    answer: Answer
    badge: Badge
    lead: str
    until: str
    reasons: list[Reason]
    layers: list[tuple[Any, str]]
    lost: list[tuple[str, str]]
    remedies: list[tuple[str, str]]
    own: str
    is_over_own: bool


@within(Right.SEE_LIMITS, is_dated=False)
def page(request: HttpRequest, shown: Shown, /) -> HttpResponse:
    """The question, and its answer once it can be read."""
    if request.method not in {"GET", "HEAD", "POST"}:
        raise Http404
    today = day_read(shown.access.organisation, timezone.localdate())
    given = request.POST if request.method == "POST" else request.GET
    is_told = "amount" in given
    initial = {"currency": shown.currency, "day": shown_day(today, "en"), "customer": given.get("buyer", "")}
    form = DeliveryForm(given if is_told else None, today=today, initial=initial)
    context: dict[str, Any] = {"form": form, "answer": None, "found": [], "today": today}
    if is_told and form.is_valid():
        context |= _answered(request, shown, form, today)
        if request.method == "POST" and context["answer"] is not None:
            return _kept(request, shown, context["answer"].answer)
    return show(request, shown, "encours/delivery.html", **context)


def _answered(request: HttpRequest, shown: Shown, form: DeliveryForm, today: Day) -> dict[str, Any]:
    """The answer; customers among which to choose where several answer to the name; or what is wrong."""
    told = form.cleaned_data
    found = customers(shown, told["customer"])
    if len(found) != 1:
        if not found:
            form.add_error("customer", say("No customer has this name.", "Aucun client ne porte ce nom."))
        query = request.GET.copy()
        addresses = []
        for code, name in found:
            query["customer"] = code
            addresses.append((f"?{query.urlencode()}", name, code))
        return {"found": addresses}
    ((buyer, name),) = found
    asked = judged_about(shown.access.organisation, buyer, today)
    if asked is None:
        form.add_error(None, NOT_JUDGED.in_language(language()))
        return {}
    usage = usual(asked.view, buyer)
    delivery = Delivery(
        buyer=buyer, amount=told["gross"], currency=told["currency"], day=told["day"],
        due=told["day"] + usage.terms if told["due"] == NEVER else told["due"],
        vat=usage.vat_within(told["gross"]) if told["tax"] == MISSING else told["tax"],
        entity=told.get("entity") or usage.entity, payment_means=usage.payment_means, reference=told["reference"],
    )  # fmt: skip
    if refusal := _refusal(asked, delivery):
        form.add_error("currency", refusal)
        return {}
    answer = before_shipping(asked, delivery, language())
    if not sees_all(shown.access, asked.portfolio.members(buyer)):
        answer = replace(answer, remedies=tuple(each for each in answer.remedies if each.what == "overdue"))
    query = request.GET if request.method == "GET" else request.POST
    hidden = [(key, query.get(key, "")) for key in form.fields if key != "customer"] + [("customer", buyer)]
    return {"answer": _shown(shown, answer, name), "buyer": buyer, "name": name, "hidden": hidden}


def _refusal(asked: Asked, delivery: Delivery) -> str:
    """Why such a delivery cannot be judged; empty where it can."""
    invoice = delivery.invoice("(supposed)", asked.as_of)
    supposed = supposing(asked, [invoice], delivery.buyer, as_of=max(asked.as_of, delivery.day))
    if lacking := missing_rates(supposed.view, asked.programme):
        return say("No rate of exchange is known of {codes}.", "Aucun cours de change n’est connu pour {codes}.",
                   codes=", ".join(lacking))  # fmt: skip
    is_large = too_large(supposed.view, asked.programme)
    return say("The amount is too large.", "Le montant est trop grand.") if is_large else ""


def customers(shown: Shown, text: str) -> list[tuple[str, str]]:
    """Customers that answer to a code, a name or a number, of those this person sees; one alone for a whole code."""
    registered: Any = MODELS["buyers"]
    told = perimeter(registered.objects.all(), shown.access)
    if told.filter(buyer=text).exists():
        return list(_named([text]).items())
    rows = perimeter(AccountResult.objects.filter(reading=shown.reading), shown.access)
    for each in folded(text).split():
        rows = rows.filter(sought__contains=each)
    found = [*rows.order_by("-outstanding").values_list("buyer", flat=True)[:MOST_FOUND]]
    found += told.filter(name__icontains=text).order_by("name").values_list("buyer", flat=True)[:MOST_FOUND]
    return list(_named(list(dict.fromkeys(found))[:MOST_FOUND]).items())


def _named(buyers: list[str]) -> dict[str, str]:
    names = names_of_customers(buyers)
    return {each: names.get(each, each) for each in buyers}


def _kept(request: HttpRequest, shown: Shown, answer: Answer) -> HttpResponse:
    """Write an answer in the journal, with its figures; every person who may ask may keep what they were told."""
    entry = journal.write(
        shown.access.organisation, str(shown.access.person), Deed.KEEP_DELIVERY_ANSWER, at=timezone.now(),
        subject=answer.delivery.buyer, details=answer.figures(),
    )  # fmt: skip
    told = say(
        "The answer is kept in the journal, number {rank}.", "La réponse est gardée au journal, numéro {rank}.",
        rank=entry.rank,
    )  # fmt: skip
    messages.success(request, told)
    query = request.POST.copy()
    query.pop("csrfmiddlewaretoken", None)
    return HttpResponseRedirect(f"{link(shown, 'delivery')}?{query.urlencode()}")


def _shown(shown: Shown, answer: Answer, name: str) -> ShownAnswer:
    told = language()
    words, symbol, tone = HEADLINES[answer.answered.value]
    return ShownAnswer(
        answer=answer,
        badge=Badge(words.in_language(told), symbol, tone),
        lead=_lead(answer, name, told),
        until=typeset(" : ".join(each for each in (answer.until.title, answer.until.sentence) if each), told),
        reasons=[] if answer.answered is Answered.YES else [_set(each, told) for each in answer.reasons],
        layers=[(each, kind_word(each.kind.english, told)) for each in answer.layers
                if each.admitted or each is answer.layers[0]],
        lost=[(state.french if told == "fr" else state.english, shown_amount(cents, answer.currency, told))
              for state, cents in answer.parts.items() if cents and state is not State.COVERED],
        remedies=[_remedy(shown, answer, each, told) for each in answer.remedies],
        own="" if answer.own is None or answer.own.room is None else shown_amount(
            abs(answer.own.room), answer.currency, told),
        is_over_own=answer.own is not None and answer.own.is_exceeded,
    )  # fmt: skip


def _set(reason: Reason, told: Language) -> Reason:
    """A reason as a printer sets it."""
    words = {name: typeset(getattr(reason, name), told) for name in ("title", "sentence", "what_to_do", "text")}
    return replace(reason, **words)


def _lead(answer: Answer, name: str, told: Language) -> str:
    covered, whole = (shown_amount(each, answer.currency, told) for each in (answer.covered, answer.amount))
    return say(
        "{covered} of {whole} to {name} would be covered.", "{covered} sur {whole} à {name} seraient couverts.",
        covered=covered, whole=whole, name=name,
    )  # fmt: skip


def _remedy(shown: Shown, answer: Answer, found: Remedy, told: Language) -> tuple[str, str]:
    """What would lift the refusal, and where to do it."""
    what = found.what
    values = {
        "amount": shown_amount(found.amount, answer.currency, told),
        "covered": shown_amount(found.covered, answer.currency, told),
    }
    words = {
        "limit": ("With a limit of {amount} granted, {covered} would be covered.",
                  "Avec un agrément de {amount}, {covered} seraient couverts."),
        "overdue": ("Once the overdue {amount} is paid, {covered} would be covered.",
                    "Une fois les {amount} échus payés, {covered} seraient couverts."),
        "both": ("With the overdue paid and a limit of {amount}, {covered} would be covered.",
                 "Avec les échus payés et un agrément de {amount}, {covered} seraient couverts."),
    }[what]  # fmt: skip
    is_ask = what in {"limit", "both"} and shown.access.may(Right.ASK_LIMIT)
    url = link(shown, "limit-ask", answer.delivery.buyer, amount=str(found.amount)) if is_ask else ""
    return say(*words, **values), url


urlpatterns = [
    path("delivery/", page, name="delivery"),
]
