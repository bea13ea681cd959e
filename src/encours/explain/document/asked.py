"""What every document begins with: who asked, about which day, under which policy, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from encours.explain.cover_report import Assumed
from encours.explain.document.model import Column, Kind, On, Paragraph, Table, Value, Voice
from encours.explain.document.setting import Setting
from encours.explain.report_head import Head, Question
from encours.explain.told_by_age import NOTHING_BY_AGE, ToldByAge
from encours.units import MISSING, NEVER
from encours.units.show import show_day, show_flag


def told(head: Head, setting: Setting, *more: str) -> tuple[str, ...]:
    """As of when, known when, what else was asked, and under which policies."""
    first = ", ".join((setting.set(head.asked(setting.language)), *more))
    return tuple(filter(None, (first, " + ".join(head.policies))))


def warnings(head: Head, setting: Setting) -> Iterator[Paragraph]:
    """What one must know before one reads a figure."""
    for each in head.warnings(setting.language):
        yield Paragraph(setting.set(each), Voice.WARNING)


def unjudged(by_age: ToldByAge, setting: Setting) -> Iterator[Paragraph]:
    """What an aged balance alone tells is owed, where it tells anything."""
    if by_age.buyers:
        yield Paragraph(setting.set(by_age.said("told by age", setting.currency, setting.language)), Voice.WARNING)


def question_table(head: Head, setting: Setting, more: Iterable[tuple[str, Value]] = ()) -> Table:
    """What was asked, point by point: the first sheet of a spreadsheet."""
    known: Value = setting.say("all that is known") if head.known_on is None else On(head.known_on)
    complete: Value = setting.say("nobody said") if head.payments_complete_to is None else On(head.payments_complete_to)
    rows: list[tuple[str, Value]] = [
        (setting.title("company"), head.company),
        (setting.title("asked day"), On(head.as_of)),
        (setting.title("known day"), known),
        (setting.title("with assumptions"), show_flag(int(head.with_assumptions), setting.language)),
        (setting.title("payments complete"), complete),
        *more,
        *(() if head.is_judged else ((setting.title("policy"), setting.say("not judged")),)),
    ]
    columns = (Column(setting.title("answered point")), Column(setting.title("value"), Kind.ANY, is_prose=True))
    return setting.list_of(setting.title("question"), columns, rows, sheet="question")


def asked_of(
    question: Question, setting: Setting, assumptions: tuple[Assumed, ...] = (), by_age: ToldByAge = NOTHING_BY_AGE
) -> Table:
    """The same under the policies of a question of cover, with what was assumed and what is told by age alone."""
    beside = [(setting.title("by age alone"), setting.amount(by_age.amount))] if by_age.buyers else []
    assumed = ((setting.title("assumption"), setting.set(each.told(setting.language))) for each in assumptions)
    return question_table(question, setting, [*_policies(question, setting), *beside, *assumed])


def _policies(question: Question, setting: Setting) -> Iterator[tuple[str, Value]]:
    for policy in question.programme.policies if question.is_judged else ():
        yield setting.title("policy"), f"{policy.name} ({policy.insurer}), {policy.currency}"
        first, last = (show_day(each, setting.language) for each in (policy.period_start, policy.period_end))
        yield setting.say("period", name=policy.name), setting.say("from to", first=first, last=last)
        yield setting.say("wording of", name=policy.name), f"{policy.wording.name} {policy.wording.edition}"


def assumptions_table(assumptions: tuple[Assumed, ...], setting: Setting) -> Table:
    """What is assumed, by whom, and the euros that depend on it."""
    columns = (
        Column(setting.title("assumption"), is_prose=True),
        Column(setting.title("depends column"), Kind.AMOUNT),
        Column(setting.title("rows column"), Kind.COUNT),
        Column(setting.title("author")),
        Column(setting.title("made on"), Kind.DAY),
        Column(setting.title("source"), Kind.CODE),
    )
    rows = [
        (
            setting.set(each.told(setting.language)),
            setting.amount(each.depends) if each.rows else None,
            each.rows or None,
            each.author,
            None if each.made_on in {MISSING, NEVER} else setting.day(each.made_on),
            each.source,
        )
        for each in assumptions
    ]
    return setting.list_of(setting.title("assumptions title"), columns, rows, sheet="sheet assumptions")
