"""Own limits that wait for a second person: looked at on the figures of now, approved, refused or withdrawn."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from encours.policy.faults import Words
from encours.web.actions.approvals import close, fact_of, weigh
from encours.web.actions.limits import judged_about
from encours.web.actions.readings import day_read
from encours.web.computing.position import position
from encours.web.pages.limit_forms import POSITIONS
from encours.web.pages.limit_marks import told
from encours.web.pages.shown import Shown, link
from encours.web.pages.sight import sees_own_limits
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.roles import Right
from encours.web.store.models import Proposal

DEEDS: Final = {
    "approve": Proposal.State.APPROVED,
    "refuse": Proposal.State.REFUSED,
    "withdraw": Proposal.State.WITHDRAWN,
}
DONE: Final = {
    Proposal.State.APPROVED: Words("The own limit is approved and holds.", "La limite interne est approuvée."),
    Proposal.State.REFUSED: Words("The proposal is refused.", "La proposition est refusée."),
    Proposal.State.WITHDRAWN: Words("The proposal is withdrawn.", "La proposition est retirée."),
}
LONGEST_NOTE: Final = 2_000


@within(Right.SEE_LIMITS, is_dated=False)
def page(request: HttpRequest, shown: Shown, /, number: int) -> HttpResponse:
    """A proposal and what it would change today."""
    proposal = Proposal.objects.select_related("proposed_by", "closed_by").filter(pk=number).first()
    if proposal is None or not shown.access.sees(proposal.buyer) or not sees_own_limits(shown.access):
        raise Http404
    organisation = shown.access.organisation
    today = day_read(organisation, timezone.localdate())
    if request.method == "POST":
        return _close(request, shown, proposal, today)
    asked = judged_about(organisation, proposal.buyer, today)
    is_waiting = proposal.state == Proposal.State.WAITING
    weighed = weigh(shown.access, asked, fact_of(proposal)) if asked is not None and is_waiting else None
    is_own = proposal.proposed_by_id == shown.access.person.pk
    return show(
        request, shown, "encours/proposal.html",
        proposal=proposal, weighed=weighed, fact=fact_of(proposal), is_waiting=is_waiting,
        place=POSITIONS[fact_of(proposal).position].in_language(language()),
        has_moved=weighed is not None and weighed.uninsured != proposal.uninsured,
        faults=[] if weighed is None else [told(each, language()) for each in weighed.faults],
        now=None if asked is None else position(asked, proposal.buyer),
        may_approve=is_waiting and shown.access.may(Right.APPROVE) and not is_own,
        may_withdraw=is_waiting and is_own, is_own=is_own, back=link(shown, "limit", proposal.buyer),
    )  # fmt: skip


def _close(request: HttpRequest, shown: Shown, proposal: Proposal, today: int) -> HttpResponse:
    state = DEEDS.get(request.POST.get("deed", ""))
    if state is None:
        raise Http404
    note = request.POST.get("note", "").strip()[:LONGEST_NOTE]
    wrong = close(
        shown.access, proposal.pk, state=state, seen=_seen(request), note=note, today=today, at=timezone.now()
    )
    if wrong:
        for each in wrong:
            messages.error(request, told(each, language()))
        return HttpResponseRedirect(link(shown, "proposal", proposal.pk))
    messages.success(request, told(DONE[state], language()))
    return HttpResponseRedirect(link(shown, "limit", proposal.buyer))


def _seen(request: HttpRequest) -> int | None:
    """Uninsured part that the page showed; none where it could not be told."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else None


urlpatterns = [path("proposal/<int:number>", page, name="proposal")]
