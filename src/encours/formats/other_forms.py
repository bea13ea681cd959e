"""Tables in other forms than columns of text: JSON lists of records, and the wide file of euro rates."""

# ruff: noqa: ANN401 -- what JSON holds may be anything

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

import numpy as np

from encours.formats import errors
from encours.formats.bounds import Bounds
from encours.formats.build import Raw
from encours.formats.columns_read import Coded, Written
from encours.formats.faults import Collected, ReadError, shown
from encours.formats.headers import letters
from encours.units.plain_text import spelt

VALUES: Final = 20_000_000
"""Values of a JSON text beyond which it is not read: a hundred million bytes may hold fifty million of them."""

LEVELS: Final = 4
"""Levels of a JSON object in which its list of records is looked for."""
PATHS_SHOWN: Final = 5

NO_RATE = frozenset({"", "N/A"})
"""What the file of the European Central Bank writes on a day without a rate."""


def read_json(text: str, file: str) -> Any | ReadError:
    """Content of a JSON text, its numbers kept as they are written: none becomes a float."""
    if sum(map(text.count, "{[,")) > VALUES:
        return errors.json_malformed(file, row=0, reason=(f"more than {VALUES} values", f"plus de {VALUES} valeurs"))
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object)
    except _KeyTwice as twice:
        reason = (f'the key "{twice}" is written twice in one record', f"la clé « {twice} » est écrite deux fois")
        return errors.json_malformed(file, row=0, reason=reason)
    except json.JSONDecodeError as refused:
        why = f"{refused.msg[:1].lower()}{refused.msg[1:]}"
        place = (f"column {refused.colno}, {why}", f"colonne {refused.colno}")
        return errors.json_malformed(file, row=refused.lineno, reason=place)
    except (ValueError, RecursionError):
        return errors.json_malformed(file, row=0, reason=("nested too deep", "trop de niveaux imbriqués"))


class _KeyTwice(Exception):
    """An object of JSON has one key twice: which value counts cannot be told."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        counted = Counter(key for key, _ in pairs)
        raise _KeyTwice(shown(next(key for key, count in counted.items() if count > 1)))
    return made


def raw_of_json(content: Any, file: str, path: str, bounds: Bounds, found: Collected) -> Raw | None:
    """List of records at a path of a JSON file, as a table; its rows are counted from 1.

    Where no path is told, the only list of records that an object holds is meant.
    """
    held: list[str] = []
    if not path and isinstance(content, dict):
        held = list(islice(_paths_of_records(content), PATHS_SHOWN + 1))
        path = held[0] if len(held) == 1 else ""
    for key in path.split(".") if path else ():
        content = content.get(key) if isinstance(content, dict) else None
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        found.add(errors.json_no_records(file, path=path, held=held))
        return None
    place = f"{file}/{path}" if path else file
    header = tuple(dict.fromkeys(key for record in content for key in record))
    if len(header) > bounds.columns:
        found.add(errors.too_many_columns(place, found=len(header), bound=bounds.columns))
        return None
    if len(content) > bounds.rows:
        found.add(errors.too_many_rows(file, bound=bounds.rows))
        return None
    columns = [Written() for _ in header]
    for key, written in zip(header, columns, strict=True):
        cells = [_cell(record.get(key)) for record in content]
        longest = max(range(len(cells)), key=lambda row: len(cells[row]))
        if len(cells[longest]) > bounds.cell_characters:
            found.add(errors.cell_too_long(place, row=longest + 1, column=key, length=len(cells[longest]),
                                           bound=bounds.cell_characters, excerpt=cells[longest]))  # fmt: skip
            return None
        written.add(cells)
    return Raw(place, tuple(map(spelt, header)), columns, np.arange(1, len(content) + 1, dtype=np.int64))


def _paths_of_records(content: Mapping[str, Any], above: str = "", levels: int = LEVELS) -> Iterator[str]:
    """Paths of the lists of records within an object, a few levels down; keys with a point lead nowhere."""
    for key, value in content.items():
        if isinstance(value, list) and value and all(isinstance(record, dict) for record in value) and "." not in key:
            yield above + key
        elif isinstance(value, dict) and levels > 1 and "." not in key:
            yield from _paths_of_records(value, f"{above}{key}.", levels - 1)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_wide_rates(header: Sequence[str]) -> bool:
    """Whether a table of rates has one column per currency, as that of the European Central Bank."""
    names = [cell for cell in header[1:] if cell]
    return (
        len(names) > 0
        and letters(header[0]) in {"date", "day", "jour"}
        and all(len(name) == 3 and name.isascii() and name.isalpha() and name.isupper() for name in names)
    )


def long_rates(raw: Raw) -> Raw:
    """Same rates with one row for each day and currency; days without a rate are left out."""
    days, currencies, rates = Written(), Written(), Written()
    rows: list[np.ndarray[Any, Any]] = []
    names: list[str] = []
    first = raw.columns[0]
    for header, written in zip(raw.header[1:], raw.columns[1:], strict=True):
        if not header:
            continue
        stated = np.array([text not in NO_RATE for text in written.texts], dtype=np.bool_)[written.codes]
        count = int(stated.sum())
        days.add_coded(Coded(first.codes[stated], first.texts))
        currencies.add_coded(Coded(np.zeros(count, dtype=np.int32), [header]))
        rates.add_coded(Coded(written.codes[stated], written.texts))
        rows.append(raw.rows[stated])
        names += [f"{raw.file}:{row}:{header}" for row in raw.rows[stated].tolist()]
    places: Mapping[str, Any] = {"rows": np.concatenate([np.empty(0, dtype=np.int64), *rows])}
    return replace(
        raw, header=("day", "currency", "per_euro"), columns=(days, currencies, rates), names=names, **places
    )
