"""Each offending input is told with its place, what is wrong and what to do, in both languages."""

import re
from pathlib import Path

import pytest

from tests.formats.error_folders import LANGUAGES, folders, message, read

FINE = {
    "header_only", "column_unknown", "file_name_unknown", "spreadsheet_beside_the_table", "two_files_for_one_table",
    "sheets_unread", "rows_hidden", "rows_passed_over", "rows_shorter_than_the_header", "balance_in_months",
    "balance_by_calendar_month", "policy_ends_with_txt", "declarations_leave_days_out", "bill_does_not_add_up",
    "open_amount_not_asked", "open_credits_unsigned", "limit_list_unmapped",
    "charge_on_an_unknown_instalment", "interest_before_it_runs",
    "interest_without_its_first_day",
    "fec_closing_impossible",
    "fec_auxiliary_missing", "fec_bill_without_invoice", "fec_bill_without_maturity", "fec_debits_that_are_no_sale",
    "fec_entries_unbalanced_in_a_file_that_is_not", "fec_exported_twice", "fec_exported_twice_and_changed",
    "fec_foreign_amount_doubtful", "fec_openings_without_a_day", "fec_two_names_for_one_code", "fec_without_terms",
    "fec_written_off",
}  # fmt: skip


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_the_message_is_the_one_stored(folder: Path) -> None:
    found = read(folder)
    for language in LANGUAGES:
        assert message(found, language) == (folder / f"expected.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_a_workspace_with_an_error_is_refused_whole(folder: Path) -> None:
    found = read(folder)
    assert (found.ledger is None) == (folder.name not in FINE)
    assert bool(found.errors) == (folder.name not in FINE)


def test_every_message_says_what_is_wrong_in_both_languages() -> None:
    for folder in folders():
        for error in (*read(folder).errors, *read(folder).warnings):
            assert error.file
            assert error.english.endswith(".") or error.english.endswith("?")
            assert error.french.endswith((".", "?"))
            assert error.french != error.english


def figures(text: str) -> str:
    """Figures of a text in their order, however each language groups and points them."""
    return re.sub(r"[^0-9]", "", text)


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_both_languages_send_the_reader_to_the_same_remedy(folder: Path) -> None:
    for error in (*read(folder).errors, *read(folder).warnings):
        for english, french in ((error.english, error.french), (error.hint_en, error.hint_fr)):
            assert sorted(figures(english)) == sorted(figures(french))
            assert english.count("?") == french.count("?")
            # A duration may be written in either language: each reader is shown it in its own.
            assert settings(english) == settings(french.replace("jours fin de mois", "days end of month"))
        assert bool(error.hint_en) == bool(error.hint_fr)


def settings(text: str) -> list[str]:
    """Lines of workspace.toml that a text tells the reader to write, and the file itself."""
    return re.findall(r'\w+ = "[^"]*"|workspace\.toml|\[[a-z_]+\]', text)
