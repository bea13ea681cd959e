"""What an import would change, for people and for programs: facts by table, invoices settled, euros of cover moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from encours.cover.ageing import AgedBalance
from encours.cover.holds import Holds
from encours.cover.limit_falls import LimitFall
from encours.cover.moves import Effect
from encours.cover.on_account import Allocation, own_name
from encours.cover.proposal import Proposal, Settled
from encours.explain.ageing_report import control_json, controls
from encours.explain.blocks import EMPTY, Block, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json, money, state_name
from encours.explain.names import STATE_MARKS, state_text
from encours.explain.values import amount, day
from encours.explain.words import counted, say
from encours.facts.columns import Table
from encours.facts.difference import Change, Difference
from encours.facts.kinds import Fact, FactField, Quantity
from encours.facts.words import CHOICE_WORDS, FIELD_WORDS, TABLE_WORDS
from encours.units import Cents, Day
from encours.units.currency import Currency, find_currency
from encours.units.show import Language, show_day_in_words, show_flag, show_percentage


@dataclass(frozen=True, slots=True)
class ImportReport:
    """An import as it is shown: what was read, what it changes, its effect, and how to keep it.

    ``balance`` is that of the ledger with the import, beside its control accounts, where nothing contradicts.
    ``kept`` is the name under which it was kept, empty for a proposal; ``same_as`` names an import of the same file,
    ``absent`` our buyers that a list of limits does not name.
    """

    file: str
    folder: str
    holds: Holds
    read: tuple[str, ...]
    proposal: Proposal
    effect: Effect | None
    balance: AgedBalance | None
    faults: tuple[str, ...]
    kept: str = ""
    same_as: str = ""
    absent: tuple[str, ...] = ()
    undoes: str = ""
    command: str = ""
    currency: str = ""
    """The company's currency, where keeping the import writes it."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return bool(self.same_as) or not self.proposal.added


def import_page(report: ImportReport, language: Language, *, rows: int) -> Page:
    """Page of an import; each list shows at most so many rows, and says how many it leaves out."""
    return (*_head(report, language), *import_body(report, language, rows=rows), *_end(report, language))


def _head(report: ImportReport, language: Language) -> Iterator[Block]:
    into = f" {say('import into', language, folder=report.folder)}"
    yield line(Span(say("import title", language), "bold"), Span(f" — {report.undoes or report.file}", "bold"), into)
    told = [say("import day", language, day=show_day_in_words(report.proposal.day, language))]
    if not report.undoes:
        told.append(say(f"holds {report.holds.value}", language))
    yield line(Span(" · ".join(told), "bright_black"))
    for each in "\n".join(report.read).split("\n"):
        said = each.lstrip(" ")
        if said:
            yield line(Span(said, "bright_black"), indent=len(each) - len(said))


def import_body(report: ImportReport, language: Language, *, rows: int) -> Iterator[Block]:
    """What an import changes, without how it was read before and how to keep it after."""
    if report.same_as:
        return
    proposal = report.proposal
    yield from _taken_back(proposal.added, language) if report.undoes else _tables(report, language)
    yield from _changes(proposal, language, rows)
    yield from _invoices("import settled", proposal.settled, proposal.day, language, rows)
    yield from _allocations(proposal, language, rows)
    yield from _invoices("import reopened", proposal.reopened, proposal.day, language, rows)
    if report.absent:
        yield Heading(say("import absent", language))
        yield line(Span(say("import absent note", language), "bright_black"))
        yield line(", ".join(report.absent[: 10 * rows]), indent=2)
        yield from left_out(len(report.absent) - 10 * rows, language)
    yield from _falls(proposal.falls, language, rows)
    if report.effect is not None and proposal.added:
        yield from _effect(report.effect, language, rows)
    if report.balance is not None:
        yield from controls(report.balance, language)


def _tables(report: ImportReport, language: Language) -> Iterator[Block]:
    if not report.proposal.differences:
        return
    yield Heading(say("import read", language))
    titles = ("table", "new", "changed", "told no more", "unchanged")
    yield Grid(
        tuple(Column(say(each, language), right=place > 0) for place, each in enumerate(titles)),
        tuple(
            (
                _table(name, language),
                _count(len(each.appeared)),
                _count(len(each.changed), "yellow"),
                _count(len(each.vanished)),
                _count(each.same),
            )
            for name, each in report.proposal.differences.items()
        )
        + _deduced(report, language),
    )


