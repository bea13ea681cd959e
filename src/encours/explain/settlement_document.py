"""A settlement as a document: the waterfall drawn and in figures, where the loss goes, what the year has left."""

from __future__ import annotations

from collections.abc import Iterator

from encours.claims.in_order import SettledLoss
from encours.claims.of_buyer import BuyerLoss
from encours.clauses.states import LossPart
from encours.explain.document.asked import question_table, told, warnings
from encours.explain.document.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Kind,
    On,
    Paragraph,
    Part,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, capital, ratio
from encours.explain.document.shown import shown
from encours.explain.settlement_layers import all_layers, layer_rows
from encours.explain.settlement_loss_document import PART_TONES, LossDocument, paid_told, told_of
from encours.explain.settlement_payments_document import payments_parts
from encours.explain.settlement_recoveries_document import not_counted, recoveries_parts, year_parts
from encours.explain.settlement_report import (
    SettlementReport,
    kept_out_title,
    missing_words,
    not_in_the_loss,
    policy_told,
    steps,
    undated_words,
    word,
)
from encours.units import MISSING, UNSET, Cents, Day
from encours.units.sums import sum_known


def settlement_document(report: SettlementReport, language: str, *, rows: int | None) -> Document:
    """Document of every loss; lists of invoices have at most so many rows, without a bound all of them."""
    setting = Setting("fr" if language == "fr" else "en", report.currency, rows)
    head = report.head
    count, claims = len(report.losses), len(report.across)
    title = setting.say("settlement title" if claims == 1 else "settlements title", count=claims)
    days = [each.loss.day for each in report.losses if each.loss.day != MISSING]
    first = report.losses[0]
    return Document(
        title=title,
        company=report.company,
        told=told(head, setting) if head is not None else (_policies(report, setting),),
        language=setting.language,
        as_of=head.as_of if head is not None else max(days, default=first.policy.period_start),
        opening=(
            *(() if head is None else warnings(head, setting)),
            *_undated(report, setting),
            *not_counted(report, setting),
            *_opening(report, setting),
        ),
        parts=(
            *(LossDocument(report, place, setting).part() for place in range(count)),
            *_beside(report, setting),
            *payments_parts(report, setting),
            *recoveries_parts(report, setting),
            *year_parts(report, setting),
        ),
        question=_question(report, setting),
    )


def _policies(report: SettlementReport, setting: Setting) -> str:
    """Every policy that bears the losses, with its insurer."""
    return " + ".join(dict.fromkeys(policy_told(each, setting.language) for each in report.losses))


def _undated(report: SettlementReport, setting: Setting) -> Iterator[Block]:
    for buyer, each in report.undated:
        told = undated_words(each, setting.language)
        yield Paragraph(setting.set(setting.say("undated loss", buyer=buyer, told=told)), Voice.WARNING)


def _question(report: SettlementReport, setting: Setting) -> Table:
    asked: list[tuple[str, Value]] = [
        (
            f"{setting.title('settlement loss')} {each.loss.claim}",
            setting.set(told_of(report, each, setting, is_named=True)),
        )
        for each in report.losses
    ]
    if report.head is not None:
        return question_table(report.head, setting, asked)
    columns = (Column(setting.title("answered point")), Column(setting.title("value"), Kind.ANY, is_prose=True))
    return setting.list_of(setting.title("question"), columns, asked, sheet="question")


def _opening(report: SettlementReport, setting: Setting) -> Iterator[Block]:
    yield Paragraph(_headline(report, setting), Voice.LEAD)
    if len(report.losses) == 1:
        yield KeyFigures(tuple(_figures(report.losses[0], setting)))
        return
    yield KeyFigures(tuple(_figures_of_all(report, setting)))
    yield _losses(report, setting)
    if report.has_layers:
        table = _layers(report, setting)
        yield Heading("layers", table.title)
        yield table


def _losses(report: SettlementReport, setting: Setting) -> Table:
    gross = None if report.gross is None else setting.amount(report.gross)
    paid: Value = setting.say("settlement unknown") if report.indemnity is None else setting.amount(report.indemnity)
    rows: list[tuple[Value | Cell, ...]] = [
        (
            Cell(report.name(each), f"loss-{place}"),
            _day(each.loss.day),
            setting.amount(each.loss.gross),
            paid_told(each, setting),
        )
        for place, each in enumerate(report.losses, 1)
    ]
    return setting.list_of(
        setting.say("settlement losses"),
        (
            Column(setting.title("settlement loss")),
            Column(setting.title("settlement loss day"), Kind.DAY),
            Column(setting.title("settlement gross"), Kind.AMOUNT),
            Column(setting.title("settlement indemnity"), Kind.AMOUNT),
        ),
        rows,
        total=(setting.say("total"), None, gross, paid),
        sheet="sheet losses",
    )


