"""What a policy pays of its losses: thirteen steps in any lawful order, and the year that the losses use up.

Read from docs/indemnity-chain.md, docs/reference/clauses.md ("The indemnity chain"), docs/reference/terms.md and
docs/settle.md. The shape of what is read, which a bridge fills from elsewhere:

A *policy* is a dict: `name`, `insurer`, `period_start`, `period_end` (days, both included); `terms`, by their names in
the schedule; `endorsements`, each an `effective_on` and its `terms`; `coinsurance` and `cessions`, rows as in the
schedule (see `insurers.py`). All but `name` and `terms` may be left out. The value of a term is

- an amount: whole cents; a percentage: whole basis points; a choice: its English words; yes or no: a bool;
- `indemnity_chain`: the name of a usual order, or a list of steps;
- `maximum_liability_multiple`: a pair, hundredths of the multiple and the words of its base ("minimum premium",
  "premium paid", "greater of minimum premium and premium paid");
- or a list of `{"when": {key: [names]}, "value": ...}`, an entry without `when` for all others. Zones are told as
  their countries.

A *loss* is a dict with the fields of a file of losses: `claim`, `buyer`, `day_of_loss`, `cause`, `country`, `sector`,
`buyer_class`, `entity`, `debt`, `proceeds` (left out: none); and `loss`, `limit`, `percentage`, `limit_kind`, or in
their place `invoices`, the oldest first, each with `number`, `gross`, `limit`, `percentage`, `limit_kind`. What is left
out or None is not known, but: without `claim` a loss is a claim of its own, named by its number among the losses;
losses without `buyer` have one buyer; a limit whose `limit_kind` is left out is named (None: not known); without
`percentage` it is that of the policy.

A *year* is a dict: `sales`, `minimum_premium`, `premium_paid` (None: not known) and `used`, what was used up before:
`first_loss`, `liability`, `discretionary`, each an amount; `claim`, `buyer`, `country`, each a dict of amounts by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.claims_oracle.terms import PROCEEDS, Missing, order_of, term

RETAINED, OVER_LIMIT, ABOVE_MAXIMUM = "retained", "over_limit", "above_maximum"
BY_SECURITIES = "paid_by_securities"
WHOLE = 10_000  # basis points
HALF = Fraction(1, 2)
NAMED, DISCRETIONARY = "named", ("discretionary", "blind")
KEYS = ("buyer", "buyer_class", "country", "sector", "entity", "cause")


def nearest(amount: Fraction) -> Fraction:
    """The nearest cent, half a cent up."""
    return Fraction(floor(amount + HALF))


def share(amount: Fraction, basis_points: int) -> Fraction:
    """A percentage of an amount, to the nearest cent."""
    return nearest(amount * basis_points / WHOLE)


def spread(parts: Sequence[Fraction], total: Fraction) -> list[Fraction]:
    """A total over parts pro rata, by running totals, so that no cent is lost."""
    whole = sum(parts, Fraction())
    if whole == 0:
        return [Fraction() for _ in parts]
    found, before, running = [], Fraction(), Fraction()
    for part in parts:
        running += part
        up_to = nearest(running * total / whole)
        found.append(up_to - before)
        before = up_to
    return found


@dataclass(slots=True)
class Line:
    """One invoice of a loss, and what stands of it."""

    number: str | None
    gross: Fraction
    limit: int | None
    kind: str | None
    percentage: int | None
    is_shared: bool
    carried: Fraction | None  # what a policy among others carries of it, at most
    stands: Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """What one step found, cut and left; the cut is None where the waterfall stopped for want of `missing`."""

    name: str
    stood: int
    cut: int | None
    part: str
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """One loss under one policy. The indemnity, and what it uses up, are None and nothing where it cannot be told."""

    policy: str
    number: int  # among the losses told, from one
    claim: str
    buyer: str | None
    day_of_loss: date | None
    debt: int | None
    gross: int
    steps: tuple[Step, ...]
    indemnity: int | None
    by_invoice: tuple[int, ...]
    used: dict[tuple[str, str | None], int]

    def cut_to(self, part: str) -> int:
        """What all the steps cut of the loss to one part: retained, over the limit, above a maximum, by securities."""
        return sum(step.cut for step in self.steps if step.part == part and step.cut is not None)


@dataclass(slots=True)
class Counters:
    """What a policy year has used up, by counter and, of some, by name."""

    used: dict[tuple[str, str | None], int] = field(default_factory=dict)

    @classmethod
    def before(cls, year: Mapping[str, Any]) -> Counters:
        """Counters as they stood before the losses told."""
        found = cls()
        for counter, told in (year.get("used") or {}).items():
            by_name = told if isinstance(told, Mapping) else {None: told}
            for name, amount in by_name.items():
                found.used[counter, name] = amount
        return found

    def of(self, counter: str, name: str | None = None) -> int:
        """What was used up of one counter."""
        return self.used.get((counter, name), 0)

    def add(self, used: Mapping[tuple[str, str | None], int]) -> None:
        """Count what one loss used up."""
        for key, amount in used.items():
            self.used[key] = self.used.get(key, 0) + amount


@dataclass(slots=True)
class Claim:
    """A loss on its way through the steps."""

    policy: Mapping[str, Any]
    loss: Mapping[str, Any]
    year: Mapping[str, Any]
    counters: Counters
    claim: str
    lines: list[Line]
    gross: Fraction = Fraction()
    insured_loss: Fraction = Fraction()
    insured_share: Fraction = Fraction()
    passed_the_threshold: bool = True
    first_loss_used: Fraction = Fraction()

    def standing(self) -> Fraction:
        """What stands of the loss: what stands of its invoices together."""
        return sum((line.stands for line in self.lines), Fraction())

    def term(self, name: str) -> Any:
        """A term for this loss."""
        keys = {key: self.loss.get(key) for key in KEYS}
        return term(self.policy, name, day=self.loss.get("day_of_loss"), keys=keys)

    def told(self, name: str, told: Any) -> Any:
        """A value that a step needs; it is missing where nobody told it."""
        if told is None:
            raise Missing(name)
        return told

    def base(self, name: str) -> Fraction:
        """One of the amounts of a loss that a term may name."""
        match name:
            case "debt":
                return Fraction(self.told("debt", self.loss.get("debt")))
            case "gross loss":
                return self.gross
            case "insured loss":
                return self.insured_loss
            case "insured share":
                return self.insured_share
            case _:
                assert name == "what stands", name
                return self.standing()

    def leave(self, total: Fraction) -> None:
        """What stands of the whole is lowered to a total, spread over the invoices."""
        if total >= self.standing():
            return
        total = max(Fraction(), total)
        for line, left in zip(self.lines, spread([line.stands for line in self.lines], total), strict=True):
            line.stands = left


def within_the_limit(claim: Claim) -> None:
    """Each invoice, the oldest first, keeps what its own limit holds after all that stood of the older ones."""
    older, left = Fraction(), []
    for line in claim.lines:
        if line.carried is None:
            limit = claim.told("limit", line.limit)
            left.append(min(line.stands, max(Fraction(), limit - older)))
        else:
            # Policies side by side share what stands as they share the whole.
            carried = nearest(line.stands * line.carried / line.gross) if line.is_shared else line.carried
            left.append(min(line.stands, carried))
        older += line.stands
    for line, stands in zip(claim.lines, left, strict=True):
        line.stands = stands
    claim.insured_loss = claim.insured_share = claim.standing()


def above_the_threshold(claim: Claim) -> None:
    """Nothing is paid of a loss that is too small; another passes whole."""
    threshold = claim.term("claim_threshold")
    if threshold is not None:
        compared = claim.base(claim.term("claim_threshold_base"))
        inclusive = claim.term("claim_threshold_inclusive")
        if compared < threshold or (inclusive and compared == threshold):
            claim.leave(Fraction())
    claim.passed_the_threshold = claim.standing() > 0


def insured_percentage(claim: Claim) -> None:
    """Each invoice keeps its percentage, of what stands of it or of its gross amount."""
    of_gross = claim.term("retained_share_of") == "gross loss"
    percentages = [claim.told("insured_percentage", line.percentage) for line in claim.lines]
    for line, percentage in zip(claim.lines, percentages, strict=True):
        if of_gross:
            retained = line.gross - share(line.gross, percentage)
            line.stands = max(Fraction(), line.stands - retained)
        else:
            line.stands = share(line.stands, percentage)
    claim.insured_share = claim.standing()


def minimum_retention(claim: Claim) -> None:
    """The insured keeps its minimum of the insured loss, whatever it kept before."""
    amount, ceiling = claim.term("minimum_retention"), claim.term("maximum_retention")
    least = min(max(amount, share(claim.insured_loss, claim.term("minimum_retention_share"))), ceiling)
    claim.leave(claim.insured_loss - least)


def each_and_every_first_loss(claim: Claim) -> None:
    """A fixed amount comes off."""
    claim.leave(claim.standing() - (claim.term("each_and_every_first_loss") or 0))


def first_loss_of_the_year(claim: Claim) -> Fraction:
    """The whole aggregate first loss of the year, before any loss."""
    total = Fraction(claim.term("aggregate_first_loss"))
    if rate := claim.term("aggregate_first_loss_share"):
        sales = min(claim.told("sales", claim.year.get("sales")), claim.term("aggregate_first_loss_sales_ceiling"))
        total = max(total, share(Fraction(sales), rate))
    return nearest(total * WHOLE / (WHOLE - claim.term("assumed_dividend")))


def aggregate_first_loss(claim: Claim) -> None:
    """What is left of the year's first loss comes off, and the loss uses it up by the amount that the policy names."""
    total = first_loss_of_the_year(claim)
    if total == 0:
        return
    left = max(Fraction(), total - claim.counters.of("first_loss"))
    counts = claim.passed_the_threshold or claim.term("small_losses_erode_the_first_loss")
    if left > 0 and claim.gross > 0 and counts:
        claim.first_loss_used = min(left, claim.base(claim.term("first_loss_eroded_by")))
    claim.leave(claim.standing() - left)