def _deduced(report: ImportReport, language: Language) -> tuple[tuple[Span, ...], ...]:
    """Row of the facts that no row of the list says, such as what was paid of an invoice it has no more, if any."""
    if report.holds is not Holds.OPEN_ITEMS:
        return ()
    told = sum(len(each.appeared) + len(each.changed) for each in report.proposal.differences.values())
    count = report.proposal.fact_count - told
    nothing = Span("")
    return ((Span(say("import deduced", language)), _count(count), nothing, nothing, nothing),) if count > 0 else ()


def _taken_back(added: Mapping[str, Table], language: Language) -> Iterator[Block]:
    """Facts by table that are annulled, or put back as they were."""
    if not added:
        return
    yield Heading(say("import takes back", language))
    columns = (Column(say("table", language)), Column(say("import annulled", language), right=True),
               Column(say("import restored", language), right=True))  # fmt: skip
    counts = {name: int((table.numbers["void"] > 0).sum()) for name, table in added.items()}
    rows = ((_table(name, language), _count(void), _count(added[name].length - void)) for name, void in counts.items())
    yield Grid(columns, tuple(rows))


def _falls(falls: tuple[LimitFall, ...], language: Language, rows: int) -> Iterator[Block]:
    """Limits that fall, by buyer, the largest fall first."""
    if not falls:
        return
    yield Heading(say("import limits fall", language))
    titles = (_field("buyer", language), _field("policy", language), _field("kind", language))
    yield Grid(
        (
            *(Column(each) for each in titles),
            *(Column(say(each, language), right=True) for each in ("before", "now", "difference")),
        ),
        tuple(
            (
                each.before.buyer,
                each.before.policy or "—",
                CHOICE_WORDS.get(each.before.kind, each.before.kind) if language == "fr" else each.before.kind,
                amount(each.amount_before, each.before.currency, language),
                amount(each.amount_now, _currency_now(each), language),
                "" if each.is_converted
                else signed(each.amount_now - each.amount_before, each.before.currency, language),
            )
            for each in falls[:rows]
        ),
    )  # fmt: skip
    yield from left_out(len(falls) - rows, language)


def _currency_now(each: LimitFall) -> str:
    return each.now.currency if each.is_converted and each.now is not None else each.before.currency


def _count(number: int, style: str = "") -> Span:
    return Span(str(number), style if number else "bright_black")


def _table(name: str, language: Language) -> str:
    return TABLE_WORDS[name] if language == "fr" else name.replace("_", " ")


def _changes(proposal: Proposal, language: Language, rows: int) -> Iterator[Block]:
    found = [
        (fact_name(each.before.row(change.before)), _field(name, language), *shown_pair(each, change, name, language))
        for each in proposal.differences.values()
        for change in each.changed
        for name in change.fields
    ]
    if not found:
        return
    yield Heading(say("import changes", language))
    titles = ("fact", "field", "before", "now")
    columns = tuple(Column(say(each, language), folds=place > 1) for place, each in enumerate(titles))
    yield Grid(columns, tuple(found[:rows]))
    yield from left_out(len(found) - rows, language)


def shown_pair(found: Difference, change: Change, name: str, language: Language) -> tuple[str, str]:
    """A field of a fact before and now, as people write it."""
    before = found.before.row(change.before)
    now = found.now.row(change.now)
    return _value(before, name, language), _value(now, name, language)


def fact_name(fact: Fact) -> str:
    """What people call a fact: the values of its key."""
    values = [getattr(fact, name) for name in fact.KIND.key]
    told = [str(each) for each in values if isinstance(each, str) and each]
    return " ".join(told) or fact.fact_id


def _field(name: str, language: Language) -> str:
    return FIELD_WORDS[name][0] if language == "fr" and name in FIELD_WORDS else name.replace("_", " ")


def _value(fact: Fact, name: str, language: Language) -> str:
    described, value = fact.KIND.field(name), getattr(fact, name)
    if value == described.default and described.quantity is not Quantity.DAY:
        return "—"
    if described.quantity is Quantity.DAY:
        return day(value, language)
    if described.quantity is Quantity.CENTS:
        return _money(fact, value, language)
    return _plain(described, value, language)


