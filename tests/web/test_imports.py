"""A file is shown before it is kept, kept whole on what was shown, and taken back by correction."""

import pytest

from encours.units import from_civil
from encours.web.people.walls import inside
from encours.web.store.ledgers import whole_ledger
from encours.web.store.models import StoredFile
from tests.web.importing import HEADER, ONE, TWO, accepted, batches, brought, codes, empty, undone

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
    text = "Client;Pièce;Date;Échéance;Montant\nC1;F1;04/05/2026;05/06/2026;10,00\n"
    asked = brought(firm, "export.csv", text)
    assert asked.state == "asked"
    assert {"date_order"} <= {field for field, _ in asked.preview["asked"]}
    assert asked.preview["sample"]["rows"] == [["C1", "F1", "04/05/2026", "05/06/2026", "10,00"]]
    told = brought(firm, "export.csv", text, date_order="day first", currency="EUR")
    assert told.state == "ready", told.preview
    assert accepted(told).state == "kept"


def test_every_error_is_told_and_good_rows_may_be_kept():
    firm = empty("firm")
    text = f"{HEADER}Z1,B1,2026-05-04,2026-07-04,EUR,10.00\n" + "Z2,B1,never,2026-07-04,EUR,ten\n" * 30
    refused = brought(firm, "invoices.csv", text)
    assert refused.state == "refused"
    assert refused.preview["fault_total"] >= 30
    assert len(refused.preview["faults"]) >= 30
    good = brought(firm, "invoices.csv", text, keep_good_rows=True)
    assert good.state == "ready"
    assert accepted(good).state == "kept"
    assert numbers(firm) == ["Z1"]
