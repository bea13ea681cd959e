"""The messages of every fault the file of a line can have, kept beside the file that provokes it.

python -m tests.bonds.errors        writes the messages anew; read the difference before keeping it
"""

from pathlib import Path

from encours.bonds.read_line import LINE_FILE, LineReading, read_line
from encours.policy.faults import Language, show_fault

FOLDER = Path(__file__).parent.parent / "errors" / "bonds"
FILES = sorted(FOLDER.glob("*.toml"))


def reading(path: Path) -> LineReading:
    """What a file gives."""
    return read_line(path.read_text(encoding="utf-8"), file=LINE_FILE)


def messages(path: Path, language: Language) -> str:
    """Every error of a file, as it is printed."""
    return "\n\n".join(show_fault(each, language) for each in reading(path).errors) + "\n"


def main() -> None:
    """Write the messages of every file."""
    for path in FILES:
        for language in ("en", "fr"):
            path.with_suffix(f".{language}.txt").write_text(messages(path, language), encoding="utf-8")


if __name__ == "__main__":
    main()
