"""What every document begins with: who asked, about which day, under which policy, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.cover_report import Assumed
from encours.explain.document.model import Column, Kind, On, Paragraph, Table, Value, Voice
from encours.explain.document.setting import Setting
from encours.explain.report_head import Question
from encours.units import MISSING, NEVER
from encours.units.show import show_day, show_flag


def told(question: Question, setting: Setting) -> tuple[str, ...]:
    """As of when, known when, and under which policies."""
    return setting.set(", ".join(question.when(setting.language))), " + ".join(question.policies)


def warnings(question: Question, setting: Setting) -> Iterator[Paragraph]:
    """What one must know before one reads a figure."""
    if not question.with_assumptions:
        yield Paragraph(setting.say("proven only"), Voice.WARNING)
    if question.lacks_payments:
        yield Paragraph(setting.set(question.payments_told(setting.language)), Voice.WARNING)


def question_table(question: Question, setting: Setting, assumptions: tuple[Assumed, ...] = ()) -> Table:
    """What was asked, point by point: the first sheet of a spreadsheet."""
    known: Value = setting.say("all that is known") if question.known_on is None else On(question.known_on)
    complete: Value = (
        setting.say("nobody said") if question.payments_complete_to is None else On(question.payments_complete_to)
    )
    rows: list[tuple[Value, Value]] = [
        (setting.title("company"), question.company),
        (setting.title("asked day"), On(question.as_of)),
        (setting.title("known day"), known),
        (setting.title("with assumptions"), show_flag(int(question.with_assumptions), setting.language)),
        (setting.title("payments complete"), complete),
        *_policies(question, setting),
        *((setting.title("assumption"), setting.set(each.told(setting.language))) for each in assumptions),
    ]
    columns = (Column(setting.title("answered point")), Column(setting.title("value"), Kind.ANY, is_prose=True))
    return setting.list_of(setting.title("question"), columns, rows, sheet="question")


def _policies(question: Question, setting: Setting) -> Iterator[tuple[Value, Value]]:
    for policy in question.programme.policies:
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
        Column(setting.title("source")),
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
