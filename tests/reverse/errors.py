"""What `encours reverse` refuses: the files that provoke it, in place of those of the template, and the message kept.

`python -m tests.reverse.errors` writes the messages again; the difference is then read and justified.
"""

import shutil
import tempfile
from pathlib import Path

from tests.cli.commands import run

ROOT = Path(__file__).parents[1] / "errors" / "reverse"
TEMPLATE = Path(__file__).parents[2] / "examples" / "reverse"
LANGUAGES = ("en", "fr")
COMMANDS = "commands.txt"


def folders() -> list[Path]:
    """One folder for each refusal, named after what is wrong."""
    return sorted(each for each in ROOT.iterdir() if each.is_dir())


def message(folder: Path, language: str) -> str:
    """What the command says on standard error in a copy of the template with the files of a folder."""
    with tempfile.TemporaryDirectory() as place:
        for path in (*TEMPLATE.iterdir(), *folder.iterdir()):
            if path.suffix in {".csv", ".toml"}:
                shutil.copy(path, place)
        out, err, code = run((folder / COMMANDS).read_text(encoding="utf-8"), language, folder=Path(place))
        assert (out, code) == ("", 1), out
        return err


if __name__ == "__main__":
    for each in folders():
        for told in LANGUAGES:
            (each / f"expected.{told}.txt").write_text(message(each, told), encoding="utf-8")
