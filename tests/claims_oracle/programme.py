"""What the layers of a programme pay of its losses, and what they leave to the insured.

Read from docs/reference/clauses.md (room in the limit, pari passu share, the primary keeps the invoice),
docs/reference/terms.md (layer_mode, received_loss, follow_ratio, follow_cap, minimum_primary_limit,
refused_buyer_limit), docs/settle.md and examples/top-up-excess, top-up-pari-passu, state-schemes, layer-of-losses.

A programme is a list of policies, `layer_mode` among their terms, the primary first and the layers of losses last.
Above a primary alone a loss is told as in `oracle.py`. Where other layers take invoices, the loss has `invoices`, the
oldest first, and each of them `layers`: by name of policy `limit`, `limit_kind` and `percentage`, the limit being that
which its delivery met in the layer. A layer that is not named there has no limit on the invoice, but one that follows;
one of the kind "refused" is none either; one of nil is a limit without room. Every layer is held to keep the invoice:
qualified, maintained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.claims_oracle.insurers import Insurer, insurers_of, lower_percentages
from tests.claims_oracle.oracle import (
    BY_SECURITIES,
    KEYS,
    RETAINED,
    WHOLE,
    Counters,
    Settled,
    cents,
    in_order,
    nearest,
    settle,
)
from tests.claims_oracle.terms import order_of, term

Policy = Mapping[str, Any]
Loss = Mapping[str, Any]

LOSSES, BESIDE, ABOVE = "excess of loss", "pari passu", "excess"


@dataclass(frozen=True, slots=True)
class Layer:
    """What one layer received of a loss, what it answers for, and who pays it."""

    settled: Settled
    insurers: tuple[Insurer, ...]

    @property
    def paid(self) -> int | None:
        """What its insurers pay; None where it cannot be told."""
        return None if self.settled.indemnity is None else sum(each.paid for each in self.insurers)


@dataclass(frozen=True, slots=True)
class Across:
    """One loss through all the layers that it reached."""

    number: int
    claim: str
    gross: int
    layers: tuple[Layer, ...]

    @property
    def indemnity(self) -> int | None:
        """What the layers answer for together; None where one of them cannot be told."""
        found = [each.settled.indemnity for each in self.layers]
        return None if None in found else sum(each for each in found if each is not None)

    @property
    def paid(self) -> int | None:
        """What insurers pay together."""
        found = [each.paid for each in self.layers]
        return None if None in found else sum(each for each in found if each is not None)

    @property
    def left_to_the_insured(self) -> int | None:
        """What nobody pays, securities included."""
        by_securities = sum(each.settled.cut_to(BY_SECURITIES) for each in self.layers)
        return None if self.paid is None else self.gross - by_securities - self.paid


def mode(policy: Policy) -> str:
    """How a policy stands to the one below it."""
    return str(term(policy, "layer_mode"))


class Account:
    """The year of one policy: what it used up, and would have at each lower percentage of a line."""

    def __init__(self, policy: Policy, year: Mapping[str, Any]) -> None:
        """The year before its first loss."""
        self.year = year
        self.counters = Counters.before(year)
        self.at_lower = {each: Counters.before(year) for each in lower_percentages(policy)}

    def settle(self, policy: Policy, loss: Loss, number: int) -> Layer:
        """The next loss of the year, and who pays it."""
        settled = settle(policy, loss, self.year, self.counters, number=number)
        self.counters.add(settled.used)
        at_lower = {}
        for percentage, counters in self.at_lower.items():
            found = settle(policy, loss, self.year, counters, number=number, at_most=percentage)
            counters.add(found.used)
            at_lower[percentage] = found
        return Layer(settled, insurers_of(policy, loss.get("day_of_loss"), settled, at_lower))


def settle_programme(
    policies: Sequence[Policy], losses: Iterable[Loss], years: Mapping[str, Mapping[str, Any]]
) -> tuple[list[Across], dict[str, Counters]]:
    """The losses of a year through every layer, in the order of their days, and what each policy has used up.

    `years` are those of `oracle.py`, by name of policy; a policy that is not named there has nothing told and nothing
    used up. A file of losses tells the year of the primary; of the layers above it, the sales alone.
    """
    accounts = {policy["name"]: Account(policy, years.get(policy["name"], {})) for policy in policies}
    found = [across(policies, loss, accounts, number) for number, loss in in_order(losses)]
    return found, {name: account.counters for name, account in accounts.items()}


def across(policies: Sequence[Policy], loss: Loss, accounts: Mapping[str, Account], number: int) -> Across:
    """One loss through all the layers; their accounts move with it."""
    of_invoices = [policy for policy in policies if mode(policy) != LOSSES]
    of_losses = [policy for policy in policies if mode(policy) == LOSSES]
    layers: list[Layer] = []

    def pays(policy: Policy, received: Loss) -> Layer:
        layers.append(accounts[policy["name"]].settle(policy, received, number))
        return layers[-1]

    if len(of_invoices) == 1 and "layers" not in first_invoice(loss):
        gross = pays(policies[0], loss).settled.gross
    else:
        gross = 0
        for policy, received in shared_out(of_invoices, loss):
            pays(policy, received)
        gross = sum(invoice["gross"] for invoice in loss["invoices"] if limits_of(of_invoices, loss, invoice))
    kept = sum(each.settled.cut_to(RETAINED) for each in layers)
    for policy in of_losses:
        answered = [each.settled.indemnity for each in layers]
        if None in answered:
            break  # nobody knows what comes up
        by_securities = sum(each.settled.cut_to(BY_SECURITIES) for each in layers)
        net = gross - by_securities - sum(each for each in answered if each is not None)
        left = net if term(policy, "received_loss") == "net loss" else min(net, kept)
        if left > 0 and is_of_its_year(policy, loss):
            kept = pays(of_losses_alone(policy), received_by(loss, left)).settled.cut_to(RETAINED)
    return Across(number, loss.get("claim") or str(number), gross, tuple(layers))


def first_invoice(loss: Loss) -> Mapping[str, Any]:
    """The oldest invoice of a loss, if it has any."""
    invoices = loss.get("invoices")
    return invoices[0] if invoices else {}


def is_of_its_year(policy: Policy, loss: Loss) -> bool:
    """Whether a layer of losses takes this one: its day lies in the period, both ends included, or is not told."""
    day = loss.get("day_of_loss")
    return day is None or bool(policy["period_start"] <= day <= policy["period_end"])


def of_losses_alone(policy: Policy) -> Policy:
    """A layer of losses has no limits of its own: its chain is without that step."""
    steps = [step for step in order_of(policy) if step != "limit"]
    return {**policy, "terms": {**policy["terms"], "indemnity_chain": steps}}


def received_by(loss: Loss, left: int) -> Loss:
    """The loss as a layer of losses receives it: one amount, under no limit; the debt stays the buyer's whole debt."""
    told = {key: loss.get(key) for key in (*KEYS, "claim", "day_of_loss", "debt")}
    return {**told, "loss": left, "limit_kind": "none"}


