"""A reverse cover, and the certificate of a supplier, as documents to hand on."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.document.asked import asked_of, told, warnings
from encours.explain.document.model import Block, Cell, Column, Document, Kind, On, Paragraph, Part, Table, Value, Voice
from encours.explain.document.setting import Setting
from encours.explain.reverse_certificate import Certificate
from encours.explain.reverse_report import ReverseReport, until
from encours.explain.reverse_screen import failure_rule, failure_title, fit_sentence, halted, who_insures
from encours.reverse.agreed import suppliers_of
from encours.reverse.failure import Failure
from encours.units import Cents
from encours.units.show import Language


def reverse_document(report: ReverseReport, language: Language, *, rows: int | None) -> Document:
    """Document of the cover."""
    question = report.question
    setting = Setting(language, question.currency, rows)
    return Document(
        title=setting.say("reverse title"),
        company=question.company,
        told=(*told(question, setting), setting.set(who_insures(report, language))),
        language=language,
        as_of=question.as_of,
        opening=(*warnings(question, setting), *_opening(report, setting)),
        parts=tuple(_parts(report, setting)),
        question=asked_of(question, setting),
    )


def certificate_document(report: ReverseReport, found: Certificate, language: Language) -> Document:
    """Document of a certificate."""
    question = report.question
    setting = Setting(language, question.currency, None)
    columns = (Column(setting.title("certificate point")), Column(setting.title("value"), is_prose=True))
    rows = [(setting.set(point[:1].upper() + point[1:]), setting.set(value)) for point, value in found.points]
    title = setting.say("certificate title")
    cover = setting.say("certificate cover")
    points = (setting.list_of(cover, columns, rows, sheet="sheet certificate"),) if rows else ()
    sentences = tuple(Paragraph(setting.set(each)) for each in found.sentences)
    return Document(
        title=title,
        company=question.company,
        told=told(question, setting),
        language=language,
        as_of=question.as_of,
        opening=(Paragraph(setting.set(found.to), Voice.LEAD), Paragraph(setting.set(found.opening))),
        parts=(Part("certificate", cover, (*points, *sentences)),),
        question=asked_of(question, setting),
    )


def _opening(report: ReverseReport, setting: Setting) -> Iterator[Paragraph]:
    today = report.today
    amounts = {"total": today.total, "allocated": today.allocated, "left": today.left}
    told = {name: setting.whole(cents) for name, cents in amounts.items()}
    headline = setting.say("reverse headline", **told)
    failed = report.failure
    if failed is not None and failed.indemnity is not None and failed.paid is not None:
        sums = {"indemnity": failed.indemnity, "paid": failed.paid, "total": failed.total}
        told = {name: setting.whole(cents) for name, cents in sums.items()}
        headline = setting.say("reverse headline failed", title=failure_title(report, failed, setting.language), **told)
    yield Paragraph(headline, Voice.LEAD)
    if report.fit is not None:
        yield Paragraph(setting.set(fit_sentence(report, setting.language)), Voice.ACTION)
    for each in report.findings:
        said, remedy = (each.fr, each.remedy_fr) if setting.language == "fr" else (each.en, each.remedy_en)
        yield Paragraph(setting.set(f"{said} {remedy}"), Voice.WARNING)


def _parts(report: ReverseReport, setting: Setting) -> Iterator[Part]:
    yield Part("days", setting.say("reverse days"), (_days(report, setting),))
    suppliers: list[Block] = [_suppliers(report, setting), Paragraph(setting.say("reverse used meaning"), Voice.NOTE)]
    suppliers += [Paragraph(setting.set(said), Voice.WARNING) for said in halted(report.suppliers, setting.language)]
    yield Part("suppliers", setting.say("reverse suppliers"), tuple(suppliers))
    if report.failure is not None:
        title = setting.set(failure_title(report, report.failure, setting.language))
        rule = setting.set(failure_rule(report, report.failure, setting.language))
        blocks = (_failure(report, report.failure, setting, title), Paragraph(rule, Voice.NOTE))
        yield Part("failure", title, blocks)


def _days(report: ReverseReport, setting: Setting) -> Table:
    rows: list[tuple[Value | Cell, ...]] = [
        (On(each.first), On(each.last), *(setting.amount(cents) for cents in (each.total, each.allocated, each.left)))
        for each in report.stretches
    ]
    columns = (
        *(Column(setting.title(f"reverse {name}"), Kind.DAY) for name in ("first", "last")),
        *(Column(setting.title(f"reverse {name}"), Kind.AMOUNT) for name in ("total", "allocated", "left")),
    )
    shown = setting.shown(rows)
    return setting.list_of(setting.say("reverse days"), columns, shown, left=setting.left(rows), sheet="sheet total")


def _suppliers(report: ReverseReport, setting: Setting) -> Table:
    names = ("allocation", "used", "free", "owed", "beyond", "otherwise")
    rows: list[tuple[Value | Cell, ...]] = [
        (
            each.supplier or "?",
            each.name,
            *(setting.amount(cents)
              for cents in (each.allocated, each.used, each.free, each.owed, each.over, each.otherwise)),
            setting.set(until(each, report, setting.language)),
        )
        for each in report.suppliers
    ]  # fmt: skip
    columns = (
        Column(setting.title("reverse supplier"), Kind.CODE),
        Column(setting.title("reverse name")),
        *(Column(setting.title(f"reverse {name}"), Kind.AMOUNT) for name in names),
        Column(setting.title("reverse until title")),
    )
    return setting.list_of(
        setting.say("reverse suppliers"), columns, setting.shown(rows), left=setting.left(rows), sheet="sheet suppliers"
    )


def _failure(report: ReverseReport, failed: Failure, setting: Setting, title: str) -> Table:
    names = suppliers_of(report.lines.book.view, report.cover)

    def money(cents: Cents | None) -> Value:
        return "?" if cents is None else setting.amount(cents)

    rows: list[tuple[Value | Cell, ...]] = [
        (each.supplier or "?", names.get(each.supplier, ""), money(each.owed), money(each.admitted),
         money(each.indemnity), money(each.paid))
        for each in failed.suppliers
    ]  # fmt: skip
    columns = (
        Column(setting.title("reverse supplier"), Kind.CODE),
        Column(setting.title("reverse name")),
        *(Column(setting.title(f"reverse {name}"), Kind.AMOUNT) for name in ("owed", "within", "indemnity", "paid")),
    )
    owed, within = sum(each.owed for each in failed.suppliers), sum(each.admitted for each in failed.suppliers)
    total = (setting.say("total"), None, money(owed), money(within), money(failed.indemnity), money(failed.paid))
    return setting.list_of(
        title, columns, setting.shown(rows), total=total, left=setting.left(rows), sheet="sheet failures"
    )
