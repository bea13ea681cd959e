"""A declaration of turnover as a document ready to send, with every document that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.declaration_json import declaration_cells, declaration_columns
from encours.explain.declaration_report import (
    DeclarationReport,
    base,
    by_when,
    change,
    document,
    headline,
    rate_text,
    untold,
    verdict,
    warnings,
    why,
    zone_name,
    zone_of_sale,
)
from encours.explain.document.asked import question_table, told
from encours.explain.document.asked import warnings as head_warnings
from encours.explain.document.model import (
    Block,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    On,
    Opened,
    Paragraph,
    Part,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, spreadsheet
from encours.premium.declarations import LeftOut
from encours.premium.turnover import Sale
from encours.units import NEVER
from encours.units.show import Language, show_day, show_period


def declaration_document(report: DeclarationReport, language: Language, *, rows: int | None) -> Document:
    """Document of a declaration; each list has at most so many rows."""
    head, period = report.head, report.shown.period
    setting = Setting(language, report.policy.currency, rows)
    first, last = (show_day(each, language) for each in (period.first, period.last))
    asked: list[tuple[str, Value]] = [
        (setting.title("policy"), f"{report.policy.name} ({report.policy.insurer})"),
        (setting.title("declare period title"), show_period(period.name, language)),
        (setting.title("declare by"), setting.day(report.shown.due_on)),
    ]
    return Document(
        title=setting.say("declare title", period=show_period(period.name, language)),
        company=head.company,
        told=told(head, setting, setting.say("declare period", first=first, last=last)),
        language=language,
        as_of=head.as_of,
        opening=(*head_warnings(head, setting), *_opening(report, setting)),
        parts=tuple(_parts(report, setting)),
        question=question_table(head, setting, asked),
    )


def _opening(report: DeclarationReport, setting: Setting) -> Iterator[Block]:
    language = setting.language
    for each in warnings(report, language):
        yield Paragraph(setting.set(each), Voice.WARNING)
    yield Paragraph(setting.set(headline(report, language)), Voice.LEAD)
    for each in (*by_when(report, language), base(report, language)):
        yield Paragraph(setting.set(each))
    sold = sum(each.line.amount for each in report.shown.sales)
    opens = "" if setting.is_whole else "exclusions"
    figures = [
        KeyFigure(setting.title("declare to declare"), setting.amount(report.shown.amount), "", "", Tone.COVERED),
        KeyFigure(setting.title("declare sold"), setting.amount(sold)),
        KeyFigure(setting.title("declare out"), setting.amount(sold - report.shown.amount), "", opens, Tone.OUTSIDE),
    ]
    if report.shown.compared is not None:
        amount = setting.amount(report.shown.compared.amount)
        title = setting.title("declare difference")
        figures.append(KeyFigure(title, amount, "", "" if setting.is_whole else "difference", Tone.WARNING))
    yield KeyFigures(tuple(figures))


def _parts(report: DeclarationReport, setting: Setting) -> Iterator[Part]:
    yield Part("zones", setting.say("declare zones"), (_zones(report, setting),))
    yield Part("exclusions", setting.say("declare exclusions"), tuple(_exclusions(report, setting)))
    if report.lacking:
        rule = Paragraph(setting.say("declare unknown rule"), Voice.NOTE)
        yield Part("unknown", setting.say("declare unknown"), (rule, _unknown(report, setting)))
    if report.shown.compared is not None:
        said = Paragraph(setting.set(verdict(report, setting.language)), Voice.ACTION)
        yield Part("difference", setting.say("declare difference"), (_difference(report, setting), said))
    if report.shown.zones_declared:
        yield Part("declared", setting.say("declare zones declared"), (_zones_declared(report, setting),))
    yield Part("periods", setting.say("declare every period"), (_periods(report, setting),))
    if setting.is_whole:
        title = setting.say("declare sales")
        titles = [each[:1].upper() + each[1:] for each in declaration_columns(setting.language)]
        every = declaration_cells(report, setting.language)
        yield Part("sales", title, (spreadsheet(title, setting.title("declare sheet sales"), titles, every),))


def _zones(report: DeclarationReport, setting: Setting) -> Table:
    zones = report.shown.zones
    rows: list[tuple[Value, ...]] = [
        (
            setting.set(zone_name(each.zone, setting.language)),
            setting.set(rate_text(each.rate, setting.language)),
            *(setting.amount(cents) for cents in (each.sold, each.left_out, each.declared)),
            each.count,
        )
        for each in zones
    ]
    columns = (
        Column(setting.title("declare zone")),
        Column(setting.title("declare rate"), Kind.CODE),
        *(Column(setting.title(f"declare {name}"), Kind.AMOUNT) for name in ("sold", "out", "to declare")),
        Column(setting.title("declare documents"), Kind.COUNT),
    )
    sums = [sum(getattr(each, name) for each in zones) for name in ("sold", "left_out", "declared")]
    count = sum(each.count for each in zones)
    total: tuple[Value, ...] = (
        setting.say("total"),
        None,
        *(setting.amount(cents) for cents in sums),
        count,
    )
    return setting.list_of(setting.say("declare zones"), columns, rows, total=total, sheet="declare zones")


def _exclusions(report: DeclarationReport, setting: Setting) -> Iterator[Block]:
    if not report.shown.left_out:
        yield Paragraph(setting.say("declare nothing out"))
        return
    rows = [
        (setting.say(f"exclusion {each.exclusion}"), setting.amount(each.amount), len(each.sales))
        for each in report.shown.left_out
    ]
    columns = (
        Column(setting.title("declare exclusion")),
        Column(setting.title("declare out"), Kind.AMOUNT),
        Column(setting.title("declare documents"), Kind.COUNT),
    )
    amount = setting.amount(sum(each.amount for each in report.shown.left_out))
    total = (setting.say("total"), amount, sum(len(each.sales) for each in report.shown.left_out))
    title = setting.say("declare exclusions")
    yield setting.list_of(title, columns, rows, total=total, sheet="declare exclusions")
    if not setting.is_whole:
        yield from (_opened(report, each, setting) for each in report.shown.left_out)


def _opened(report: DeclarationReport, each: LeftOut, setting: Setting) -> Opened:
    return Opened(
        anchor=f"exclusion-{each.exclusion.replace(' ', '-')}",
        title=setting.say(f"exclusion {each.exclusion}"),
        value=setting.amount(each.amount),
        note=str(len(each.sales)),
        blocks=(_sales(report, each, setting),),
        tone=Tone.OUTSIDE,
    )


def _sales(report: DeclarationReport, of: LeftOut, setting: Setting) -> Table:
    rows = [
        (
            document(each),
            each.line.buyer,
            report.names.name(each.line.buyer),
            setting.day(each.line.on),
            setting.set(zone_of_sale(report, each, setting.language)),
            setting.amount(each.line.amount),
            setting.set(why(each, setting.language)),
        )
        for each in setting.shown(of.sales)
    ]
    columns = (
        Column(setting.title("declare document"), Kind.CODE),
        Column(setting.title("code"), Kind.CODE),
        Column(setting.title("buyer")),
        Column(setting.title("declare day"), Kind.DAY),
        Column(setting.title("declare zone")),
        Column(setting.title("amount"), Kind.AMOUNT),
        Column(setting.title("declare detail"), is_prose=True),
    )
    title = setting.say(f"exclusion {of.exclusion}")
    return setting.list_of(title, columns, rows, left=setting.left(of.sales))


def _unknown(report: DeclarationReport, setting: Setting) -> Table:
    rows = [
        (
            setting.say(f"lacks {name}"),
            setting.amount(sum(each.line.amount for each in sales)),
            ", ".join(document(each) for each in setting.shown(sales)),
        )
        for name, sales in report.lacking.items()
    ]
    columns = (
        Column(setting.title("declare fact"), is_prose=True),
        Column(setting.title("declare depends"), Kind.AMOUNT),
        Column(setting.title("declare documents"), is_prose=True),
    )
    return setting.list_of(setting.say("declare unknown"), columns, rows, sheet="declare unknown")


def _difference(report: DeclarationReport, setting: Setting) -> Table:
    compared = report.shown.compared
    assert compared is not None, "what was declared is compared"
    day = show_day(compared.declared_on, setting.language)
    rows: list[tuple[Value, ...]] = [
        ("", "", setting.say("declare declared", day=day), setting.amount(compared.declared)),
    ]
    if compared.untold:
        rows.append(("", "", setting.set(untold(report, setting.language)), setting.amount(compared.untold)))
    for each in setting.shown(compared.differences):
        sale: Sale = each.sale
        name = report.names.name(sale.line.buyer)
        rows.append((document(sale), name, setting.set(change(each, setting.language)), setting.amount(each.amount)))
    columns = (
        Column(setting.title("declare document"), Kind.CODE),
        Column(setting.title("buyer")),
        Column(setting.title("declare change"), is_prose=True),
        Column(setting.title("declare adds"), Kind.AMOUNT),
    )
    total = (setting.title("declare now"), None, None, setting.amount(report.shown.amount))
    left = setting.left(compared.differences)
    title = setting.say("declare difference")
    return setting.list_of(title, columns, rows, total=total, left=left, sheet="declare difference")


def _zones_declared(report: DeclarationReport, setting: Setting) -> Table:
    names = ("declare amount declared", "declare now", "declare adds")
    columns = (Column(setting.title("declare zone")), *(Column(setting.title(each), Kind.AMOUNT) for each in names))
    rows: list[tuple[Value, ...]] = [
        (
            setting.set(zone_name(each.zone, setting.language)),
            *(setting.amount(cents) for cents in (each.declared, each.now, each.amount)),
        )
        for each in report.shown.zones_declared
    ]
    return setting.list_of(setting.say("declare zones declared"), columns, rows, sheet="declare zones declared")


def _periods(report: DeclarationReport, setting: Setting) -> Table:
    rows: list[tuple[Value, ...]] = []
    for each in report.found.every:
        done = [one for one in each.filed if one.declared_on < NEVER]
        declared = setting.amount(sum(one.amount for one in done)) if done and not each.reasons else None
        on = On(each.declared_on) if done and each.declared_on < NEVER else None
        rows.append(
            (
                show_period(each.period.name, setting.language),
                setting.day(each.due_on),
                on,
                declared,
                setting.amount(each.amount),
            )
        )
    columns = (
        Column(setting.title("declare period title"), Kind.CODE),
        Column(setting.title("declare by"), Kind.DAY),
        Column(setting.title("declare on"), Kind.DAY),
        Column(setting.title("declare amount declared"), Kind.AMOUNT),
        Column(setting.title("declare now"), Kind.AMOUNT),
    )
    return setting.list_of(setting.say("declare every period"), columns, rows, sheet="declare every period")
