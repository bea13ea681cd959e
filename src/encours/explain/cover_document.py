"""The cover report as a document: the answer, what is about to be lost, what is lost and why, how it was computed."""

from __future__ import annotations

from collections.abc import Iterator

from encours.clauses.states import State
from encours.cover.ageing import AgedBalance
from encours.explain.cover_causes import lost
from encours.explain.cover_exposures import least_insured, stops
from encours.explain.cover_figures import at_risk, by_state, computed, every_invoice, key_figures
from encours.explain.cover_report import CoverReport, first_invoice_day
from encours.explain.document.asked import asked_of, assumptions_table, told, unjudged, warnings
from encours.explain.document.by_age import by_state_and_age, faults
from encours.explain.document.model import Block, Document, Paragraph, Part, Voice
from encours.explain.document.setting import Setting, ratio
from encours.explain.document.shown import shown
from encours.explain.unknown_share import insured_told
from encours.units import NEVER
from encours.units.show import Language, show_day_in_words


def cover_document(report: CoverReport, balance: AgedBalance, language: Language, *, rows: int | None) -> Document:
    """Document of a cover and of its ages; each list has at most so many rows, without a bound all of them."""
    question = report.question
    setting = Setting(language, question.currency, rows)
    return Document(
        title=setting.say("cover title"),
        company=question.company,
        told=told(question, setting),
        language=language,
        as_of=question.as_of,
        opening=(*warnings(question, setting), *unjudged(report.told_by_age, setting), *_opening(report, setting)),
        parts=tuple(part for part in _parts(report, balance, setting) if part.blocks),
        question=asked_of(question, setting, report.assumptions, report.told_by_age),
    )


def _opening(report: CoverReport, setting: Setting) -> Iterator[Block]:
    """The answer in two sentences and four figures; that there is none, where nothing is open."""
    if report.is_empty:
        yield from _nothing_open(report, setting)
        return
    covered, outstanding = report.totals[State.COVERED], report.outstanding
    headline = setting.say(
        "cover headline",
        outstanding=setting.whole(outstanding),
        covered=setting.whole(covered),
        share=shown(ratio(covered, outstanding), setting.language) or "–",
        insured=insured_told(report.unknown_share, setting.whole(report.insured), setting.language),
    )
    if report.unknown_share is not None:
        headline += " " + setting.set(report.unknown_share.told(report.question.programme.primary, setting.language))
    if report.at_risk:
        stake = setting.whole(sum(map(report.lines.at_stake, report.at_risk)))
        headline += " " + setting.say(
            "at risk sum", amount=stake, count=setting.counted(len(report.at_risk), "invoices")
        )
    yield Paragraph(headline, Voice.LEAD)
    yield key_figures(report, setting)


def _nothing_open(report: CoverReport, setting: Setting) -> Iterator[Block]:
    yield Paragraph(setting.say("nothing open that day"), Voice.LEAD)
    first, start = first_invoice_day(report), report.question.programme.primary.period_start
    if first < NEVER:
        yield Paragraph(setting.say("first invoice", day=show_day_in_words(first, setting.language)))
    yield Paragraph(setting.say("policy starts", day=show_day_in_words(start, setting.language)))


def _parts(report: CoverReport, balance: AgedBalance, setting: Setting) -> Iterator[Part]:
    if report.is_empty:
        yield Part("assumptions", setting.say("assumptions title"), _assumptions(report, setting))
        return
    yield Part("states", setting.say("by state"), tuple(by_state(report, setting)))
    days = report.lines.warning_days
    yield Part("at-risk", setting.say("at risk title", days=days), tuple(at_risk(report, setting)))
    by_age = by_state_and_age(balance, setting)
    ages = () if by_age is None else (by_age,)
    yield Part("ages", setting.say("ageing by cover"), (*ages, *faults(balance, setting)))
    yield Part("lost", setting.say("losses title"), tuple(lost(report, setting)))
    yield Part("uninsured", setting.say("uninsured title"), tuple(least_insured(report, setting)))
    yield Part("stops", setting.say("stops title"), tuple(stops(report, setting)))
    yield Part("assumptions", setting.say("assumptions title"), _assumptions(report, setting))
    if setting.is_whole:
        yield Part("invoices", setting.say("invoices title"), (every_invoice(report, setting),))
    yield Part("computed", setting.say("computed title"), tuple(computed(report, setting)))


def _assumptions(report: CoverReport, setting: Setting) -> tuple[Block, ...]:
    if not report.question.with_assumptions:
        return (Paragraph(setting.say("proven only")),)
    if not report.assumptions:
        return (Paragraph(setting.say("no assumption")),)
    table = assumptions_table(report.assumptions, setting)
    return (table, Paragraph(setting.say("without assumptions"), Voice.NOTE))
