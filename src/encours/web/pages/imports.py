"""Files in, files out: what is being prepared, what was imported, and what may be fetched."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from encours.explain.document.model import Kind, On
from encours.explain.import_list import counted_facts
from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.actions import imports
from encours.web.actions.files import NO_FILE, bring, too_large
from encours.web.pages import exporting, import_draft
from encours.web.pages.badges import Badge
from encours.web.pages.listing import Cell, Column, Listing, Row, kept, page_of, row
from encours.web.pages.parts import Tab
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language, moment
from encours.web.pages.uploads import is_too_large
from encours.web.pages.within import show, within
from encours.web.people.access import Access
from encours.web.people.roles import Right
from encours.web.store.models import Batch, Draft

DRAFTS_SHOWN: Final = 10
MOST_TABLES: Final = 4
OTHERS: Final = Words("and {count} other tables", "et {count} autres tables")
COLUMNS: Final = (
    Column("name", "Import", "Import", is_wide=True),
    Column("day", "Day", "Date", Kind.DAY),
    Column("facts", "Facts brought", "Faits apportés", is_wide=True),
    Column("by", "By", "Par", is_minor=True),
    Column("at", "Kept on", "Conservé le", is_minor=True),
    Column("state", "State", "État"),
)
CAPTION: Final = Words("Imports", "Imports")
EMPTY: Final = Words(
    "Nothing was imported yet. Bring a file above: what it would change is shown before anything is kept.",
    "Rien n’a encore été importé. Déposez un fichier ci-dessus : ce qu’il change est montré avant d’être conservé.",
)
STANDS: Final = Words("stands", "en vigueur")
TAKEN_BACK: Final = Words("taken back", "annulé")
UNDOES: Final = Words("takes {name} back", "annule {name}")
ORIGINS: Final = {
    Batch.Origin.WORKSPACE: Words("Company brought whole", "Société déposée en entier"),
    Batch.Origin.IMPORT: Words("Import", "Import"),
}
STATES: Final = {
    Draft.State.READING: (Words("being read", "lecture en cours"), "…", "plain"),
    Draft.State.ASKED: (Words("to be answered", "à préciser"), "?", "needs-information"),
    Draft.State.READY: (Words("to be confirmed", "à confirmer"), "◐", "warning"),
    Draft.State.REFUSED: (Words("cannot be kept", "non conservable"), "✗", "not-covered"),
    Draft.State.KEEPING: (Words("being kept", "conservation en cours"), "…", "plain"),
    Draft.State.KEPT: (Words("kept", "conservé"), "✓", "covered"),
    Draft.State.DROPPED: (Words("dropped", "abandonné"), "○", "outside"),
}
"""Word, symbol and tone of the state of a draft."""


def state_of(draft: Draft, told: Language) -> Badge:
    """State of a draft as a badge."""
    words, symbol, tone = STATES[Draft.State(draft.state)]
    return Badge(words.in_language(told), symbol, tone)


def drafts(*states: Draft.State) -> list[tuple[Draft, Badge]]:
    """Imports that nobody finished, the latest first, with the state of each; those of some states where told."""
    found = Draft.objects.select_related("file").exclude(state__in=[Draft.State.KEPT, Draft.State.DROPPED])
    if states:
        found = found.filter(state__in=states)
    return [(each, state_of(each, language())) for each in found[:DRAFTS_SHOWN]]


def tabs(access: Access, current: str) -> list[Tab]:
    """Files in, and files out, for those who may."""
    slug = access.organisation.slug
    found = [
        (Right.IMPORT, "imports", Words("Import", "Importer")),
        (Right.EXPORT, "export", Words("Export", "Exporter")),
    ]
    return [
        Tab(words.in_language(language()), reverse(name, args=[slug]), name == current)
        for right, name, words in found
        if access.may(right)
    ]


@within(Right.IMPORT, is_dated=False)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Imports under way, and those kept; a file brought begins another."""
    if request.method == "POST":
        return _brought(request, shown, Draft.Kind.FILE)
    return show(
        request,
        shown,
        "encours/imports.html",
        tabs=tabs(shown.access, "imports"),
        drafts=drafts(),
        imports=_listing(request, shown),
        is_empty=not Batch.objects.exists(),
    )


