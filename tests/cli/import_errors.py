"""What `encours import` refuses: the commands that provoke each refusal, and the message stored beside them.

`python -m tests.cli.import_errors` writes the messages again; the difference is then read and justified.
"""

import shlex
import shutil
import tempfile
from pathlib import Path

from tests.cli.commands import run

ROOT = Path(__file__).parents[1] / "errors" / "imports"
LANGUAGES = ("en", "fr")
COMMANDS = "commands.txt"


def folders() -> list[Path]:
    """One folder for each refusal, named after its code."""
    return sorted(each for each in ROOT.iterdir() if each.is_dir())


def message(folder: Path, language: str) -> str:
    """What the last command says on standard error; those before it answer."""
    with tempfile.TemporaryDirectory() as place:
        for path in folder.iterdir():
            shutil.copy(path, place)
        (company := Path(place) / "company").mkdir()
        *before, last = (shlex.split(each) for each in (folder / COMMANDS).read_text(encoding="utf-8").splitlines())
        for words in before:
            if words[0] == "remove":
                (company / words[1]).unlink()
                continue
            _, err, code = run(_within(words, company), language, folder=Path(place))
            assert code == 0, err
        out, err, code = run(_within(last, company), language, folder=Path(place))
        assert (out, code) == ("", 1), out
        return err


def _within(words: list[str], company: Path) -> list[str]:
    return [*words, "--into", company.name]


if __name__ == "__main__":
    for each in folders():
        for told in LANGUAGES:
            (each / f"expected.{told}.txt").write_text(message(each, told), encoding="utf-8")
