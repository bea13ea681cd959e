"""A spreadsheet file looked at before it is read: its form, its size unfolded, its XML; refused with the reason.

XLSX, XLSM, XLSB and ODS are folders of parts in a ZIP archive. Every part is unfolded here within the bounds, and
the reader of cells is given a new archive of these very parts: whatever the old one claimed, nothing is unfolded
that was not measured.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encours.formats import sheet_errors
from encours.formats.bounds import Bounds
from encours.formats.faults import ReadError
from encours.formats.sheet_shapes import (
    CHUNK,
    Hostile,
    Shape,
    checked,
    document_shapes,
    relations,
    workbook_shape,
)

ZIP_MARK: Final = b"PK\x03\x04"
OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of the old binary form begin; so do new ones that a password locks."""
LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
FORMS: Final = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xlsb": "xlsb", ".xls": "xls", ".ods": "ods"}
"""Form that each ending promises."""
_SIGNS: Final = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
"""Part by which each form is told."""
_UNREAD: Final = ("xl/media/", "xl/drawings/", "xl/charts/", "xl/theme/", "xl/externallinks/", "pictures/", "object")
"""Parts that hold no cell."""
_SHEET, _STRING = b"sheetData", (b"<si", b":si")
"""Element by which a part is read as a sheet, and those of shared texts, whatever the part is called."""
_CLAIM: Final = re.compile(rb"""uniqueCount\s*=\s*["'](\d+)""")
"""How many shared texts a part says that it holds."""
HEAVY: Final = 1 << 30
"""Characters of the cells of a sheet, at the most, beyond which it is read in a process of its own."""
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
                   ValueError, OSError, LookupError, OverflowError)  # fmt: skip
"""What the reader of archives raises for a damaged one."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A spreadsheet that may be read: its content as checked, and the shapes of its sheets by name, in order.

    ``shapes`` is empty where cells are not XML (XLS, XLSB); ``is_apart`` says that the file must then be read in a
    process of its own, whose memory is bounded.
    """

    content: bytes
    shapes: dict[str, Shape]
    is_apart: bool


