"""Changes that keep the form of a file: whole cells, lines, elements; blind ones seldom get past a parser."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Change = Callable[[bytes, random.Random, Sequence[bytes]], bytes]
"""Another content of the same form, made by chance, with words that the readers know."""

_TOKEN = re.compile(rb"<[^>]*>|[^<]+|<")
_VALUE = re.compile(rb'="([^"]*)"')
_ATTRIBUTES = (
    b' r="%s"', b' t="%s"', b' s="%s"', b' hidden="%s"', b' ref="%s"', b' table:number-columns-repeated="%s"',
    b' table:number-rows-repeated="%s"', b' table:number-rows-spanned="%s"', b' table:number-columns-spanned="%s"',
    b' table:visibility="%s"', b' office:value-type="%s"', b' office:value="%s"', b' office:date-value="%s"',
    b' office:boolean-value="%s"', b' calcext:value-type="%s"', b' table:name="%s"', b' state="%s"',
)  # fmt: skip
_VALUES = (
    b"", b"0", b"1", b"2", b"-1", b"5", b"7", b"15", b"255", b"16384", b"1048576", b"2147483648", b"99999999999", b"s",
    b"n", b"b", b"e", b"d", b"str", b"inlineStr", b"A1", b"C3", b"B2:B4", b"A1:F6", b"XFD1048576", b"A0", b"true",
    b"collapse", b"float", b"percentage", b"currency", b"date", b"time", b"boolean", b"string", b"error", b"1e308",
    b"NaN", b"2958466", b"45000.5", b"2026-01-05", b"2026-01-05T10:00:00", b"PT10H", b"9999-99-99", b"Factures",
)  # fmt: skip


def changed(content: bytes, rng: random.Random, words: Sequence[bytes]) -> bytes:
    """One to three changes to an XML part, or to a table of texts."""
    change = _element if content.lstrip()[:1] == b"<" else _cells
    for _ in range(rng.randint(1, 3)):
        content = change(content, rng, words)
    return content


def _element(content: bytes, rng: random.Random, words: Sequence[bytes]) -> bytes:
    tokens = _TOKEN.findall(content)
    opened = [at for at, each in enumerate(tokens) if each[:1] == b"<" and each[1:2] not in {b"/", b"?", b"!"}]
    if not opened:
        return content
    at = rng.choice(opened)
    sort = rng.randrange(6)
    if sort <= 1 and _VALUE.search(tokens[at]):
        value = rng.choice([*_VALUES, *_VALUE.findall(content)])
        found = rng.choice(list(_VALUE.finditer(tokens[at])))
        tokens[at] = tokens[at][: found.start(1)] + value + tokens[at][found.end(1) :]
    elif sort == 2:
        end = -2 if tokens[at].endswith(b"/>") else -1
        tokens[at] = tokens[at][:end] + rng.choice(_ATTRIBUTES) % rng.choice(_VALUES) + tokens[at][end:]
    elif sort == 3:
        texts = [place for place, each in enumerate(tokens) if each[:1] != b"<"]
        if texts:
            tokens[rng.choice(texts)] = rng.choice([*words, *_VALUES]).replace(b"<", b"").replace(b"&", b"")
    else:
        end = _end_of(tokens, at)
        element = tokens[at:end]
        if sort == 4:
            del tokens[at:end]
        to = rng.choice(opened)
        tokens[to:to] = element
    return b"".join(tokens)


def _end_of(tokens: Sequence[bytes], at: int) -> int:
    """Place after the element that begins here."""
    depth = 0
    for place in range(at, len(tokens)):
        each = tokens[place]
        if each[:2] == b"</":
            depth -= 1
        elif each[:1] == b"<" and not each.endswith(b"/>"):
            depth += 1
        if depth <= 0:
            return place + 1
    return len(tokens)


def _cells(content: bytes, rng: random.Random, words: Sequence[bytes]) -> bytes:
    """Same lines with a cell, a line or a column changed."""
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    lines = content.split(line_end)
    separator = max((b";", b",", b"\t", b"|", b" = "), key=content.count)
    at = rng.randrange(len(lines))
    cells = lines[at].split(separator)
    place = rng.randrange(len(cells))
    sort = rng.randrange(9)
    if sort <= 2:
        cells[place] = rng.choice(words)
        lines[at] = separator.join(cells)
    elif sort == 3:
        cells[place] += rng.choice(words)
        lines[at] = separator.join(cells)
    elif sort == 4:
        other = rng.choice(lines).split(separator)
        cells[place] = rng.choice(other)
        lines[at] = separator.join(cells)
    elif sort == 5:
        lines.insert(rng.randrange(len(lines) + 1), lines[at])
    elif sort == 6:
        del lines[at]
    elif sort == 7:
        lines = [_without(line.split(separator), place, separator) for line in lines]
    else:
        word = rng.choice(words)
        lines = [line + separator + (word if not number else rng.choice(cells)) for number, line in enumerate(lines)]
    return line_end.join(lines)


def _without(cells: list[bytes], place: int, separator: bytes) -> bytes:
    return separator.join(cells[:place] + cells[place + 1 :])
