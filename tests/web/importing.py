"""What tests of imports share: files brought, drafts worked on as the background does, what became of them."""

from contextlib import suppress
from datetime import UTC, datetime

from django.utils import timezone

from encours.policy.faults import Words
from encours.web.actions import imports
from encours.web.actions.attempts import GivenUp
from encours.web.actions.files import bring
from encours.web.people.access import Access
from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Batch, Draft
from tests.web.conftest import member

NOW = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)
HEADER = "number,buyer,issued,due,currency,gross\n"
ONE = f"{HEADER}Z1,B1,2026-05-04,2026-07-04,EUR,10.00\n"
TWO = f"{HEADER}Z1,B1,2026-05-04,2026-07-04,EUR,10.00\nZ2,B1,2026-05-04,2026-07-04,EUR,30.00\n"


def empty(slug: str) -> Organisation:
    return Organisation.objects.create(slug=slug, name=f"Company {slug}")


def access_to(organisation: Organisation, role: Role = Role.CREDIT_MANAGER) -> Access:
    found = Membership.objects.filter(organisation=organisation, role=role).first()
    if found is None:
        member(organisation, role)
        found = Membership.objects.get(organisation=organisation, role=role)
    return Access(found.person, organisation, found, role)


def reads_in(client, language: str) -> None:
    """Everybody reads in a language from now on, before and after they sign in."""
    client.cookies["django_language"] = language
    Person.objects.update(language=language)


def work(draft: Draft) -> Draft:
    """Do what the background would; the draft as it stands then."""
    with suppress(GivenUp):  # the draft tells it
        imports.work_on_draft.call(draft.organisation_id, draft.pk)
    return standing(draft)


def standing(draft: Draft) -> Draft:
    with inside(draft.organisation):
        return Draft.objects.select_related("organisation", "file").get(pk=draft.pk)


def brought(organisation: Organisation, name: str, content: str | bytes, kind: str = "file", **told: object) -> Draft:
    """A file brought and read."""
    written = content.encode() if isinstance(content, str) else content
    access = access_to(organisation)
    with inside(organisation):
        file = bring(access, name, [written], at=NOW)
        assert not isinstance(file, Words), file
        draft = imports.prepare(access, file, kind=Draft.Kind(kind), at=NOW)
        if told:
            imports.tell(draft, told, by=None, at=NOW)
    return work(draft)


def accepted(draft: Draft) -> Draft:
    """A draft accepted and worked on."""
    with inside(draft.organisation):
        imports.accept(access_to(draft.organisation), draft, at=timezone.now())
    return work(draft)


def undone(organisation: Organisation, name: str) -> Draft:
    """The undoing of an import, prepared and read."""
    with inside(organisation):
        draft = imports.prepare_undo(access_to(organisation), name, at=NOW)
        assert draft is not None
    return work(draft)


def batches(organisation: Organisation) -> list[str]:
    with inside(organisation):
        return list(Batch.objects.values_list("name", flat=True))


def codes(draft: Draft) -> list[str]:
    return [each["code"] for each in draft.preview.get("faults", ())]
