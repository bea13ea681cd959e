"""Files by which the fuzzer broke a promise of a reader, made small: each is read, or refused with its reason."""

import io
import tempfile
from pathlib import Path

import polars as pl
import pytest

from encours.facts.kinds import KINDS
from encours.formats import headers
from encours.formats.bounds import USUAL
from encours.formats.headers import letters
from encours.formats.parquet import ParquetReader
from encours.formats.tables import opener, read_table
from encours.formats.workspace import WorkspaceRead, read_workspace
from tests.formats.error_folders import ROOT

ENDLESS = ROOT / "parquet_of_endless_memory" / "workspace" / "invoices.parquet"
INVOICES = "number,buyer,issued,due,currency,gross\nF1,C1,2026-01-05,2026-03-06,EUR,1200.50\n"


def workspace(folder: Path, **files: bytes | str) -> WorkspaceRead:
    """What a folder of these files gives; an ending is written `_csv`."""
    for name, content in files.items():
        held = content if isinstance(content, bytes) else content.encode()
        (folder / ".".join(name.rsplit("_", 1))).write_bytes(held)
    return read_workspace(folder)


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["-le", "-be", ""])
def test_an_encoding_told_without_its_mark_is_read_in_the_order_of_its_bytes(codec: str, order: str) -> None:
    read = read_table(opener(INVOICES.encode(codec + order)), "invoices.csv", KINDS["invoices"], encoding=codec)
    assert read.table is not None
    assert read.table.texts["number"][0] == "F1"


def test_bytes_that_are_not_what_the_settings_say_are_refused(tmp_path: Path) -> None:
    read = workspace(tmp_path, workspace_toml='[reading]\nencoding = "utf-16"\n', invoices_csv=INVOICES + "é")
    assert [each.code for each in read.errors] == ["encoding_contradicted"]


def test_names_without_end_are_not_kept_without_end() -> None:
    for number in range(20_000):
        letters(f"Montant {number}")
    held = headers._letters.cache_info()
    assert held.currsize <= (held.maxsize or 0) < 20_000


def test_a_file_that_ends_the_reader_of_parquet_ends_nothing_else() -> None:
    held = io.BytesIO()
    pl.DataFrame({"number": ["F1"]}).write_parquet(held)
    reader = ParquetReader()
    with tempfile.TemporaryDirectory() as folder:
        assert reader.answer(ENDLESS.read_bytes(), folder, USUAL) is None
        assert reader.answer(held.getvalue(), folder, USUAL) == {"header": ["number"], "rows": 1}
        assert pl.read_ipc(Path(folder) / "0.arrow").to_dict(as_series=False) == {"number": ["F1"]}
    reader.close()
