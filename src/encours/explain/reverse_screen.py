"""A reverse cover as a page: the total day by day, each supplier, what does not fit, and what a failure would pay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.reverse_report import ReverseReport, SupplierLine, until
from encours.explain.values import amount
from encours.explain.words import say
from encours.reverse.agreed import suppliers_of
from encours.reverse.failure import Failure
from encours.units import NEVER, Cents, Day
from encours.units.show import Language, show_day


def reverse_page(report: ReverseReport, language: Language, *, rows: int) -> Page:
    """Page of the cover; the list of suppliers shows at most so many of them."""
    return (
        *reverse_head(report, language),
        *_days(report, language, rows),
        *_asked(report, language),
        *_suppliers(report, language, rows),
        *_findings(report, language),
        *_failure(report, language, rows),
    )


def reverse_head(report: ReverseReport, language: Language) -> Iterator[Block]:
    """Who asks, when, and who insures whom."""
    yield from report.question.told("reverse title", language)
    yield line(Span(who_insures(report, language), "bright_black"))
    policy = report.cover.policy
    if not policy.period_start <= report.question.as_of <= policy.period_end:
        yield line(Span(say("reverse outside the period", language), "yellow"))


def who_insures(report: ReverseReport, language: Language) -> str:
    """The insurer, the debtor by its name, and the period."""
    policy = report.cover.policy
    first, last = (show_day(each, language) for each in (policy.period_start, policy.period_end))
    return say("reverse who", language, insurer=policy.insurer, debtor=debtor_name(report), first=first, last=last)


def debtor_name(report: ReverseReport) -> str:
    """Name of the debtor: as it is registered, else as it signed, else its code."""
    registered = report.lines.buyer_field(report.cover.debtor, "name")
    return registered or report.cover.policy.policyholder or report.cover.debtor


def _days(report: ReverseReport, language: Language, most: int) -> Iterator[Block]:
    """Every stretch of days; of many, that of the day asked and those that come after it."""
    yield Heading(say("reverse days", language))
    names = ("first", "last", "total", "allocated", "left")
    columns = tuple(Column(say(f"reverse {name}", language), right=name not in {"first", "last"}) for name in names)
    rows = []
    start = 0 if len(report.stretches) <= most else report.stretches.index(report.today)
    for each in report.stretches[start : start + most]:
        style = "bold" if each is report.today else ""
        left: Cell = Span(_money(report, each.left, language), style)
        if each.over:
            left = Span(f"✗ {_money(report, each.over, language)} {say('reverse over', language)}", "red")
        told = (
            *(show_day(day, language) for day in (each.first, each.last)),
            _money(report, each.total, language),
            _money(report, each.allocated, language),
        )
        rows.append((*(Span(text, style) for text in told), left))
    yield Grid(columns, tuple(rows))
    yield from left_out(len(report.stretches) - len(rows), language)


def _asked(report: ReverseReport, language: Language) -> Iterator[Block]:
    if report.fit is not None:
        yield EMPTY
        yield line(Span(fit_sentence(report, language), "green" if report.fit.fits else "red"))


def fit_sentence(report: ReverseReport, language: Language) -> str:
    """Whether the allocation asked for keeps within the total, and from when it does not."""
    fit = report.fit
    assert fit is not None, "nothing was asked"
    told = {"supplier": fit.supplier, "amount": _money(report, fit.amount, language)}
    if fit.fits:
        return say("reverse fits", language, **told)
    lacking, day = _money(report, fit.lacking, language), show_day(fit.lacks_on, language)
    return say("reverse lacks", language, lacking=lacking, day=day, **told)


def _suppliers(report: ReverseReport, language: Language, most: int) -> Iterator[Block]:
    yield Heading(say("reverse suppliers", language))
    if not report.suppliers:
        yield line(Span(say("reverse no suppliers", language), "bright_black"))
        return
    columns = (
        Column(say("reverse supplier", language)),
        Column("", cut=True, least=120),
        *(Column(say(f"reverse {name}", language), right=True)
          for name in ("allocation", "used", "free", "beyond", "otherwise")),
        Column(say("reverse until title", language), folds=True),
    )  # fmt: skip
    yield Grid(columns, tuple(_row(report, each, language) for each in report.suppliers[:most]))
    yield from left_out(len(report.suppliers) - most, language)
    yield line(Span(say("reverse used meaning", language), "bright_black"))
    for told in halted(report.suppliers[:most], language):
        yield line(Span(f"⚑ {told}", "yellow"), hanging=2)
    if report.failed_on is not None and report.failure is None:
        day = show_day(report.failed_on, language)
        command = report.question.again.of("reverse", "--failed-on", show_day(report.failed_on, "en"))
        yield line(Span(say("reverse settle", language, day=day, command=command), "cyan"), hanging=2)
    if named := [each.supplier for each in report.suppliers if each.supplier]:
        command = report.question.again.of("reverse", *_named("--supplier", named[0]))
        yield line(Span(say("reverse one", language, command=command), "bright_black"))


def _named(option: str, code: str) -> tuple[str, ...]:
    return (f"{option}={code}",) if code.startswith("-") else (option, code)


def _row(report: ReverseReport, each: SupplierLine, language: Language) -> tuple[Cell, ...]:
    def money(cents: Cents) -> str:
        return _money(report, cents, language) if cents else "·"

    return (
        each.supplier or "?",
        each.name,
        money(each.allocated),
        Span(money(each.used), "yellow" if each.used > each.allocated else ""),
        money(each.free),
        Span(money(each.over), "red" if each.over else "bright_black"),
        Span(money(each.otherwise), "red" if each.otherwise else "bright_black"),
        until(each, report, language),
    )


def halted(suppliers: Iterable[SupplierLine], language: Language) -> Iterator[str]:
    """Why new deliveries of suppliers would not be covered: a sentence for each day and reason, with all it stops.

    Nothing is said of a supplier whose delivery would be covered, or that has no allocation at all.
    """
    stopped: dict[tuple[Day, str], list[str]] = {}
    for each in suppliers:
        if each.halt is not None and each.allocation is not None:
            stopped.setdefault((each.halt.since, each.halt.reason(language)), []).append(each.supplier)
    for (since, reason), names in stopped.items():
        key = "reverse halted since" if since < NEVER else "reverse halted"
        day = show_day(since, language) if since < NEVER else ""
        yield say(key, language, suppliers=", ".join(names), day=day, reason=reason)


def _findings(report: ReverseReport, language: Language) -> Iterator[Block]:
    if not report.findings:
        return
    yield Heading(say("reverse findings", language))
    for each in report.findings:
        told, remedy = (each.fr, each.remedy_fr) if language == "fr" else (each.en, each.remedy_en)
        yield line(Span("✗ ", "red"), Span(told), Span(f"  {each.fact_ids[0]}", "bright_black"), hanging=2)
        yield line(Span(f"→ {remedy}", "cyan"), indent=2, hanging=2)


def _failure(report: ReverseReport, language: Language, most: int) -> Iterator[Block]:
    failed = report.failure
    if failed is None:
        return
    yield Heading(failure_title(report, failed, language))
    if not failed.suppliers:
        yield line(Span(say("reverse nobody owed", language), "bright_black"))
        return
    names = suppliers_of(report.lines.book.view, report.cover)

    def money(cents: Cents | None) -> Cell:
        return Span("?", "cyan") if cents is None else _money(report, cents, language)

    columns = (
        Column(say("reverse supplier", language)),
        Column("", cut=True),
        *(Column(say(f"reverse {name}", language), right=True) for name in ("owed", "within", "indemnity", "paid")),
    )
    rows = tuple(
        (each.supplier or "?", names.get(each.supplier, ""), money(each.owed), money(each.admitted),
         money(each.indemnity), money(each.paid))
        for each in failed.suppliers[:most]
    )  # fmt: skip
    sums = (sum(each.owed for each in failed.suppliers), sum(each.admitted for each in failed.suppliers))
    total = (say("total", language), "", *map(money, sums), money(failed.indemnity), money(failed.paid))
    yield Grid(columns, rows, total=total)
    yield from left_out(len(failed.suppliers) - most, language)
    is_cut = failed.paid != failed.indemnity
    yield line(Span(failure_rule(report, failed, language), "yellow" if is_cut else "bright_black"))


def failure_title(report: ReverseReport, failed: Failure, language: Language) -> str:
    """Who fails and when."""
    key = "reverse failed" if failed.is_announced else "reverse failure"
    return say(key, language, debtor=debtor_name(report), day=show_day(failed.day, language))


def failure_rule(report: ReverseReport, failed: Failure, language: Language) -> str:
    """How the indemnities stand to the total."""
    key = "whole" if failed.paid == failed.indemnity else "cut"
    if failed.paid is None:
        key = "unknown"
    return say(f"reverse {key}", language, total=_money(report, failed.total, language))


def _money(report: ReverseReport, cents: Cents, language: Language) -> str:
    return amount(cents, report.question.currency, language)
