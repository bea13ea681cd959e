"""From what `draw.py` draws to what the product settles, and where the two answers differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from encours.claims.coinsurance import InsurerPart
from encours.claims.in_order import SettledLoss
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.programme import settle_programme
from encours.clauses.choices import LimitKind
from encours.clauses.orders import ORDERS, IndemnityStep, chain_of
from encours.clauses.states import LossPart
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.clauses.wordings.indemnity import CHAIN
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.policy.coinsurance import Cession, CoinsuranceLine
from encours.policy.layers import takes_losses
from encours.policy.quantity_text import encode_multiple
from encours.policy.resolve import resolve
from encours.policy.schedule import Endorsement, Entry, Policy, Programme, TermValue
from encours.units import MISSING, NEVER, UNSET, from_civil
from encours.units.multiple import Multiple, PremiumBase
from tests.claims_oracle.draw import Drawn
from tests.claims_oracle.insurers import Insurer
from tests.claims_oracle.oracle import Counters, Settled
from tests.claims_oracle.programme import Across
from tests.claims_oracle.programme import settle_programme as told_by_the_oracle

PARTS = {
    "retained": LossPart.RETAINED,
    "over_limit": LossPart.OVER_LIMIT,
    "above_maximum": LossPart.ABOVE_MAXIMUM,
    "paid_by_securities": LossPart.PROCEEDS,
}
PREMIUM_BASES = {
    "minimum premium": PremiumBase.MINIMUM_PREMIUM,
    "premium paid": PremiumBase.PREMIUM_PAID,
    "greater of minimum premium and premium paid": PremiumBase.GREATER_OF_MINIMUM_AND_PAID,
}
NAMED_ORDERS = {name: packed for name, _, packed in ORDERS}
STEPS = {each.english: each for each in IndemnityStep}
KINDS = {each.english: each for each in LimitKind}


def day_of(day: date | None) -> int:
    return MISSING if day is None else from_civil(day.year, day.month, day.day)


def known(value: int | None) -> int:
    return MISSING if value is None else value


# What was agreed.


def quantity(name: str, value: Any) -> int:
    """Value of a term as the product holds it."""
    if name == "indemnity_chain":
        return NAMED_ORDERS[value] if isinstance(value, str) else chain_of(*(STEPS[step] for step in value))
    if name == "maximum_liability_multiple":
        hundredths, base = value
        return encode_multiple(Multiple(hundredths * 100, PREMIUM_BASES[base]))
    choices = WHOLE_TURNOVER.terms[name].choices
    if choices is not None:
        return next(int(each) for each in choices if each.english == value)
    return int(value)


def term_value(name: str, told: Any) -> TermValue:
    if name == "indemnity_chain" or not isinstance(told, list):
        return TermValue((Entry(quantity(name, told)),))
    entries = [
        Entry(quantity(name, each["value"]), {key: tuple(names) for key, names in each.get("when", {}).items()})
        for each in told
    ]
    return TermValue(tuple(entries))


def terms_of(told: Mapping[str, Any]) -> dict[str, TermValue]:
    return {name: term_value(name, value) for name, value in told.items()}


def held(row: Mapping[str, Any]) -> dict[str, Any]:
    """Days of a share as the product holds them."""
    joined, left = row.get("joined_on"), row.get("left_on")
    return {
        "share": row["share"],
        "joined_on": None if joined is None else day_of(joined),
        "left_on": NEVER if left is None else day_of(left),
    }


def policy_of(told: Mapping[str, Any]) -> Policy:
    lines = [
        CoinsuranceLine(
            insurer=row["insurer"], is_signed=row.get("is_signed", True), has_failed=row.get("has_failed", False),
            insured_percentage=row.get("insured_percentage", UNSET), **held(row),
        )
        for row in told.get("coinsurance", ())
    ]  # fmt: skip
    return Policy(
        name=told["name"], insurer=told["insurer"], wording=WHOLE_TURNOVER, currency="EUR",
        period_start=day_of(told["period_start"]), period_end=day_of(told["period_end"]),
        terms=terms_of(told["terms"]),
        endorsements=tuple(
            Endorsement("Avenant", day_of(each["effective_on"]), terms_of(each["terms"]))
            for each in told.get("endorsements", ())
        ),
        coinsurance=tuple(lines),
        cessions=tuple(
            Cession(reinsurer=row["reinsurer"], insurer=row.get("insurer", ""), **held(row))
            for row in told.get("cessions", ())
        ),
    )  # fmt: skip


def programme_of(told: Sequence[Mapping[str, Any]]) -> Programme:
    policies = [policy_of(each) for each in told]
    return Programme(
        name="Programme", company="Société Fictive SA", currency="EUR",
        policies=tuple(each for each in policies if not takes_losses(each)),
        of_losses=tuple(each for each in policies if takes_losses(each)),
    )  # fmt: skip


# What was lost.


def loss_of(policy: Policy, told: Mapping[str, Any], number: int) -> Loss:
    """A loss as the reader of a file of losses makes it."""
    keys = {key: told.get(key) or "" for key in ("buyer", "buyer_class", "country", "sector", "entity", "cause")}
    day = day_of(told["day_of_loss"])
    invoices = told.get("invoices") or [{**told, "gross": told["loss"], "number": ""}]

    def line(each: Mapping[str, Any]) -> LossLine:
        kind = each.get("limit_kind", "named")
        percentage = each.get("percentage")
        if percentage is None:
            known_kind = {} if kind is None else {"limit_kind": kind}
            percentage = resolve(policy, "insured_percentage", {**keys, **known_kind}, day)
        return LossLine(
            number=each["number"], gross=each["gross"], limit=known(each.get("limit")), percentage=percentage,
            limit_kind=MISSING if kind is None else KINDS[kind],
        )  # fmt: skip

    claim = told.get("claim") or str(number)
    return Loss(
        claim=claim, day=day, debt=known(told.get("debt")), lines=tuple(map(line, invoices)),
        proceeds=told.get("proceeds", 0), **keys,
    )  # fmt: skip


def losses_of(policy: Policy, told: Iterable[Mapping[str, Any]]) -> tuple[Loss, ...]:
    """Losses in the order of their days, those of one claim counted from 1."""
    found = sorted((loss_of(policy, each, place) for place, each in enumerate(told, 1)), key=lambda each: each.day)
    met: Counter[str] = Counter()
    numbered = []
    for each in found:
        met[each.claim] += 1
        numbered.append(replace(each, number=met[each.claim]))
    return tuple(numbered)


def year_of(told: Mapping[str, Any]) -> tuple[YearFigures, YearAccount]:
    figures = {name: known(told.get(name)) for name in ("sales", "minimum_premium", "premium_paid")}
    return YearFigures(**figures), YearAccount(named(Counters.before(told)))


def counted(settled: SettledLoss) -> Iterator[tuple[str, str]]:
    """Counters that the steps of a policy read: of the others nobody asks what is used up."""
    read = {CHAIN.of_code(code).counter for code in settled.agreed.codes}
    used = settled.settlement.account.used
    yield from (key for key in used if key[0] in read and key != ("country", ""))


def named(counters: Counters) -> dict[tuple[str, str], int]:
    """Counters under the names of the product, those of nothing left out."""
    return {(counter, name or ""): amount for (counter, name), amount in counters.used.items() if amount}


# What each of the two says.


def of_oracle(told: Settled, insurers: Sequence[Insurer], gross: int) -> dict[str, Any]:
    is_known = told.indemnity is not None
    said: dict[str, Any] = {
        "gross": told.gross,
        "indemnity": told.indemnity,
        "stands": [step.stood - step.cut for step in told.steps if step.cut is not None],
    }
    if is_known:
        said |= {part: told.cut_to(part) for part in PARTS}
        said["by_invoice"] = [each for each in told.by_invoice if each]
        said["insurers"] = [
            (each.insurer or "", each.share, each.due, each.paid, each.retained, each.unpaid, each.ceded, each.kept)
            for each in insurers
        ]
    return said


def of_product(settled: SettledLoss) -> dict[str, Any]:
    settlement = settled.settlement
    said: dict[str, Any] = {
        "gross": settled.loss.gross,
        "indemnity": settlement.indemnity,
        "stands": [each.granted for each in settlement.findings if each.verdict != NEEDS_INFORMATION],
    }
    if settlement.indemnity is not None:
        said |= {name: settlement.parts[part] for name, part in PARTS.items()}
        said["by_invoice"] = [each for each in settlement.lines if each]
        said["insurers"] = list(map(line_of, settled.parts)) or [alone(settled)]
    return said


def line_of(part: InsurerPart) -> tuple[Any, ...]:
    ceded = tuple((each.reinsurer, each.amount) for each in part.ceded)
    line = part.line
    return line.insurer, line.share, part.due, part.paid, part.retained, part.unpaid, ceded, part.kept


def alone(settled: SettledLoss) -> tuple[Any, ...]:
    """The only insurer of a policy, of which the product tells no parts."""
    paid = settled.settlement.indemnity
    return settled.policy.insurer, 10_000, paid, paid, 0, 0, (), paid


def years_known(programme: Programme, year: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What the layers of losses know of the year of the primary: its sales alone."""
    return {each.name: {"sales": year.get("sales")} for each in programme.of_losses}


