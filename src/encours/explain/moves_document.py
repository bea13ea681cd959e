"""What a change of policy moves on a ledger, as a document: both sides, each change alone, buyers and invoices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from encours.cover.moves import Moved, RowMove, covered_by
from encours.explain.document.asked import question_table, told, warnings
from encours.explain.document.model import (
    Block,
    Cell,
    Column,
    Document,
    Kind,
    Paragraph,
    Part,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting
from encours.explain.moves_report import MovesReport, decided, largest
from encours.explain.moves_screen import signed
from encours.policy.changes import Change
from encours.units import Cents
from encours.units.show import Language


def moves_document(report: MovesReport, language: Language, *, rows: int | None) -> Document:
    """Document of the moves; each list of buyers and invoices shows at most so many rows."""
    head = report.head
    assert head is not None, "euros move on a ledger"
    setting = Setting(language, report.before.primary.currency, rows)
    sides = [(setting.title("before"), report.before.name), (setting.title("after"), report.after.name)]
    said = setting.say("moves programmes", before=report.before.name, after=report.after.name)
    return Document(
        title=setting.say("moves title"),
        company=head.company,
        told=(*told(head, setting, setting.set(head.in_currency(language))), said),
        language=language,
        as_of=head.as_of,
        opening=(*warnings(head, setting), *_opening(report, setting)),
        parts=tuple(_parts(report, setting)),
        question=question_table(head, setting, sides),
    )


def _opening(report: MovesReport, setting: Setting) -> Iterator[Block]:
    if report.comparison is None:
        codes = (report.before.primary.currency, report.after.primary.currency)
        yield Paragraph(setting.say("moves incomparable", before=codes[0], after=codes[1]), Voice.WARNING)
        return
    whole = report.comparison.whole
    covered, insured = (_signed(each, setting) for each in (whole.covered, whole.insured))
    yield Paragraph(setting.say("moves headline", covered=covered, insured=insured), Voice.LEAD)


def _signed(cents: Cents, setting: Setting) -> str:
    return signed(cents, setting.currency, setting.language) if cents else setting.say("moves not at all")


def _parts(report: MovesReport, setting: Setting) -> Iterator[Part]:
    if report.comparison is not None:
        limits = Paragraph(setting.say("moves limits"), Voice.NOTE)
        yield Part("sides", setting.say("moves sides"), (_sides(report, setting), limits))
    yield Part("changes", setting.say("moves changes"), tuple(_changes(report, setting)))
    if report.comparison is None:
        return
    if not report.comparison.rows:
        yield Part("nothing", setting.say("moves total"), (Paragraph(setting.say("moves nothing")),))
    for name, made in (("buyers", _buyers), ("invoices", _invoices)):
        for which in ("losing", "gaining"):
            table = made(report, which, setting)
            if table.rows:
                yield Part(f"{name}-{which}", table.title, (table,))


def _sides(report: MovesReport, setting: Setting) -> Table:
    found = report.comparison
    assert found is not None, "sides are compared"
    sides = (
        ("moves side before", report.before.name, covered_by(found.before)),
        ("moves side after", report.after.name, covered_by(found.after)),
    )
    rows = [
        (setting.say(key, name=name), setting.amount(of.covered), setting.amount(of.insured)) for key, name, of in sides
    ]
    columns = (
        Column(setting.title("policy")),
        Column(setting.title("covered"), Kind.AMOUNT),
        Column(setting.title("insured column"), Kind.AMOUNT),
    )
    total = (setting.say("moves total"), *_money(found.whole, setting))
    return setting.list_of(setting.say("moves sides"), columns, rows, total=total, sheet="moves sides")


def _moved_columns(setting: Setting) -> tuple[Column, Column]:
    return (
        Column(setting.title("moves covered"), Kind.AMOUNT),
        Column(setting.title("moves insured"), Kind.AMOUNT),
    )


def _money(moved: Moved, setting: Setting) -> tuple[Cell, Cell]:
    return _coloured(moved.covered, setting), _coloured(moved.insured, setting)


def _coloured(cents: Cents, setting: Setting) -> Cell:
    tone = Tone.COVERED if cents > 0 else Tone.NOT_COVERED if cents else Tone.PLAIN
    return Cell(setting.amount(cents), "", tone)


def _changes(report: MovesReport, setting: Setting) -> Iterator[Block]:
    if not report.changes:
        yield Paragraph(setting.say("no difference"))
        return
    found = report.comparison
    rows = [
        _change_row(report, change, place, setting) for change in report.changes for place in range(len(change.points))
    ]
    columns = [Column(setting.title("settlement layer"))] if report.has_layers else []
    columns += [
        Column(setting.title("point"), Kind.CODE),
        Column(setting.title("before"), is_prose=True),
        Column(setting.title("after"), is_prose=True),
    ]
    total: tuple[Value | Cell, ...] = ()
    if found is not None:
        columns += _moved_columns(setting)
        empty = ("",) * (len(columns) - 3)
        rows.append((setting.say("moves interaction"), *empty, *_money(found.interaction, setting)))
        total = (setting.say("moves total"), *empty, *_money(found.whole, setting))
    yield setting.list_of(setting.say("moves changes"), columns, rows, total=total, sheet="moves sheet changes")
    if found is not None:
        yield Paragraph(setting.say("moves what interaction"), Voice.NOTE)
    yield from _not_alone(report.changes, setting)


def _change_row(report: MovesReport, change: Change, place: int, setting: Setting) -> tuple[Value | Cell, ...]:
    """One point of a change; what the change moves stands beside the first of them."""
    each, moved = change.points[place], report.moved_by(change)
    layer = (setting.set(change.policy),) if report.has_layers else ()
    said = (".".join(each.point), setting.set(each.before or "—"), setting.set(each.after or "—"))
    if report.comparison is None:
        return (*layer, *said)
    if place == 0 and moved is not None:
        return (*layer, *said, *_money(moved, setting))
    return (*layer, *said, setting.say("moves with all") if place == 0 else None, None)


def _not_alone(changes: Sequence[Change], setting: Setting) -> Iterator[Paragraph]:
    """Why some changes are told with the whole, once for each reason."""
    reasons: dict[str, list[str]] = {}
    for change in changes:
        if change.because:
            reasons.setdefault(change.because, []).append(".".join(change.points[0].point[:2]))
    for because, points in reasons.items():
        yield Paragraph(setting.say(f"because {because}", points=", ".join(dict.fromkeys(points))), Voice.NOTE)


def _buyers(report: MovesReport, which: str, setting: Setting) -> Table:
    sign = 1 if which == "losing" else -1
    found = [(buyer, moved) for buyer, moved in report.buyers if sign * (moved.covered or moved.insured) < 0]
    found.sort(key=lambda each: (sign * each[1].covered, sign * each[1].insured, each[0]))
    rows = [(buyer, setting.set(report.names.name(buyer)), *_money(moved, setting)) for buyer, moved in found]
    columns = (Column(setting.title("code"), Kind.CODE), Column(setting.title("buyer")), *_moved_columns(setting))
    key = f"moves buyers {which}"
    return setting.list_of(setting.say(key), columns, setting.shown(rows), left=setting.left(rows), sheet=key)


def _invoices(report: MovesReport, which: str, setting: Setting) -> Table:
    assert report.comparison is not None, "euros are compared"
    every = report.comparison.rows
    found = largest(every, len(every), are_gains=which == "gaining")
    rows = [_invoice(report, each, setting) for each in setting.shown(found)]
    columns = (
        Column(setting.title("invoice"), Kind.CODE),
        Column(setting.title("buyer")),
        *_moved_columns(setting),
        Column(setting.title("moves decided before"), is_prose=True),
        Column(setting.title("moves decided"), is_prose=True),
    )
    key = f"moves invoices {which}"
    return setting.list_of(setting.say(key), columns, rows, left=setting.left(found), sheet=key)


def _invoice(report: MovesReport, each: RowMove, setting: Setting) -> tuple[Value | Cell, ...]:
    assert report.view is not None, "an invoice is of a ledger"
    buyer = report.view.table("invoices").texts["buyer"][each.row]
    before, after = (
        setting.set(decided(report, each, setting.language, is_after=is_after)) for is_after in (False, True)
    )
    number, name = report.names.document(each.row), setting.set(report.names.name(buyer))
    return number, name, *_money(each.moved, setting), before, after
