"""A file is shown before it is kept, kept whole on what was shown, and taken back by correction."""

import pytest
from django.urls import reverse

from encours.cli.import_remedies import REMEDIES as COMMAND
from encours.formats.imports import Import
from encours.units import from_civil
from encours.web.actions.imports import FOR_A_SECOND, accept, refusal
from encours.web.computing.import_previews import why_anew
from encours.web.computing.import_remedies import REMEDIES
from encours.web.people.access import Access
from encours.web.people.models import Membership, Person
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.ledgers import whole_ledger
from encours.web.store.models import StoredFile
from tests.formats.fec.books import sale, text
from tests.web.conftest import company
from tests.web.importing import (
    HEADER,
    NOW,
    ONE,
    TWO,
    accepted,
    access_to,
    batches,
    brought,
    codes,
    empty,
    reads_in,
    standing,
    undone,
    work,
)

pytestmark = pytest.mark.django_db
JULY = from_civil(2026, 7, 31)


def numbers(firm) -> list[str]:
    with inside(firm):
        return sorted(each.number for each in whole_ledger().view(JULY).facts("invoices"))


def test_what_is_not_accepted_keeps_nothing():
    firm = empty("firm")
    draft = brought(firm, "invoices.csv", ONE)
    assert (draft.state, draft.preview["facts"]) == ("ready", 1)
    assert batches(firm) == []
    assert numbers(firm) == []


def test_an_import_is_kept_and_the_same_file_changes_nothing():
    firm = empty("firm")
    kept = accepted(brought(firm, "invoices.csv", TWO))
    assert (kept.state, kept.batch) == ("kept", "0001-invoices")
    assert numbers(firm) == ["Z1", "Z2"]
    same = brought(firm, "invoices.csv", TWO)
    assert (same.state, same.preview["same_as"]) == ("refused", "0001-invoices")
    assert batches(firm) == ["0001-invoices"]
    with inside(firm):
        assert len({each.sha256 for each in StoredFile.objects.all()}) == 1


def test_an_import_is_taken_back_and_its_file_brings_it_again():
    firm = empty("firm")
    accepted(brought(firm, "invoices.csv", ONE))
    accepted(brought(firm, "invoices.csv", TWO.replace("10.00", "12.00"), day="2026-06-30"))
    below = undone(firm, "0001-invoices")
    assert (below.state, codes(below)) == ("refused", ["import_corrected_since"])
    assert accepted(undone(firm, "0002-invoices")).state == "kept"
    assert numbers(firm) == ["Z1"]
    assert codes(undone(firm, "0002-invoices")) == ["import_undone_already"]
    assert accepted(brought(firm, "invoices.csv", TWO)).state == "kept"
    assert numbers(firm) == ["Z1", "Z2"]


def test_what_a_file_leaves_open_is_asked_then_told():
    firm = empty("firm")
    rows = "Client;Pièce;Date;Échéance;Montant\nC1;F1;04/05/2026;05/06/2026;10,00\n"
    asked = brought(firm, "export.csv", rows)
    assert asked.state == "asked"
    assert {"date_order"} <= {field for field, _ in asked.preview["asked"]}
    assert asked.preview["sample"]["rows"] == [["C1", "F1", "04/05/2026", "05/06/2026", "10,00"]]
    told = brought(firm, "export.csv", rows, date_order="day first", currency="EUR")
    assert told.state == "ready", told.preview
    assert accepted(told).state == "kept"


def test_every_error_is_told_and_good_rows_may_be_kept():
    firm = empty("firm")
    rows = f"{HEADER}Z1,B1,2026-05-04,2026-07-04,EUR,10.00\n" + "Z2,B1,never,2026-07-04,EUR,ten\n" * 30
    refused = brought(firm, "invoices.csv", rows)
    assert refused.state == "refused"
    assert refused.preview["fault_total"] >= 30
    assert len(refused.preview["faults"]) >= 30
    good = brought(firm, "invoices.csv", rows, keep_good_rows=True)
    assert good.state == "ready"
    assert accepted(good).state == "kept"
    assert numbers(firm) == ["Z1"]


def test_what_to_do_is_told_in_the_words_of_the_page():
    assert set(COMMAND) <= set(REMEDIES)
    for english, french in REMEDIES.values():
        assert english != french
        assert "--" not in english + french
        assert "workspace.toml" not in english + french


def test_years_of_a_fec_are_read_together_and_a_lost_file_is_asked_for():
    firm = empty("firm")
    names = [f"123456782FEC{year}1231.txt" for year in (2024, 2025)]
    books = [text([sale("1", "20241222", "C1", "1200")]), text([sale("1", "20251222", "C1", "900")])]
    accepted(brought(firm, names[0], books[0], terms="45 days"))
    second = brought(firm, names[1], books[1])
    assert (second.state, second.preview["layout"]) == ("ready", "fec"), second.preview
    with inside(firm):
        StoredFile.objects.order_by("pk").first().place.unlink()
    lost = brought(firm, names[1], books[1])
    assert (lost.state, codes(lost)) == ("refused", ["import_source_lost"])
    brought(firm, names[0], books[0])
    assert accepted(brought(firm, names[1], books[1])).state == "kept"


