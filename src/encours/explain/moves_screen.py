"""What differs between two policies as a page: clause by clause, and the euros of cover each change moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from encours.cover.moves import Moved, RowMove, covered_by
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.moves_report import MovesReport, decided, largest
from encours.explain.values import amount, whole_amount
from encours.explain.words import say
from encours.policy.changes import Change
from encours.units import Cents
from encours.units.show import Language


def moves_page(report: MovesReport, language: Language, *, rows: int) -> Page:
    """Page of the moves; each list of buyers and invoices shows at most so many rows."""
    assert report.head is not None, "euros move on a ledger"
    said = say("moves programmes", language, before=report.before.name, after=report.after.name)
    return (
        *report.head.told("moves title", language, report.head.in_currency(language)),
        line(Span(f"{said}. {say('moves limits', language)}", "bright_black")),
        *_incomparable(report, language),
        *_totals(report, language),
        Heading(say("moves changes", language)),
        *_changes(report, language),
        *(_moved(report, language, rows) if report.comparison is not None else ()),
    )


def differences_page(report: MovesReport, language: Language) -> Page:
    """Point by point, what differs between two programmes, each layer under its name where there are several."""
    blocks: list[Block] = [line(Span(f"{report.before.name} → {report.after.name}", "bold"))]
    if not report.changes:
        blocks.append(line(say("no difference", language)))
    for _, group in groupby(report.changes, key=lambda each: each.layer):
        blocks += _layer_differences(list(group), language, is_named=report.has_layers)
    return tuple(blocks)


def _layer_differences(changes: Sequence[Change], language: Language, *, is_named: bool) -> Iterator[Block]:
    name = changes[0].policy
    found = [point for each in changes for point in each.points]
    if found[0].point[0] == "layers":
        yield EMPTY
        yield line(say("layer alone", language, policy=name), hanging=2)
        return
    if is_named:
        yield EMPTY
        yield line(Span(name, "bold"))
    rows = tuple((Span(".".join(each.point), "cyan"), each.before or "—", each.after or "—") for each in found)
    titles = (say("point", language), say("before", language), say("after", language))
    yield Grid(tuple(Column(title, folds=place > 0) for place, title in enumerate(titles)), rows)


def _incomparable(report: MovesReport, language: Language) -> Iterator[Block]:
    if report.comparison is None:
        codes = (report.before.primary.currency, report.after.primary.currency)
        yield line(Span(say("moves incomparable", language, before=codes[0], after=codes[1]), "yellow"))


def _totals(report: MovesReport, language: Language) -> Iterator[Block]:
    found, currency = report.comparison, report.before.primary.currency
    if found is None:
        return
    yield EMPTY
    sides = [
        ("moves side before", report.before.name, covered_by(found.before)),
        ("moves side after", report.after.name, covered_by(found.after)),
    ]
    rows: list[tuple[Cell, ...]] = [
        (say(key, language, name=name), amount(of.covered, currency, language),
         amount(of.insured, currency, language))
        for key, name, of in sides
    ]  # fmt: skip
    whole = found.whole
    titles = (say("covered", language), say("insured column", language))
    yield Grid(
        (Column("", cut=True), *(Column(title, right=True) for title in titles)),
        tuple(rows),
        total=(say("moves total", language), signed(whole.covered, currency, language, exact=True),
               signed(whole.insured, currency, language, exact=True)),
    )  # fmt: skip


def signed(cents: Cents, currency: str, language: Language, *, exact: bool = False) -> str:
    """Amount with its sign, which says whether cover is gained or lost; a dot for nothing."""
    if cents == 0:
        return "·"
    show = amount if exact else whole_amount
    return f"{'+' if cents > 0 else '−'}{show(abs(cents), currency, language)}"


def _coloured(cents: Cents, currency: str, language: Language) -> Span:
    return Span(signed(cents, currency, language), "green" if cents > 0 else "red" if cents else "bright_black")


def _changes(report: MovesReport, language: Language) -> Iterator[Block]:
    if not report.changes:
        yield line(say("no difference", language))
        return
    found, currency = report.comparison, report.before.primary.currency
    columns = [Column(say("point", language)), Column(say("moves before and after", language), folds=True)]
    if found is not None:
        columns += [Column(say(f"moves {name}", language), right=True) for name in ("covered", "insured")]
    rows: list[tuple[Cell, ...]] = []
    layers_told: set[int] = set()
    for change in report.changes:
        if report.has_layers and change.layer not in layers_told:
            layers_told.add(change.layer)
            rows.append((Span(change.policy, "bold"), "", *(("", "") if found is not None else ())))
        rows += [_change_row(report, change, place, language) for place in range(len(change.points))]
    total: tuple[Cell, ...] = ()
    if found is not None:
        rows.append((say("moves interaction", language), "", *_money(found.interaction, currency, language)))
        total = (say("moves total", language), "", *_money(found.whole, currency, language))
    yield Grid(tuple(columns), tuple(rows), total=total)
    if found is not None:
        yield line(Span(say("moves what interaction", language), "bright_black"))
    yield from _not_alone(report, language)


def _change_row(report: MovesReport, change: Change, place: int, language: Language) -> tuple[Cell, ...]:
    """One point of a change; what the change moves stands beside the first of them."""
    each, moved = change.points[place], report.moved_by(change)
    told: tuple[Cell, ...] = ()
    if report.comparison is not None:
        told = ("", "")
        if place == 0 and moved is not None:
            told = _money(moved, report.before.primary.currency, language)
        elif place == 0:
            told = (Span(say("moves with all", language), "cyan"), "")
    said = f"{each.before or '—'} → {each.after or '—'}"
    return (Span("  " * report.has_layers + ".".join(each.point), "cyan"), said, *told)


def _money(moved: Moved, currency: str, language: Language) -> tuple[Cell, Cell]:
    return _coloured(moved.covered, currency, language), _coloured(moved.insured, currency, language)


def _not_alone(report: MovesReport, language: Language) -> Iterator[Block]:
    reasons: dict[str, list[str]] = {}
    for change in report.changes:
        if change.because:
            reasons.setdefault(change.because, []).append(".".join(change.points[0].point[:2]))
    for because, points in reasons.items():
        said = say(f"because {because}", language, points=", ".join(dict.fromkeys(points)))
        yield line(Span(f"· {said}", "cyan"), hanging=2)


def _moved(report: MovesReport, language: Language, rows: int) -> Iterator[Block]:
    assert report.comparison is not None, "euros are compared"
    if not report.comparison.rows:
        yield EMPTY
        yield line(Span(say("moves nothing", language), "green"))
        return
    for which in ("losing", "gaining"):
        yield from _buyers(report, which, language, rows)
    for which in ("losing", "gaining"):
        yield from _invoices(report, which, language, rows)


def _buyers(report: MovesReport, which: str, language: Language, rows: int) -> Iterator[Block]:
    sign, currency = (1 if which == "losing" else -1), report.before.primary.currency

    def size(moved: Moved) -> Cents:
        return sign * (moved.covered or moved.insured)

    found = [(buyer, moved) for buyer, moved in report.buyers if size(moved) < 0]
    found.sort(key=lambda each: (sign * each[1].covered, sign * each[1].insured, each[0]))
    if not found:
        return
    yield Heading(say(f"moves buyers {which}", language))
    yield Grid(
        (Column(say("code", language)), Column(say("buyer", language), cut=True),
         *(Column(say(f"moves {name}", language), right=True) for name in ("covered", "insured"))),
        tuple(
            (buyer, report.names.name(buyer), *_money(moved, currency, language))
            for buyer, moved in found[:rows]
        ),
    )  # fmt: skip
    yield from left_out(len(found) - rows, language)


def _invoices(report: MovesReport, which: str, language: Language, rows: int) -> Iterator[Block]:
    assert report.comparison is not None, "euros are compared"
    every = report.comparison.rows
    found = largest(every, len(every), are_gains=which == "gaining")
    if not found:
        return
    yield Heading(say(f"moves invoices {which}", language))
    columns = (
        Column(say("invoice", language)),
        Column(say("buyer", language), cut=True),
        *(Column(say(f"moves {name}", language), right=True) for name in ("covered", "insured")),
        Column(say("moves decided before", language), folds=True, least=110),
        Column(say("moves decided", language), folds=True),
    )
    yield Grid(columns, tuple(_invoice(report, each, language) for each in found[:rows]))
    yield from left_out(len(found) - rows, language)


def _invoice(report: MovesReport, each: RowMove, language: Language) -> tuple[Cell, ...]:
    assert report.view is not None, "an invoice is of a ledger"
    currency = report.before.primary.currency
    buyer = report.view.table("invoices").texts["buyer"][each.row]
    return (
        report.names.document(each.row),
        report.names.name(buyer),
        _coloured(each.moved.covered, currency, language),
        _coloured(each.moved.insured, currency, language),
        *(
            Span(decided(report, each, language, is_after=is_after), "" if is_after else "bright_black")
            for is_after in (False, True)
        ),
    )