def percentage_above_the_first_loss(claim: Claim) -> None:
    """The insurer bears its percentage of the whole of what stands."""
    percentage = claim.term("percentage_above_first_loss")
    if percentage is not None:
        claim.leave(share(claim.standing(), percentage))


def maximum_of_discretionary_losses(claim: Claim) -> None:
    """Invoices under limits that nobody decided, the oldest first, share what the year's maximum has left."""
    maximum = claim.term("maximum_of_discretionary_losses")
    if maximum is None:
        return
    kinds = [claim.told("limit_kind", line.kind) for line in claim.lines]
    room = Fraction(max(0, maximum - claim.counters.of("discretionary")))
    for line, kind in zip(claim.lines, kinds, strict=True):
        if kind in DISCRETIONARY:
            line.stands = min(line.stands, room)
            room -= line.stands


def within(claim: Claim, maximum: int | Fraction | None, counter: str, name: str | None = None) -> None:
    """What stands goes on as far as a maximum has room."""
    if maximum is not None:
        claim.leave(min(claim.standing(), max(Fraction(), Fraction(maximum) - claim.counters.of(counter, name))))


def maximum_per_claim(claim: Claim) -> None:
    """All the losses of one claim share a maximum."""
    within(claim, claim.term("maximum_per_claim"), "claim", claim.claim)


