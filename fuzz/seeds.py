"""First inputs of each target: the small files of the tests, and the words that its readers know."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from encours.facts.kinds import KINDS
from encours.formats.fec.header import COLUMNS, named
from encours.formats.headers import file_fields, known_names, table_of
from encours.formats.limit_words import LISTED
from encours.formats.usual_headings import USUAL
from fuzz.sheet_parts import DOCUMENT, HEADER, ROWS, WORKBOOK, archive_of, names_of
from fuzz.targets import INVOICES, ROWS_APART
from tests.formats.sheets import ods, xlsx

TESTS = Path(__file__).parents[1] / "tests"
LARGEST = 20_000
BALANCE = "Client;Nom;Total;Non échu;1-30 jours;31-60 jours;> 60 jours\nC1;Alpha;100,00;50,00;30,00;20,00;0,00\n"
OPEN_ITEMS = (
    "Type;Client;N° facture;Date facture;Échéance;Devise;Montant TTC;Solde\n"
    "Facture;C1;F1;05/01/2026;06/03/2026;EUR;1 200,50;200,50\nAvoir;C1;A1;05/02/2026;06/04/2026;EUR;-100,00;-100,00\n"
    "Règlement;C1;R1;05/02/2026;;EUR;-50,00;-50,00\n"
)
LIMITS = (
    "N° assureur;Code client;Nom;SIREN;Pays;Décision;Montant accordé;Devise;Date décision\n"
    "123456;C1;Alpha;552100554;FR;Accordé;50 000;EUR;05/01/2026\n;C2;Beta;;FR;Refusé;0;EUR;06/01/2026\n"
)


def seeds_of(target: str) -> list[bytes]:
    """Inputs with which a target begins."""
    return list(dict.fromkeys(each for each in _MADE[target]() if len(each) <= LARGEST))


def _stored(*endings: str) -> Iterator[Path]:
    """Small files of the tests that end so."""
    places = (TESTS / "errors", TESTS / "cli" / "workspace", TESTS / "cli" / "exports")
    found = sorted(path for place in places for path in place.rglob("*") if path.name.lower().endswith(endings))
    yield from (path for path in found if path.stat().st_size <= LARGEST)


def _tables() -> Iterator[bytes]:
    kinds = list(KINDS)
    for path in _stored(".csv"):
        kind = table_of(path.stem)
        if kind in KINDS:
            for how in (0, 24, 32):
                yield bytes([kinds.index(kind), how]) + path.read_bytes()
    for place, kind in enumerate(KINDS):
        header = ",".join(file_fields(KINDS[kind]))
        for sample in ("1", "2026-01-05", "EUR", "yes"):
            yield bytes([place, 24]) + f"{header}\n{','.join([sample] * (header.count(',') + 1))}\n".encode()


def _books() -> Iterator[bytes]:
    stored = [path for path in _stored(".txt") if named(path.name)]
    for path in stored:
        yield b"\x02" + path.read_bytes()
        yield b"\x04" + path.read_bytes()
    for first, second in itertools.pairwise(stored):
        yield b"\x00" + first.read_bytes() + ROWS_APART + second.read_bytes()


def _archives() -> Iterator[bytes]:
    for place, ending in enumerate((".xlsx", ".ods")):
        for path in _stored(ending):
            yield bytes([place]) + path.read_bytes()
    yield b"\x00" + xlsx([HEADER, *ROWS[2:]])
    yield b"\x01" + ods([HEADER, *ROWS[2:]])
    yield b"\x01" + archive_of(DOCUMENT)


def _parts(whole: dict[str, bytes]) -> Iterator[bytes]:
    for place, name in enumerate(names_of(whole)):
        yield bytes([place]) + whole[name]


def _json() -> Iterator[bytes]:
    for path in _stored(".json"):
        for how in (2 * 3, 4 * 3, 1, 2):
            yield bytes([how]) + path.read_bytes()
    yield b'\x06[{"number":"F1","buyer":"C1","invoice_date":"2026-01-05","due_date":null,"currency":"EUR","gross":1.5}]'
    yield b'\x01{"data":{"items":[{"id":1,"total":{"value":"12.00","currency":null}}]}}'
    yield b'\x02{"invoices":[{"number":"F1","gross":true}],"paid":[{"invoice":"F1","amount":1e3}]}'


def _parquet() -> Iterator[bytes]:
    for path in _stored(".parquet"):
        yield path.read_bytes()
    rows = {"number": ["F1", "F2"], "buyer": ["C1", None], "invoice_date": ["2026-01-05", ""], "gross": [1.5, 2.0]}
    for options in ({"compression": "uncompressed"}, {"compression": "uncompressed", "statistics": False}):
        held = io.BytesIO()
        pl.DataFrame(rows).write_parquet(held, **options)
        yield held.getvalue()


def _rows_of(*texts: str, ways: tuple[int, ...]) -> Iterator[bytes]:
    for text in texts:
        for way in ways:
            yield bytes([way]) + text.encode()
            yield bytes([way]) + text.encode("cp1252")


def _described(layout: bytes) -> Iterator[bytes]:
    """Tables of the tests whose settings hold that word."""
    for told in _stored("workspace.toml"):
        if layout in told.read_bytes():
            for path in sorted(told.parent.glob("*.csv")):
                yield from (bytes([way]) + path.read_bytes() for way in (0, 3, 7))


def _balances() -> Iterator[bytes]:
    yield from _described(b"aged balance")
    yield from _rows_of(BALANCE, ways=(0, 3, 7))


def _limits() -> Iterator[bytes]:
    yield from _described(b"limit list")
    yield from _rows_of(LIMITS, ways=(0, 3, 7))


def _items() -> Iterator[bytes]:
    yield from _described(b"open_amount")
    yield from _rows_of(OPEN_ITEMS, ways=(0, 3, 7))


def _any() -> Iterator[bytes]:
    yield from (b"\x01" + path.read_bytes() for path in _stored(".csv"))
    yield from (b"\x00" + path.read_bytes() for path in _stored(".json"))
    yield from _rows_of(BALANCE, LIMITS, OPEN_ITEMS, INVOICES.decode(), ways=(1, 2, 12, 48, 64))
    yield from (b"\x03" + path.read_bytes() for path in _stored(".txt") if named(path.name))


def _settings() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in _stored("workspace.toml"))
    yield b'[files."a.csv"]\nkind = "invoices"\n[files."a.csv".columns]\nnumber = "number"\ngross = "gross"\n'


def _policies() -> Iterator[bytes]:
    policies = [path.read_bytes() for path in _stored(".toml") if "policy" in path.parts or path.stem == "policy"]
    yield from policies
    programme = b'[programme]\nname = "P"\ncurrency = "EUR"\n[[programme.layers]]\nname = "L"\nfile = "policy.toml"\n'
    yield from (programme + ROWS_APART + each for each in policies[:5])


def _manifests() -> Iterator[bytes]:
    yield (
        b'file = "b.csv"\nsha256 = "00"\nday = 2026-06-30\nlayout = "invoices"\n\n[totals]\n"rows" = "2"\n\n'
        b'[files."b.csv"]\nkind = "invoices"\nas_of = 2026-06-30\n\n[files."b.csv".columns]\nnumber = "number"\n'
    )
    first = b'file = "b.txt"\nsha256 = "00"\nday = 2026-06-30\nlayout = "fec"\nundoes = "0001-a"\n'
    yield first + b'[files."b.txt"]\nkind = "fec"\n'


_MADE = {
    "table": _tables, "fec": _books, "workbook": _archives, "workbook_parts": lambda: _parts(WORKBOOK),
    "document_parts": lambda: _parts(DOCUMENT), "json_file": _json, "parquet": _parquet, "balance": _balances,
    "limit_list": _limits, "open_items": _items, "guessed": _any, "recognised": _any, "settings": _settings,
    "policy": _policies, "manifest": _manifests,
}  # fmt: skip

_CELLS = (
    "EUR", "USD", "JPY", "2026-01-05", "05/01/2026", "31/12/2026", "20260105", "1 200,50", "1,200.50", "-1", "1e9",
    "100 %", "12 345 678 901 234", "true", "oui", "FR", "552100554", ";", "\t", "|", '"', '""', "\r\n", "\u00a0",
    "\u202f", "\ufeff", "\u200b", "\u202e", "Total", "Sous-total", "Solde", "C1", "F1", "411000", "701000", "512000",
)  # fmt: skip
_TOML = (
    "[company]", "[reading]", "[columns.invoices]", '[files."a.csv"]', '[[files."a.csv"]]', "kind = ", "as_of = ",
    "open_amount = ", "document_type = ", "encoding = ", "separator = ", "decimal_mark = ", "date_order = ", "where = ",
    "constants = ", "columns = ", "distinct = true", "reconcile = true", "month_first = true", "currency_of_invoice = ",
    "sheet = ", "path = ", "terms = ", "terms_of = ", "bill_terms = ", "entity = ", '"fec"', '"aged balance"',
    '"limit list"', "2026-06-30", "2026-06-30T00:00:00Z", "'''", '"""', "{", "}", "inf", "nan", "0x", "\\u0000",
    "\\U0010FFFF", "\\ud800", "[policy]", "[terms]", "[[when]]", "[programme]", "[[programme.layers]]", "[totals]",
)  # fmt: skip
_JSON = ("{", "}", "[", "]", ":", ",", "null", r'"\ud800"', "1e400", "-0", "NaN", "Infinity")
_XML = (
    '<c r="A1" t="s">', '<c r="XFD1048576">', 't="inlineStr"', 't="e"', 't="d"', 't="b"', 't="str"', "<v>", "</v>",
    "<is><t>", "</t></is>", "<row r=", "<mergeCell ref=", "A1:XFD1048576", 'hidden="1"', "&#xD800;", "&#0;", "&amp;",
    "<!DOCTYPE x>", "<![CDATA[", "]]>", "<?xml version='1.0' encoding='UTF-16'?>", "table:number-rows-repeated=",
    "table:number-columns-repeated=", "table:number-rows-spanned=", "table:covered-table-cell", "office:value-type=",
    "office:value=", "office:date-value=", 'table:visibility="collapse"', "<table:table>", "<text:p>", "1e308", "NaN",
    "-2147483648", "4294967296", "99999999999", "<sheet name=", 'state="veryHidden"', 'date1904="1"', "numFmtId=",
)  # fmt: skip


def words_of(target: str) -> list[str]:
    """Words that mean something to the readers of a target."""
    if target in {"settings", "policy", "manifest"}:
        return [*_TOML, *_CELLS]
    if target.endswith("_parts") or target == "workbook":
        return [*_XML, *_CELLS, *HEADER]
    if target == "json_file":
        return [*_JSON, *_CELLS, *known_names(KINDS["invoices"])]
    if target == "fec":
        return [*COLUMNS, *_CELLS]
    known = [name for kind in KINDS for name in known_names(KINDS[kind])]
    usual = [name for each in USUAL.values() for name in each]
    return list(dict.fromkeys([*_CELLS, *known, *usual, *LISTED]))