# What layers carry of invoices.


def groups_of(policies: Iterable[Policy]) -> list[list[Policy]]:
    """Policies side by side, one group above the other."""
    groups: list[list[Policy]] = []
    for policy in policies:
        if mode(policy) == BESIDE:
            groups[-1].append(policy)
        else:
            groups.append([policy])
    return groups


def limits_of(policies: Sequence[Policy], loss: Loss, invoice: Mapping[str, Any]) -> dict[str, int]:
    """Limits of an invoice by name of policy, own or following; a policy that has none is not in it."""
    found: dict[str, int] = {}
    below: str | None = None
    for policy in policies:
        own = (invoice.get("layers") or {}).get(policy["name"], {})
        is_refused = own.get("limit_kind") == "refused"
        limit = None if is_refused else own.get("limit")
        if mode(policy) == ABOVE and below is not None and not is_refused:
            limit = following(policy, loss, limit, found.get(below), below_is_refused=refused(invoice, below))
        if limit is not None:
            found[policy["name"]] = limit
        below = policy["name"]
    return found


def refused(invoice: Mapping[str, Any], name: str) -> bool:
    """Whether a layer refused the buyer of an invoice."""
    return (invoice.get("layers") or {}).get(name, {}).get("limit_kind") == "refused"


def following(policy: Policy, loss: Loss, own: int | None, below: int | None, *, below_is_refused: bool) -> int | None:
    """Limit of a top-up: its share of the limit below, within its cap, and within its own decision if it took one."""
    keys = {key: loss.get(key) for key in KEYS}

    def agreed(name: str) -> int | None:
        found: int | None = term(policy, name, day=loss.get("day_of_loss"), keys=keys)
        return found

    ratio, cap, least = agreed("follow_ratio"), agreed("follow_cap"), agreed("minimum_primary_limit")
    if below_is_refused and agreed("refused_buyer_limit") is not None:
        stands = agreed("refused_buyer_limit")
    elif ratio is None:
        stands = own
    elif not below or (least is not None and below < least):
        stands = None  # it follows nothing
    else:
        stands = cents(nearest(Fraction(below * ratio, WHOLE)))
        stands = stands if cap is None else min(stands, cap)
    return stands if own is None or stands is None else min(own, stands)


