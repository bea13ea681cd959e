"""Each offending input is told with its place, what is wrong and what to do, in both languages."""

from pathlib import Path

import pytest

from tests.formats.error_folders import LANGUAGES, folders, message, read

FINE = {
    "header_only", "column_unknown", "file_name_unknown", "spreadsheet_beside_the_table", "two_files_for_one_table",
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
