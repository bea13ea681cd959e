"""Which column gives which field: exact names, French names and usual synonyms, and near misses refused."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from encours.facts.kinds import COMMON, Kind
from encours.facts.words import FIELD_WORDS, TABLE_WORDS
from encours.formats import errors
from encours.formats.faults import ReadError, shown
from encours.units.plain_text import folded
from encours.units.refusal import nearest_names

LONGEST_HEADER = 80
"""A header longer than this is no near miss of anything."""
MOST_HEADERS = 12
"""Headers that were not recognised, shown where a column is missing."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Place of the column of each field, and what is wrong with the header."""

    places: Mapping[str, int]
    errors: tuple[ReadError, ...]
    warnings: tuple[ReadError, ...]


def letters(text: str) -> str:
    """Letters and figures of a name, without case, accents, spaces or marks: ``N° pièce`` is ``npiece``."""
    return _letters(text[:1000])


@lru_cache(maxsize=8_192)
def _letters(text: str) -> str:
    """Same; the last few thousand are kept, since files bring names without end."""
    return re.sub(r"[^a-z0-9]", "", folded(text.replace("°", " ")))


@cache
def file_fields(kind: Kind) -> tuple[str, ...]:
    """Names of the columns of a file: the fields, where two that hold one decimal together count once."""
    return tuple(dict.fromkeys(each.decimal or each.name for each in kind.fields))


@cache
def known_names(kind: Kind) -> Mapping[str, str]:
    """Field that each known spelling means in a table; the exact names win, then the French ones."""
    known = {letters(name): name for name in file_fields(kind)}
    words = {name: FIELD_WORDS.get(name, ()) for name in file_fields(kind)}
    for rank in range(max(map(len, words.values()), default=0)):
        for name in file_fields(kind):
            if rank < len(words[name]):
                known.setdefault(letters(words[name][rank]), name)
    return known


def match(
    header: tuple[str, ...],
    kind: Kind,
    file: str,
    *,
    row: int = 1,
    renamed: Mapping[str, str] | None = None,
    supplied: frozenset[str] = frozenset(),
    only_renamed: bool = False,
) -> Matched:
    """Column of each field; ``renamed`` gives, by field, the header that the settings name.

    ``supplied`` fields come from elsewhere and may be absent. With ``only_renamed`` the settings list every
    column that is to be read, and the others are passed over without a word.
    """
    places: dict[str, int] = {}
    wrong: list[ReadError] = []
    strangers: list[str] = []
    told: dict[str, list[str]] = {}
    for field, written in (renamed or {}).items():
        told.setdefault(letters(written), []).append(field)
    names = {} if only_renamed else known_names(kind)
    for place, written in enumerate(header):
        if not (plain := letters(written)):
            strangers += [written] if written.strip() else []
            continue
        known = names.get(plain)
        # Where the settings name another column for a field, its usual names mean nothing.
        fields = told.get(plain) or ([known] if known and known not in (renamed or {}) else [])
        strangers += [] if fields else [written]
        for field in fields:
            if field in places:
                first = header[places[field]]
                wrong.append(errors.header_duplicate(file, row=row, first=first, second=written, field=field))
            places.setdefault(field, place)
    absent = {field: written for field, written in (renamed or {}).items() if field not in places}
    wrong += [
        errors.header_told_missing(file, row=row, field=field, header=written) for field, written in absent.items()
    ]
    warnings: list[ReadError] = []
    if not only_renamed:
        wrong += _near_misses(strangers, kind, file, row)
        warnings = _unknown(strangers, kind, file, row, {error.excerpt for error in wrong})
    section = f'files."{file}".columns' if only_renamed else f"columns.{kind.table}"
    there = frozenset(places) | supplied | frozenset(absent)
    wrong += _missing(kind, file, row, there, section=section, strangers=tuple(strangers))
    return Matched(places, tuple(wrong), tuple(warnings))


def _near_misses(strangers: list[str], kind: Kind, file: str, row: int) -> list[ReadError]:
    known = known_names(kind)
    found = []
    for written in strangers:
        plain = letters(written)
        # A name that is known stands here only where the settings take its field from another column.
        if plain in known or not 3 <= len(plain) <= LONGEST_HEADER:
            continue
        near = [name for name in nearest_names(plain, known) if _close(plain, name)]
        if near:
            field = known[near[0]]
            found.append(errors.header_near(file, row=row, header=written, nearest=field))
    return found


