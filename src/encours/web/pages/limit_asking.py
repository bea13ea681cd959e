"""Something told of a limit: written, weighed in euros of cover, then kept. Nothing is kept that was not seen first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone

from encours.facts.kinds import Fact, LimitAppeal, LimitRequest
from encours.policy.faults import Words
from encours.units import Cents, Day
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.show import show_day
from encours.web.actions.approvals import Weighed, set_own_limit, weigh
from encours.web.actions.limits import faults_before, judged_about, tell
from encours.web.actions.readings import day_read
from encours.web.computing.limit_effect import Effect, effects, if_granted
from encours.web.computing.position import position
from encours.web.computing.question import Asked
from encours.web.pages.limit_forms import (
    AppealAnswerForm,
    AppealForm,
    ConditionsForm,
    DecisionForm,
    OwnLimitForm,
    RequestForm,
    Telling,
)
from encours.web.pages.limit_marks import told
from encours.web.pages.limit_page import buyer_name
from encours.web.pages.shown import Shown, link
from encours.web.pages.sight import as_seen
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.deeds import Deed
from encours.web.people.roles import Right
from encours.web.store.models import Proposal

Initial = Callable[[Asked, str, dict[str, str]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that may be told: its address, its right, its form, how the journal calls it, and its words."""

    name: str
    right: Right
    form: type[Telling]
    deed: Deed
    title: Words
    kept: Words
    initial: Initial


def _iso(day: Day) -> str:
    return show_day(day, "en")


def _reference(asked: Asked, letter: str, buyer: str) -> str:
    return f"{letter}-{buyer}-{_iso(asked.as_of)}"[:120]


def _of_request(asked: Asked, buyer: str, given: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "currency": asked.currency, "requested_on": _iso(asked.as_of), "reference": _reference(asked, "D", buyer)
    }  # fmt: skip
    if given.get("amount", "").isascii() and given.get("amount", "").isdecimal() and len(given["amount"]) < 15:
        told["amount"] = _plain(int(given["amount"]), asked.currency)
    return told


def _plain(cents: Cents, code: str) -> str:
    """An amount as a field takes it, without its currency."""
    return Money(cents, currency(code)).to_decimal_text().removesuffix(".00")


def _of_decision(asked: Asked, buyer: str, given: dict[str, str]) -> dict[str, Any]:  # noqa: ARG001 -- as others take
    waiting = asked.portfolio.line(buyer).facts.waiting
    last = waiting[-1] if waiting else None
    told: dict[str, Any] = {
        "currency": asked.currency, "decided_on": _iso(asked.as_of), "reference": _reference(asked, "G", buyer)
    }  # fmt: skip
    if last is not None:
        told |= {
            "request": last.reference, "policy": last.policy, "amount": _plain(last.amount, last.currency),
            "currency": last.currency,
        }  # fmt: skip
    return told


def _of_day(field: str) -> Initial:
    def initial(asked: Asked, buyer: str, given: dict[str, str]) -> dict[str, Any]:  # noqa: ARG001 -- as others take
        told: dict[str, Any] = {field: _iso(asked.as_of)}
        return told | ({"decision": given["decision"]} if given.get("decision") else {})

    return initial


def _of_own(asked: Asked, buyer: str, given: dict[str, str]) -> dict[str, Any]:  # noqa: ARG001 -- as others take
    own = asked.portfolio.line(buyer).facts.own_limits
    told: dict[str, Any] = {"currency": asked.currency, "from_day": _iso(asked.as_of), "position": "including"}
    if own:
        told |= {
            "amount": _plain(own[-1].amount, own[-1].currency), "currency": own[-1].currency,
            "position": own[-1].position,
        }  # fmt: skip
    return told


KINDS: Final = (
    Kind("limit-ask", Right.ASK_LIMIT, RequestForm, Deed.ASK_LIMIT, Words("Ask for a limit", "Demander un agrément"),
         Words("The request is kept.", "La demande est enregistrée."), _of_request),
    Kind("limit-decide", Right.DECIDE_LIMIT, DecisionForm, Deed.RECORD_LIMIT_DECISION,
         Words("Decision of the insurer", "Décision de l’assureur"),
         Words("The decision is kept.", "La décision est enregistrée."), _of_decision),
    Kind("limit-appeal", Right.ASK_LIMIT, AppealForm, Deed.APPEAL_LIMIT_DECISION, Words("Appeal", "Recours"),
         Words("The appeal is kept.", "Le recours est enregistré."), _of_day("appealed_on")),
    Kind("limit-appeal-answer", Right.DECIDE_LIMIT, AppealAnswerForm, Deed.RECORD_APPEAL_ANSWER,
         Words("Answer to an appeal", "Réponse à un recours"),
         Words("The answer is kept.", "La réponse est enregistrée."), _of_day("answered_on")),
    Kind("limit-met", Right.DECIDE_LIMIT, ConditionsForm, Deed.RECORD_CONDITIONS_MET,
         Words("Conditions met", "Conditions remplies"),
         Words("The conditions are met.", "Les conditions sont remplies."), _of_day("conditions_met_on")),
    Kind("own-limit", Right.SET_OWN_LIMIT, OwnLimitForm, Deed.SET_OWN_LIMIT, Words("Own limit", "Limite interne"),
         Words("The own limit is kept.", "La limite interne est enregistrée."), _of_own),
)  # fmt: skip
"""Everything that may be told of a limit."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change, and what whoever keeps it must have seen; a second person where one is needed."""

    effects: tuple[Effect, ...]
    seen: str
    note: str = ""
    weighed: Weighed | None = None


