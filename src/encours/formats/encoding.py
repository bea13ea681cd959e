"""In which encoding was this file written? UTF-8 is proven; others are chosen by what their letters say."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from encours.formats import errors
from encours.formats.faults import ReadError

Opener = Callable[[], BinaryIO]

BLOCK: Final = 1 << 20
SAMPLE_LINES: Final = 2_000
SMALL: Final = 4 << 20
"""Bytes for which Polars is not loaded."""
LONGEST_LINE: Final = 1 << 20
LONGEST_KEPT: Final = 4096

_STRANGE: Final = re.compile(rb"[\x80-\xff]")

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_WIDTHS: Final = {"utf-16": 2, "utf-32": 4}
"""Bytes of a letter, where the mark tells their order."""
_LOWER: Final = frozenset("àâäæçéèêëîïôöœùûüÿáíóúñãõåøßìò")
_UPPER: Final = frozenset("ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸÁÍÓÚÑÃÕÅØÌÒ")
_SIGNS: Final = frozenset("€£°§«»’‘“”–—…²®·º\u00a0")

_EUROPEAN: Final = ("cp125", "cp85", "cp437", "cp866", "iso8859", "koi8", "mac")
"""Encodings of one byte a letter in which European ledgers are met."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding found: Python's name of it, how people call it, and the bytes of its mark to skip."""

    codec: str
    name: str
    skip: int = 0


def find_encoding(open_file: Opener, file: str, told: str = "") -> Encoding | ReadError:
    """Encoding of a whole file; a file in two encodings, or with zero bytes, is refused with the line."""
    if told:
        return _told(open_file, told)
    with open_file() as stream:
        head = stream.read(4096)
    for mark, codec, name in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, name, len(mark) if codec == "utf-8" else 0)
    if head.count(0):
        return _zero_bytes(open_file, file, head)
    is_utf8, zero = _proven(open_file)
    if zero:
        return errors.nul_bytes(file, row=zero)
    return Encoding("utf-8", "UTF-8") if is_utf8 else _single_byte(open_file, file)


def _told(open_file: Opener, told: str) -> Encoding:
    codec = codecs.lookup(told).name
    with open_file() as stream:
        head = stream.read(4096)
    if codec in _WIDTHS and not any(head.startswith(mark) for mark, marked, _ in _MARKS if marked == codec):
        # Python asks for the mark; without one, the zero bytes of plain letters tell the order.
        width = _WIDTHS[codec]
        codec += "-be" if head[::width].count(0) > head[width - 1 :: width].count(0) else "-le"
    skip = len(codecs.BOM_UTF8) if codec == "utf-8" and head.startswith(codecs.BOM_UTF8) else 0
    return Encoding(codec, told, skip)


def _zero_bytes(open_file: Opener, file: str, head: bytes) -> Encoding | ReadError:
    """UTF-16 without its mark, told by the place of its zero bytes, or a damaged file."""
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[start::2].count(0), head[1 - start :: 2].count(0)
        if zeros * 2 > len(head[start::2]) and others * 50 < len(head):
            return Encoding(codec, "UTF-16")
    return errors.nul_bytes(file, row=_proven(open_file)[1] or 1)


def _proven(open_file: Opener) -> tuple[bool, int]:
    """Whether all of it is UTF-8, and the line of the first zero byte (0 when there is none)."""
    valid, at, rest = True, 0, b""
    with open_file() as stream:
        while block := stream.read(BLOCK):
            zero = block.find(0)
            if zero >= 0:
                return False, _line_of(open_file, at + zero)
            at += len(block)
            end = _end_of_letter(block)
            valid = valid and _is_utf8(rest + block[:end], in_bulk=at > SMALL)
            rest = block[end:]
    return valid and _is_utf8(rest, in_bulk=False), 0


def _end_of_letter(block: bytes) -> int:
    """Place before the last letter of a block where that is not ASCII: it may go on in the next one."""
    for length, octet in enumerate(reversed(block[-4:]), start=1):
        if octet < 0x80 or octet >= 0xC0:
            return len(block) - length * (octet >= 0xC0)
    return len(block)