def _money(fact: Fact, cents: Cents, language: Language) -> str:
    code = getattr(fact, "currency", "")
    known = find_currency(code)
    return amount(cents, code, language) if isinstance(known, Currency) else str(cents)


def _plain(described: FactField, value: str | int, language: Language) -> str:
    if described.quantity is Quantity.BASIS_POINTS:
        return show_percentage(int(value), language)
    if described.quantity is Quantity.FLAG:
        return show_flag(int(value), language)
    if described.quantity is Quantity.CHOICE and language == "fr":
        return CHOICE_WORDS.get(str(value), str(value))
    return str(value)


def _invoices(key: str, found: tuple[Settled, ...], on: Day, language: Language, rows: int) -> Iterator[Block]:
    if not found:
        return
    yield Heading(say(key, language))
    yield line(Span(say(f"{key} note", language, day=show_day_in_words(on, language)), "bright_black"))
    ordered = sorted(found, key=lambda each: -abs(each.open_before - each.open_now))
    yield Grid(
        (
            Column(_field("invoice", language)),
            Column(_field("buyer", language)),
            Column(say("before", language), right=True),
            Column(say("now", language), right=True),
            Column("", folds=True, least=90),
        ),
        tuple(
            (
                each.invoice.number,
                each.invoice.buyer,
                amount(each.open_before, each.invoice.currency, language),
                amount(each.open_now, each.invoice.currency, language),
                Span(say("gone", language) if each.is_gone else "", "bright_black"),
            )
            for each in ordered[:rows]
        ),
    )
    yield from left_out(len(found) - rows, language)


def _allocations(proposal: Proposal, language: Language, rows: int) -> Iterator[Block]:
    """Money that stood on an account, and the invoice that each part of it went to on the day."""
    found = proposal.allocations
    if not found:
        return
    yield Heading(say("import allocated", language))
    note = say("import allocated note", language, day=show_day_in_words(proposal.day, language))
    yield line(Span(note, "bright_black"))
    yield Grid(
        (
            Column(say("fact", language)),
            Column(_field("buyer", language)),
            Column(_field("amount", language), right=True),
            Column(say("allocated to", language)),
        ),
        tuple(
            (
                own_name(each.money),
                each.money.buyer,
                amount(each.amount, each.money.currency, language),
                say("given back", language) if each.invoice is None else each.invoice.number,
            )
            for each in found[:rows]
        ),
    )
    yield from left_out(len(found) - rows, language)


def _effect(effect: Effect, language: Language, most: int) -> Iterator[Block]:
    as_of, currency = effect.after.book.view.as_of, effect.currency
    yield Heading(say("import effect", language, day=show_day_in_words(as_of, language)))
    found = effect.by_state()
    rows: list[tuple[Span | str, ...]] = [
        (
            Span(state_text(state, language), STATE_MARKS[state].style),
            amount(before, currency, language),
            amount(after, currency, language),
            Span(signed(after - before, currency, language), "bold" if after != before else "bright_black"),
        )
        for state, (before, after) in found.items()
    ]
    sums = [sum(each[place] for each in found.values()) for place in (0, 1)]
    yield Grid(
        tuple(
            Column(say(each, language) if each else "", right=place > 0)
            for place, each in enumerate(("", "before", "now", "difference"))
        ),
        tuple(rows),
        total=(
            say("outstanding", language),
            *(amount(each, currency, language) for each in sums),
            signed(sums[1] - sums[0], currency, language),
        ),
    )
    moved = _covered_moves(effect)
    if not moved:
        return
    yield Heading(say("effect by buyer", language))
    titles = (_field("buyer", language), *(say(each, language) for each in ("before", "now", "difference")))
    yield Grid(
        tuple(Column(title, right=place > 0) for place, title in enumerate(titles)),
        tuple(
            (code, *(amount(each, currency, language) for each in (old, new)),
             signed(new - old, currency, language))
            for code, old, new in moved[:most]
        ),
    )  # fmt: skip
    yield from left_out(len(moved) - most, language)


def _covered_moves(effect: Effect) -> list[tuple[str, Cents, Cents]]:
    """Covered of each buyer of which it moves, before and after, the largest move first."""
    found = [(code, before.covered, after.covered) for code, (before, after) in effect.by_buyer().items()]
    return sorted((each for each in found if each[1] != each[2]), key=lambda each: -abs(each[2] - each[1]))