def _page(kind: Kind) -> Callable[..., HttpResponse]:
    @within(kind.right, is_dated=False)
    def page(request: HttpRequest, shown: Shown, /, buyer: str) -> HttpResponse:
        if not shown.access.may(Right.SEE_LIMITS) or request.method not in {"GET", "HEAD", "POST"}:
            raise Http404
        name = buyer_name(shown.access, buyer)
        organisation = shown.access.organisation
        today = day_read(organisation, timezone.localdate())
        asked = judged_about(organisation, buyer, today)
        if asked is None:
            return show(request, shown, "encours/limit.html", buyer=buyer, name=name, is_judged=False)
        asked = as_seen(asked, shown.access)
        is_told = request.method == "POST"
        given = {key: str(value) for key, value in request.GET.items()}
        form = kind.form(
            request.POST if is_told else None, asked=asked, buyer=buyer, initial=kind.initial(asked, buyer, given)
        )
        preview = _previewed(shown, asked, kind, form, buyer) if is_told and form.is_valid() else None
        if preview is not None and request.POST.get("confirm"):
            if request.POST.get("seen") == preview.seen:
                answer = _keep(request, shown, kind, form, today)
                if answer is not None:
                    return answer
                preview = None
            else:
                messages.warning(request, told(SEEN_OTHERWISE, language()))
        return show(
            request, shown, "encours/limit_form.html",
            form=form, kind=kind, title=told(kind.title, language()), buyer=buyer, name=name, preview=preview,
            currency=asked.currency, now=position(asked, buyer), today=today, back=link(shown, "limit", buyer),
        )  # fmt: skip

    return page


SEEN_OTHERWISE: Final = Words(
    "What is written or the figures have changed: look at them again.",
    "La saisie ou les montants ont changé : relisez-les.",
)
SECOND: Final = Words(
    "A second person must approve: the uninsured part is above what one person may accept.",
    "Une seconde personne doit approuver : la part non garantie dépasse ce qu’une personne peut accepter seule.",
)


def _previewed(shown: Shown, asked: Asked, kind: Kind, form: Telling, buyer: str) -> Preview | None:
    """What would change; None, with every reason on the form, where it may not be kept."""
    facts = form.facts()
    weighed = weigh(shown.access, asked, form.own_limit()) if isinstance(form, OwnLimitForm) else None
    wrong = list(weighed.faults) if weighed is not None else faults_before(asked, facts, buyer)
    for each in wrong:
        form.add_error(None, told(each, language()))
    if wrong:
        return None
    found = weighed.effects if weighed is not None else _effects(asked, facts, buyer)
    note = told(SECOND, language()) if weighed is not None and weighed.needs_second else ""
    return Preview(found, _name_of(kind, facts, found), note, weighed)


def _effects(asked: Asked, facts: Sequence[Fact], buyer: str) -> tuple[Effect, ...]:
    first = facts[0]
    if isinstance(first, LimitRequest):
        return if_granted(asked, first)
    return () if isinstance(first, LimitAppeal) else effects(asked, facts, buyer)


def _name_of(kind: Kind, facts: Sequence[Fact], found: tuple[Effect, ...]) -> str:
    """The same for the same facts and the same effects: what was seen is what is kept."""
    return hashlib.sha256(repr((kind.name, facts, found)).encode()).hexdigest()[:40]


def _keep(request: HttpRequest, shown: Shown, kind: Kind, form: Telling, today: Day) -> HttpResponse | None:
    """Keep what was seen and go back to the limits; None, with every reason on the form, where it may not be."""
    if isinstance(form, OwnLimitForm):
        reason = str(form.cleaned_data["reason"])
        kept: Any = set_own_limit(shown.access, form.own_limit(), reason=reason, today=today, at=timezone.now())
    else:
        kept = tell(shown.access, form.facts(), form.buyer, deed=kind.deed, today=today, at=timezone.now())
    if isinstance(kept, list):
        for each in kept:
            form.add_error(None, told(each, language()))
        return None
    done = PROPOSED if isinstance(kept, Proposal) else kind.kept
    messages.success(request, told(done, language()))
    return HttpResponseRedirect(link(shown, "limit", form.buyer))


PROPOSED: Final = Words(
    "The own limit is proposed: it holds once somebody else approves it.",
    "La limite interne est proposée : elle vaudra une fois approuvée par une autre personne.",
)


urlpatterns: list[URLPattern] = [path(f"{each.name}/<path:buyer>", _page(each), name=each.name) for each in KINDS]
