"""Each refusal of an import is provoked by commands, and told in the words stored beside them."""

import ast
from pathlib import Path

import pytest

import encours.formats.import_errors
import encours.formats.imports
from tests.cli.import_errors import LANGUAGES, folders, message

ELSEWHERE = {
    "import_name_unreadable": "tests/cli/test_hostile_names.py",
    "import_file_changed": "tests/actions/test_importing.py",
    "import_meanwhile": "tests/actions/test_importing.py",
}
"""Refusals of a moment, or of a name, that no command stored here can bring about."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_the_refusal_is_told_in_the_words_stored(folder: Path, language: str) -> None:
    assert message(folder, language) == (folder / f"expected.{language}.txt").read_text(encoding="utf-8")


def test_every_refusal_has_commands_that_provoke_it() -> None:
    codes = {
        str(node.value)
        for module in (encours.formats.import_errors, encours.formats.imports)
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and str(node.value).startswith("import_") and " " not in str(node.value)
    }
    assert codes - set(ELSEWHERE) == {each.name for each in folders()}
