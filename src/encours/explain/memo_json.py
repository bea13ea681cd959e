"""The memo of the contract for programs; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.duty_words import department
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json
from encours.explain.memo_report import Memo
from encours.explain.words import say


def memo_json(memo: Memo) -> Json:
    """Departments in their order, each with its lines."""
    return {
        "shape": "memo",
        "version": SCHEMA_VERSION,
        "company": memo.programme.company,
        "language": memo.language,
        "as_of": day_json(memo.as_of),
        "policies": [each.name for each in memo.programme.layers],
        "departments": [
            {
                "department": who.value,
                "title": department(who, memo.language),
                "lines": [
                    {
                        "kind": each.kind,
                        "policies": list(each.policies),
                        "what_to_do": each.does,
                        "by_when": each.by or None,
                        "what_is_lost": each.lost or None,
                        "terms": dict(each.terms),
                        "clause": each.clause or None,
                        "law": each.law or None,
                    }
                    for each in lines
                ],
            }
            for who, lines in memo.pages
        ],
    }


def memo_rows(memo: Memo) -> Iterator[list[str]]:
    """Rows of the spreadsheet: one for each line of each department."""
    for who, lines in memo.pages:
        for each in lines:
            yield [
                department(who, memo.language), each.does, each.by, each.lost, each.clause or each.law,
                ", ".join(each.policies),
            ]  # fmt: skip


def memo_columns(memo: Memo) -> list[str]:
    """Titles of the spreadsheet."""
    return say("memo columns", memo.language).split("|")
