"""Both walks over one Book, side by side, row by row."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from encours.cover.many import judge_book
from encours.cover.one import AccountCover, judge_account

KERNELS = Path(os.environ.get("ENCOURS_CACHE", Path(__file__).parents[2] / ".cache" / "kernels"))


def plainly(book: Any) -> dict[int, AccountCover]:
    """Answers of the plain walk for accounts with anything open or on account, findings left out."""
    found = {}
    for account in range(book.account_count):
        cover = judge_account(book, account)
        if cover.rows or cover.on_account:
            found[account] = bare(cover)
    return found


def compiled(book: Any) -> dict[int, AccountCover]:
    """The same from the compiled walk."""
    return judge_book(book, cache=KERNELS).by_account()


def bare(cover: AccountCover) -> AccountCover:
    """An answer without its findings."""
    rows = tuple(replace(r, layers=tuple(replace(x, findings=()) for x in r.layers)) for r in cover.rows)
    return replace(cover, rows=rows)


def differences(book: Any) -> list[str]:
    """What the two walks answer otherwise, a line for each account."""
    one, many = plainly(book), compiled(book)
    return [
        f"account {a}:\n  plain    {one.get(a)}\n  compiled {many.get(a)}"
        for a in sorted(one.keys() | many.keys())
        if one.get(a) != many.get(a)
    ]
