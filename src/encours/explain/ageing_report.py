"""The aged balance as a page, as JSON and as a spreadsheet, by cover where there is a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from encours.cover.ageing import Aged, AgedBalance, AgedLine, AgedRow, Control, Heading, Per, Slices
from encours.explain import blocks
from encours.explain.age_words import ages_json, known_days, oldest
from encours.explain.blocks import EMPTY, Block, Column, Grid, Page, Span, line
from encours.explain.cover_screen import left_out, ratio
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json, state_name
from encours.explain.names import STATE_MARKS, state_text
from encours.explain.values import amount, whole_amount
from encours.explain.words import counted, say
from encours.facts.columns import Table
from encours.units import MISSING, NEVER, Cents, Days
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, show_day_in_words

Named = Callable[[str], str]
"""Registered name of a buyer, from its code."""


def heading_word(heading: Heading, language: Language) -> str:
    """Title of a column: not due, 1-30, > 120, without a date."""
    if heading.kind == "not due":
        return say("not due", language)
    if heading.kind == "no date":
        return say("no date", language)
    if heading.last is None:
        assert heading.first is not None, "a slice begins somewhere"
        return f"> {heading.first - 1}"
    return str(heading.last) if heading.first == heading.last else f"{heading.first}-{heading.last}"


def ageing_page(balance: AgedBalance, company: str, named: Named, language: Language, *, rows: int) -> Page:
    """Page of the balance: buyers by outstanding, totals and shares, cover by age, control account."""
    return (
        *_head(balance, company, language),
        EMPTY,
        *_table(balance, named, language, rows),
        *_by_age(balance, language),
        *_by_state(balance, language),
        *controls(balance, language),
    )


def _head(balance: AgedBalance, company: str, language: Language) -> Iterator[Block]:
    yield line(Span(say("ageing title", language), "bold"), Span(f" — {company}" if company else "", "bold"))
    told = [say("as of", language, day=show_day_in_words(balance.as_of, language))]
    if balance.known_on < NEVER:
        told.append(say("known on", language, day=show_day_in_words(balance.known_on, language)))
    told.append(say("in currency", language, currency=balance.company_currency))
    told.append(say("by " + balance.by.value, language))
    if balance.unit is Slices.MONTHS:
        told.append(say("in months", language))
    yield line(Span(", ".join(told), "bright_black"))


def _table(balance: AgedBalance, named: Named, language: Language, rows: int) -> Iterator[Block]:
    currency = balance.company_currency
    shown = [
        place
        for place, heading in enumerate(balance.headings)
        if heading.kind != "no date" or balance.total.company.columns[place]
    ]
    has_credits = any((balance.total.company.credits, balance.total.company.later))
    columns = (
        Column(say("buyer", language), cut=True),
        Column(say("outstanding", language), right=True),
        *(Column(heading_word(balance.headings[place], language), right=True) for place in shown),
        Column(say("overdue", language), right=True),
        Column("%", right=True),
        *(
            (
                Column(say("credits", language), right=True),
                Column(say("later", language), right=True),
            )
            if has_credits
            else ()
        ),
    )

    def cells(aged: Aged, first: str, show: Callable[[Cents], str]) -> tuple[Span | str, ...]:
        late = (show(aged.credits), show(aged.later)) if has_credits else ()
        return (
            first,
            show(aged.outstanding),
            *(show(aged.columns[place]) for place in shown),
            show(aged.overdue),
            ratio(aged.overdue, aged.outstanding, language),
            *late,
        )

    def written(cents: Cents) -> str:
        return whole_amount(cents, currency, language) if cents else "·"

    ordered = sorted(balance.rows, key=lambda each: (-each.company.outstanding, each.key))
    total = balance.total.company
    yield Grid(
        columns,
        tuple(cells(each.company, named(each.key), written) for each in ordered[:rows]),
        total=cells(total, say("total", language), written),
    )
    yield line(Span(counted(len(ordered), "buyers with a balance", language), "bright_black"))
    yield from left_out(len(ordered) - rows, language)


def _by_age(balance: AgedBalance, language: Language) -> Iterator[Block]:
    currency, total = balance.company_currency, balance.total.company
    yield EMPTY
    yield Grid(
        (Column(""), Column("", right=True), Column("", right=True), Column("", least=76)),
        tuple(
            (
                heading_word(heading, language),
                amount(part, currency, language),
                ratio(part, total.outstanding, language),
                Span(blocks.bar(part, total.outstanding), "cyan"),
            )
            for heading, part in zip(balance.headings, total.columns, strict=True)
            if part
        ),
        titled=False,
    )
    if balance.total.revaluation:
        yield line(say("revaluation", language, amount=amount(balance.total.revaluation, currency, language)))


def _by_state(balance: AgedBalance, language: Language) -> Iterator[Block]:
    states = {state: columns for state, columns in balance.states.items() if any(columns)}
    if not states:
        return
    currency = balance.policy_currency
    shown = [place for place in range(len(balance.headings)) if any(columns[place] for columns in states.values())]
    yield blocks.Heading(say("ageing by cover", language))
    yield Grid(
        (
            Column(say("state", language)),
            *(Column(heading_word(balance.headings[place], language), right=True) for place in shown),
        ),
        tuple(
            (
                Span(state_text(state, language), STATE_MARKS[state].style),
                *(whole_amount(columns[place], currency, language) if columns[place] else "·" for place in shown),
            )
            for state, columns in states.items()
        ),
    )


def controls(balance: AgedBalance, language: Language) -> Iterator[Block]:
    """Whether the balance agrees with the control accounts, and what forbids to rely on it."""
    agreed = (", ".join(control.accounts) for control in balance.controls if not control.difference)
    for accounts in dict.fromkeys(agreed):  # one line for an account kept in several currencies
        yield EMPTY
        yield line(Span("✓ " + say("control agrees", language, account=accounts), "green"))
    for fault in balance.errors:
        yield EMPTY
        said, remedy = (fault.fr, fault.remedy_fr) if language == "fr" else (fault.en, fault.remedy_en)
        yield line(
            Span(("⚑ " if fault.is_warning else "✗ ") + said, "yellow" if fault.is_warning else "red"), hanging=2
        )
        yield line(Span(f"→ {remedy}", "cyan"), indent=2, hanging=2)


def ageing_json(balance: AgedBalance, company: str, named: Named, language: Language, invoices: Table) -> Json:
    """The balance for programs; each row with its oldest ages, and every overdue invoice with both of its own."""
    aged = balance.ages()
    ages = oldest(aged, invoices)
    return {
        "shape": "ageing",
        "version": SCHEMA_VERSION,
        "company": company,
        "as_of": day_json(balance.as_of),
        "known_on": day_json(balance.known_on),
        "language": language,
        "by": balance.by.value,
        "unit": balance.unit.name.lower(),
        "bounds": list(balance.bounds),
        "columns": [
            {"kind": heading.kind, "first": heading.first, "last": heading.last} for heading in balance.headings
        ],
        "company_currency": balance.company_currency,
        "policy_currency": balance.policy_currency or None,
        "total": _line(balance.total, named),
        "states": {state_name(state): list(columns) for state, columns in balance.states.items()},
        "rows": [{**_line(each, named), **_oldest(ages.get(each.key))} for each in balance.rows],
        "invoices": [_invoice(each, invoices) for each in aged if each.ages.contractual > 0],
        "controls": [control_json(each) for each in balance.controls],
        "errors": [
            {"code": each.code, "message": each.fr if language == "fr" else each.en, "is_warning": each.is_warning}
            for each in balance.errors
        ],
    }


def _oldest(ages: tuple[Days, Days] | None) -> Json:
    """Oldest ages of what a buyer has overdue; null where nothing is."""
    contractual, commercial = ages or (MISSING, MISSING)
    return {
        "oldest_contractual_age": known_days(contractual),
        "oldest_commercial_age": known_days(commercial),
    }


def _invoice(each: AgedRow, invoices: Table) -> Json:
    texts = invoices.texts
    return {
        "invoice": texts["number"][each.row],
        "instalment": int(invoices.numbers["instalment"][each.row]),
        "buyer": texts["buyer"][each.row],
        **ages_json(each.ages),
    }


def control_json(control: Control) -> Json:
    """A control account beside what the ledger says of it."""
    return {
        "accounts": list(control.accounts),
        "currency": control.currency,
        "balance": control.balance,
        "expected": control.expected,
        "explained": [{"part": name, "amount": amount} for name, amount in control.parts],
        "unexplained": control.unexplained,
    }


def _line(each: AgedLine, named: Named) -> Json:
    return {
        "key": each.key,
        "name": named(each.key) if each.key else None,
        "currency": each.currency or None,
        "original": _aged(each.original),
        "policy": _aged(each.policy),
        "company": _aged(each.company),
        "revaluation": each.revaluation,
    }


def _aged(aged: Aged | None) -> Json | None:
    if aged is None:
        return None
    return {
        "outstanding": aged.outstanding,
        "columns": list(aged.columns),
        "overdue": aged.overdue,
        "credits": aged.credits,
        "later": aged.later,
        "net": aged.net,
    }


def ageing_columns(balance: AgedBalance, language: Language) -> list[str]:
    """Titles of the spreadsheet: one row for each buyer and currency."""
    headings = [heading_word(each, language) for each in balance.headings]
    titles = say("ageing columns", language).split("|")
    return [*titles[:3], *headings, *titles[3:]]


def ageing_rows(balance: AgedBalance, named: Named, invoices: Table) -> Iterator[list[str | int | Total | None]]:
    """Rows of the spreadsheet, in the company's currency as on the screen; the original amount stands beside.

    The oldest ages are those of the buyer, in all its currencies.
    """
    own = known_currency(balance.company_currency)
    ages = oldest(balance.ages(), invoices)
    for each in balance.lines(Per.BUYER, by_currency=True):
        aged, original = each.company, each.original or each.company
        unit = known_currency(each.currency or balance.company_currency)
        yield [
            each.key,
            named(each.key),
            Total(aged.outstanding, own),
            *(Total(part, own) for part in aged.columns),
            Total(aged.credits, own),
            Total(aged.later, own),
            unit.code,
            Total(original.outstanding, unit),
            *map(known_days, ages.get(each.key, (MISSING, MISSING))),
        ]
