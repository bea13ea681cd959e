"""The findings of the entity guard as a document: how grave, what each kind concerns, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.document.asked import question_table, told, warnings
from encours.explain.document.model import (
    Block,
    Cell,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Part,
    Table,
    Tone,
    Voice,
)
from encours.explain.document.setting import Setting, spreadsheet
from encours.explain.document.shown import WIDE
from encours.explain.entities_json import entities_columns, entities_rows
from encours.explain.entities_report import MARKS, UNPROVEN, UNSURE, WRONG, EntitiesReport, KindOfFinding
from encours.explain.entities_screen import detail, documents
from encours.units.show import Language

TONES = {WRONG: Tone.NOT_COVERED, UNSURE: Tone.NEEDS_INFORMATION, UNPROVEN: Tone.WARNING}


def entities_document(report: EntitiesReport, language: Language, *, rows: int | None, shown: str = "") -> Document:
    """Document of every finding, or of those of the kind `shown`; each list has at most so many rows."""
    head = report.head
    setting = Setting(language, head.currency, rows)
    policies = [(setting.title("policy"), each) for each in head.policies]
    return Document(
        title=setting.say(f"kind {shown}") if shown else setting.say("entities title"),
        company=head.company,
        told=told(head, setting, head.in_currency(language)),
        language=language,
        as_of=head.as_of,
        opening=(*warnings(head, setting), *_opening(report, setting, shown)),
        parts=tuple(_parts(report, setting, shown)),
        question=question_table(head, setting, policies),
    )


def _opening(report: EntitiesReport, setting: Setting, shown: str) -> Iterator[Block]:
    """What was checked, and how many findings there are of each gravity."""
    buyers = setting.counted(report.buyers, "entities buyers")
    if not report.outstanding:
        yield Paragraph(setting.say("nothing open that day"), Voice.LEAD)
    yield Paragraph(setting.say("entities checked", rows=setting.whole(report.outstanding), buyers=buyers), Voice.LEAD)
    if not report.kinds or (shown and not report.of(shown).findings):
        yield Paragraph(setting.say("entities none of it" if shown else "entities none"))
        return
    if shown:
        return
    opens = "" if setting.is_whole else "kinds"
    of_gravity = {
        gravity: [each for each in report.kinds if each.gravity == gravity] for gravity in (WRONG, UNSURE, UNPROVEN)
    }
    yield KeyFigures(
        tuple(
            KeyFigure(
                f"{MARKS[gravity].symbol}{WIDE}{setting.title(f'gravity {gravity}')}",
                sum(len(each.findings) for each in kinds),
                setting.say(f"kind {kinds[0].kind}") if kinds else "",
                opens if kinds else "",
                TONES[gravity],
            )
            for gravity, kinds in of_gravity.items()
        )
    )


def _parts(report: EntitiesReport, setting: Setting, shown: str) -> Iterator[Part]:
    chosen = [each for each in report.kinds if shown in {"", each.kind}]
    if not chosen:
        return
    if not shown:
        yield Part("kinds", setting.say("entities kinds"), (_kinds(report, setting),))
    if setting.is_whole:
        titles = [title[:1].upper() + title[1:] for title in entities_columns(setting.language)]
        every = entities_rows(report, setting.language, shown=shown)
        title = setting.say("entities findings")
        yield Part("findings", title, (spreadsheet(title, title, titles, every),))
        return
    for each in chosen:
        mark = MARKS[each.gravity].symbol
        what_to_do = Paragraph(setting.say(f"do {each.kind}"), Voice.ACTION)
        title = f"{mark}{WIDE}{setting.say(f'kind {each.kind}')}"
        yield Part(each.kind, title, (what_to_do, _findings(report, each, setting)))


def _kinds(report: EntitiesReport, setting: Setting) -> Table:
    rows = []
    for each in report.kinds:
        word = f"{MARKS[each.gravity].symbol}{WIDE}{setting.say(f'gravity {each.gravity}')}"
        title = Cell(setting.say(f"kind {each.kind}"), "" if setting.is_whole else each.kind)
        gravity = Cell(word, tone=TONES[each.gravity])
        rows.append((gravity, title, len(each.findings), each.buyers, each.rows, setting.amount(each.amount)))
    return setting.list_of(
        setting.say("entities kinds"),
        (
            Column(setting.title("entities gravity"), Kind.CODE),
            Column(setting.title("entities finding")),
            Column(setting.title("entities count"), Kind.COUNT),
            Column(setting.title("entities several buyers"), Kind.COUNT),
            Column(setting.title("entities invoices"), Kind.COUNT),
            Column(setting.title("entities amount"), Kind.AMOUNT),
        ),
        rows,
        sheet="entities kinds",
    )


def _findings(report: EntitiesReport, kind: KindOfFinding, setting: Setting) -> Table:
    rows = [
        (
            " + ".join(one.buyers),
            " + ".join(dict.fromkeys(report.names.name(buyer) for buyer in one.buyers)),
            setting.set(detail(one, setting.language)),
            documents(report, one),
            setting.amount(one.amount),
        )
        for one in setting.shown(kind.findings)
    ]
    return setting.list_of(
        setting.say(f"kind {kind.kind}"),
        (
            Column(setting.title("code")),
            Column(setting.title("buyer")),
            Column(setting.title("entities detail"), is_prose=True),
            Column(setting.title("entities invoices"), is_prose=True),
            Column(setting.title("entities amount"), Kind.AMOUNT),
        ),
        rows,
        left=setting.left(kind.findings),
    )
