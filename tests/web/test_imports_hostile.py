"""A hostile file is refused with a reason on the page: nothing of it is kept, nothing of the machine is told."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from encours.web.actions import imports
from encours.web.actions.files import LONGEST_NAME, plain_name
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Batch, Draft, StoredFile
from tests.formats.error_sheets import FAR, INVOICES, TRAP
from tests.formats.sheets import altered, ods_of, xlsx
from tests.web.conftest import member
from tests.web.importing import HEADER, empty, reads_in

pytestmark = pytest.mark.django_db
ERRORS = Path(__file__).parents[1] / "errors" / "formats"
NEVER_TOLD = ("Traceback", "/tmp", "/home", "/work", "SELECT ", "INSERT ", "workspace.toml", "--column", "--day")  # noqa: S108


def stored(folder: str, name: str) -> bytes:
    return (ERRORS / folder / "workspace" / name).read_bytes()


FILES = {
    "no bytes": ("invoices.csv", b""),
    "headings alone": ("clients.csv", b"a;b;c\n"),
    "a million columns": ("invoices.csv", ",".join(f"c{each}" for each in range(1_000_000)).encode() + b"\n"),
    "many columns": ("export.csv", (";".join(f"c{each}" for each in range(900)) + "\n").encode() * 3),
    "a huge line": ("invoices.csv", HEADER.encode() + b"F1," + b"x" * 3_000_000 + b"\n"),
    "two encodings": ("invoices.csv", HEADER.encode() + "Fé,B1,2026-05-04,2026-07-04,EUR,1\n".encode("cp1252") * 3
                      + "Fé,Bœ,2026-05-04,2026-07-04,EUR,1\n".encode()),
    "bytes that are no text": ("invoices.csv", bytes(range(256)) * 40),
    "UTF-16 without a mark": ("invoices.csv", (HEADER * 3).encode("utf-16-le")),
    "a program": ("invoices.csv", b"\x7fELF\x02\x01\x01" + bytes(2_000)),
    "a bomb": ("factures.xlsx", altered(xlsx(INVOICES), {"xl/media/image1.png": bytes(60_000_000)})),
    "entities": ("factures.xlsx", altered(xlsx(INVOICES), {"docProps/app.xml": TRAP})),
    "a cut workbook": ("factures.xlsx", xlsx(INVOICES)[:3_000]),
    "a giant sheet": ("factures.ods", ods_of(FAR.replace('"99"', '"999999"'))),
    "a locked sheet": ("factures.ods", ods_of("", manifest="<manifest:encryption-data/>")),
    "no Parquet": ("factures.parquet", b"PAR1" + b"\x00" * 400 + b"PAR1"),
    "an endless Parquet": ("invoices.parquet", stored("parquet_of_endless_memory", "invoices.parquet")),
    "deep JSON": ("factures.json", b"[" * 200_000),
    "a FEC without its columns": ("000000000FEC20261231.txt",
                                  stored("fec_column_missing", "000000000FEC20261231.txt")),
    "a FEC in a workbook": ("fec-2026.xlsx", stored("fec_in_a_spreadsheet", "fec-2026.xlsx")),
    "a link to a page": ("factures.html", b"<html><script>alert(1)</script></html>"),
}  # fmt: skip


@pytest.fixture
def firm():
    return empty("firm")


def bring(client, firm, name: str, content: bytes) -> Draft:
    if not firm.memberships.exists():
        client.force_login(member(firm, Role.CREDIT_MANAGER))
    answer = client.post(reverse("imports", args=["firm"]), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content
    with inside(firm):
        draft = Draft.objects.order_by("-pk").first()
        assert draft is not None
    imports.work_on_draft.call(firm.pk, draft.pk)
    draft.refresh_from_db()
    return draft


def page_of(client, draft: Draft) -> str:
    return client.get(reverse("import-draft", args=["firm", draft.pk])).content.decode()


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES.keys())
def test_it_is_refused_with_a_reason_and_nothing_is_kept(client, firm, settings, name, content):
    draft = bring(client, firm, name, content)
    with inside(firm):
        draft = Draft.objects.get(pk=draft.pk)
        assert draft.state in {"refused", "asked"}
        assert draft.preview["faults"], "a reason is told"
        assert not Batch.objects.exists()
    for language in ("en", "fr"):
        reads_in(client, language)
        page = page_of(client, draft)
        reason = draft.preview["faults"][0]
        assert escape(reason[language][0]) in page or reason["code"] == "import_to_be_told"
        assert [each for each in (*NEVER_TOLD, str(settings.INSTALLATION.data)) if each in page] == []


NAMES = {
    "../../etc/passwd.csv": "passwd.csv",
    "C:\\Documents\\export.csv": "export.csv",
    "a\u202evsc.exe.csv": "avsc.exe.csv",
    "a\x00b\x1b[2J.csv": "ab[2J.csv",
    "..": "",
    "": "",
    "\x00": "",
    f"{'x' * 400}.xlsx": f"{'x' * (LONGEST_NAME - 5)}.xlsx",
    f"{'語' * 116}.csv": f"{'語' * ((LONGEST_NAME - 4) // 3)}.csv",
}


@pytest.mark.parametrize(("told", "kept"), NAMES.items())
def test_a_name_is_its_last_part_without_what_is_not_seen(told, kept):
    assert plain_name(told) == kept


def test_a_page_shows_what_a_file_says_as_text(client, firm):
    text = "<script>alert(1)</script>;Client;Pièce;Date;Montant\n=1+1;<img src=x onerror=y>;F1;04/05/2026;1,00\n"
    draft = bring(client, firm, "<script>alert(2)</script>.csv", text.encode())
    page = page_of(client, draft)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_faults_for_a_spreadsheet_hold_no_live_formula(client, firm):
    text = f"{HEADER}F1,B1,=cmd|' /C calc'!A0,2026-07-04,EUR,1.00\n"
    draft = bring(client, firm, "invoices.csv", text.encode())
    told = client.get(reverse("import-faults", args=["firm", draft.pk])).content.decode("utf-8-sig")
    assert "'=cmd" in told
    assert ";=cmd" not in told


def test_a_file_over_the_bound_is_not_kept(client, firm, settings):
    settings.INSTALLATION = replace(settings.INSTALLATION, largest_file=100_000)
    client.force_login(member(firm, Role.CREDIT_MANAGER))
    reads_in(client, "en")
    sent = {"file": SimpleUploadedFile("invoices.csv", b"x" * 200_000)}
    page = client.post(reverse("imports", args=["firm"]), sent, follow=True).content.decode()
    assert "too large" in page
    with inside(firm):
        assert not StoredFile.objects.exists()
