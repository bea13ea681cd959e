"""An import shows what it would change, keeps it whole or not at all, and can be taken back."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import WORKSPACE, run

HEADER = "number,buyer,entity,delivered,issued,due,currency,gross\n"
KNOWN = "L-2,B1,LF,2026-05-18,2026-05-18,2026-07-17,EUR,18000.00\n"
NEW = "L-9,B1,LF,2026-06-26,2026-06-26,2026-08-25,EUR,6000.00\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "company"
    copy.mkdir()
    for each in WORKSPACE.iterdir():
        (copy / each.name).write_bytes(each.read_bytes())
    return copy


def export(folder: Path, *rows: str, name: str = "export.csv") -> Path:
    path = folder.parent / name
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def imported(folder: Path, path: Path, *more: str) -> dict:
    words = ["import", str(path), "--into", ".", "--table", "invoices", "--format", "json", *more]
    out, err, code = run(words, "en", folder=folder)
    assert code == 0, err
    return json.loads(out)


def covered(folder: Path, *more: str) -> str:
    out, err, code = run(["cover", ".", "--as-of", "2026-06-30", "--format", "json", *more], "en", folder=folder)
    assert code == 0, err
    return json.dumps(json.loads(out)["totals"]["states"], sort_keys=True)


def names(folder: Path) -> list[str]:
    place = folder / "imports"
    return sorted(each.name for each in place.iterdir()) if place.exists() else []


def test_a_proposal_writes_nothing(folder: Path) -> None:
    before = covered(folder)
    found = imported(folder, export(folder, KNOWN, NEW))
    assert found["tables"]["invoices"]["new"] == 1
    assert found["tables"]["invoices"]["unchanged"] == 1
    assert found["kept"] is None
    assert names(folder) == []
    assert covered(folder) == before


def test_what_is_kept_is_what_was_shown(folder: Path) -> None:
    path = export(folder, KNOWN, NEW)
    shown = imported(folder, path)["effect"]["states"]
    kept = imported(folder, path, "--accept")
    assert kept["kept"] == "0001-export"
    now = json.loads(covered(folder))
    assert {state: each["now"]["amount"] for state, each in shown.items()} == {state: now[state] for state in shown}


def test_the_same_file_twice_changes_nothing(folder: Path) -> None:
    path = export(folder, NEW)
    imported(folder, path, "--accept")
    again = imported(folder, path, "--accept")
    assert again["same_as"] == "0001-export"
    renamed = export(folder, NEW, KNOWN, name="again.csv")
    assert imported(folder, renamed, "--accept")["facts_added"] == 0
    assert names(folder) == ["0001-export"]


def test_what_changed_is_corrected_and_what_was_known_before_stays_known(folder: Path) -> None:
    then = covered(folder, "--known-on", "2026-06-29")
    cut = KNOWN.replace("18000.00", "15000.00")
    found = imported(folder, export(folder, cut), "--day", "2026-06-30", "--accept")
    assert found["tables"]["invoices"]["changed"] == [{"fact": "invoices.csv:3", "fields": ["gross"]}]
    assert covered(folder, "--known-on", "2026-06-29") == then
    out, _, _ = run(["why", "L-2", "--as-of", "2026-06-30", "--format", "json"], "en", folder=folder)
    assert "0001-export/export.csv:2" in out


def test_an_import_taken_back_leaves_every_figure_as_before(folder: Path) -> None:
    before = covered(folder)
    path = export(folder, KNOWN.replace("18000.00", "15000.00"), NEW)
    imported(folder, path, "--day", "2026-06-30", "--holds", "open-items", "--accept")
    assert covered(folder) != before
    _, err, code = run(["import", "--into", ".", "--undo", "0001-export", "--accept"], "en", folder=folder)
    assert (code, err) == (0, ""), err
    assert covered(folder) == before
    assert names(folder) == ["0001-export", "0002-undo-0001-export"]
    _, err, code = run(["import", "--into", ".", "--undo", "0001-export"], "en", folder=folder)
    assert code == 1
    assert "by 0002-undo-0001-export.\n" in err
    assert "import its file again: export.csv" in err
    assert imported(folder, path, "--day", "2026-06-30", "--accept")["kept"] == "0003-export"


def test_an_open_item_told_no_more_is_paid_and_a_larger_one_is_only_told(folder: Path) -> None:
    rows = [KNOWN, "L-1,B1,LF,2026-02-20,2026-02-20,2026-04-12,EUR,12000.00\n"]
    found = imported(folder, export(folder, *rows), "--holds", "open-items", "--day", "2026-06-30")
    gone = {each["invoice"]: each["open_before"]["amount"] for each in found["settled"]}
    assert gone["L-3"] == 11_000_00
    assert all(each["gone"] for each in found["settled"])
    assert [(each["invoice"], each["open_now"]["amount"]) for each in found["reopened"]] == [("L-1", 12_000_00)]
    assert "L-6" not in gone, "an order in hand is no open item"


def test_a_contradiction_is_told_and_nothing_is_kept(folder: Path) -> None:
    path = export(folder, NEW, NEW.replace("6000.00", "7000.00"))
    out, err, code = run(["import", str(path), "--table", "invoices", "--accept"], "en", folder=folder)
    assert code == 1
    assert "appears 2 times" in err
    assert "cannot be kept" in out
    assert names(folder) == []


def test_a_new_buyer_is_registered_by_its_code_and_told(folder: Path) -> None:
    path = export(folder, NEW.replace("B1", "NEW1"))
    out, err, code = run(["import", str(path), "--table", "invoices", "--accept"], "en", folder=folder)
    assert code == 0, err
    assert "registered by their code alone: NEW1" in err
    assert "Kept as" in out
    buyers = (folder / "imports" / "0001-export" / "buyers.csv").read_text(encoding="utf-8")
    assert "NEW1,NEW1" in buyers


def test_a_cell_that_cannot_be_read_refuses_the_file(folder: Path) -> None:
    path = export(folder, NEW.replace("6000.00", "six"))
    out, err, code = run(["import", str(path), "--table", "invoices", "--accept"], "en", folder=folder)
    assert (out, code) == ("", 1)
    assert 'gross = "six"' in err
    assert names(folder) == []


@pytest.mark.parametrize("words", [["import"], ["import", "nowhere.csv"], ["import", "."]])
def test_nothing_to_import_is_said(folder: Path, words: list[str]) -> None:
    for language in ("en", "fr"):
        out, err, code = run(words, language, folder=folder)
        assert (out, code) == ("", 1)
        assert err
        assert "Traceback" not in err


def test_a_folder_that_does_not_exist_yet_is_made_by_accepting_only(tmp_path: Path) -> None:
    path = tmp_path / "invoices.csv"
    path.write_text(HEADER + NEW, encoding="utf-8")
    words = ["import", str(path), "--into", str(tmp_path / "new")]
    assert run(words, "en", folder=tmp_path)[2] == 0
    assert not (tmp_path / "new").exists()
    assert run([*words, "--accept"], "en", folder=tmp_path)[2] == 0
    out, _, code = run(["ageing", "new"], "en", folder=tmp_path)
    assert code == 0
    assert "6,000" in out


@pytest.mark.parametrize("spoiled", ["", "day = 2026-06-30\n", "sha256 = 'x'\nday = 'monday'\n", "\x00", "day = ["])
def test_a_spoiled_import_refuses_the_workspace(folder: Path, spoiled: str) -> None:
    imported(folder, export(folder, NEW), "--accept")
    (folder / "imports" / "0001-export" / "import.toml").write_text(spoiled, encoding="utf-8")
    for language, said in (("en", "no import that Encours wrote"), ("fr", "pas un import écrit par Encours")):
        out, err, code = run(["cover", "."], language, folder=folder)
        assert (out, code) == ("", 1)
        assert said in err


def test_what_was_left_by_a_killed_import_is_not_read(folder: Path) -> None:
    before = covered(folder)
    half = folder / "imports" / ".0001-export.xyz"
    half.mkdir(parents=True)
    (half / "invoices.csv").write_text(HEADER + NEW, encoding="utf-8")
    assert covered(folder) == before


def test_the_settings_of_the_folder_do_not_change_what_was_imported(folder: Path) -> None:
    imported(folder, export(folder, NEW), "--accept")
    before = covered(folder)
    settings = folder / "workspace.toml"
    settings.write_text(settings.read_text() + '\n[reading]\ndecimal_mark = "."\nseparator = ","\n')
    assert covered(folder) == before


def test_an_order_in_another_currency_counts_in_its_own(folder: Path) -> None:
    path = export(folder, "L-3,B2,LF,2026-05-04,2026-05-04,2026-08-20,USD,10000.00\n")
    found = imported(folder, path, "--day", "2026-06-30")
    assert found["tables"]["invoices"]["changed"] == [{"fact": "invoices.csv:4", "fields": ["gross"]}]


def test_an_undo_of_no_name_is_refused_and_one_without_a_name_lists(folder: Path) -> None:
    imported(folder, export(folder, NEW), "--accept")
    out, err, code = run(["import", "--into", ".", "--undo", ""], "en", folder=folder)
    assert (out, code) == ("", 1)
    assert "Its imports: 0001-export." in err
    out, _, code = run(["import", "--into", ".", "--undo"], "en", folder=folder)
    assert code == 0
    assert "0001-export" in out
