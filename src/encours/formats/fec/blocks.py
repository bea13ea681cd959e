"""The bytes of a FEC cut into blocks that end with a line, each of as many cells a line as the header has."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from encours.formats import errors
from encours.formats.bounds import Bounds
from encours.formats.encoding import Encoding, Opener
from encours.formats.faults import Collected
from encours.formats.fec import faults
from encours.formats.fec.header import Header
from encours.formats.records import PIECE, TooMuch, tally

BLOCK: Final = 8 << 20
"""Bytes read at once."""
_BEYOND_ASCII: Final = 0x80
"""First octet of UTF-8 that is no sign of the keyboard."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file in UTF-8, the number of the first, and the numbers of those given up."""

    content: bytes
    first: int
    given_up: tuple[int, ...] = ()


def blocks(
    open_file: Opener, encoding: Encoding, file: str, *, bounds: Bounds, found: Collected
) -> Iterator[tuple[bytes, int]]:
    """Whole lines of a file in UTF-8, with the number of the first; raises ``UnicodeDecodeError`` and ``TooMuch``."""
    decoder = None if encoding.codec in {"utf-8", "ascii"} else codecs.getincrementaldecoder(encoding.codec)()
    at, rest = 1, b""
    with open_file() as stream:
        stream.read(encoding.skip)
        while read := stream.read(BLOCK):
            more = read if decoder is None else decoder.decode(read).encode()
            end = more.rfind(b"\n") + 1
            if not end and b"\r" in more:
                # Old Macintosh line ends; a last one may be half of a pair, so it is left for the next block.
                end = more.rfind(b"\r", 0, len(more) - 1) + 1
            if end:
                whole = _line_feeds(b"".join((rest, memoryview(more)[:end])))
                yield whole, at
                at += tally(whole, b"\n")
                rest = b""
            rest += more[end:]
            if len(rest) > bounds.line_characters:
                excerpt = rest[:80].decode("utf-8", "replace")
                found.add(errors.line_too_long(file, row=at, bound=bounds.line_characters, excerpt=excerpt))
                raise TooMuch
    rest += b"" if decoder is None else decoder.decode(b"", final=True).encode()
    if rest:
        yield _line_feeds(rest), at


def _line_feeds(whole: bytes) -> bytes:
    return whole if b"\r" not in whole or b"\n" in whole else whole.replace(b"\r", b"\n")


def has_outer_spaces(content: bytes, separator: str) -> bool:
    """Whether a space may stand at the beginning or at the end of a cell; told for sure where it says no."""
    ends = content[:3].decode("utf-8", "ignore")[:1] + content[-3:].decode("utf-8", "ignore")[-1:]
    if ends.strip("\r\n\t") != ends.strip() or b"\x0b" in content or b"\x0c" in content:
        return True
    octets, mark, is_ascii = np.frombuffer(content, dtype=np.uint8), ord(separator), content.isascii()
    for at in range(0, octets.size, PIECE):
        piece = octets[at : at + PIECE + 1]  # and the first octet of the next one
        # A cell ends with its line, or before a separator; other controls are rare, and taken for such an end.
        space, end = piece == ord(" "), piece < ord(" ")
        if mark > ord(" "):
            end |= piece == mark
        if (space[1:] & end[:-1]).any() or (space[:-1] & end[1:]).any():
            return True
        if not is_ascii:
            beyond = piece >= _BEYOND_ASCII
            last, first = (np.flatnonzero(each) + at for each in (beyond[:-1] & end[1:], beyond[1:] & end[:-1]))
            if any(_signs(octets, last - 2)) or any(_signs(octets, first + 1)):
                return True
    return False


def _signs(octets: NDArray[np.uint8], starts: NDArray[np.intp]) -> Iterator[bool]:
    """Of each different sign of three octets at most, found at these places, whether it holds a space beyond ASCII."""
    if starts.size:
        three = (octets.take(starts + each, mode="clip").astype(np.uint32) for each in range(3))
        for sign in set((next(three) << 16 | next(three) << 8 | next(three)).tolist()):
            text = sign.to_bytes(3, "big").decode("utf-8", "ignore")
            yield any(each.isspace() and not each.isascii() for each in text)


def even(content: bytes, first: int, header: Header, file: str, found: Collected) -> Block:
    """Block whose lines have the cells of the header; one that has not is told and left empty.

    Cells that are not written at the end of a line are empty, as are those too many: exports leave them out or
    end each line with a separator.
    """
    separator, cells = header.separator.encode(), len(header.written)
    lines = tally(content, b"\n") + (not content.endswith(b"\n"))
    if tally(content, separator) == lines * (cells - 1):
        # As many separators as lines need: were one line short, another would be long, and Polars would tell.
        return Block(content, first)
    least = max(header.places.get(each, 0) for each in ("debit", "credit", "amount", "side")) + 1
    given_up: list[int] = []
    fitted: list[bytes] = []
    for number, line in enumerate(content.removesuffix(b"\n").split(b"\n"), start=first):
        bare = line.removesuffix(b"\r")
        several = bare.split(separator)
        if len(several) > cells and not any(each.strip() for each in several[cells:]):
            several = several[:cells]
        if bare.strip() and not least <= len(several) <= cells:
            text = bare.decode("utf-8", "replace").replace(header.separator, " | ")
            found.add(faults.cells_differ(file, row=number, found=len(several), expected=cells, excerpt=text))
            several = []
        if not b"".join(several).strip():
            given_up.append(number)
            several = []
        fitted.append(separator.join([*several, *[b""] * (cells - len(several))]))
    return Block(b"\n".join(fitted) + b"\n", first, given_up=tuple(given_up))
