"""What came back on losses, and the account of policy years, on screen."""

from __future__ import annotations

from collections.abc import Iterator

from encours.claims.ledger_year import PolicyYear
from encours.claims.year import ClaimStanding
from encours.explain.blocks import Block, Cell, Column, Grid, Heading, Span, line
from encours.explain.settlement_insurers import insurer_name
from encours.explain.settlement_recoveries import (
    beside_its_sharing,
    both_allocations,
    claim_told,
    claims_with_money,
    costs_told,
    insurers_as_remitted,
    never_owed,
    payers,
    received,
    reinstated,
    rule_told,
)
from encours.explain.settlement_report import SettlementReport, counter_name
from encours.explain.settlement_years import dues, news_told, year_claims, year_totals
from encours.explain.values import amount
from encours.explain.words import say
from encours.units import WHOLE, Cents
from encours.units.show import Language, show_day, show_percentage
from encours.units.sums import sum_known


def recoveries_blocks(report: SettlementReport, language: Language) -> Iterator[Block]:
    """Every claim on which something came back."""
    yield from _dues(report, language)
    for year, claim in claims_with_money(report):
        yield from _Claim(report, year, claim, language).blocks()


def year_blocks(report: SettlementReport, language: Language) -> Iterator[Block]:
    """The account of every year of every policy, and what each day's news changed."""
    for year in report.years:
        yield from _Year(report, year, language).blocks()
    yield from outside_blocks(report, language)


def outside_blocks(report: SettlementReport, language: Language) -> Iterator[Block]:
    """Invoices that no year of a policy has, and sums that cannot be counted."""
    for policy, claim, invoice in report.outside:
        yield line(Span(say("outside every year", language, policy=policy, claim=claim, invoice=invoice), "yellow"))
    for year in report.years:
        for each in year.standing.refused:
            what, hint = each.what.in_language(language), each.hint.in_language(language)
            yield line(Span(say("recovery in another currency", language, what=what, hint=hint), "yellow"))


def _dues(report: SettlementReport, language: Language) -> Iterator[Block]:
    """What was paid so far of each claim, and what is still due or to be given back."""
    found = dues(report)
    if not found:
        return

    def money(cents: Cents | None) -> Cell:
        return Span("?", "cyan") if cents is None else amount(cents, report.currency, language)

    yield Heading(say("due title", language))
    names = ("owed", "paid", "still due", "claimed back")
    columns = (
        Column(say("due claim", language), cut=True),
        Column(say("due policy", language), cut=True),
        *(Column(say(f"due {name}", language), right=True) for name in names),
    )
    yield Grid(
        columns,
        tuple(
            (each.claim, each.policy, *map(money, (each.owed, each.paid, each.still_due, each.claimed_back)))
            for each in found
        ),
    )


