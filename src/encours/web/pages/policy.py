"""The policies of a company: their texts, and the way to bring the first ones or others in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from encours.explain.document.shown import typeset
from encours.policy.faults import Words, show_fault
from encours.policy.read import PROGRAMME_FILE
from encours.units.language import civil
from encours.units.show import Language
from encours.web.actions.agreed import contract_in_force
from encours.web.actions.contracts import Proposed, agree, proposed
from encours.web.actions.readings import day_read
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.roles import Right

POLICY: Final = "policy.toml"
LARGEST_TEXT: Final = 200_000
MOST_TEXTS: Final = 20
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.toml")

START: Final = Words(
    """\
# The figures of your policy. Change those that are here; add a term on a line of its own.
# What is not written has the default of the wording, or does not apply.

[policy]
name = "Whole turnover {year}"
insurer = "Name of the insurer"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = {year}-01-01
period_end = {year}-12-31

[terms]
maximum_payment_terms = "60 days"     # the longest terms you may agree
maximum_extension_period = "60 days"  # after the due date: then stop delivering
overdue_notice_period = "30 days"     # then, to report the overdue
insured_percentage = "90 %"
""",
    """\
# Les chiffres de votre police. Changez ceux-ci ; ajoutez un terme par ligne.
# Ce qui n’est pas écrit vaut ce que dit le texte-type, ou ne s’applique pas.

[policy]
name = "Globale {year}"
insurer = "Nom de l’assureur"
wording = "whole turnover"            # le texte-type : police globale
edition = "2026-01"
currency = "EUR"
period_start = {year}-01-01
period_end = {year}-12-31

[terms]
maximum_payment_terms = "60 days"     # durée maximale de crédit
maximum_extension_period = "60 days"  # report maximal d’échéance, puis arrêt des livraisons
overdue_notice_period = "30 days"     # ensuite, pour déclarer l’impayé
insured_percentage = "90 %"           # quotité garantie
""",
)
"""Where somebody starts who has no text yet: a policy of this ``year`` that reads, and shows how a term is written."""

NOT_TOML: Final = Words(
    "{name} is not kept: a policy is a text in UTF-8 whose name ends in .toml, of 200 kB at most.",
    "{name} n’est pas conservé : une police est un texte en UTF-8 dont le nom finit par .toml, de 200 ko au plus.",
)
TOO_MANY: Final = Words("Twenty texts at most.", "Vingt textes au plus.")
NO_POLICY: Final = Words(
    "None of these texts is a policy: it has a heading [policy] or [programme].",
    "Aucun de ces textes n’est une police : elle a un titre [policy] ou [programme].",
)
KEPT: Final = Words(
    "The policy is kept. What is insured is being worked out.",
    "La police est enregistrée. Le calcul de ce qui est garanti est en cours.",
)
MOVED: Final = Words(
    "Somebody kept another policy meanwhile: look at what differs from it.",
    "Une autre police a été enregistrée entre-temps : voyez ce qui en diffère.",
)


def start(told: Language, year: int) -> str:
    """The text that somebody starts from, of a year."""
    return START.in_language(told).format(year=year)


@within(Right.SEE_FIGURES)
@require_GET
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The texts in force, and a form for whoever may change them."""
    standing = contract_in_force()
    texts = {POLICY: start(language(), civil(shown.as_of)[0])} if standing is None else dict(standing.texts)
    return _page(request, shown, texts)


@within(Right.IMPORT, is_dated=False)
@require_POST
def change(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Texts read and compared; kept once somebody who saw what differs says so."""
    told = language()
    texts, wrong = _texts_of(request, told)
    found = None if wrong else proposed(texts)
    if found is not None and not found.is_policy:
        wrong = [NO_POLICY.in_language(told)]
    if found is not None and found.programme is not None and request.POST.get("step") == "keep":
        seen, today = request.POST.get("seen", ""), day_read(shown.access.organisation, timezone.localdate())
        rank = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else -1
        if agree(shown.access, found, seen=rank, today=today, at=timezone.now()):
            messages.success(request, KEPT.in_language(told))
            return redirect("policy", shown.access.organisation.slug)
        wrong = [MOVED.in_language(told)]
    answer = _page(request, shown, texts, found=found, wrong=wrong)
    answer.status_code = 422 if wrong or found is None or found.programme is None else 200
    return answer


def _page(
    request: HttpRequest, shown: Shown, texts: Mapping[str, str], *, found: Proposed | None = None,
    wrong: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    told, standing = language(), contract_in_force()
    found = found if found is not None and found.is_policy else None
    return show(
        request,
        shown,
        "encours/policy.html",
        standing=standing,
        texts=texts,
        may_change=shown.access.may(Right.IMPORT) and not shown.is_asked,
        found=found,
        points=[] if found is None else _points(found),
        faults=[] if found is None else [show_fault(each, told) for each in found.faults],
        warnings=[] if found is None else [show_fault(each, told) for each in found.warnings],
        wrong=[typeset(each, told) for each in wrong or ()],
        seen=0 if standing is None else standing.rank,
    )


def _points(found: Proposed) -> list[tuple[str, str, str, str]]:
    """Each point that differs from the policy in force: of which policy, which one, before and after."""
    return [
        (each.policy, ".".join(point.point), point.before, point.after) for each in found.changes
        for point in each.points
    ]  # fmt: skip


def _texts_of(request: HttpRequest, told: Language) -> tuple[dict[str, str], list[str]]:
    """Texts by name, those of files in the place of those written; and everything that is wrong with them."""
    names, written = request.POST.getlist("name"), request.POST.getlist("text")
    given: list[tuple[str, str | None]] = [
        (name, text.replace("\r\n", "\n")) for name, text in zip(names, written, strict=False) if text.strip()
    ]
    files = request.FILES.getlist("files")
    if files:
        given = [(each.name or "", _read(each)) for each in files]
        if len(given) == 1 and given[0][0] != PROGRAMME_FILE:
            given = [(POLICY, given[0][1])]
    wrong = [NOT_TOML.in_language(told).format(name=name[:80]) for name, text in given if not _is_kept(name, text)]
    if len(given) > MOST_TEXTS:
        wrong.append(TOO_MANY.in_language(told))
    return {name: text for name, text in given[:MOST_TEXTS] if text is not None}, wrong


def _is_kept(name: str, text: str | None) -> bool:
    return text is not None and len(text) <= LARGEST_TEXT and _NAME.fullmatch(name) is not None


def _read(file: UploadedFile[bytes]) -> str | None:
    """A text; nothing where it is none, or is too large to be one."""
    if file.size is None or file.size > LARGEST_TEXT:
        return None
    try:
        content: bytes = file.read()
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


urlpatterns = [path("policy/", page, name="policy"), path("policy/change", change, name="policy-change")]
