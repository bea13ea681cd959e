"""docs/reference/errors.md: what is refused, by the inputs and messages stored under tests/errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reference.markdown import fenced, page

ERRORS = Path(__file__).parents[2] / "tests" / "errors"
SHOWN_LINES = 14
SHOWN_WIDTH = 110
HEAD = """# Messages | Messages d'erreur

<!-- Made from tests/errors by `make docs`; an edit here is lost. -->

Every message has a place, the words that are wrong, what is wrong and what to do. All the errors of a folder are told
at once; nothing is kept of a folder with an error, unless `--keep-good-rows` asks for it. A warning refuses nothing.

Chaque message donne le lieu, les mots en cause, ce qui ne va pas et ce qu'il faut faire. Toutes les erreurs d'un
dossier sont dites d'un coup ; rien n'est gardé d'un dossier fautif, sauf avec `--keep-good-rows`."""


def errors_page() -> str:
    """The page, by name: faults of files of facts, of imports, of policies, of losses, of covers, of bonds."""
    facts = (_entry(each.name, *_of_folder(each)) for each in sorted((ERRORS / "formats").iterdir()) if each.is_dir())
    imports = (_entry(each.name, *_of_import(each)) for each in sorted((ERRORS / "imports").iterdir()))
    policies = (_entry(each.stem, *_of_file(each)) for each in sorted((ERRORS / "policy").glob("*.toml")))
    losses = (_entry(each.stem, *_of_file(each)) for each in sorted((ERRORS / "losses").glob("*.toml")))
    covers = (_entry(each.name, *_of_cover(each)) for each in sorted((ERRORS / "reverse").iterdir()))
    lines = (_entry(each.stem, *_of_file(each)) for each in sorted((ERRORS / "bonds").glob("*.toml")))
    return page(
        HEAD,
        "## In the files of facts | Dans les fichiers de faits",
        *facts,
        "## In what is imported | Dans ce qui s'importe",
        *imports,
        "## In the policy | Dans la police",
        *policies,
        "## In a file of losses | Dans un fichier de pertes",
        *losses,
        "## In a reverse cover | Dans une assurance-crédit inversée",
        "The other files are those of `examples/reverse`. Les autres fichiers sont ceux de `examples/reverse`.",
        *covers,
        "## In the line of bonds | Dans la ligne de cautions",
        *lines,
    )


def _entry(name: str, inputs: str, english: str, french: str) -> str:
    title = name.replace("_", " ").capitalize()
    return page(f"### {title}", inputs, fenced(english, "text"), fenced(french, "text")).rstrip()


def _of_folder(folder: Path) -> tuple[str, str, str]:
    files = sorted(path for path in (folder / "workspace").rglob("*") if path.is_file() and path.name != ".gitkeep")
    shown = [part for path in files for part in _file(path)]
    inputs = "\n\n".join(shown) if shown else "The folder is empty."
    texts = ((folder / f"expected.{language}.txt").read_text(encoding="utf-8") for language in ("en", "fr"))
    return (inputs, *texts)


def _of_import(folder: Path) -> tuple[str, str, str]:
    """Files, then the commands: the last one is refused."""
    commands = folder / "commands.txt"
    files = sorted(path for path in folder.iterdir() if path != commands and not path.name.startswith("expected."))
    told = "".join(f"encours {line}\n" for line in commands.read_text(encoding="utf-8").splitlines() if line)
    shown = [part for path in files for part in _file(path)]
    inputs = "\n\n".join([*shown, fenced(told.replace("encours remove", "rm"), "sh")])
    texts = ((folder / f"expected.{language}.txt").read_text(encoding="utf-8") for language in ("en", "fr"))
    return (inputs, *texts)


def _of_cover(folder: Path) -> tuple[str, str, str]:
    """Files that stand in place of those of the template, then the command."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".toml"})
    command = (folder / "commands.txt").read_text(encoding="utf-8").strip()
    inputs = "\n\n".join([*(part for path in files for part in _file(path)), fenced(f"encours {command}\n", "sh")])
    texts = ((folder / f"expected.{language}.txt").read_text(encoding="utf-8") for language in ("en", "fr"))
    return (inputs, *texts)


def _of_file(path: Path) -> tuple[str, str, str]:
    """A file that stands alone: a policy, a file of losses, a line of bonds."""
    texts = (path.with_suffix(f".{language}.txt").read_text(encoding="utf-8") for language in ("en", "fr"))
    return ("\n\n".join(_file(path)), *texts)


def _file(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    yield f"`{path.name}`"
    if not content:
        yield "An empty file."
        return
    printable = path.suffix in {".csv", ".toml", ".json", ".txt", ".md"}
    if not printable or b"\0" in content:
        yield f"{len(content):,} bytes that are no text."
        return
    yield fenced(_short(content.decode("utf-8", "replace")), path.suffix[1:])


def _short(text: str) -> str:
    """A text that fits a page: control characters told by their number, long lines and long files cut."""
    seen = "".join(each if each.isprintable() or each in "\n\t" else f"\\x{ord(each):02x}" for each in text)
    lines = [line if len(line) <= SHOWN_WIDTH else line[:SHOWN_WIDTH] + "…" for line in seen.split("\n")]
    if len(lines) > SHOWN_LINES:
        lines = [*lines[:SHOWN_LINES], f"… ({len(lines) - SHOWN_LINES} more lines)"]
    return "\n".join(lines)
