"""What the columns of a case change: the policy's text and the facts of the ordinary story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from encours.cases.case import Situation
from encours.cases.cells import WrongCell, day_of, fact_of
from encours.cases.ordinary_story import AS_OF, FACTS, POLICY, SECOND_POLICY, TERMS, cells_of
from encours.facts.kinds import KINDS, Fact
from encours.facts.ledger import Ledger

_COLUMN: Final = re.compile(r"(?P<kind>[a-z_]+)(\[(?P<number>\d+)\])?\.(?P<field>[\w.\- ]+)")
AGREED: Final = ("policy", "terms", "endorsement", "zones", "insured_buyers", "excluded_buyers")
"""Tables of what was agreed."""
_BESIDE: Final = ("zones", "insured_buyers", "excluded_buyers", "entities")
_DAYS: Final = ("period_start", "period_end", "effective_on")
_ALONE: Final = ("as_of", "known_on")


def _singular(table: str) -> str:
    return table[:-3] + "y" if table.endswith("ies") else table.removesuffix("s")


TABLES: Final[Mapping[str, str]] = {name: table for table in KINDS for name in (table, _singular(table))}
"""Table of a kind by its name in the plural or the singular."""


def is_override(column: str) -> bool:
    """Whether a column changes the ordinary story."""
    found = _COLUMN.fullmatch(column)
    return column in _ALONE or (found is not None and (found["kind"] in AGREED or found["kind"] in TABLES))


def agreed_of(overrides: Mapping[str, str]) -> dict[tuple[str, int], dict[str, str]]:
    """Cells about what was agreed, by table and layer."""
    agreed: dict[tuple[str, int], dict[str, str]] = {}
    for column, cell in overrides.items():
        found = _COLUMN.fullmatch(column)
        if found is not None and found["kind"] in AGREED:
            agreed.setdefault((found["kind"], int(found["number"] or 1)), {})[found["field"]] = cell
    return agreed


def situation_of(overrides: Mapping[str, str]) -> Situation:
    """The ordinary story with these changes; raises `WrongCell` where a cell cannot be read."""
    changed: dict[tuple[str, int], dict[str, str]] = {}
    for column, cell in overrides.items():
        found = _COLUMN.fullmatch(column)
        if found is not None and found["kind"] not in AGREED:
            changed.setdefault((TABLES[found["kind"]], int(found["number"] or 1)), {})[found["field"]] = cell
    return Situation(
        policy_text=policy_text(agreed_of(overrides)),
        ledger=Ledger.of(_facts(changed)),
        as_of=day_of("as_of", overrides.get("as_of") or AS_OF),
        known_on=day_of("known_on", overrides["known_on"]) if overrides.get("known_on") else None,
    )


def number_of(overrides: Mapping[str, str], rank: int) -> str:
    """Number of the invoice of that rank (from 1), as the case may have changed it."""
    ordinary = cells_of("invoices", rank)["number"]
    places = (f"[{rank}]", "") if rank == 1 else (f"[{rank}]",)
    columns = [f"{kind}{place}.number" for kind in ("invoice", "invoices") for place in places]
    return next((overrides[column] for column in columns if overrides.get(column)), ordinary)


def _facts(changed: Mapping[tuple[str, int], Mapping[str, str]]) -> Iterable[Fact]:
    for table, number in dict.fromkeys([*((table, 1) for table in FACTS), *changed]):
        given = changed.get((table, number), {})
        ordinary = table in FACTS and number == 1
        if not ordinary and not any(given.values()):
            continue
        cells = {**_owned(table), **cells_of(table, number), **given}
        if ordinary and _is_left_out(table, cells):
            continue
        yield fact_of(table, cells, name=f"{table}-{number}")


def _owned(table: str) -> dict[str, str]:
    return {"buyer": "B1"} if KINDS[table].has_buyer else {}


def _is_left_out(table: str, cells: Mapping[str, str]) -> bool:
    """Whether a blank cell takes a fact out of the ordinary story: it needs it, or it grants no amount."""
    if any(field.required and not cells.get(field.name) for field in KINDS[table].fields):
        return True
    grants = cells.get("outcome") in {"granted", "partial", "reduced"}
    return table == "limit_decisions" and grants and not cells.get("amount")


def policy_text(agreed: Mapping[tuple[str, int], Mapping[str, str]]) -> str:
    """Policy file of the ordinary story with these changes; a programme when a second layer is named."""
    if not any(number == 2 and any(cells.values()) for (_, number), cells in agreed.items()):
        return "\n".join(_policy(agreed, 1, "", POLICY, TERMS))
    lines = ["[programme]", 'name = "Programme 2026"', f'currency = "{POLICY["currency"]}"']
    for number, base, terms in ((1, POLICY, TERMS), (2, SECOND_POLICY, TERMS)):
        lines += ["", "[[layers]]", *_policy(agreed, number, "layers.", base, terms)]
    return "\n".join(lines) + "\n"


def _policy(
    agreed: Mapping[tuple[str, int], Mapping[str, str]],
    number: int,
    above: str,
    base: Mapping[str, str],
    terms: Mapping[str, str],
) -> list[str]:
    head = {**base, **agreed.get(("policy", number), {})}
    # What stands beside the table of the policy is written before it, where TOML takes a key of its parent.
    for name in ("zones", "insured_buyers", "excluded_buyers"):
        members = _lines(agreed.get((name, number), {}))
        if members:
            head[name] = f"{{ {', '.join(members)} }}"
    lines = [f"{name} = {head[name]}" for name in _BESIDE if head.get(name)]
    lines += [f"[{above}policy]", *_lines({name: cell for name, cell in head.items() if name not in _BESIDE})]
    lines += [f"[{above}terms]", *_lines({**terms, **agreed.get(("terms", number), {})})]
    endorsement = agreed.get(("endorsement", number), {})
    if any(endorsement.values()):
        of_terms = {k.removeprefix("terms."): v for k, v in endorsement.items() if k.startswith("terms.")}
        own = {k: v for k, v in endorsement.items() if not k.startswith("terms.")}
        lines += [f"[[{above}endorsements]]", *_lines({"name": "Avenant 1", **own})]
        lines += [f"[{above}endorsements.terms]", *_lines(of_terms)]
    return lines


def _lines(cells: Mapping[str, str]) -> list[str]:
    return [f"{_key(name)} = {_toml(name, cell)}" for name, cell in cells.items() if cell]


def _key(name: str) -> str:
    if not re.fullmatch(r"[\w-]+", name):
        raise WrongCell(f"{name} is not the name of a term")
    return name


def _toml(name: str, cell: str) -> str:
    if cell.startswith(("[", "{", '"')) or name in _DAYS:
        return cell
    escaped = cell.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