def _is_utf8(content: bytes, *, in_bulk: bool) -> bool:
    if content.isascii():
        return True
    if in_bulk:
        import polars as pl  # only large files need it: it looks at many bytes at once

        return pl.Series([content]).cast(pl.String, strict=False).null_count() == 0
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line_of(open_file: Opener, at: int) -> int:
    """Number of the line that holds a byte."""
    line = 1
    with open_file() as stream:
        for start in range(0, at, BLOCK):
            line += stream.read(min(BLOCK, at - start)).count(b"\n")
    return line


def _lines(open_file: Opener) -> Iterator[tuple[int, bytes]]:
    """Lines that hold more than ASCII, with their numbers; a line without end comes in pieces."""
    with open_file() as stream:
        number = 1
        while line := stream.readline(LONGEST_LINE):
            if not line.isascii():
                yield number, line
            number += line.endswith(b"\n")


def _single_byte(open_file: Opener, file: str) -> Encoding | ReadError:
    """Encoding of one byte a letter; lines that are UTF-8 among lines that are not make a mixed file."""
    utf8: list[tuple[int, bytes]] = []
    other: list[tuple[int, bytes]] = []
    counts = [0, 0]
    for number, line in _lines(open_file):
        try:
            line.decode("utf-8")
            kept, place = utf8, 0
        except UnicodeDecodeError:
            kept, place = other, 1
        counts[place] += 1
        if len(kept) < SAMPLE_LINES:
            kept.append((number, _from_first_strange(line)))
    if counts[0] and counts[1]:
        number, line = (utf8 if counts[0] < counts[1] else other)[0]
        return errors.mixed_encodings(file, row=number, excerpt=_strange(line))
    sample = b"".join(line for _, line in other)[: 1 << 16]
    found = _most_sensible(sample) or _by_statistics(sample)
    if found is None:
        return errors.encoding_unknown(file, row=other[0][0], excerpt=_strange(other[0][1]))
    return found


def _from_first_strange(line: bytes) -> bytes:
    """A few thousand bytes of a line around its first letter that is not ASCII: thousands of lines are kept."""
    found = _STRANGE.search(line)
    start = max(0, found.start() - 20) if found else 0
    return line[start : start + LONGEST_KEPT]


def _strange(line: bytes) -> str:
    """Neighbourhood of the first letter that is not ASCII, readable in either encoding."""
    found = _STRANGE.search(line)
    place = found.start() if found else 0
    return line[max(0, place - 20) : place + 20].decode("cp1252", errors="replace").strip()


def _most_sensible(sample: bytes) -> Encoding | None:
    """Western encoding in which the letters make sense, if one does."""
    candidates = [("cp1252", "Windows-1252"), ("mac_roman", "MacRoman")]
    if 0xA4 in sample and not any(0x80 <= byte <= 0x9F for byte in sample):
        # The generic sign of currency is never typed; at its place ISO-8859-15 put the euro.
        candidates.insert(0, ("iso8859-15", "ISO-8859-15"))
    scored = []
    for codec, name in candidates:
        try:
            good, bad = _sense(sample.decode(codec))
        except UnicodeDecodeError:
            continue
        if good and bad * 5 <= good:
            scored.append((good - 3 * bad, Encoding(codec, name)))
    return max(scored, key=lambda each: each[0])[1] if scored else None


def _sense(text: str) -> tuple[int, int]:
    """How many letters beyond ASCII make sense where they stand, and how many do not."""
    good = bad = 0
    before = " "
    for letter in text:
        if letter > "\x7f":
            if letter in _LOWER:
                good += 2
            elif letter in _UPPER and not before.islower():
                good += 1
            elif letter not in _SIGNS:
                bad += 1
        before = letter
    return good, bad


def _by_statistics(sample: bytes) -> Encoding | None:
    """Encoding by the frequencies of letters, for the languages the rules above do not know."""
    from charset_normalizer import from_bytes  # slow to load, and rarely asked

    best = from_bytes(sample[: 1 << 14]).best()
    if best is None or not best.encoding.startswith(_EUROPEAN):
        return None
    beyond = [letter for letter in str(best) if letter > "\x7f"]
    if sum(letter.isalpha() for letter in beyond) * 10 < len(beyond) * 9:
        return None
    return Encoding(best.encoding, best.encoding.replace("_", "-"))