def signed(cents: Cents, currency: str, language: Language) -> str:
    """Difference of amounts with its sign; nothing where there is none."""
    shown = amount(cents, currency, language)
    return f"+{shown}" if cents > 0 else shown if cents else "—"


def _end(report: ImportReport, language: Language) -> Iterator[Block]:
    yield EMPTY
    if report.currency and not report.is_empty and not report.proposal.is_refused:
        yield line(say("import currency", language, currency=report.currency))
    if report.same_as:
        yield line(Span(say("import same file", language, name=report.same_as), "green"))
    elif report.proposal.is_refused:
        yield line(Span(say("import refused", language), "bold red"))
    elif report.is_empty:
        yield line(Span(say("import nothing new", language), "green"))
    elif report.kept:
        added = counted(report.proposal.fact_count, "facts added", language)
        key = "import undone" if report.undoes else "import kept"
        kept = say(key, language, name=report.undoes or report.kept)
        yield line(Span(f"{kept} {added}.", "green"))
        if not report.undoes:
            yield line(say("import undo", language, command=report.command))
    else:
        yield line(Span(say("import nothing written", language), "bold yellow"))
        yield line(say("import accept", language, command=report.command))


def import_json(report: ImportReport) -> Json:
    """An import for programs."""
    proposal = report.proposal
    return {
        "shape": "import",
        "version": SCHEMA_VERSION,
        "file": report.file,
        "day": day_json(proposal.day),
        "holds": report.holds.value,
        "kept": report.kept or None,
        "same_as": report.same_as or None,
        "tables": {
            name: {
                "new": len(each.appeared),
                "changed": [
                    {"fact": each.before.row(change.before).fact_id, "fields": list(change.fields)}
                    for change in each.changed
                ],
                "told_no_more": [each.before.row(row).fact_id for row in each.vanished],
                "unchanged": each.same,
            }
            for name, each in proposal.differences.items()
        },
        "settled": [_settled_json(each) for each in proposal.settled],
        "reopened": [_settled_json(each) for each in proposal.reopened],
        "allocated": [_allocation_json(each) for each in proposal.allocations],
        "currency_written": report.currency or None,
        "absent": list(report.absent),
        "limits_fallen": [_fall_json(each) for each in proposal.falls],
        "facts_added": proposal.fact_count,
        "facts_by_table": {name: table.length for name, table in proposal.added.items()},
        "effect": None if report.effect is None else _effect_json(report.effect),
        "controls": [] if report.balance is None else [control_json(each) for each in report.balance.controls],
        "faults": list(report.faults),
    }


def _fall_json(each: LimitFall) -> Json:
    decision, now = each.before, each.now
    return {
        "buyer": decision.buyer,
        "policy": decision.policy or None,
        "scope": decision.scope,
        "kind": decision.kind,
        "before": money(each.amount_before, decision.currency),
        "now": money(each.amount_now, _currency_now(each)),
        "outcome": None if now is None else now.outcome,
    }


def _settled_json(each: Settled) -> Json:
    code = each.invoice.currency
    return {
        "invoice": each.invoice.number,
        "instalment": each.invoice.instalment,
        "buyer": each.invoice.buyer,
        "currency": code,
        "open_before": money(each.open_before, code),
        "open_now": money(each.open_now, code),
        "gone": each.is_gone,
    }


def _allocation_json(each: Allocation) -> Json:
    return {
        "table": each.money.KIND.table,
        "number": own_name(each.money),
        "buyer": each.money.buyer,
        "amount": money(each.amount, each.money.currency),
        "invoice": None if each.invoice is None else each.invoice.number,
        "instalment": None if each.invoice is None else each.invoice.instalment,
    }


def _effect_json(effect: Effect) -> Json:
    return {
        "as_of": day_json(effect.after.book.view.as_of),
        "currency": effect.currency,
        "states": {
            state_name(state): {"before": money(before, effect.currency), "now": money(after, effect.currency)}
            for state, (before, after) in effect.by_state().items()
        },
        "buyers": [
            {"buyer": code, "before": money(before, effect.currency), "now": money(after, effect.currency)}
            for code, before, after in _covered_moves(effect)
        ],
    }
