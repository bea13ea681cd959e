"""A folder that is not a workspace yet leads to the command that makes it one, and what was read is told no more."""

import shutil
from pathlib import Path

import pytest

from encours.cli import exit_codes
from tests.cli.commands import run
from tests.cli.test_imports import export, folder  # noqa: F401 -- a fixture is found by its name

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPORT = "Code client;Nom client;N° pièce;Date;Échéance;Devise;Montant TTC\n" + "".join(
    f"C{row:03};Client {row};F-{row};{row + 20}/05/2026;{row + 20}/07/2026;EUR;{row}200,00\n" for row in range(1, 5)
)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    (tmp_path / "export_clients.csv").write_text(EXPORT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["cover", "ageing"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_folder_of_one_export_names_it_and_the_command_that_reads_it(
    fresh: Path, command: str, language: str
) -> None:
    _, err, code = run([command, "."], language, folder=fresh)
    assert code == exit_codes.REFUSED
    assert "export_clients.csv is there" in err or "export_clients.csv est là" in err
    assert "encours import export_clients.csv" in err
    assert "encours demo" not in err


def test_the_command_proposed_reads_the_file_and_nothing_is_told_of_it_afterwards(fresh: Path) -> None:
    out, err, code = run(["import", "export_clients.csv", "--accept"], "en", folder=fresh)
    assert code == 0, out + err
    out, err, code = run(["ageing", "."], "en", folder=fresh)
    assert code == 0, err
    assert "export_clients.csv" not in err


def test_a_file_changed_since_it_was_imported_is_told_again(fresh: Path) -> None:
    run(["import", "export_clients.csv", "--accept"], "en", folder=fresh)
    (fresh / "export_clients.csv").write_text(EXPORT + "\n", encoding="utf-8")
    _, err, _ = run(["ageing", "."], "en", folder=fresh)
    assert "encours import export_clients.csv" in err


def test_an_import_taken_back_leaves_its_file_unread(fresh: Path) -> None:
    run(["import", "export_clients.csv", "--accept"], "en", folder=fresh)
    run(["import", "--undo", "0001-export-clients", "--accept"], "en", folder=fresh)
    _, err, _ = run(["ageing", "."], "en", folder=fresh)
    assert "encours import export_clients.csv" in err


def test_the_command_is_the_one_to_type_from_where_one_stands(fresh: Path) -> None:
    _, err, _ = run(["ageing", fresh.name], "en", folder=fresh.parent)
    assert f"encours import {fresh.name}/export_clients.csv --into {fresh.name}" in err


def test_a_workbook_that_encours_wrote_is_not_taken_for_a_table(folder: Path) -> None:  # noqa: F811
    out, err, code = run(["ageing", ".", "--output", "report.xlsx"], "en", folder=folder)
    assert code == 0, out + err
    _, err, code = run(["ageing", "."], "en", folder=folder)
    assert code == 0
    assert "report.xlsx" not in err
    (folder / "report.xlsx").write_bytes(b"PK\x03\x04 of somebody else")
    _, err, _ = run(["ageing", "."], "en", folder=folder)
    assert "report.xlsx" in err


def test_a_policy_whose_name_ends_with_txt_is_named(folder: Path) -> None:  # noqa: F811
    (folder / "policy.toml").rename(folder / "policy.toml.txt")
    _, err, code = run(["cover", "."], "en", folder=folder)
    assert code == exit_codes.REFUSED
    assert "policy.toml.txt" in err
    assert "Call it policy.toml:" in err
    _, err, _ = run(["cover", "."], "fr", folder=folder)
    assert "Nommez-le policy.toml" in err


def test_invoices_are_imported_where_payments_wait_for_them(folder: Path) -> None:  # noqa: F811
    (folder / "invoices.csv").rename(folder / "ventes.csv")
    _, err, code = run(["cover", "."], "en", folder=folder)
    assert code == exit_codes.REFUSED
    assert "payments.csv" in err
    assert "encours import ventes.csv" in err
    out, err, code = run(["import", "ventes.csv", "--table", "invoices", "--accept"], "en", folder=folder)
    assert code == 0, out + err
    out, err, code = run(["cover", "."], "en", folder=folder)
    assert code == 0, err
    assert "ventes.csv" not in err


def test_an_import_that_brings_a_part_of_what_is_missing_says_what_is_missing_still(folder: Path) -> None:  # noqa: F811
    whole = (folder / "invoices.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "invoices.csv").unlink()
    for name, rows in (("first.csv", whole[1:3]), ("rest.csv", whole[3:])):
        (folder / name).write_text(whole[0] + "".join(rows), encoding="utf-8")
    out, err, code = run(["import", "first.csv", "--table", "invoices", "--accept"], "en", folder=folder)
    assert code == 0, out + err
    assert "is not in the ledger" in err
    out, err, code = run(["import", "rest.csv", "--table", "invoices", "--accept"], "en", folder=folder)
    assert code == 0, out + err
    assert "is not in the ledger" not in err
    assert run(["cover", "."], "en", folder=folder)[2] == 0


@pytest.mark.parametrize(("language", "told"), [("en", "To settle them: "), ("fr", "Pour les liquider : ")])
def test_a_folder_that_tells_losses_as_amounts_leads_to_the_command_that_settles_them(language: str, told: str) -> None:
    template = EXAMPLES / "layer-of-losses"
    _, err, code = run(["settle", "."], language, folder=template)
    assert code == exit_codes.REFUSED
    assert "encours demo" not in err
    command = err.strip().rpartition(told)[2]
    assert command.startswith("encours settle losses.toml --policy programme.toml")
    out, err, code = run(command.split()[1:], language, folder=template)
    assert (code, err) == (exit_codes.ANSWERED, "")
    assert "Charpentes Fictives SAS" in out


@pytest.fixture
def with_losses(tmp_path: Path) -> Path:
    """A folder with a file of losses, and nothing else yet."""
    shutil.copy(EXAMPLES / "layer-of-losses" / "losses.toml", tmp_path)
    return tmp_path


def test_losses_told_as_amounts_are_settled_without_a_policy_where_the_folder_has_none(with_losses: Path) -> None:
    _, err, code = run(["settle", "."], "en", folder=with_losses)
    assert code == exit_codes.REFUSED
    command = err.strip().rpartition("To settle them: ")[2]
    assert command == "encours settle losses.toml"
    assert run(command.split()[1:], "en", folder=with_losses)[2] == exit_codes.ANSWERED


def test_a_policy_that_is_told_goes_into_the_command_that_settles_amounts(with_losses: Path) -> None:
    policy = EXAMPLES / "layer-of-losses" / "programme.toml"
    _, err, code = run(["settle", ".", "--policy", str(policy)], "en", folder=with_losses)
    assert code == exit_codes.REFUSED
    assert f"To settle them: encours settle losses.toml --policy {policy}" in err


@pytest.mark.parametrize(
    "beside",
    [
        EXAMPLES / "first-fec" / "000075002FEC20260630.txt",
        EXAMPLES / "whole-turnover" / "invoices.csv",
    ],
)
def test_a_folder_with_a_ledger_and_no_policy_is_not_said_to_tell_its_losses_as_amounts(
    with_losses: Path, beside: Path
) -> None:
    shutil.copy(beside, with_losses)
    _, err, code = run(["settle", "."], "en", folder=with_losses)
    assert code == exit_codes.REFUSED
    assert "There is no policy in this folder." in err
    assert "amounts" not in err


def test_a_file_that_may_be_a_ledger_is_imported_before_losses_are_told_as_amounts(with_losses: Path) -> None:
    (with_losses / "export_clients.csv").write_text(EXPORT, encoding="utf-8")
    _, err, code = run(["settle", "."], "en", folder=with_losses)
    assert code == exit_codes.REFUSED
    assert "encours import export_clients.csv" in err
    assert "amounts" not in err


def test_a_policy_that_was_left_aside_is_told_before_losses_are_told_as_amounts(with_losses: Path) -> None:
    shutil.copy(EXAMPLES / "layer-of-losses" / "programme.toml", with_losses / "programme.toml.txt")
    _, err, code = run(["settle", "."], "en", folder=with_losses)
    assert code == exit_codes.REFUSED
    assert "Call it programme.toml" in err
    assert "amounts" not in err