class _Claim:
    """Blocks of one claim of one policy and year."""

    def __init__(self, report: SettlementReport, year: PolicyYear, claim: ClaimStanding, language: Language) -> None:
        self.report = report
        self.year = year
        self.claim = claim
        self.language = language

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def money(self, cents: Cents | None) -> Cell:
        return Span("?", "cyan") if cents is None else amount(cents, self.report.currency, self.language)

    def column(self, key: str) -> Column:
        return Column(self.say(key), right=True)

    def note(self, key: str, **values: object) -> Block:
        return line(Span(self.say(key, **values), "bright_black"))

    def blocks(self) -> Iterator[Block]:
        yield Heading(self.say("recoveries of", name=claim_told(self.report, self.year, self.claim)))
        yield from self._received()
        if credited := never_owed(self.claim):
            yield self.note("recovery never owed", amount=self.money(credited))
        if both_allocations(self.claim):
            yield from self._allocations()
            yield from self._insurers()
            yield from self._effect()

    def _received(self) -> Iterator[Block]:
        found = received(self.claim)
        if not found:
            return
        further = [name for name in ("costs", "beyond") if any(getattr(each, name) for each in found)]
        companies = payers(self.claim)
        told = ("recovery received on", "recovery reference", *(["buyer"] if companies else []), "recovery invoice")
        rows = tuple(
            (
                show_day(each.receipt.on, self.language),
                each.receipt.reference,
                *([companies[each.receipt.claim]] if companies else []),
                each.receipt.invoice,
                amount(each.receipt.amount, each.receipt.currency, self.language),
                self.money(each.to_insurers) if each.is_shared else "",
                self.money(each.to_insured),
                *(self.money(getattr(each, name)) for name in further),
            )
            for each in found
        )
        columns = (
            *(Column(self.say(key)) for key in told),
            *(self.column(f"recovery {name}") for name in ("amount", "insurers", "insured", *further)),
        )
        total = (
            self.say("total"),
            *("" for _ in told[1:]),
            self.money(sum(each.receipt.amount for each in found)),
            self.money(self.claim.returned),
            self.money(sum_known([each.to_insured for each in found])),
            *(self.money(sum(getattr(each, name) for each in found)) for name in further),
        )
        yield Grid(columns, rows, total=total)
        yield line(Span(rule_told(self.year, self.claim, self.language), "bright_black"))
        for key, amounts in costs_told(self.claim):
            yield self.note(key, **{name: self.money(cents) for name, cents in amounts.items()})

    def _allocations(self) -> Iterator[Block]:
        yield Heading(self.say("recovery allocations"))
        names = ("owed", "remitted", "allocated", "left")
        columns = (Column(self.say("recovery invoice")), *(self.column(f"recovery {name}") for name in names))
        rows = tuple(
            (each.invoice, *map(self.money, (each.owed, each.as_remitted, each.as_allocated, each.left)))
            for each in both_allocations(self.claim)
        )
        yield Grid(columns, rows)
        told, other = self.claim.returned, insurers_as_remitted(self.claim)
        if told is not None and other is not None and told != other:
            yield self.note("recovery as remitted", amount=self.money(other), told=self.money(told))
        if changed := beside_its_sharing(self.claim):
            yield self.note(changed[0], amount=self.money(changed[1]))

    def _insurers(self) -> Iterator[Block]:
        parts = self.claim.insurers
        if not parts:
            return
        yield Heading(self.say("recovery who"))
        rows = [
            (
                insurer_name(each, self.language),
                show_percentage(each.line.share, self.language),
                self.money(each.paid),
                self.money(sum(ceded.amount for ceded in each.ceded)),
            )
            for each in parts if each.line.share != WHOLE or each.ceded
        ]  # fmt: skip
        gap = sum(each.retained + each.unpaid for each in parts)
        if gap:
            rows.append((self.say("recovery of the gap"), "", self.money(gap), ""))
        columns = (
            Column(self.say("recovery insurer"), cut=True),
            *(self.column(f"recovery {name}") for name in ("line", "gets", "ceded")),
        )
        yield Grid(columns, tuple(rows), total=(self.say("total"), "", self.money(self.claim.returned), ""))

    def _effect(self) -> Iterator[Block]:
        found = reinstated(self.claim)
        if not found:
            return
        yield Heading(self.say("recovery effect"))
        rows = tuple(
            (counter_name(each.counter, self.language), self.money(each.by_the_loss), self.money(each.stays))
            for each in found
        )
        yield Grid((Column(""), self.column("recovery used by the loss"), self.column("recovery stays used")), rows)


class _Year:
    """Blocks of one policy year."""

    def __init__(self, report: SettlementReport, year: PolicyYear, language: Language) -> None:
        self.report = report
        self.year = year
        self.language = language

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def money(self, cents: Cents | None) -> Cell:
        return Span("?", "cyan") if cents is None else amount(cents, self.report.currency, self.language)

    def columns(self, *names: str) -> Iterator[Column]:
        return (Column(self.say(f"policy year {name}"), right=True) for name in names)

    def blocks(self) -> Iterator[Block]:
        first, last = (show_day(day, self.language) for day in (self.year.first, self.year.last))
        yield Heading(self.say("policy year", first=first, last=last, policy=self.year.policy.name))
        found = year_claims(self.report, self.year, self.language)
        columns = (
            Column(self.say("policy year day")),
            Column(self.say("policy year loss"), cut=True),
            *self.columns("gross", "first loss", "indemnity", "returned", "net"),
        )
        amounts = [(each.gross, each.first_loss, each.indemnity, each.returned, each.net) for each in found]
        rows = tuple((each.day, each.name, *map(self.money, of)) for each, of in zip(found, amounts, strict=True))
        totals = map(self.money, (sum_known(list(column)) for column in zip(*amounts, strict=True)))
        yield Grid(columns, rows, total=(self.say("total"), "", *totals))
        if any(each.is_provisional for each in self.year.standing.claims):
            yield line(Span(self.say("policy year provisional rule"), "yellow"))
        yield from self._totals()
        yield from self._news()

    def _totals(self) -> Iterator[Block]:
        totals = year_totals(self.year)
        if totals:
            rows = tuple(
                (counter_name(each.counter, self.language), self.money(each.used), self.money(each.left))
                for each in totals
            )
            yield Grid((Column(self.say("policy year total")), *self.columns("used", "left")), rows)

    def _news(self) -> Iterator[Block]:
        found = tuple(news_told(self.year, self.language))
        if not found:
            return
        yield Heading(self.say("policy year news"))
        rows = tuple(
            (
                show_day(each.learnt, self.language),
                each.news,
                each.change.claim,
                *map(
                    self.money,
                    (
                        each.change.indemnity_before, each.change.indemnity_after, each.change.claimed_back,
                        each.change.further_due, each.change.to_insurer,
                    ),
                ),
            )
            for each in found
        )  # fmt: skip
        columns = (
            Column(self.say("policy year learnt")),
            Column(self.say("policy year news told"), folds=True),
            Column(self.say("policy year claim"), cut=True),
            *self.columns("before", "after", "claimed back", "further due", "to insurers"),
        )
        yield Grid(columns, rows)
