"""Limits of several customers at once: asked of the insurer, or set by ourselves; each with what it would change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from encours.facts.kinds import OWN_LIMIT_POSITIONS
from encours.policy.faults import Words
from encours.units import Cents
from encours.units.currency import currency as currency_of
from encours.units.money import Money
from encours.units.show import DECIMAL_MARK, NO_BREAK_SPACE, Language
from encours.units.typed_amount import typed_amount
from encours.web.actions.accounts import asked_about_each
from encours.web.actions.approvals import needs_second
from encours.web.actions.readings import day_read
from encours.web.actions.together import ask_limits, faults_together, is_still, requests, set_own_limits
from encours.web.computing.position import Position, position
from encours.web.computing.question import Asked
from encours.web.computing.what_if import if_granted, if_own, own_limits
from encours.web.pages.shown import Shown
from encours.web.pages.sight import sees_all
from encours.web.pages.templatetags.encours import language, say, say_count
from encours.web.pages.within import show

LONGEST_REASON: Final = 2_000
ROUNDED_TO: Final = 1_000
"""Units of the currency to which a proposal is rounded up: insurers are asked for round amounts."""
UNREADABLE: Final = Words("Not an amount: write it as 25,000.00.", "Montant illisible : écrivez-le comme 25 000,00.")
BELOW_ZERO: Final = Words("An amount is not below zero.", "Un montant n’est pas négatif.")
NOTHING: Final = Words("Ask for more than nothing.", "Demandez plus que zéro.")
NOTHING_TOLD: Final = Words("Write an amount for one customer at least.", "Écrivez un montant pour un client au moins.")
CHANGED: Final = Words(
    "Facts were kept since you looked: here is the effect on the position as it stands now.",
    "Des faits ont été enregistrés depuis votre aperçu : voici l’effet sur la situation actuelle.",
)
RETYPED: Final = Words(
    "Amounts changed since their effect was shown: here it is.",
    "Des montants ont changé depuis que leur effet a été montré : le voici.",
)
NOT_JUDGED: Final = Words(
    "Nothing can be judged: without a policy that reads, or a rate of exchange, no effect can be shown.",
    "Rien ne peut être jugé : sans police lisible, ou sans cours de change, aucun effet ne peut être montré.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A customer in a preview: what is typed for it, what is wrong with that, and where it stands before and after."""

    buyer: str
    name: str
    before: Position
    typed: str = ""
    amount: Cents | None = None
    fault: str = ""
    after: Position | None = None
    is_enough: bool = False
    """Whether nothing is proposed since the limit in force holds what is needed."""
    needs_second: bool = False
    """Whether a second person must approve what no insurer carries of it."""

    @property
    def is_held(self) -> bool:
        """Whether the limit in force holds what would be asked already."""
        limit = self.before.primary_limit
        return self.amount is not None and limit is not None and self.amount <= limit

    @property
    def gained(self) -> Cents:
        """What would be covered more."""
        return 0 if self.after is None else self.after.covered - self.before.covered


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of amounts says: by customer what was typed, what is added for each, and the step asked."""

    typed: Mapping[str, str] | None
    more: str
    step: str
    place: str
    reason: str
    revision: str
    seen: str
    """Name of the amounts whose effect was shown."""


def form_of(request: HttpRequest) -> Form:
    """The form as it was sent; nothing typed yet where it comes from the list, or where amounts are proposed again."""
    rows, amounts, step = request.POST.getlist("row"), request.POST.getlist("amount"), request.POST.get("step", "")
    is_typed = len(rows) == len(amounts) and step in {"look", "keep"}
    place = request.POST.get("place", "")
    return Form(
        typed=dict(zip(rows, amounts, strict=True)) if is_typed else None,
        more=request.POST.get("more", "")[:40],
        step=step,
        place=place if place in OWN_LIMIT_POSITIONS else "including",
        reason=request.POST.get("reason", "").strip()[:LONGEST_REASON],
        revision=request.POST.get("revision", ""),
        seen=request.POST.get("seen", ""),
    )


def ask_page(request: HttpRequest, shown: Shown, names: Mapping[str, str], back: str, query: str) -> HttpResponse:
    """Limits to ask of the insurer, and what would be covered if they were granted."""
    form, asked = form_of(request), _asked(shown, names)
    if asked is None:
        return _not_judged(request, back)
    lines, more = _lines(asked, names, form), _read(form.more, asked.currency, language())
    lines = [_to_ask(shown, asked, each, form, more if isinstance(more, int) else 0) for each in lines]
    amounts = {each.buyer: each.amount for each in lines if each.amount is not None}
    lines, broken = _checked(lines, faults_together(asked, requests(asked, amounts)))
    refusal = broken or _refusal(shown, form, lines, amounts)
    if form.step == "keep" and not refusal:
        ask_limits(shown.access, asked, amounts, at=timezone.now())
        count = say_count(len(amounts), "request", "requests", "demande", "demandes")
        told = say(
            "Kept: {count}. Cover changes only once the insurer grants.",
            "Enregistré : {count}. La garantie ne change qu’avec l’accord de l’assureur.",
            count=count,
        )
        messages.success(request, told)
        return HttpResponseRedirect(back)
    granted = if_granted(asked, amounts) if amounts else asked
    lines = [each if each.amount is None else replace(each, after=position(granted, each.buyer)) for each in lines]
    told = more.in_language(language()) if isinstance(more, Words) else refusal
    return _preview(request, shown, "encours/customers_ask.html", Preview(asked, lines, form, back, query, told))


def own_page(request: HttpRequest, shown: Shown, names: Mapping[str, str], back: str, query: str) -> HttpResponse:
    """Own limits to set, what each would allow, and the part of it that nobody insures."""
    form, asked = form_of(request), _asked(shown, names)
    if asked is None:
        return _not_judged(request, back)
    lines, same = _lines(asked, names, form), _read(form.more, asked.currency, language())
    if form.typed is None:
        told = [same if isinstance(same, int) else each.before.own for each in lines]
        lines = [_proposed(asked, each, amount) for each, amount in zip(lines, told, strict=True)]
    amounts = {each.buyer: each.amount for each in lines if each.amount is not None}
    lines, broken = _checked(lines, faults_together(asked, own_limits(asked, amounts, form.place)))
    refusal = broken or _refusal(shown, form, lines, amounts)
    if form.step == "keep" and not refusal:
        kept, proposed = set_own_limits(shown.access, asked, amounts, form.place, reason=form.reason, at=timezone.now())
        messages.success(request, _told(kept, proposed))
        return HttpResponseRedirect(back)
    set_so = if_own(asked, amounts, form.place) if amounts else asked
    lines = [
        each if each.amount is None else _as_set(shown, asked, each, position(set_so, each.buyer)) for each in lines
    ]
    fault = same.in_language(language()) if isinstance(same, Words) else refusal
    preview = Preview(asked, lines, form, back, query, fault)
    return _preview(request, shown, "encours/customers_own.html", preview)


def _told(kept: int, proposed: int) -> str:
    """What became of own limits set together."""
    own = ("own limit", "own limits", "limite interne", "limites internes")
    found = []
    if kept:
        found.append(say("Kept: {count}.", "Enregistré : {count}.", count=say_count(kept, *own)))
    if proposed:
        count = say_count(proposed, *own)
        found.append(
            say("Proposed to a second person: {count}.", "Proposé à une seconde personne : {count}.", count=count)
        )
    return " ".join(found)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a preview shows."""

    asked: Asked
    lines: list[Line]
    form: Form
    back: str
    query: str
    fault: str


