"""What every reader promises, whatever it is given: it answers, in words that can be printed, and alike twice."""

from __future__ import annotations

import traceback
import unicodedata
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Answer = dict[str, object]
"""What a reader gave, by name: texts are those that a person is told, the rest is only compared."""
Target = Callable[[bytes, Path], Answer]
"""Reads some bytes, which may be laid in the folder given first."""

READ_TWICE = 4
"""One input in so many is read twice."""
UNPRINTABLE = {"Cc", "Cs", "Co", "Cn"}
"""Categories of Unicode that a screen does not show, or takes for orders."""


class Broken(AssertionError):
    """A promise that was not kept; its argument says which."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A promise broken: under which name, and all there is to know."""

    name: str
    told: str


def finding_in(target: Target, data: bytes, folder: Path) -> Finding | None:
    """What is wrong with the answer of a reader to these bytes."""
    try:
        first = target(data, folder)
        _hold_printable(first)
        if zlib.crc32(data) % READ_TWICE == 0:
            _hold_alike(first, target(data, folder))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as raised:  # noqa: BLE001 -- a panic of a compiled library is no Exception
        return Finding(_name_of(raised), "".join(traceback.format_exception(raised)))
    return None


def _hold_printable(answer: Answer) -> None:
    for name, each in answer.items():
        letter = next((one for one in each if not _can_be_shown(one)), "") if isinstance(each, str) else ""
        if letter:
            raise Broken(f"not printable in {name}: U+{ord(letter):04X}")


def _hold_alike(first: Answer, second: Answer) -> None:
    for name, each in first.items():
        if each != second.get(name):
            raise Broken(f"another answer the second time: {name}")


def _can_be_shown(letter: str) -> bool:
    return letter == "\n" or letter.isprintable() or unicodedata.category(letter) not in UNPRINTABLE


def _name_of(raised: BaseException) -> str:
    """Name of a finding: its sort and the last place in our own code, so that one fault is told once."""
    what = str(raised)[:60] if isinstance(raised, Broken) else ""
    frames = [each for each in traceback.extract_tb(raised.__traceback__) if "encours" in Path(each.filename).parts]
    place = f"{Path(frames[-1].filename).stem}.{frames[-1].name}.{frames[-1].lineno}" if frames else "outside"
    words = "".join(each if each.isalnum() else "-" for each in f"{type(raised).__name__} {what} {place}")
    return "-".join(filter(None, words.split("-")))


def keep(finding: Finding, data: bytes, folder: Path) -> bool:
    """Write a finding that has no file yet; a shorter input of the same one takes the place of a longer."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{finding.name}.input"
    with suppress(FileNotFoundError):
        if len(place.read_bytes()) <= len(data):
            return False
    is_new = not place.exists()
    place.write_bytes(data)
    place.with_suffix(".txt").write_text(finding.told, encoding="utf-8", errors="backslashreplace")
    return is_new