def maximum_per_buyer(claim: Claim) -> None:
    """All the losses of one buyer share a maximum."""
    within(claim, claim.term("maximum_per_buyer"), "buyer", claim.loss.get("buyer"))


def maximum_per_country(claim: Claim) -> None:
    """All the losses of the buyers of one country share a maximum."""
    maximum = claim.term("maximum_per_country")
    if maximum is not None:
        within(claim, maximum, "country", claim.told("country", claim.loss.get("country")))


def maximum_liability(claim: Claim) -> None:
    """All the losses of the year share a maximum: an amount, a multiple of a premium, or the lower of the two."""
    stated = [claim.term("maximum_liability")]
    if (multiple := claim.term("maximum_liability_multiple")) is not None:
        hundredths, base = multiple
        names = [name for name in ("minimum premium", "premium paid") if name in base]
        premiums = [claim.told(name, claim.year.get(name.replace(" ", "_"))) for name in names]
        stated.append(nearest(Fraction(hundredths, 100) * max(premiums)))
    within(claim, min((each for each in stated if each is not None), default=None), "liability")


def proceeds_of_securities(claim: Claim) -> None:
    """What securities brought comes off what stands: all of it, its part of the debt, or what the rest of it leaves."""
    reading = claim.term("proceeds_come_off")
    brought = Fraction(claim.loss.get("proceeds") or 0)
    if brought == 0:
        return
    stood = claim.standing()
    if reading == "loss":
        pays = brought
    elif reading == "pro rata":
        debt = claim.base("debt")
        pays = nearest(brought * stood / debt) if stood else Fraction()
    else:
        assert reading == "uninsured part first", reading
        pays = max(Fraction(), brought - (claim.base("debt") - stood))
    claim.leave(stood - pays)


RULES: dict[str, tuple[Callable[[Claim], None], str]] = {
    "limit": (within_the_limit, OVER_LIMIT),
    "threshold": (above_the_threshold, RETAINED),
    "insured percentage": (insured_percentage, RETAINED),
    "minimum retention": (minimum_retention, RETAINED),
    "each-and-every first loss": (each_and_every_first_loss, RETAINED),
    "aggregate first loss": (aggregate_first_loss, RETAINED),
    "percentage above the first loss": (percentage_above_the_first_loss, RETAINED),
    "maximum of discretionary losses": (maximum_of_discretionary_losses, ABOVE_MAXIMUM),
    "maximum per claim": (maximum_per_claim, ABOVE_MAXIMUM),
    "maximum per buyer": (maximum_per_buyer, ABOVE_MAXIMUM),
    "maximum per country": (maximum_per_country, ABOVE_MAXIMUM),
    "maximum liability": (maximum_liability, ABOVE_MAXIMUM),
    PROCEEDS: (proceeds_of_securities, BY_SECURITIES),
}


