"""Certificate that a supplier is shown: its allocation on a day, until when, at what percentage, what of it is free.

It is drawn from the policy and the decisions alone; whoever has them makes the same one again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.explain.reverse_report import ReverseReport, SupplierLine, until
from encours.explain.reverse_screen import debtor_name
from encours.explain.values import amount
from encours.explain.words import say
from encours.policy.resolve import resolve
from encours.reverse.allocations import Allocation
from encours.units import MISSING, UNSET, Cents
from encours.units.show import Language, show_day, show_percentage, show_span


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a certificate says, in one language: who is insured against whom, point by point, and the conditions."""

    policy: str
    asked: str
    to: str
    opening: str
    points: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


def certificate(report: ReverseReport, each: SupplierLine, language: Language) -> Certificate:
    """Certificate of a supplier on the day of the report; without an allocation that day it says so, and no more."""
    policy = report.cover.policy
    day = show_day(report.question.as_of, language)
    debtor, name = debtor_name(report), each.name or "?"
    points: tuple[tuple[str, str], ...] = ((say("certificate allocation", language), until(each, report, language)),)
    sentences = [say("certificate without", language, day=day)]
    if each.allocation is not None:
        points = tuple(_points(report, each, each.allocation, language))
        total = _money(report, report.cover.total_on(report.question.as_of), language)
        sentences = [say("certificate promise", language), say("certificate cap", language, total=total, day=day)]
    return Certificate(
        policy=" ".join(filter(None, (policy.name, policy.number))),
        asked=report.question.asked(language),
        to=say("certificate to", language, name=name, supplier=each.supplier),
        opening=say("certificate opening", language, policy=policy.name, debtor=debtor, insurer=policy.insurer),
        points=points,
        sentences=(*sentences, say("certificate states", language, day=day)),
    )


def _points(
    report: ReverseReport, each: SupplierLine, allocation: Allocation, language: Language
) -> Iterator[tuple[str, str]]:
    def point(key: str, value: str, **told: object) -> tuple[str, str]:
        return say(f"certificate {key}", language, **told), value

    day = show_day(report.question.as_of, language)
    yield point("allocation", _money(report, allocation.amount, language))
    yield point("decision", allocation.decision.reference)
    first, last = (show_day(one, language) for one in (allocation.first, allocation.last))
    yield point("deliveries", say("certificate span", language, first=first, last=last))
    following = next((one for one in each.every if one.first == allocation.last + 1), None)
    if following is not None:
        then = _money(report, following.amount, language)
        yield point("after", say("certificate after amount", language, amount=then, day=show_day(following.first,
                    language)))  # fmt: skip
    yield from (point(key, value) for key, value in _terms(report, each, allocation, language))
    yield point("used", _money(report, each.used, language), day=day)
    free = _money(report, each.free, language)
    if each.halt is not None:
        free = say("certificate not free", language, amount=free, reason=each.halt.sentence(language))
    yield point("free", free, day=day)


def _terms(
    report: ReverseReport, each: SupplierLine, allocation: Allocation, language: Language
) -> Iterator[tuple[str, str]]:
    """What the policy agrees for a delivery of the day, of what a supplier must know; what it does not use is left."""
    policy, day = report.cover.policy, report.question.as_of
    keys = {
        "buyer": report.cover.debtor,
        "entity": each.supplier,
        "limit_kind": allocation.decision.kind,
        **{name: report.lines.buyer_field(report.cover.debtor, name) for name in ("country", "sector", "buyer_class")},
    }
    percentage = resolve(policy, "insured_percentage", keys, day)
    own = allocation.decision.percentage
    if percentage not in {MISSING, UNSET}:
        yield "percentage", show_percentage(percentage if own == MISSING else min(own, percentage), language)
    for key, term in (
        ("terms", "maximum_payment_terms"), ("extension", "maximum_extension_period"), ("notice", "reduction_notice"),
        ("withdrawal", "withdrawal_notice"),
    ):  # fmt: skip
        span = resolve(policy, term, keys, day)
        if span not in {MISSING, UNSET}:
            yield key, show_span(span, language)


def _money(report: ReverseReport, cents: Cents, language: Language) -> str:
    return amount(cents, report.question.currency, language)