@require_POST
@within(Right.IMPORT, is_dated=False)
def company(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Bring a whole company, as the archive of its folder."""
    if Batch.objects.exists():
        raise Http404
    return _brought(request, shown, Draft.Kind.WORKSPACE)


def _brought(request: HttpRequest, shown: Shown, kind: Draft.Kind) -> HttpResponse:
    """Keep what was brought and begin to read it; told why not otherwise."""
    back = redirect("imports", shown.access.organisation.slug)
    file = request.FILES.get("file")
    if is_too_large(request):
        messages.error(request, too_large().in_language(language()))
        return back
    if not isinstance(file, UploadedFile) or not file.name:
        messages.error(request, NO_FILE.in_language(language()))
        return back
    at = timezone.now()
    stored = bring(shown.access, file.name, file.chunks(), at=at)
    if isinstance(stored, Words):
        messages.error(request, stored.in_language(language()))
        return back
    draft = imports.prepare(shown.access, stored, kind=kind, at=at)
    return redirect("import-draft", shown.access.organisation.slug, draft.pk)


@require_GET
@within(Right.IMPORT, is_dated=False)
def kept_import(request: HttpRequest, shown: Shown, name: str) -> HttpResponse:
    """One import that was kept: what it brought, and the way to take it back."""
    batch = Batch.objects.filter(name=name).exclude(origin=Batch.Origin.ACT).first()
    if batch is None:
        raise Http404
    undone_by = Batch.objects.filter(undoes=name).first()
    return show(
        request,
        shown,
        "encours/import_kept.html",
        batch=batch,
        brought=counted_facts({kind: count for kind, count in batch.totals.items() if count}, language()),
        undone_by=undone_by,
        may_be_undone=batch.origin == Batch.Origin.IMPORT and not batch.undoes and undone_by is None,
        title=title_of(batch),
    )


@require_POST
@within(Right.IMPORT, is_dated=False)
def undo(request: HttpRequest, shown: Shown, name: str) -> HttpResponse:  # noqa: ARG001 -- a page
    """Begin to take an import back: what that changes is shown first."""
    draft = imports.prepare_undo(shown.access, name, at=timezone.now())
    if draft is None:
        raise Http404
    return redirect("import-draft", shown.access.organisation.slug, draft.pk)


def title_of(batch: Batch) -> str:
    """What people call an import."""
    if batch.undoes:
        return UNDOES.in_language(language()).format(name=batch.undoes)
    return batch.file or ORIGINS[Batch.Origin(batch.origin)].in_language(language())


def _listing(request: HttpRequest, shown: Shown) -> Listing:
    """Every import kept, the last one first."""
    told = language()
    found = Batch.objects.exclude(origin=Batch.Origin.ACT).order_by("-rank")
    undone = dict(Batch.objects.exclude(undoes="").values_list("undoes", "name"))
    shown_page = page_of(found, request.GET)
    return Listing(
        columns=COLUMNS,
        rows=tuple(_row(each, undone, shown.access.organisation.slug, told) for each in shown_page),
        caption=CAPTION.in_language(told),
        page=shown_page if shown_page.paginator.num_pages > 1 else None,
        query=kept(request.GET.urlencode()),
        empty=EMPTY.in_language(told),
    )


def _row(batch: Batch, undone: dict[str, str], slug: str, told: Language) -> Row:
    if batch.undoes or batch.name in undone:
        words, symbol, tone = (UNDOES if batch.undoes else TAKEN_BACK), "○", "outside"
    else:
        words, symbol, tone = STANDS, "●", "covered"
    state = Badge(words.in_language(told).format(name=batch.undoes), symbol, tone)
    return row(
        Cell(title_of(batch), reverse("import-kept", args=[slug, batch.name]), note=batch.name),
        On(batch.day),
        _most_of(batch.totals, told),
        batch.made_by,
        moment(batch.made_at),
        Cell(state.word, badge=state),
        key=batch.name,
    )


def _most_of(totals: dict[str, int], told: Language) -> str:
    """Facts of the fullest tables, and how many tables are left out."""
    fullest = sorted((each for each in totals.items() if each[1]), key=lambda each: -each[1])
    left = len(fullest) - MOST_TABLES
    text = counted_facts(dict(fullest[:MOST_TABLES]), told)
    return f"{text}, {OTHERS.in_language(told).format(count=left)}" if left > 0 else text


urlpatterns = [
    path("imports/", page, name="imports"),
    path("imports/company", company, name="import-company"),
    path("imports/draft/<int:number>", import_draft.page, name="import-draft"),
    path("imports/draft/<int:number>/tell", import_draft.tell, name="import-tell"),
    path("imports/draft/<int:number>/keep", import_draft.keep, name="import-keep"),
    path("imports/draft/<int:number>/drop", import_draft.drop, name="import-drop"),
    path("imports/draft/<int:number>/again", import_draft.again, name="import-again"),
    path("imports/draft/<int:number>/faults.csv", import_draft.faults, name="import-faults"),
    path("imports/kept/<slug:name>", kept_import, name="import-kept"),
    path("imports/kept/<slug:name>/undo", undo, name="import-undo"),
    path("export/", exporting.page, name="export"),
    path("export/ask", exporting.ask, name="export-ask"),
    path("export/<int:number>", exporting.fetch, name="export-fetch"),
]
