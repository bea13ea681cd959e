"""The memo of the contract as a page for a screen."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.blocks import EMPTY, Block, Column, Grid, Heading, Page, Span, line
from encours.explain.duty_words import department
from encours.explain.memo_report import Memo, MemoLine
from encours.explain.values import day
from encours.explain.words import say


def memo_page(memo: Memo) -> Page:
    """Page of the memo: a table of each department."""
    language = memo.language
    return (*_head(memo), *_pages(memo), EMPTY, line(Span(say("memo rule", language), "bright_black")))


def _head(memo: Memo) -> Iterator[Block]:
    language, programme = memo.language, memo.programme
    company = f" — {programme.company}" if programme.company else ""
    yield line(Span(say("memo title", language) + company, "bold"))
    for each in told_policies(memo):
        yield line(Span(each, "bright_black"))
    yield line(Span(say("memo as of", language, day=day(memo.as_of, language)), "bright_black"))


def told_policies(memo: Memo) -> list[str]:
    """Each policy with its insurer and its period."""
    language = memo.language
    return [
        say(
            "memo period",
            language,
            policy=each.name,
            insurer=each.insurer,
            first=day(each.period_start, language),
            last=day(each.period_end, language),
        )
        for each in memo.programme.layers
    ]


def _pages(memo: Memo) -> Iterator[Block]:
    language = memo.language
    for who, lines in memo.pages:
        yield Heading(department(who, language))
        if not lines:
            yield line(Span(say("memo nothing", language), "bright_black"))
            continue
        yield Grid(
            (
                Column(say("memo what", language), folds=True),
                Column(say("memo when", language), folds=True),
                Column(say("memo lost", language), folds=True),
            ),
            tuple((what_of(memo, each), each.by, Span(each.lost, "yellow")) for each in lines),
        )


def what_of(memo: Memo, each: MemoLine) -> str:
    """What is to be done, after the names of the policies where it is not of the first one."""
    is_of_the_first = memo.programme.primary.name in each.policies
    return each.does if is_of_the_first else f"[{', '.join(each.policies)}] {each.does}"
