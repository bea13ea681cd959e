"""What is to be done, in the order of the days left and of the euros at stake, and how it is done from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from encours.duties.duty import Department
from encours.explain.document.shown import typeset
from encours.explain.duty_words import DEPARTMENTS
from encours.policy.faults import Words
from encours.units import Day
from encours.units.parse_day import parse_day
from encours.units.show import Language, show_day
from encours.web.actions import worklist as actions
from encours.web.actions.approvals import waiting_for
from encours.web.actions.exports import Taken
from encours.web.pages.exports import TYPES, Asked, export
from encours.web.pages.files import taken
from encours.web.pages.imports import drafts
from encours.web.pages.not_made import not_made
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.pages.worklist_export import listing_of, told_filters
from encours.web.pages.worklist_head import figures_of, sentence_of
from encours.web.pages.worklist_item import members_of, told_of_item
from encours.web.pages.worklist_rows import FOLDED, Filters, Work, kind_title, worst
from encours.web.pages.worklist_shown import Line, lines_of, sections_of
from encours.web.people.access import Access
from encours.web.people.models import Membership
from encours.web.people.roles import Right
from encours.web.store.models import Draft, Reading, WorkItem

BACK: Final = "back"
"""Field of a form that holds what is listed, so that one comes back to it."""
OF_A_PERSON: Final = (Draft.State.ASKED, Draft.State.REFUSED, Draft.State.READY)
"""States of an import that wait for somebody."""
RECORDED: Final = Words("Recorded: it is done.", "Enregistré : c’est fait.")
RECORDED_LATE: Final = Words(
    "Recorded, but done after its last day: see what it costs.",
    "Enregistré, mais fait après la date limite : voir ce que cela coûte.",
)
STILL: Final = Words(
    "Recorded, yet still to be done as the policy reads the facts.",
    "Enregistré, mais encore à faire selon la police.",
)
SAID: Final[Mapping[str, tuple[str, Words]]] = {
    "done": ("success", RECORDED),
    "done late": ("warning", RECORDED_LATE),
}


@require_GET
@within(Right.SEE_DUTIES)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The list at the left, and at the right the thing chosen."""
    return _page(request, shown, request.GET, request.GET.get("item", ""))


