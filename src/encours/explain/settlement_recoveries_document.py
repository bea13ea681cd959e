"""What came back on losses, and the account of policy years, as parts of a document."""

from __future__ import annotations

from collections.abc import Iterator

from encours.claims.ledger_year import PolicyYear
from encours.claims.year import ClaimStanding
from encours.explain.document.model import (
    Amount,
    Block,
    Cell,
    Column,
    Heading,
    Kind,
    Paragraph,
    Part,
    Percentage,
    Table,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, capital
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
from encours.units import Cents
from encours.units.show import show_day
from encours.units.sums import sum_known

Row = tuple[Value | Cell, ...]


def recoveries_parts(report: SettlementReport, setting: Setting) -> Iterator[Part]:
    """A part for each claim on which something came back."""
    if found := dues(report):
        title = setting.say("due title")
        rows: list[Row] = [
            (
                setting.set(each.claim),
                setting.set(each.policy),
                *(_known(cents, setting) for cents in (each.owed, each.paid, each.still_due, each.claimed_back)),
            )
            for each in found
        ]
        columns = (
            Column(setting.title("due claim"), Kind.CODE),
            Column(setting.title("due policy")),
            *_amounts(setting, *(f"due {name}" for name in ("owed", "paid", "still due", "claimed back"))),
        )
        yield Part("due", title, (setting.list_of(title, columns, rows),))
    for place, (year, claim) in enumerate(claims_with_money(report), 1):
        title = setting.say("recoveries of", name=setting.set(claim_told(report, year, claim)))
        sheet = "sheet recoveries" if place == 1 else ""
        yield Part(f"recoveries-{place}", title, tuple(_claim(year, claim, setting, sheet, f"recoveries-{place}")))


def year_parts(report: SettlementReport, setting: Setting) -> Iterator[Part]:
    """A part for each policy year, where all losses of the ledger are told; and what no year has."""
    if report.is_whole:
        for place, year in enumerate(report.years, 1):
            first, last = (show_day(day, setting.language) for day in (year.first, year.last))
            title = setting.say("policy year", first=first, last=last, policy=year.policy.name)
            yield Part(f"year-{place}", title, tuple(_year(report, year, place, title, setting)))


def not_counted(report: SettlementReport, setting: Setting) -> Iterator[Block]:
    """Invoices that no year of a policy has, and sums that cannot be counted."""
    for policy, claim, invoice in report.outside:
        told = setting.say("outside every year", policy=policy, claim=claim, invoice=invoice)
        yield Paragraph(setting.set(told), Voice.WARNING)
    for year in report.years:
        for each in year.standing.refused:
            what, hint = each.what.in_language(setting.language), each.hint.in_language(setting.language)
            told = setting.say("recovery in another currency", what=what, hint=hint)
            yield Paragraph(setting.set(told), Voice.WARNING)


def _known(cents: Cents | None, setting: Setting) -> Value:
    return "?" if cents is None else setting.amount(cents)


def _amounts(setting: Setting, *keys: str, is_spare: bool = False) -> Iterator[Column]:
    return (Column(setting.title(key), Kind.AMOUNT, is_spare=is_spare) for key in keys)


def _headed(anchor: str, table: Table) -> Iterator[Block]:
    """A table under its title, where it is not the first of its part."""
    yield Heading(anchor, table.title)
    yield table


def _claim(year: PolicyYear, claim: ClaimStanding, setting: Setting, sheet: str, anchor: str) -> Iterator[Block]:
    if received(claim):
        yield from _received(year, claim, setting, sheet)
    if credited := never_owed(claim):
        yield Paragraph(setting.say("recovery never owed", amount=setting.whole(credited)), Voice.NOTE)
    if both_allocations(claim):
        yield from _allocations(claim, setting, anchor)
        yield from _insurers(claim, setting, anchor)
        yield from _effect(claim, setting, anchor)


def _received(year: PolicyYear, claim: ClaimStanding, setting: Setting, sheet: str) -> Iterator[Block]:
    found = received(claim)
    companies = payers(claim)
    codes = ("recovery reference", *(["buyer"] if companies else []), "recovery invoice")
    rows: list[Row] = [
        (
            setting.day(each.receipt.on),
            each.receipt.reference,
            *([companies[each.receipt.claim]] if companies else []),
            each.receipt.invoice,
            Amount(each.receipt.amount, each.receipt.currency),
            _known(each.to_insurers, setting) if each.is_shared else None,
            _known(each.to_insured, setting),
            setting.amount(each.costs),
            setting.amount(each.beyond),
        )
        for each in found
    ]
    received_in_all = sum(each.receipt.amount for each in found)
    total: Row = (
        setting.say("total"),
        *(None for _ in codes),
        setting.amount(received_in_all),
        _known(claim.returned, setting),
        _known(sum_known([each.to_insured for each in found]), setting),
        setting.amount(sum(each.costs for each in found)),
        setting.amount(sum(each.beyond for each in found)),
    )
    yield setting.list_of(
        setting.say("settlement received since"),
        (
            Column(setting.title("recovery received on"), Kind.DAY),
            *(Column(setting.title(key), Kind.CODE) for key in codes),
            *_amounts(setting, *(f"recovery {name}" for name in ("amount", "insurers", "insured"))),
            *_amounts(setting, *(f"recovery {name}" for name in ("costs", "beyond")), is_spare=True),
        ),
        rows,
        total=total,
        sheet=sheet,
    )
    yield Paragraph(setting.set(rule_told(year, claim, setting.language)), Voice.NOTE)
    for key, amounts in costs_told(claim):
        yield Paragraph(setting.say(key, **{name: setting.whole(cents) for name, cents in amounts.items()}), Voice.NOTE)


def _allocations(claim: ClaimStanding, setting: Setting, anchor: str) -> Iterator[Block]:
    rows: list[Row] = [
        (each.invoice, *map(setting.amount, (each.owed, each.as_remitted, each.as_allocated, each.left)))
        for each in both_allocations(claim)
    ]
    table = setting.list_of(
        setting.say("recovery allocations"),
        (
            Column(setting.title("recovery invoice"), Kind.CODE),
            *_amounts(setting, *(f"recovery {name}" for name in ("owed", "remitted", "allocated", "left"))),
        ),
        rows,
    )
    yield from _headed(f"{anchor}-allocations", table)
    told, other = claim.returned, insurers_as_remitted(claim)
    if told is not None and other is not None and told != other:
        said = setting.say("recovery as remitted", amount=setting.whole(other), told=setting.whole(told))
        yield Paragraph(said, Voice.NOTE)
    if changed := beside_its_sharing(claim):
        yield Paragraph(setting.say(changed[0], amount=setting.whole(changed[1])), Voice.NOTE)


def _insurers(claim: ClaimStanding, setting: Setting, anchor: str) -> Iterator[Block]:
    parts = claim.insurers
    if not parts:
        return
    rows: list[Row] = [
        (
            insurer_name(each, setting.language),
            Percentage(each.line.share),
            setting.amount(each.paid),
            setting.amount(sum(ceded.amount for ceded in each.ceded)),
        )
        for each in parts
    ]
    if gap := sum(each.retained + each.unpaid for each in parts):
        rows.append((setting.say("recovery of the gap"), None, setting.amount(gap), None))
    table = setting.list_of(
        setting.say("recovery who"),
        (
            Column(setting.title("recovery insurer")),
            Column(setting.title("recovery line"), Kind.PERCENTAGE),
            *_amounts(setting, "recovery gets", "recovery ceded"),
        ),
        rows,
        total=(setting.say("total"), None, _known(claim.returned, setting), None),
    )
    yield from _headed(f"{anchor}-insurers", table)


def _effect(claim: ClaimStanding, setting: Setting, anchor: str) -> Iterator[Block]:
    found = reinstated(claim)
    if found:
        table = setting.list_of(
            setting.say("recovery effect"),
            (
                Column(setting.title("policy year total")),
                *_amounts(setting, "recovery used by the loss", "recovery stays used"),
            ),
            [
                (
                    counter_name(each.counter, setting.language),
                    setting.amount(each.by_the_loss),
                    setting.amount(each.stays),
                )
                for each in found
            ],
        )
        yield from _headed(f"{anchor}-effect", table)


def _year(report: SettlementReport, year: PolicyYear, place: int, title: str, setting: Setting) -> Iterator[Block]:
    found = year_claims(report, year, setting.language)
    amounts = [(each.gross, each.first_loss, each.indemnity, each.returned, each.net) for each in found]
    rows: list[Row] = [
        (each.day, setting.set(each.name), *(_known(cents, setting) for cents in of))
        for each, of in zip(found, amounts, strict=True)
    ]
    totals = [sum_known(column) for column in zip(*amounts, strict=True)]
    yield setting.list_of(
        title,
        (
            Column(setting.title("policy year day"), Kind.DAY),
            Column(setting.title("policy year loss")),
            *_amounts(setting, "policy year gross"),
            *_amounts(setting, "policy year first loss", is_spare=True),
            *_amounts(setting, "policy year indemnity"),
            *_amounts(setting, "policy year returned", is_spare=True),
            *_amounts(setting, "policy year net"),
        ),
        rows,
        total=(setting.say("total"), None, *(_known(cents, setting) for cents in totals)),
        sheet="sheet policy years" if place == 1 else "",
    )
    if any(each.is_provisional for each in year.standing.claims):
        yield Paragraph(setting.say("policy year provisional rule"), Voice.WARNING)
    left = year_totals(year)
    if left:
        table = setting.list_of(
            setting.say("settlement year"),
            (
                Column(setting.title("policy year total")),
                *_amounts(setting, "policy year used", "policy year left"),
            ),
            [
                (
                    capital(counter_name(each.counter, setting.language)),
                    setting.amount(each.used),
                    _known(each.left, setting),
                )
                for each in left
            ],
        )
        yield from _headed(f"year-{place}-left", table)
    yield from _news(year, f"year-{place}-news", setting)


def _news(year: PolicyYear, anchor: str, setting: Setting) -> Iterator[Block]:
    rows: list[Row] = [
        (
            setting.day(each.learnt),
            setting.set(each.news),
            setting.set(each.change.claim),
            *(
                _known(cents, setting)
                for cents in (
                    each.change.indemnity_before, each.change.indemnity_after, each.change.claimed_back,
                    each.change.further_due, each.change.to_insurer,
                )
            ),
        )
        for each in news_told(year, setting.language)
    ]  # fmt: skip
    if rows:
        names = ("claimed back", "further due", "to insurers")
        table = setting.list_of(
            setting.say("policy year news"),
            (
                Column(setting.title("policy year learnt"), Kind.DAY),
                Column(setting.title("policy year news told"), is_prose=True),
                Column(setting.title("policy year claim"), Kind.CODE),
                *_amounts(setting, "policy year before", "policy year after"),
                *_amounts(setting, *(f"policy year {name}" for name in names), is_spare=True),
            ),
            rows,
        )
        yield from _headed(anchor, table)
