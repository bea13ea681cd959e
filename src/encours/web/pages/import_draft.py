"""An import that is being prepared: what was read, what it would change, what must be told, and the way to keep it."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from encours.explain.document.model import Amount, Tone
from encours.formats.report import csv_report
from encours.policy.faults import Words
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.show import Language, show_amount
from encours.web.actions import imports
from encours.web.actions.exports import Taken
from encours.web.computing.table_export import table_name
from encours.web.pages.files import taken
from encours.web.pages.import_form import ToldForm
from encours.web.pages.parts import Figure
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language, say
from encours.web.pages.within import show, within
from encours.web.people.roles import Right
from encours.web.store.models import Draft

FAULTS_SHOWN: Final = 20
MOVES: Final = (
    ("covered", Words("Cover moves by", "Variation de la part couverte")),
    ("insured", Words("Indemnity expected moves by", "Variation de l’indemnité attendue")),
)
LOOKED_AT_EVERY: Final = 3
"""Seconds after which a page of work under way looks again."""
LONG: Final = 60
"""Seconds after which somebody may have the work begun again."""
LAYOUTS: Final = {
    "fec": Words("accounting entries file (FEC)", "fichier des écritures comptables (FEC)"),
    "aged balance": Words("aged balance", "balance âgée"),
    "balance agee": Words("aged balance", "balance âgée"),
    "limit list": Words("list of limits", "liste d’agréments"),
    "liste d'agrements": Words("list of limits", "liste d’agréments"),
}
TITLES: Final = tuple(
    Words(*each)
    for each in (
        ("row", "ligne"), ("column", "colonne"), ("written", "écrit"), ("kind", "nature"),
        ("what is wrong", "problème"), ("what to do", "que faire"),
    )
)  # fmt: skip
ERROR: Final = Words("error", "erreur")
DOUBT: Final = Words("doubt", "doute")
KEPT: Final = Words("The import is kept as {name}.", "L’import est conservé sous {name}.")
SEEN_OTHERWISE: Final = Words(
    "Somebody told more of this file, or something was kept, since you looked: this is what it changes now.",
    "Ce fichier a été précisé, ou autre chose conservé, depuis votre aperçu : voici ce qu’il change désormais.",
)
ANEW: Final = Words(
    "Something else was kept since you saw this import: it is read anew, and none of it was kept.",
    "Autre chose a été conservé depuis votre aperçu : cet import est relu, et rien n’en a été conservé.",
)
DROPPED: Final = Words(
    "The import was dropped: nothing of it is kept.", "L’import est abandonné : rien n’en est conservé."
)


def draft_of(number: int) -> Draft:
    """A draft of the organisation one is in; not found where it has none of that number."""
    found: Draft | None = Draft.objects.select_related("file").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _changing(number: int) -> Draft:
    """The same, that nobody else changes before the page ends."""
    drafts = Draft.objects.select_for_update(of=("self",)).select_related("file")
    found: Draft | None = drafts.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_GET
@within(Right.IMPORT, is_dated=False)
def page(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:
    """A draft as it stands; where its work is under way, the page looks again by itself."""
    draft = draft_of(number)
    if draft.state == Draft.State.KEPT:
        messages.success(request, KEPT.in_language(language()).format(name=draft.batch))
        return redirect("import-kept", shown.access.organisation.slug, draft.batch)
    if draft.state == Draft.State.DROPPED:
        messages.info(request, DROPPED.in_language(language()))
        return redirect("imports", shown.access.organisation.slug)
    return _shown(request, shown, draft, _form(draft))


def _form(draft: Draft) -> ToldForm | None:
    is_told = draft.kind == Draft.Kind.FILE and not draft.is_under_way
    return ToldForm(draft, language()) if is_told else None


def _shown(request: HttpRequest, shown: Shown, draft: Draft, form: ToldForm | None) -> HttpResponse:
    from encours.web.pages.imports import state_of, tabs  # it has the addresses of these pages

    told, preview = language(), draft.preview
    faults = preview.get("faults", [])
    return show(
        request,
        shown,
        "encours/import_draft.html",
        draft=draft,
        state=state_of(draft, told),
        tabs=tabs(shown.access, "imports"),
        form=form,
        kept_out=None if (why := imports.refusal(shown.access, draft)) is None else why.in_language(told),
        preview=preview,
        seconds=LOOKED_AT_EVERY,
        is_long=(timezone.now() - draft.changed_at).total_seconds() > LONG,
        figures=_figures(draft, told),
        what=_what(preview, told),
        anew=_anew(draft, told),
        like=preview.get("like", {}).get(told, ""),
        faults=[(each, *each[told]) for each in faults[:FAULTS_SHOWN]],
        fault_count=len(faults),
        is_only_asked=all(each["code"] == "import_to_be_told" for each in faults),
        error_count=sum(not each["is_warning"] for each in faults),
        parts=preview.get("parts", {}).get(told, []),
        verdict=preview.get("verdict", {}).get(told, ""),
        without_effect=preview.get("without_effect", {}).get(told, ""),
        read=preview.get("read", {}).get(told, []),
        tables=[(table_name(each, told), count) for each, count in preview.get("tables", {}).items()],
        policy_faults=preview.get("policy_faults", {}).get(told, []),
        holds=HOLDS_WORDS[preview["holds"]].in_language(told) if preview.get("holds") else "",
    )


HOLDS_WORDS: Final = {
    "additions": Words("additions", "des ajouts"),
    "open-items": Words("every open item", "l’ensemble des postes ouverts"),
    "everything": Words("the whole books of its period", "les livres entiers de sa période"),
    "limits": Words("every limit in force", "l’ensemble des agréments en vigueur"),
}


def _anew(draft: Draft, told: Language) -> str:
    """Why an import that was accepted is shown anew; empty where it is not."""
    if not draft.is_renewed or draft.state == Draft.State.KEEPING:
        return ""
    why: str = "" if draft.is_under_way else draft.preview.get("anew", {}).get(told, "")
    return why or ANEW.in_language(told)


def _what(preview: dict[str, Any], told: Language) -> str:
    """What a file was taken for."""
    layout = preview.get("layout", "")
    if not layout:
        return ""
    return LAYOUTS[layout].in_language(told) if layout in LAYOUTS else table_name(layout, told)


def _figures(draft: Draft, told: Language) -> list[Figure]:
    """What one looks for first: facts, and euros owed and covered."""
    preview = draft.preview
    if "facts" not in preview:
        return []
    title = Words("Facts corrected", "Faits corrigés") if draft.undoes else Words("Facts added", "Faits ajoutés")
    found = [Figure(title.in_language(told), preview["facts"])]
    effect = preview.get("effect")
    if effect is None:
        return found
    code = effect["currency"]
    before, after = effect["outstanding"]
    note = Words("{before} before", "{before} avant").in_language(told)
    found.append(
        Figure(Words("Outstanding after", "Encours après").in_language(told), Amount(after, code),
               note.format(before=show_amount(Money(before, currency(code)), told)))
    )  # fmt: skip
    for name, words in MOVES:
        cents = effect[name]
        value = f"{'+' if cents > 0 else ''}{show_amount(Money(cents, currency(code)), told)}"
        tone = Tone.COVERED if cents > 0 else Tone.NOT_COVERED if cents < 0 else Tone.PLAIN
        found.append(Figure(words.in_language(told), value, tone=tone))
    return found


@require_POST
@within(Right.IMPORT, is_dated=False)
def tell(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:
    """Have a file read anew with what is told of it."""
    draft = _changing(number)
    if draft.is_under_way or draft.is_over or draft.kind != Draft.Kind.FILE:
        return redirect("import-draft", shown.access.organisation.slug, number)
    form = ToldForm(draft, language(), request.POST)
    if not form.is_valid():
        return _shown(request, shown, draft, form)
    imports.tell(draft, form.told(), by=shown.access.person, at=timezone.now())
    return redirect("import-draft", shown.access.organisation.slug, number)


@require_POST
@within(Right.IMPORT, is_dated=False)
def keep(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:
    """Keep what is shown; where something else was kept since, it is shown anew."""
    draft = _changing(number)
    if request.POST.get("seen") != draft.shown:
        messages.warning(request, SEEN_OTHERWISE.in_language(language()))
    elif (why := imports.refusal(shown.access, draft)) is not None:
        messages.error(request, why.in_language(language()))
    elif draft.state == Draft.State.READY:
        imports.accept(shown.access, draft, at=timezone.now())
    return redirect("import-draft", shown.access.organisation.slug, number)


@require_POST
@within(Right.IMPORT, is_dated=False)
def drop(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:  # noqa: ARG001 -- a page
    """Leave an import that was not kept."""
    draft = _changing(number)
    if not draft.is_over and draft.state != Draft.State.KEEPING:
        imports.drop(shown.access, draft, at=timezone.now())
    return redirect("import-draft", shown.access.organisation.slug, number)


@require_POST
@within(Right.IMPORT, is_dated=False)
def again(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:  # noqa: ARG001 -- a page
    """Begin the work again: the preview, or whatever was stopped midway."""
    draft = _changing(number)
    if draft.is_under_way:
        imports.again(draft, at=timezone.now())
    elif not draft.is_over:
        imports.tell(draft, draft.told, by=draft.told_by, at=timezone.now())
    return redirect("import-draft", shown.access.organisation.slug, number)


@require_GET
@within(Right.IMPORT, is_dated=False)
def faults(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:  # noqa: ARG001 -- a page
    """Everything wrong with a file, for a spreadsheet."""
    draft, told = draft_of(number), language()
    rows = [
        [each["row"] or None, each["column"], each["excerpt"],
         (DOUBT if each["is_warning"] else ERROR).in_language(told), *each[told]]
        for each in draft.preview.get("faults", [])
    ]  # fmt: skip
    text = csv_report(rows, [each.in_language(told) for each in TITLES], told)
    name = "erreurs" if told == "fr" else "errors"
    answer = HttpResponse(
        text.encode("utf-8", "replace"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{number}.csv"'},
    )
    of = (say("File", "Fichier"), str(draft))
    return taken(answer, shown, Taken.IMPORT_FAULTS, form="csv", rows=len(rows), filters=[of])