def look_at(content: bytes, ending: str, file: str, bounds: Bounds) -> Parts | ReadError:
    """Spreadsheet that may be read, or the reason why it is refused; ``ending`` is that of its name."""
    if len(content) > bounds.spreadsheet_bytes:
        return sheet_errors.spreadsheet_too_large(file, size=len(content), bound=bounds.spreadsheet_bytes)
    form = FORMS[ending]
    if content.startswith(OLE_MARK):
        if LOCKED in content:
            return sheet_errors.spreadsheet_locked(file)
        return Parts(content, {}, is_apart=True) if form == "xls" else sheet_errors.other_form(file, "xls")
    if not content.startswith(ZIP_MARK):
        return (
            sheet_errors.other_form(file, _text_form(content)) if content else sheet_errors.spreadsheet_malformed(file)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Archive(archive, file, bounds).parts(form)
    except _DAMAGED:
        return sheet_errors.spreadsheet_malformed(file)


def _text_form(content: bytes) -> str:
    """What a file without the mark of any spreadsheet is: a page of HTML, XML, a PDF, or some text."""
    head = content[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")):
        return "html"
    if head.startswith(b"%pdf"):
        return "pdf"
    if head.startswith(b"<?xml"):
        return "xml"
    return "text" if b"\0" not in head else ""


class _Archive:
    """One archive while it is looked at."""

    __slots__ = ("archive", "bounds", "file", "left", "longest", "shapes")

    def __init__(self, archive: zipfile.ZipFile, file: str, bounds: Bounds) -> None:
        self.archive, self.file, self.bounds = archive, file, bounds
        self.left = bounds.unfolded_bytes
        self.shapes: dict[str, Shape] = {}
        self.longest = 0
        """Bytes of the longest shared text, at the most."""

    def parts(self, form: str) -> Parts | ReadError:
        """Parts measured and written anew, or the reason why the whole is refused."""
        entries = self.archive.infolist()
        names = [each.filename.lower() for each in entries]
        found = next((_SIGNS[sign] for sign in _SIGNS if sign in names), "zip")
        if found != form:
            return sheet_errors.other_form(self.file, found)
        refused = self._sizes(entries)
        if refused:
            return refused
        if len(set(names)) < len(names):
            return sheet_errors.spreadsheet_malformed(self.file)
        if form == "ods" and "meta-inf/manifest.xml" in names and self._is_locked(names):
            return sheet_errors.spreadsheet_locked(self.file)
        try:
            content = self._written_anew(entries, form)
        except Hostile as why:
            return sheet_errors.hostile(self.file, str(why), bound=self.bounds.sheet_cells)
        # A long text may stand in every cell: it is in the file once, and in the memory as often as it is shown.
        is_heavy = any(max(each.characters, each.cells * self.longest) > HEAVY for each in self.shapes.values())
        if form == "xlsx":
            self._name_sheets()
        return Parts(content, self.shapes, is_apart=is_heavy or form == "xlsb")

    def _sizes(self, entries: list[zipfile.ZipInfo]) -> ReadError | None:
        """Refusal of an archive that says itself that it unfolds beyond the bounds, or that hides a part."""
        total, held = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
        if any(each.flag_bits & 1 for each in entries):
            return sheet_errors.spreadsheet_locked(self.file)
        beyond = total > self.bounds.unfolded_bytes or len(entries) > self.bounds.parts
        if beyond or (total > self.bounds.always_unfolded and total > held * self.bounds.unfold_ratio):
            return sheet_errors.zip_bomb(self.file, size=total, bound=self.bounds.unfolded_bytes)
        return None

    def _is_locked(self, names: list[str]) -> bool:
        name = self.archive.infolist()[names.index("meta-inf/manifest.xml")].filename
        try:
            return bool(relations(self._chunks(name), "encryption-data"))
        except Hostile:
            return False  # its turn comes when the parts are checked

    def _written_anew(self, entries: list[zipfile.ZipInfo], form: str) -> bytes:
        """The parts that hold cells, each one checked, in an archive that unfolds to exactly these."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as made:
            for each in entries:
                name = each.filename
                lower = name.lower()
                if each.is_dir() or lower.startswith(_UNREAD):
                    continue
                is_xml = lower.endswith((".xml", ".rels", ".vml"))
                if form != "xlsb" and not is_xml and lower != "mimetype":
                    continue  # no cell is there, unless somebody hides a sheet under the name of a picture
                held = bytearray()
                for chunk in self._chunks(name):
                    held += chunk  # one copy of a large sheet, and not all its chunks beside it
                if is_xml:
                    self._check(name, held, form)
                made.writestr(zipfile.ZipInfo(name), held)
        return written.getvalue()

    def _chunks(self, name: str) -> Iterator[bytes]:
        """Content of a part, never more than the bounds leave."""
        with self.archive.open(name) as stream:
            while chunk := stream.read(CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise Hostile("giant")
                yield chunk

    def _check(self, name: str, held: bytearray, form: str) -> None:
        pieces = (bytes(held[start : start + CHUNK]) for start in range(0, len(held), CHUNK))
        if form == "ods" and name == "content.xml":
            self.shapes = {each.name: each for each in document_shapes(pieces, self.bounds.sheet_cells)}
        elif form == "xlsx":
            shape = workbook_shape(pieces, self.bounds.sheet_cells, is_sheet=_SHEET in held)
            if shape is not None:
                self.shapes[name] = shape
            elif any(each in held for each in _STRING):
                self.longest = max(self.longest, *map(len, held.split(b"si>")))
        else:
            checked(pieces)
        if b"\0" in held:
            raise Hostile("malformed")  # UTF-16: the reader of cells takes its bytes for other letters
        if any(int(each) > len(held) for each in _CLAIM.findall(held)):
            raise Hostile("malformed")  # room is made for as many texts as a part claims, before any is read

    def _name_sheets(self) -> None:
        """Put the shapes of a workbook under the names of their sheets instead of those of their parts."""
        try:
            sheets = relations(self._chunks("xl/workbook.xml"), "sheet", "name", "id")
            linked = relations(self._chunks("xl/_rels/workbook.xml.rels"), "Relationship", "Id", "Target")
            targets = {each[0]: each[1] for each in linked}
        except (*_DAMAGED, Hostile):
            sheets, targets = [], {}
        named = {}
        for name, key in sheets:
            target = targets.get(key, "")
            place = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if place in self.shapes:
                named[name] = self.shapes[place]
        self.shapes = named