def _preview(request: HttpRequest, shown: Shown, template: str, preview: Preview) -> HttpResponse:
    told = [each for each in preview.lines if each.after is not None]
    after = [each.after for each in told if each.after is not None]
    return show(
        request,
        shown,
        template,
        preview=preview,
        lines=preview.lines,
        form=preview.form,
        count=len(told),
        alone=len([each for each in told if not each.needs_second]),
        for_two=len([each for each in told if each.needs_second]),
        total_asked=sum(each.amount or 0 for each in told),
        total_before=sum(each.before.covered for each in told),
        total_after=sum(each.covered for each in after),
        total_over_before=sum(each.before.over_limit for each in told),
        total_over_after=sum(each.over_limit for each in after),
        currency=preview.asked.currency,
        revision=shown.access.organisation.revision,
        seen=seen_of({each.buyer: each.amount or 0 for each in told}, preview.form.place),
        positions=OWN_LIMIT_POSITIONS,
    )


def seen_of(amounts: Mapping[str, Cents], place: str) -> str:
    """The same for the same amounts: what was seen is what is kept."""
    return hashlib.sha256(repr((sorted(amounts.items()), place)).encode()).hexdigest()[:40]


def _asked(shown: Shown, names: Mapping[str, str]) -> Asked | None:
    """The accounts of the customers chosen, as they stand on the day that is read."""
    organisation = shown.access.organisation
    return asked_about_each(organisation, list(names), day_read(organisation, timezone.localdate()))