def _layers(report: SettlementReport, setting: Setting) -> Table:
    """Each claim across the layers that it reaches, and what none of them pays."""

    def told(cents: Cents) -> Value:
        if cents == UNSET:
            return None
        return "?" if cents == MISSING else setting.amount(cents)

    rows: list[tuple[Value | Cell, ...]] = [
        (each.party, each.layer, told(each.receives), told(each.pays)) for each in layer_rows(report, setting.language)
    ]
    whole = all_layers(report, setting.language)
    return setting.list_of(
        setting.say("settlement layers"),
        (
            Column(setting.title("settlement loss")),
            Column(setting.title("settlement layer")),
            Column(setting.title("settlement receives"), Kind.AMOUNT),
            Column(setting.title("settlement pays"), Kind.AMOUNT),
        ),
        rows,
        total=(whole.party, whole.layer, told(whole.receives), told(whole.pays)),
        sheet="sheet layers",
    )


def _day(day: Day) -> Value:
    return None if day == MISSING else On(day)


def _headline(report: SettlementReport, setting: Setting) -> str:
    gross, paid, stopped = report.gross_of_all, report.indemnity, report.losses[0]
    one = "settlement" if len(report.across) == 1 else "settlements"
    if paid is None and len(report.losses) == 1:
        lacking = setting.set(missing_words(stopped, steps(stopped)[-1], setting.language))
        return setting.say("settlement headline stopped", gross=setting.whole(gross), missing=lacking)
    if paid is None:
        return setting.say(f"{one} headline unknown", gross=setting.whole(gross))
    share = shown(ratio(paid, gross), setting.language) or "–"
    told = setting.say(f"{one} headline", gross=setting.whole(gross), indemnity=setting.whole(paid), share=share)
    answered = sum(each.paid or 0 for each in report.losses)
    if answered != paid:
        told += " " + setting.say("settlement headline paid", paid=setting.whole(answered))
    return told


def _figures_of_all(report: SettlementReport, setting: Setting) -> Iterator[KeyFigure]:
    """Of all losses, and of a loss under several layers: what was lost, what is paid, what stays with the insured."""

    def figure(key: str, cents: Cents | None, tone: Tone) -> KeyFigure:
        if cents is None:
            return KeyFigure(setting.title(key), setting.say("settlement unknown"), "", "loss-1", tone)
        share = "" if tone is Tone.PLAIN else shown(ratio(cents, gross), setting.language)
        return KeyFigure(setting.title(key), setting.amount(cents), share, "loss-1", tone)

    gross, left = report.gross_of_all, [each.left_to_the_insured for each in report.across]
    yield figure("settlement gross", gross, Tone.PLAIN)
    yield figure("settlement indemnity", report.indemnity, Tone.COVERED)
    answered = sum(each.paid or 0 for each in report.losses)
    if report.indemnity is not None and answered != report.indemnity:
        # What stays with the insured holds the share that no insurer answers for: the parts make the loss.
        yield figure("settlement answered", answered, Tone.COVERED)
    yield figure("settlement left to the insured", sum_known(left), Tone.OUTSIDE)


def _figures(settled: SettledLoss, setting: Setting) -> Iterator[KeyFigure]:
    gross = settled.loss.gross
    yield KeyFigure(setting.title("settlement gross"), setting.amount(gross), "", "loss-1")
    if settled.settlement.indemnity is None:
        unknown = setting.say("settlement unknown")
        yield KeyFigure(setting.title("settlement indemnity"), unknown, "", "loss-1", Tone.NEEDS_INFORMATION)
    for part, cents in settled.settlement.parts.items():
        if cents or part is LossPart.INDEMNITY:
            name = word(part, setting.language)
            note = shown(ratio(cents, gross), setting.language) or "–"
            yield KeyFigure(capital(name), setting.amount(cents), note, "loss-1", PART_TONES[part])


def _beside(report: SettlementReport, setting: Setting) -> Iterator[Part]:
    """What a ledger tells beside the waterfalls: what is owed and no part of the loss, what was received since."""
    for place, found in enumerate(report.found):
        blocks = tuple(_kept_out(report, found, setting))
        if blocks:
            yield Part(f"beside-{place + 1}", _kept_out_title(report, found, setting), blocks)


def _kept_out_title(report: SettlementReport, found: BuyerLoss, setting: Setting) -> str:
    return setting.set(kept_out_title(report, found, setting.language))


def _kept_out(report: SettlementReport, found: BuyerLoss, setting: Setting) -> Iterator[Block]:
    every = not_in_the_loss(found)
    if every:
        yield setting.list_of(
            _kept_out_title(report, found, setting),
            (
                Column(setting.title("state")),
                Column(setting.title("settlement clause")),
                Column(setting.title("amount"), Kind.AMOUNT),
                Column(setting.title("rows column"), Kind.COUNT),
            ),
            [
                (
                    setting.state(each.state),
                    setting.set(each.title(setting.language)),
                    setting.amount(each.amount),
                    len(each.rows),
                )
                for each in every
            ],
            total=(setting.say("total"), None, setting.amount(sum(each.amount for each in every)), None),
        )