def shared_out(policies: Sequence[Policy], loss: Loss) -> list[tuple[Policy, Loss]]:
    """Each policy that takes invoices, with the loss that it receives: what the groups below it do not carry."""
    invoices = list(loss["invoices"])
    limits = [limits_of(policies, loss, invoice) for invoice in invoices]
    asked = [int(invoice["gross"]) for invoice in invoices]
    found: list[tuple[Policy, Loss]] = []
    for group in groups_of(policies):
        names = [policy["name"] for policy in group]
        carried = carried_of(names, limits, asked)
        for policy in group:
            name = policy["name"]
            rows, apart = [], 0
            for place, invoice in enumerate(invoices):
                if name not in limits[place] or asked[place] == 0:
                    apart += asked[place]  # takes room, and is no part of the loss
                    continue
                row = {"number": invoice.get("number"), "gross": asked[place]} | invoice.get("layers", {}).get(name, {})
                row["limit"] = max(0, limits[place][name] - apart)
                if len(policies) > 1:
                    row |= {"carried": carried[place][name], "is_shared": len(group) > 1}
                rows.append(row)
            if rows:
                found.append(
                    (policy, {key: value for key, value in loss.items() if key != "loss"} | {"invoices": rows})
                )
        asked = [left - sum(parts.values()) for left, parts in zip(asked, carried, strict=True)]
    return found


def carried_of(names: Sequence[str], limits: Sequence[Mapping[str, int]], asked: Sequence[int]) -> list[dict[str, int]]:
    """What each policy of a group carries of each invoice: its share of every euro that their limits hold together."""
    found, filled = [], 0
    for invoice_limits, amount in zip(limits, asked, strict=True):
        own = [(name, invoice_limits.get(name, 0)) for name in names]  # without limit is with one of nil
        end = filled + min(amount, max(0, sum(limit for _name, limit in own) - filled))
        parts: dict[str, int] = {}
        for place, (name, _limit) in enumerate(own):
            part = up_to(place, own, end) - up_to(place, own, filled)
            parts[name] = min(max(0, part), amount - sum(parts.values()))
        found.append(parts)
        filled += amount  # older debt takes room whole, whatever was carried of it
    return found


def up_to(place: int, limits: Sequence[tuple[str, int]], point: int) -> int:
    """What one of several policies carries of the room up to a point.

    The first has its limit's share to the nearest cent; of what it leaves, those up to each of the others have theirs
    together, less those before.
    """
    whole = sum(limit for _name, limit in limits)
    if whole == 0:
        return 0
    first = cents(nearest(Fraction(point * limits[0][1], whole)))
    if place == 0:
        return first
    others = whole - limits[0][1]
    if others == 0:
        return 0
    before, until = (sum(limit for _name, limit in limits[1:end]) for end in (place, place + 1))
    return cents(
        nearest(Fraction((point - first) * until, others)) - nearest(Fraction((point - first) * before, others))
    )