def _not_judged(request: HttpRequest, back: str) -> HttpResponse:
    messages.error(request, say(NOT_JUDGED.english, NOT_JUDGED.french))
    return HttpResponseRedirect(back)


def _lines(asked: Asked, names: Mapping[str, str], form: Form) -> list[Line]:
    """A line for each customer, with what was typed for it."""
    found = []
    for buyer, name in names.items():
        typed = "" if form.typed is None else form.typed.get(buyer, "")[:40]
        read = _read(typed, asked.currency, language())
        amount = read if isinstance(read, int) else None
        fault = read.in_language(language()) if isinstance(read, Words) else ""
        found.append(Line(buyer, name, position(asked, buyer), typed, amount, fault))
    return found


def _to_ask(shown: Shown, asked: Asked, line: Line, form: Form, more: Cents) -> Line:
    """A line with what is to be asked: what was typed, else what is proposed, nothing where the limit holds it.

    Of a limit that is shared with customers that somebody does not see, what this one owes is all that is proposed.
    """
    if form.typed is None:
        is_seen = sees_all(shown.access, asked.portfolio.members(line.buyer))
        amount = _rounded((line.before.needed if is_seen else line.before.outstanding) + more, asked.currency)
        is_enough = line.before.primary_limit is not None and line.before.primary_limit >= amount
        return replace(line, is_enough=True) if is_enough else _proposed(asked, line, amount)
    return replace(line, amount=None, fault=NOTHING.in_language(language())) if line.amount == 0 else line


def _proposed(asked: Asked, line: Line, amount: Cents | None) -> Line:
    return line if amount is None else replace(line, amount=amount, typed=_typed(amount, asked.currency))


def _as_set(shown: Shown, asked: Asked, line: Line, after: Position) -> Line:
    return replace(line, after=after, needs_second=needs_second(shown.access, after, asked.currency))


def _checked(lines: list[Line], faults: Mapping[str, Words]) -> tuple[list[Line], str]:
    """The lines with what is wrong of each, and what all of them together break."""
    told = [
        replace(each, fault=faults[each.buyer].in_language(language())) if each.buyer in faults else each
        for each in lines
    ]
    return told, faults[""].in_language(language()) if "" in faults else ""


def _refusal(shown: Shown, form: Form, lines: list[Line], amounts: Mapping[str, Cents]) -> str:
    """Why nothing is kept; empty where all is well, or nothing was to be."""
    if form.step != "keep":
        return ""
    if any(each.fault for each in lines):
        return say("Correct the amounts first.", "Corrigez d’abord les montants.")
    if not amounts:
        return NOTHING_TOLD.in_language(language())
    if form.seen != seen_of(amounts, form.place):
        return RETYPED.in_language(language())
    is_same = form.revision.isascii() and form.revision.isdecimal() and len(form.revision) < 19
    if not is_same or not is_still(shown.access, int(form.revision)):
        return CHANGED.in_language(language())
    return ""


def _read(text: str, code: str, told: Language) -> Cents | Words | None:
    """Amount of a text, what is wrong with it, or nothing where nothing is written."""
    if not text.strip():
        return None
    read = typed_amount(text, currency_of(code), told)
    if not isinstance(read, Money):
        return UNREADABLE
    return BELOW_ZERO if read.cents < 0 else read.cents


def _typed(cents: Cents, code: str) -> str:
    """An amount as somebody of the reader's language would type it, without its currency."""
    text = Money(cents, currency_of(code)).to_decimal_text()
    units, _, decimals = text.partition(".")
    mark, between = DECIMAL_MARK[language()], "," if language() == "en" else NO_BREAK_SPACE
    grouped = f"{int(units):,}".replace(",", between)
    return f"{grouped}{mark}{decimals}" if decimals.strip("0") else grouped


def _rounded(cents: Cents, code: str) -> Cents:
    """An amount rounded up to a round one."""
    size = ROUNDED_TO * currency_of(code).unit
    return -(-cents // size) * size