def test_amounts_without_a_rate_are_kept_and_their_effect_is_said_not_to_be_known():
    firm = company("firm")
    draft = brought(firm, "invoices.csv", ONE.replace("EUR", "KWD"))
    assert draft.state == "ready", draft.preview
    assert draft.preview["effect"] is None
    assert "exchange rate" in draft.preview["without_effect"]["en"]


def test_the_effect_on_cover_is_told_before_anything_is_kept():
    firm = company("firm")
    with inside(firm):
        buyer = whole_ledger().view(JULY).facts("invoices")[0].buyer
    rows = f"{HEADER.strip()},delivered\nZ9,{buyer},2026-06-04,2026-08-04,EUR,100.00,2026-06-04\n"
    effect = brought(firm, "invoices.csv", rows).preview["effect"]
    assert effect["outstanding"][1] - effect["outstanding"][0] == 100_00


def test_another_company_of_the_same_numbers_is_not_looked_at():
    one, other = empty("one"), empty("other")
    accepted(brought(one, "invoices.csv", ONE))
    assert brought(other, "invoices.csv", ONE).preview["facts"] == 1
    assert batches(other) == []


def test_a_defect_of_the_program_ends_the_work_and_tells_nothing_of_the_machine(monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise ValueError("/secret/place")

    monkeypatch.setattr("encours.web.actions.imports.import_file", fails)
    draft = brought(empty("firm"), "invoices.csv", ONE)
    assert (draft.state, codes(draft)) == ("refused", ["import_failed"])
    assert "secret" not in str(draft.preview)


def test_own_limits_are_not_kept_by_whoever_brings_them():
    firm = empty("firm")
    rows = "buyer,from_day,amount,currency,position\nB1,2026-06-01,5000.00,EUR,including\n"
    draft = brought(firm, "own_limits.csv", rows, day="2026-06-30")
    assert (draft.state, draft.preview.get("own_limits")) == ("ready", True), draft.preview["faults"]
    own, second = access_to(firm), access_to(firm, Role.ADMINISTRATOR)
    assert refusal(own, draft) == FOR_A_SECOND
    assert refusal(second, draft) is None
    # A second person is another account, whatever either is called.
    Person.objects.filter(pk=second.person.pk).update(name=str(own.person))
    second.person.refresh_from_db()
    assert refusal(second, draft) is None
    both = Membership.objects.get(person=own.person)
    own.person.name = "Under another name"
    assert refusal(Access(own.person, firm, both, Role.ADMINISTRATOR), draft) == FOR_A_SECOND
    draft.told_by = second.person
    assert refusal(second, draft) == FOR_A_SECOND, "who told how it reads made what is shown"
    draft.told_by = None
    with inside(firm), pytest.raises(AssertionError):
        accept(own, draft, at=NOW)
    with inside(firm):
        accept(second, draft, at=NOW)
    assert work(draft).state == "kept"


def test_a_file_read_as_one_before_says_so_in_both_languages(client):
    firm = empty("firm")
    export = (
        "N° pièce;Code tiers;Date pièce;Date échéance;Montant TTC;Devise\r\n{};B1;14/01/2026;28/02/2026;125,00;EUR\r\n"
    )
    accepted(brought(firm, "mai.csv", export.format("F1")))
    draft = brought(firm, "juin.csv", export.format("F2"))
    assert draft.state == "ready", draft.preview
    client.force_login(access_to(firm).person)
    page = reverse("import-draft", args=["firm", draft.pk])
    for language, told in (("en", "read as mai.csv"), ("fr", "lu comme mai.csv")):
        reads_in(client, language)
        assert told in client.get(page).content.decode()


def test_an_import_that_is_shown_anew_says_what_was_kept_since(client):
    firm = empty("firm")
    draft, other = brought(firm, "invoices.csv", TWO), brought(firm, "others.csv", ONE.replace("Z1", "Y1"))
    assert accepted(other).state == "kept"
    client.force_login(access_to(firm).person)
    page = reverse("import-draft", args=["firm", draft.pk])
    with inside(firm):
        accept(access_to(firm), draft, at=NOW)
    reads_in(client, "en")
    assert "Something else was kept since you saw this import" in client.get(page).content.decode()
    assert work(draft).state == "ready"
    words = (("en", "Kept since you saw this import: others.csv."), ("fr", "Conservé depuis votre aperçu"))
    for language, told in words:
        reads_in(client, language)
        answer = client.get(page).content.decode()
        assert told in answer
        assert "others.csv" in answer
    assert accepted(standing(draft)).state == "kept"


def test_why_an_import_is_shown_anew_is_what_changed_and_never_a_guess():
    kept = [Import(f"{rank:04d}-a", f"{rank}.csv", "", 0) for rank in range(1, 7)]
    undo = Import("0007-undo-0001-a", "", "", 0, undoes="0001-a")
    entry = Import("0008-act", "", "", 0)

    def told(known_to, imports, *, is_same_revision=False):
        return why_anew(known_to, imports, is_same_revision=is_same_revision)["en"]

    assert "3.csv, 4.csv, 5.csv, 1 more." in told(2, kept)
    assert "the taking back of 0001-a, an entry made in the application." in told(6, [*kept, undo, entry])
    assert "policy or the company changed" in told(6, kept)
    assert "nothing else was kept" in told(6, kept, is_same_revision=True)
