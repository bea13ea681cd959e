"""Where each key and value of a TOML text stands, so that a refusal can show its line.

The standard reader gives values without their place. This walks a text that the standard reader has
already accepted, so it only has to find where things end: it refuses nothing and checks nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from encours.policy.faults import Place

Path = tuple[str | int, ...]
"""Keys and places in arrays that lead to a value, such as ``("terms", "insured_percentage", 1, "value")``."""

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES: Final = re.compile(r"[ \t]*")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_STRINGS: Final = (
    # The closing quotes of a multi-line text may be preceded by one or two quotes of its own.
    re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})', re.DOTALL),
    re.compile(r"'''.*?'''(?:'{0,2})", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
_SCALAR: Final = re.compile(r"[^,\]}#\n]+")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a text, from one offset up to another."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Places:
    """Stretches of a text's keys and values, by path."""

    file: str
    text: str
    keys: Mapping[Path, Stretch]
    values: Mapping[Path, Stretch]
    lines: tuple[int, ...]

    def of_value(self, path: Path) -> Place:
        """Place of a value; of the nearest thing around it that stands in the text, when it does not."""
        while path:
            for stretches in (self.values, self.keys):
                if path in stretches:
                    return self._place(stretches[path])
            path = path[:-1]
        return self.at(1, 1)

    def of_key(self, path: Path) -> Place:
        """Place of a key; of its value or what is around it when the key is not written by itself."""
        return self._place(self.keys[path]) if path in self.keys else self.of_value(path)

    def at(self, line: int, column: int) -> Place:
        """Place of one character, both counted from 1."""
        line = min(max(line, 1), len(self.lines))
        return Place(self.file, line, max(column, 1), 1, self._line(line))

    def line_at(self, line: int) -> Place:
        """Place of the key or heading that a line begins with."""
        place = self.at(line, 1)
        begun = place.excerpt.split("=")[0].rstrip()
        indent = len(begun) - len(begun.lstrip())
        return Place(place.file, place.line, indent + 1, max(1, len(begun) - indent), place.excerpt)

    def _place(self, stretch: Stretch) -> Place:
        start, end = stretch.start, stretch.end
        if self.text[start] in "\"'" and end - start > 2 and self.text[start : start + 3] not in {'"""', "'''"}:
            start, end = start + 1, end - 1
        line = bisect_right(self.lines, start)
        first = self.lines[line - 1]
        shown = self._line(line)
        length = max(1, min(end - start, len(shown) - (start - first)))
        return Place(self.file, line, start - first + 1, length, shown)

    def _line(self, line: int) -> str:
        start = self.lines[line - 1]
        end = self.lines[line] - 1 if line < len(self.lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def unlocated(text: str, *, file: str) -> Places:
    """Lines of a text that is not TOML: only `at` finds anything in it."""
    return Places(file, text, {}, {}, _line_starts(text))


def locate(text: str, *, file: str) -> Places:
    """Places of every key and value of a text that `tomllib` has read."""
    walk = _Walk(text)
    walk.document()
    return Places(file, text, walk.keys, walk.values, _line_starts(text))


def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in re.finditer("\n", text)))


class _Walk:
    """One pass over a text; `at` is the offset reached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[Path, Stretch] = {}
        self.values: dict[Path, Stretch] = {}
        self._tables: dict[Path, int] = {}

    def document(self) -> None:
        """Walk tables and their keys to the end of the text."""
        self.at = 1 if self.text.startswith("\ufeff") else 0
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Path:
        start = self.at
        is_array = self.text.startswith("[[", start)
        self.at += 2 if is_array else 1
        names = [name for name, _ in self._dotted()]
        self.at += 2 if is_array else 1
        path: Path = ()
        for name in names[:-1]:
            path = self._inside((*path, name))
        path = (*path, names[-1])
        if is_array:
            self._tables[path] = self._tables.get(path, -1) + 1
        self.keys.setdefault(path, Stretch(start, self.at))
        path = self._inside(path)
        self.keys.setdefault(path, Stretch(start, self.at))
        return path

    def _inside(self, path: Path) -> Path:
        """Path of the table a header speaks of: the last one, when it is in an array of tables."""
        return (*path, self._tables[path]) if path in self._tables else path

    def _pair(self, table: Path) -> None:
        path = table
        for name, stretch in self._dotted():
            path = (*path, name)
            self.keys.setdefault(path, stretch)
        self.at += 1
        self._skip(_SPACES)
        self._value(path)

    def _dotted(self) -> list[tuple[str, Stretch]]:
        """Names of a key and their stretches; leaves `at` on what follows: `=` or `]`."""
        names = []
        while True:
            self._skip(_SPACES)
            start = self.at
            found = _BARE_KEY.match(self.text, start)
            if found is None:
                self._string()
                name = _meaning(self.text[start : self.at])
            else:
                self.at = found.end()
                name = found.group()
            names.append((name, Stretch(start, self.at)))
            self._skip(_SPACES)
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def _value(self, path: Path) -> None:
        start = self.at
        first = self.text[start]
        if first in "\"'":
            self._string()
        elif first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        else:
            found = _SCALAR.match(self.text, start)
            assert found is not None, "the text was read by tomllib before it was located"
            self.at = start + len(found.group().rstrip())
        self.values[path] = Stretch(start, self.at)

    def _array(self, path: Path) -> None:
        self.at += 1
        place = 0
        while True:
            self._skip(_BLANK)
            if self.text[self.at] == "]":
                self.at += 1
                return
            self._value((*path, place))
            place += 1
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while True:
            self._skip(_BLANK)
            if self.text[self.at] == "}":
                self.at += 1
                return
            self._pair(path)
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1

    def _string(self) -> None:
        for pattern in _STRINGS:
            found = pattern.match(self.text, self.at)
            if found is not None:
                self.at = found.end()
                return
        assert found is not None, "the text was read by tomllib before it was located"

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        assert found is not None, "a pattern that may match nothing always matches"
        self.at = found.end()


def _meaning(written: str) -> str:
    """What a quoted key says, without its quotes and escapes."""
    inner = written[1:-1]
    if written.startswith("'"):
        return inner
    return _ESCAPE.sub(lambda found: _ESCAPED[found[3]] if found[3] else chr(int(found[1] or found[2], 16)), inner)