def _close(written: str, known: str) -> bool:
    """Whether one is a slip of the keyboard for the other: one wrong letter in five at most."""
    from rapidfuzz.distance import OSA

    longest = max(len(written), len(known))
    return longest >= 5 and OSA.distance(written, known) <= max(1, longest // 5)


def _unknown(strangers: list[str], kind: Kind, file: str, row: int, told: set[str]) -> list[ReadError]:
    left = tuple(written for written in strangers if written not in told)
    if not left:
        return []
    known = known_names(kind)
    doubtful = [plain for plain in map(letters, left) if plain not in known]
    near = [name for plain in doubtful for name in nearest_names(plain[:LONGEST_HEADER], known)]
    nearest = known[near[0]] if near else ""
    return [errors.header_unknown(file, row=row, headers=left, nearest=nearest)]


_COMPANY_CURRENCY: Final = '\n    [company]\n    currency = "EUR"'
ONE_CURRENCY: Final = (
    f"Add it; or, where every amount is in one currency, write it in workspace.toml:{_COMPANY_CURRENCY}",
    f"Ajoutez-la ; ou, si tous les montants ont une même devise, indiquez-la dans workspace.toml :{_COMPANY_CURRENCY}",
)
"""How to do without a column of currencies."""


def _missing(
    kind: Kind, file: str, row: int, there: frozenset[str], *, section: str, strangers: tuple[str, ...]
) -> list[ReadError]:
    absent = []
    for field in kind.fields:
        name = field.decimal or field.name
        if not field.required or name in there or name in COMMON:
            continue
        if field.decimal and field.name != _first_of(kind, field.decimal):
            continue
        absent.append((name, (field.en, field.fr)))
    found = []
    for name, meaning in absent:
        # Errors are told in the order of their columns.
        first = min((each for each, _ in absent if each != "currency"), default="")
        hints = ONE_CURRENCY if name == "currency" else rename_hints(section, name, strangers, is_first=name == first)
        french = FIELD_WORDS.get(name, (name,))[0]
        found.append(errors.header_missing(file, row=row, field=name, french=french, meaning=meaning, hints=hints))
    return found


def rename_hints(section: str, field: str, strangers: tuple[str, ...], *, is_first: bool) -> tuple[str, str]:
    """Lines of workspace.toml that give a column another name, and the headers that no field has taken.

    Those of the first column that is missing open the section, which may be opened once only.
    """
    name = json.dumps(shown(strangers[0]) if len(strangers) == 1 else "…", ensure_ascii=False)
    setting = f"{field} = {name}"
    if not is_first:
        return (f"Add it, or under [{section}] too: {setting}", f"Ajoutez-la, ou toujours sous [{section}] : {setting}")
    lines = f"\n    [{section}]\n    {setting}"
    left_en, left_fr = (
        ", ".join(f"{before}{shown(each)}{after}" for each in strangers[:MOST_HEADERS])
        + (", …" if len(strangers) > MOST_HEADERS else "")
        for before, after in (('"', '"'), ("« ", " »"))
    )
    return (
        f"Add it, or write in workspace.toml which header gives it:{lines}"
        + (f"\nHeaders of the file that were not recognised: {left_en}." if strangers else ""),
        f"Ajoutez-la, ou écrivez dans workspace.toml quel en-tête la donne :{lines}"
        + (f"\nEn-têtes du fichier non reconnus : {left_fr}." if strangers else ""),
    )


def _first_of(kind: Kind, decimal: str) -> str:
    return next(field.name for field in kind.fields if field.decimal == decimal)


@cache
def table_names() -> Mapping[str, str]:
    """Table that each known name of a file means, in English or French."""
    return {
        **{letters(french): name for name, french in TABLE_WORDS.items()},
        "eurofxref": "exchange_rates",
        **dict.fromkeys(("agedbalance", "balanceagee", "araging", "agedreceivables"), "aged_balances"),
        **{letters(name): name for name in TABLE_WORDS},
    }


def table_of(stem: str) -> str:
    """Table that a file name without its ending stands for (``invoices-2025``), or the empty text."""
    whole = table_names().get(letters(stem))
    head = re.split(r"[-. (]", stem.strip(), maxsplit=1)[0]
    return whole or table_names().get(letters(head), "")


def nearest_table(stem: str) -> str:
    """Table whose name a file name nearly is, or the empty text."""
    names = [letters(stem), letters(re.split(r"[-. (]", stem.strip(), maxsplit=1)[0])]
    for name in names:
        if 4 <= len(name) <= LONGEST_HEADER:
            near = [each for each in nearest_names(name, table_names()) if _close(name, each)]
            if near:
                return table_names()[near[0]]
    return ""