def _page(
    request: HttpRequest, shown: Shown, asked: QueryDict, identifier: str, *,
    errors: Mapping[str, Words] | None = None, wrong: Mapping[str, list[str]] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page; `errors` are of the form that records a deed, `wrong` of the others by the name of each."""
    reading = shown.reading
    if reading is None or reading.standing != Reading.Standing.MADE:
        return show(request, shown, "encours/worklist.html", is_made=False, not_made=not_made(shown))
    work, told_in = Work(shown.access, reading, Filters.of(asked)), language()
    listed = work.page(asked)
    lines = lines_of(work, listed, told_in)
    chosen = work.item(identifier) if identifier else None
    if identifier and chosen is None and not errors and not wrong:
        messages.info(request, _in(Words("This is no longer to be done.", "Ce n’est plus à faire.")))
    at = chosen or (listed.object_list[0] if listed.object_list else None)
    context = {
        "work": work,
        "is_made": True,
        "currency": reading.currency,
        "sections": sections_of(work, lines, told_in),
        "page_shown": listed,
        "may": shown.access.may(Right.ACT) and not shown.is_asked,
        "may_export": shown.access.may(Right.EXPORT),
        "is_chosen": chosen is not None,
        "at": "" if at is None else at.identifier,
        "following": "" if at is None else work.next_after(at.identifier),
        "told": None if at is None else told_of_item(
            shown.access, at, reading.as_of, told_in, given=cast("Any", request.POST) if errors else None,
            errors=errors, currency=reading.currency,
        ),
        "errors": {name: typeset(words.in_language(told_in), told_in) for name, words in (errors or {}).items()},
        "wrong": wrong or {},
        "members": members_of(shown.access) if shown.access.may(Right.ACT) else [],
        "keep": _kept(shown, work.filters),
    }  # fmt: skip
    if _wants_the_detail(request):
        return _detail(request, shown, context, lines)
    amounts = worst(work)
    context |= {
        "sentence": sentence_of(amounts, reading, told_in),
        "figures": figures_of(amounts, reading, told_in),
        "choices": _choices(work, told_in),
        "imports": drafts(*OF_A_PERSON) if shown.access.may(Right.IMPORT) and not shown.is_asked else [],
        "proposals": [] if shown.is_asked else list(waiting_for(shown.access)),
        "folded": {name: work.counts.get(section, 0) for section, name in FOLDED.items()},
    }
    answer = show(request, shown, "encours/worklist.html", **context)
    answer.status_code = 422 if errors or wrong else 200
    return answer


def _in(words: Words) -> str:
    return typeset(words.in_language(language()), language())


def _kept(shown: Shown, filters: Filters) -> str:
    """What an address keeps to list the same on the same day."""
    given = QueryDict(filters.query, mutable=True)
    if shown.is_asked:
        given["as_of"] = show_day(shown.as_of, "en")
    return given.urlencode()


def _wants_the_detail(request: HttpRequest) -> bool:
    asked: Any = request.htmx  # type: ignore[attr-defined]
    return bool(asked) and asked.target == "detail"


def _detail(request: HttpRequest, shown: Shown, context: dict[str, Any], lines: list[Line]) -> HttpResponse:
    """The detail alone, and the lines of the list that are no longer, or are now, the chosen one."""
    before = QueryDict((request.htmx.current_url or "").partition("?")[2]).get("item", "")  # type: ignore[attr-defined]
    before = before or (lines[0].identifier if lines else "")
    changed = [each for each in lines if each.identifier in {before, context["at"]}]
    return render(
        request,
        "encours/worklist/swap.html",
        {**context, "access": shown.access, "shown": shown, "changed": changed},
    )


def _choices(work: Work, told_in: Language) -> dict[str, list[tuple[str, str]]]:
    """What each filter offers."""
    kinds = sorted((kind_title(kind, told_in), kind, many) for kind, many in work.kinds.items())
    policies = [name for name, _ in work.reading.figures.get("policies", [])]
    return {
        "who": [(each.value, DEPARTMENTS[each].in_language(told_in)) for each in Department],
        "kind": [(kind, f"{title} ({many})") for title, kind, many in kinds],
        "policy": [(name, name) for name in policies] if len(policies) > 1 else [],
    }


@require_POST
@within(Right.ACT)
def act(request: HttpRequest, shown: Shown, identifier: str) -> HttpResponse:
    """Record that a thing was done."""
    work = _work(request, shown)
    item = work.item(identifier)
    if item is None:
        raise Http404
    following = work.next_after(identifier)
    given = {name: str(value) for name, value in request.POST.items()}
    outcome = actions.act(shown.access, item, given, language(), today=shown.as_of, at=timezone.now())
    if outcome.is_refused:
        return _page(request, shown, _back(request), identifier, errors=outcome.errors)
    level, words = SAID.get(outcome.standing, ("warning", STILL))
    title = typeset(f"{item.told[language()]['title']} ({item.told[language()]['subject']})", language())
    getattr(messages, level)(request, f"{_in(words)} {title}")
    return _return(request, shown, following if outcome.standing == "done" else identifier)


@require_POST
@within(Right.ACT)
def assign(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Give the lines chosen to a member, or to nobody."""
    items, to = _items(request, shown), request.POST.get("to", "")
    member = _member(shown.access, to)
    if to and member is None:
        return _refused(request, shown, "assign", [actions.NOBODY_SUCH])
    refusal = actions.assign(shown.access, items, member, at=timezone.now())
    if refusal is not None:
        return _refused(request, shown, "assign", [refusal])
    name = "" if member is None else str(member.person)
    words = Words(f"Assigned to {name}.", f"Confié à {name}.") if name else Words("Unassigned.", "Confié à personne.")
    messages.success(request, _in(words))
    return _return(request, shown, request.POST.get("item", ""))


@require_POST
@within(Right.ACT)
def snooze(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Put the lines chosen off until a day, or back in the list."""
    work, items = _work(request, shown), _items(request, shown)
    written = request.POST.get("until", "").strip()
    day = parse_day(written) if written else None
    is_back = request.POST.get("now") == "1"
    if not is_back and not isinstance(day, int):
        return _refused(request, shown, "snooze", [actions.NOT_A_DAY])
    following = work.next_after(request.POST.get("item", ""))
    until: Day | None = None if is_back or not isinstance(day, int) else day
    refusals = actions.snooze(shown.access, items, until, today=shown.as_of, at=timezone.now())
    if refusals:
        return _refused(request, shown, "snooze", refusals)
    messages.success(
        request, _in(Words("Back in the list.", "Remis dans la liste.") if is_back else Words("Snoozed.", "Reporté."))
    )
    return _return(request, shown, following)


@require_POST
@within(Right.ACT)
def note(request: HttpRequest, shown: Shown, identifier: str) -> HttpResponse:
    """Write a note about a thing."""
    item = _work(request, shown).item(identifier)
    if item is None:
        raise Http404
    refusal = actions.note(shown.access, item, request.POST.get("text", ""), at=timezone.now())
    if refusal is not None:
        return _refused(request, shown, "note", [refusal], identifier)
    return _return(request, shown, identifier)


@require_GET
@within(Right.SEE_DUTIES)
def exported(request: HttpRequest, shown: Shown, form: str) -> HttpResponse:
    """The list as a file: every line that the filters choose and that is not folded."""
    if not shown.access.may(Right.EXPORT):
        raise PermissionDenied
    if form not in TYPES or shown.reading is None or shown.reading.standing != Reading.Standing.MADE:
        raise Http404
    work, told_in = Work(shown.access, shown.reading, Filters.of(request.GET)), language()
    question = Asked(shown.access.organisation.name, shown.reading.as_of, told_in, told_filters(work, told_in))
    listing = listing_of(work, told_in)
    answer = HttpResponse(export(listing, form, question), content_type=TYPES[form])
    name = {"fr": "a-traiter", "en": "to-do"}[told_in]
    answer["Content-Disposition"] = f'attachment; filename="{name}-{shown.access.organisation.slug}.{form}"'
    return taken(answer, shown, Taken.WORKLIST, form=form, rows=len(listing.rows), filters=question.filters)


def _back(request: HttpRequest) -> QueryDict:
    """What was listed where a form was sent from."""
    return QueryDict(request.POST.get(BACK, "")[:2_000])


def _work(request: HttpRequest, shown: Shown) -> Work:
    """Things to do as they were listed; none where nothing is read, and nothing is done on another day than this."""
    if shown.is_asked or shown.reading is None or shown.reading.standing != Reading.Standing.MADE:
        raise Http404
    return Work(shown.access, shown.reading, Filters.of(_back(request)))


def _items(request: HttpRequest, shown: Shown) -> list[WorkItem]:
    """Lines that a form names, of those the person sees."""
    names = request.POST.getlist("row")[: actions.MOST + 1]
    return list(_work(request, shown).every.filter(identifier__in=names))


def _member(access: Access, written: str) -> Membership | None:
    """A member to whom a thing may be given; `me` is whoever asks."""
    wanted = str(access.membership.pk) if written == "me" else written
    return next((each for each in members_of(access) if str(each.pk) == wanted), None)


def _refused(request: HttpRequest, shown: Shown, form: str, why: list[Words], item: str = "") -> HttpResponse:
    told = {form: [_in(each) for each in why]}
    return _page(request, shown, _back(request), item or request.POST.get("item", ""), wrong=told)


def _return(request: HttpRequest, shown: Shown, item: str) -> HttpResponseRedirect:
    given = QueryDict(Filters.of(_back(request)).query, mutable=True)
    if item:
        given["item"] = item
    query = given.urlencode()
    address = reverse("worklist", args=[shown.access.organisation.slug])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


urlpatterns = [
    path("todo/", page, name="worklist"),
    path("todo/act/<str:identifier>", act, name="worklist-act"),
    path("todo/note/<str:identifier>", note, name="worklist-note"),
    path("todo/assign", assign, name="worklist-assign"),
    path("todo/snooze", snooze, name="worklist-snooze"),
    path("todo/list.<str:form>", exported, name="worklist-export"),
]
