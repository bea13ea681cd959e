"""Documents of a workspace, as the commands make them, and what can be read in their forms."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from pypdf import PdfReader

from encours.cli import documents
from encours.cli.parser import parser
from encours.explain.document.model import Document, Heading, KeyFigures, Opened, Paragraph, Table
from encours.explain.document.shown import inert, shown
from tests.cli.commands import WORKSPACE

COMMANDS = ("cover", "ageing", "buyers", "exposure", "kpi", "entities", "programme")
LANGUAGES = ("en", "fr")
HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
    "{{7*7}}",
    "#set page(fill: red)",
    '"><img src=x onerror=y>',
    "$2^2$ *x* _y_ @z \\ `w`",
    "+1+1",
    "@SUM(A1)",
)


def document(command: str, language: str, *, rows: int | None = 20, folder: Path = WORKSPACE, more=()) -> Document:
    """Document of a command, with so many rows in each list."""
    kept: list[Document] = []
    words = [command, str(folder), "--format", "html", "--lang", language, *more]
    with patch.object(documents, "show", lambda make, _: kept.append(make(rows))):
        import_module(f"encours.cli.{command}").run(parser(language).parse_args(words))
    (made,) = kept
    return made


def hostile_copy(folder: Path) -> Path:
    """A copy of the workspace whose buyers have names that try to be something else."""
    for each in WORKSPACE.iterdir():
        (folder / each.name).write_bytes(each.read_bytes())
    head, *rows = (WORKSPACE / "buyers.csv").read_text(encoding="utf-8").splitlines()
    rows = [_named(row, " ".join(HOSTILE[2 * place : 2 * place + 2])) for place, row in enumerate(rows)]
    (folder / "buyers.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return folder


def _named(row: str, name: str) -> str:
    cells = row.split(",")
    cells[1] = '"' + name.replace('"', '""') + '"'
    return ",".join(cells)


def squeezed(text: str) -> str:
    """Text without its blanks, which each form breaks where it likes, and with letters joined by a font apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_style = False

    def handle_starttag(self, tag, attrs):
        self.is_style = tag == "style"

    def handle_endtag(self, tag):
        self.is_style = False

    def handle_data(self, data):
        if not self.is_style:
            self.found.append(data)


def text_of_page(page: str) -> str:
    reader = _Text()
    reader.feed(page)
    return "\n".join(reader.found)


def text_of_pdf(made: bytes) -> str:
    return "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(made)).pages)


def amounts(text: str) -> set[str]:
    """Amounts in euros that a text holds, to the cent, without their blanks."""
    french = r"(?<!\d)\d{1,3}(?:[\u202f\u00a0 ]\d{3})*,\d\d[\u00a0 ]€"
    return {squeezed(each) for each in re.findall(rf"€[\d,]+\.\d\d|{french}", text)}


def texts(made: Document) -> Iterator[str]:
    """Every text and value of a document, as it is shown."""
    yield from (made.title, made.company, *made.told)
    for part in made.parts:
        yield part.title
    for block in made.blocks():
        if isinstance(block, Paragraph):
            yield from (block.title, block.text)
        elif isinstance(block, KeyFigures):
            for figure in block.figures:
                yield from (figure.title, shown(figure.value, made.language), figure.note)
        elif isinstance(block, Heading | Opened):
            yield from (block.title, shown(block.value, made.language))
    for table in made.tables():
        yield from texts_of_table(table, made.language)


def texts_of_table(table: Table, language: str) -> Iterator[str]:
    yield from (column.title for column in table.columns)
    for row in (*table.rows, table.total):
        yield from (inert(shown(cell.value, language)) for cell in row)


def members(workbook: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
