"""The aged balance, on any day and as known on any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.safestring import SafeString, mark_safe

from encours.cover.ageing import Per
from encours.explain.document.model import Amount, Chart, Percentage, Tone
from encours.explain.document.shown import shown as shown_in
from encours.explain.document.shown import typeset
from encours.explain.document.svg import drawing
from encours.explain.words import say
from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.actions.exports import Taken
from encours.web.computing.rows import SLICES
from encours.web.pages import reading_ask
from encours.web.pages.aged import SLICE_NAMES, Balance, Line, share_of
from encours.web.pages.aged_list import chart_of, listing_of
from encours.web.pages.files import file_of, form_asked, handed_over, taken
from encours.web.pages.not_made import not_made
from encours.web.pages.parts import Figure
from encours.web.pages.shown import Shown, days_of, link
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.roles import Right
from encours.web.store.models import Batch, Reading

PERS: Final[Mapping[Per, Words]] = {
    Per.BUYER: Words("By customer", "Par client"),
    Per.GROUP: Words("By group", "Par groupe"),
    Per.COUNTRY: Words("By country", "Par pays"),
    Per.ENTITY: Words("By selling entity", "Par entité"),
    Per.CURRENCY: Words("By currency", "Par devise"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the control of the general ledger says: in which voice, what, and what to do."""

    voice: str
    text: str
    remedy: str = ""


@within(Right.SEE)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What is open on the day by age, customer by customer, and what of it is covered."""
    form = form_asked(request, shown, "pdf")
    told, absent = language(), not_made(shown)
    if absent is not None or shown.reading is None:
        return show(request, shown, "encours/ageing.html", not_made=absent)
    per = next((each for each in PERS if each.value == request.GET.get("per")), Per.BUYER)
    sought = request.GET.get("q", "").strip()[:100]
    balance = Balance.of(shown, shown.reading, sought)
    listing = listing_of(
        shown, balance, per, request.GET, query=request.GET.urlencode(), told=told, whole=bool(form)
    )  # fmt: skip
    filters = ((typeset(PERS[per].in_language(told), told), sought),) if sought else ()
    if form == "pdf":
        from encours.web.pages.aged_document import aged_pdf  # a page needs none

        content = aged_pdf(listing, chart_of(balance, told), shown, balance.total(per), told)
        answer = handed_over(content, "application/pdf", shown, name="ageing", form="pdf")
        return taken(answer, shown, Taken.AGED_BALANCE, form=form, rows=len(listing.rows), filters=filters)
    if form:
        return file_of(listing, form, shown, Taken.AGED_BALANCE, name="ageing", filters=filters)
    chart = chart_of(balance, told)
    return show(
        request,
        shown,
        "encours/ageing.html",
        not_made=None,
        listing=listing,
        pers=[(each.value, words.in_language(told), each is per) for each, words in PERS.items()],
        sought=sought,
        days=days_of(shown),
        figures=_figures(shown, balance.total(per), balance.reading.currency, told),
        chart=chart,
        drawing=_drawn(chart, told),
        currency=balance.reading.currency,
        controls=_controls(shown.reading, told) if shown.access.buyers is None else (),
        may_export=shown.access.may(Right.EXPORT),
    )


def _drawn(chart: Chart | None, told: Language) -> SafeString:
    if chart is None:
        return SafeString("")
    return mark_safe(drawing(chart, told))  # noqa: S308 -- every text in a drawing is escaped where it is drawn


def _figures(shown: Shown, total: Line, currency: str, told: Language) -> list[Figure]:
    def figure(title: Words, cents: int, tone: Tone, note: str = "", **behind: str) -> Figure:
        share = share_of(cents, total.outstanding)
        said = note or ("" if share is None else _of_outstanding(share, told))
        return Figure(title.in_language(told), Amount(cents, currency), said, link(shown, "invoices", **behind), tone)

    several, one = Words("{count} customers", "{count} clients"), Words("{count} customer", "{count} client")
    count = several if total.customers > 1 else one
    customers = count.in_language(told).format(count=shown_in(total.customers, told))
    oldest = SLICES.index("late_4")
    return [
        figure(Words("Outstanding", "Encours total"), total.outstanding, Tone.PLAIN, customers),
        figure(Words("Not due", "Non échu"), total.slices[0], Tone.COVERED, slice=SLICE_NAMES[0]),
        figure(Words("Overdue", "Total échu"), total.overdue, Tone.WARNING, slice="overdue"),
        figure(Words("More than 90 days", "Plus de 90 jours"), total.slices[oldest], Tone.NOT_COVERED,
               slice=SLICE_NAMES[oldest]),
        figure(Words("Covered", "Couvert"), total.covered, Tone.COVERED, state="covered"),
    ]  # fmt: skip


def _of_outstanding(share: int, told: Language) -> str:
    words = Words("{share} of the outstanding", "{share} de l’encours")
    return typeset(words.in_language(told), told).format(share=shown_in(Percentage(share), told))


def _controls(reading: Reading, told: Language) -> Sequence[Told]:
    """Whether the balance agrees with the general ledger, as the library found when the results were made."""
    kept: Mapping[str, Any] = reading.figures.get("ageing", {})
    is_french = told == "fr"
    found = [
        Told("done", typeset(say("control agrees", told, account=accounts), told))
        for accounts in kept.get("agreed", ())
    ]
    for each in kept.get("faults", ()):
        said, remedy = (each["fr"], each["remedy_fr"]) if is_french else (each["en"], each["remedy_en"])
        found.append(Told("warning" if each["is_warning"] else "error", typeset(said, told), typeset(remedy, told)))
    if found and Batch.objects.filter(made_at__gt=reading.made_at).exists():
        words = Words(
            "Facts were kept since; the accounts are compared again at the next reading.",
            "Des faits ont été enregistrés depuis ; le rapprochement sera refait à la prochaine lecture.",
        )
        found.append(Told("info", typeset(words.in_language(told), told)))
    return found


urlpatterns = [
    path("ageing/", page, name="ageing"),
    path("reading/", reading_ask.page, name="reading-ask"),
]