def disagreements(drawn: Drawn) -> Iterator[tuple[Any, ...]]:
    """Each place where the two differ: which loss, which policy, and both answers."""
    programme = programme_of(drawn.policies)
    told = drawn.years[programme.primary.name]
    year, account = year_of(told)
    across, counters = told_by_the_oracle(drawn.policies, drawn.losses, {**years_known(programme, told), **drawn.years})
    losses = losses_of(programme.primary, drawn.losses)
    settled = settle_programme(programme, [[each] for each in losses], year=year, account=account)
    yield from answers(across, settled)
    yield from used_otherwise(counters, settled)


def used_otherwise(counters: Mapping[str, Counters], settled: Iterable[SettledLoss]) -> Iterator[tuple[Any, ...]]:
    """Counters of which the two do not say the same after the last loss."""
    for name, each in {each.policy.name: each for each in settled}.items():
        said, got = named(counters[name]), each.settlement.account.used
        if differs := {key for key in counted(each) if said.get(key, 0) != got.get(key, 0)}:
            yield "used up", name, {key: (said.get(key, 0), got.get(key, 0)) for key in differs}


def answers(across: Sequence[Across], settled: Sequence[SettledLoss]) -> Iterator[tuple[Any, ...]]:
    """Losses of which the two do not say the same, policy by policy in the order of the losses.

    A loss of nothing under a policy is one for it or none: that is the same.
    """
    theirs: dict[str, list[dict[str, Any]]] = {}
    for each in across:
        for layer in each.layers:
            theirs.setdefault(layer.settled.policy, []).append(of_oracle(layer.settled, layer.insurers, each.gross))
    ours: dict[str, list[dict[str, Any]]] = {}
    for each in settled:
        ours.setdefault(each.policy.name, []).append(of_product(each))
    for name in {**theirs, **ours}:
        said, got = ([each for each in side.get(name, ()) if each["gross"]] for side in (theirs, ours))
        if len(said) != len(got):
            yield "losses", name, len(said), len(got)
        for place, (one, other) in enumerate(zip(said, got, strict=False)):
            if one != other:
                yield place, name, {k: v for k, v in one.items() if other.get(k) != v}, other