def percentage_of(policy: Mapping[str, Any], loss: Mapping[str, Any], line: Mapping[str, Any]) -> int | None:
    """Percentage of one invoice: the one told with it, else the policy's; None where it cannot be told."""
    if line.get("percentage") is not None:
        return int(line["percentage"])
    keys = {key: loss.get(key) for key in KEYS} | {"limit_kind": line.get("limit_kind", NAMED)}
    try:
        return int(term(policy, "insured_percentage", day=loss.get("day_of_loss"), keys=keys))
    except Missing:
        return None


def lines_of(policy: Mapping[str, Any], loss: Mapping[str, Any], at_most: int = WHOLE) -> list[Line]:
    """Invoices of a loss, the oldest first; one for the whole where the loss is told as amounts."""
    told = loss.get("invoices") or [{"gross": loss["loss"]} | {k: loss[k] for k in loss.keys() - {"loss"}}]
    found = []
    for each in told:
        gross, carried = Fraction(each["gross"]), each.get("carried")
        percentage = percentage_of(policy, loss, each)
        found.append(
            Line(
                number=each.get("number"),
                gross=gross,
                limit=each.get("limit"),
                kind=each.get("limit_kind", NAMED),
                percentage=None if percentage is None else min(percentage, at_most),
                is_shared=each.get("is_shared", False) and gross > 0,
                carried=None if carried is None else Fraction(carried),
                stands=gross,
            )
        )
    return found


def settle(
    policy: Mapping[str, Any],
    loss: Mapping[str, Any],
    year: Mapping[str, Any],
    counters: Counters,
    *,
    number: int = 1,
    at_most: int = WHOLE,
) -> Settled:
    """One loss under one policy, after what the counters say was used before; they are left as they are.

    `at_most` lowers every insured percentage to that of a line of coinsurance.
    """
    claim_name = loss.get("claim") or str(number)
    claim = Claim(policy, loss, year, counters, claim_name, lines_of(policy, loss, at_most))
    claim.gross = claim.insured_loss = claim.insured_share = claim.standing()
    claim.passed_the_threshold = claim.gross > 0
    steps: list[Step] = []
    for name in order_of(policy):
        rule, part = RULES[name]
        stood = claim.standing()
        try:
            rule(claim)
        except Missing as missing:
            steps.append(Step(name, cents(stood), None, part, str(missing)))
            break
        steps.append(Step(name, cents(stood), cents(stood - claim.standing()), part))
    stopped = bool(steps) and steps[-1].cut is None
    return Settled(
        policy=policy["name"],
        number=number,
        claim=claim_name,
        buyer=loss.get("buyer"),
        day_of_loss=loss.get("day_of_loss"),
        debt=loss.get("debt"),
        gross=cents(claim.gross),
        steps=tuple(steps),
        indemnity=None if stopped else cents(claim.standing()),
        by_invoice=() if stopped else tuple(cents(line.stands) for line in claim.lines),
        used={} if stopped else used_by(claim),
    )


def used_by(claim: Claim) -> dict[tuple[str, str | None], int]:
    """What a settled loss uses up: of the first loss at its step, of each maximum what is paid in the end."""
    paid = cents(claim.standing())
    country = claim.loss.get("country")
    return {
        ("first_loss", None): cents(claim.first_loss_used),
        ("liability", None): paid,
        ("discretionary", None): cents(
            sum((line.stands for line in claim.lines if line.kind in DISCRETIONARY), Fraction())
        ),
        ("claim", claim.claim): paid,
        ("buyer", claim.loss.get("buyer")): paid,
    } | ({} if country is None else {("country", country): paid})


def cents(amount: Fraction) -> int:
    """An amount that no step left finer than a cent."""
    assert amount.denominator == 1, f"{amount} was to be rounded"
    return amount.numerator


def in_order(losses: Iterable[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """Losses with the numbers they were told under, by their days; those of one day as they were told."""
    return sorted(enumerate(losses, start=1), key=lambda each: each[1].get("day_of_loss") or date.min)


def settle_year(
    policy: Mapping[str, Any], losses: Iterable[Mapping[str, Any]], year: Mapping[str, Any]
) -> tuple[list[Settled], Counters]:
    """The losses of a year, one after the other, and what the year has used up after them."""
    counters, found = Counters.before(year), []
    for number, loss in in_order(losses):
        settled = settle(policy, loss, year, counters, number=number)
        counters.add(settled.used)
        found.append(settled)
    return found, counters
