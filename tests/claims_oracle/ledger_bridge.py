"""From drawn layers that take invoices to a ledger whose buyer fails, and what each layer admits and pays of it.

Every loss is a buyer of its own: each invoice is delivered on a day of its own, on which each layer decides the limit
that the draw tells. A decision stands until the next one, so that a layer which decided once has a limit ever after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from encours.claims.loss import Loss
from encours.claims.of_buyer import loss_of_buyer
from encours.claims.programme import settle_programme
from encours.facts.kinds import Buyer, Fact, Invoice, LimitDecision
from encours.facts.ledger import Ledger
from encours.policy.schedule import InsuredEntity, Policy, Programme
from tests.claims_oracle.bridge import answers, day_of, programme_of, used_otherwise, year_of, years_known
from tests.claims_oracle.draw import Drawn
from tests.claims_oracle.programme import settle_programme as told_by_the_oracle

ROOM_FOR_DELIVERIES = 100
"""Days from the first delivery to the loss."""
SELLER = "E1"


def kept_decisions(drawn: Drawn) -> Drawn:
    """The same draw where a layer that decided once on a buyer tells its latest limit with each later invoice."""
    losses = []
    for loss in drawn.losses:
        latest: dict[str, Mapping[str, Any]] = {}
        invoices = []
        for invoice in loss["invoices"]:
            if not invoice["gross"]:
                continue  # no receivable
            latest |= invoice["layers"]
            invoices.append({**invoice, "layers": dict(latest)})
        if invoices:
            losses.append({**loss, "invoices": invoices, "debt": sum(each["gross"] for each in invoices)})
    return replace(drawn, losses=losses)


def facts_of(loss: Mapping[str, Any], buyer: str, policies: Sequence[Policy]) -> Iterator[Fact]:
    """Facts of one loss: its buyer, its invoices, and the limits that their deliveries met."""
    yield Buyer(
        buyer=buyer, name=buyer, country=loss["country"] or "", sector=loss["sector"] or "", public=0, related=0,
        private_person=0,
    )  # fmt: skip
    for place, invoice in enumerate(loss["invoices"]):
        delivered = day_of(loss["day_of_loss"]) - ROOM_FOR_DELIVERIES + place
        yield Invoice(
            number=f"{buyer}/{invoice['number']}", buyer=buyer, delivered=delivered, issued=delivered,
            due=delivered + 10 * ROOM_FOR_DELIVERIES, currency="EUR", gross=invoice["gross"], vat=0, undisputed=1,
            entity=SELLER, payment_means="open account",
        )  # fmt: skip
        for policy in policies:
            if policy.name in invoice["layers"]:
                told = invoice["layers"][policy.name]
                is_refused = told.get("limit_kind") == "refused"
                yield LimitDecision(
                    reference=f"{buyer}/{policy.name}/{place}", buyer=buyer, policy=policy.name, decided_on=delivered,
                    effective_on=delivered, kind="named", outcome="refused" if is_refused else "granted",
                    amount=0 if is_refused else told["limit"], currency="EUR",
                )  # fmt: skip


def of_long_standing(programme: Programme) -> Programme:
    """The programme with layers that insured already when the invoices were delivered."""
    began = (
        replace(
            each, period_start=each.period_start - 10 * ROOM_FOR_DELIVERIES, entities=(InsuredEntity(entity=SELLER),)
        )
        for each in programme.policies
    )  # fmt: skip
    return replace(programme, policies=tuple(began))


def losses_of_layers(drawn: Drawn, programme: Programme) -> list[list[Loss]]:
    """Each loss for each layer that takes invoices, in the order of their days."""
    found = []
    in_order = sorted(enumerate(drawn.losses, 1), key=lambda each: each[1]["day_of_loss"])
    for number, told in in_order:
        buyer, day = f"{told['buyer']}, {number}", day_of(told["day_of_loss"])
        view = Ledger.of(list(facts_of(told, buyer, programme.policies))).view(day)
        losses = loss_of_buyer(view, programme, buyer, day=day, cause=told["cause"] or "").losses
        layers = zip(losses, programme.policies, strict=True)
        found.append([_as_told(each, told, number, policy) for each, policy in layers])
    return found


def _as_told(loss: Loss, told: Mapping[str, Any], number: int, policy: Policy) -> Loss:
    """The loss of a ledger under the names of the draw, with the percentages that it tells."""
    percentages = {each["number"]: each["layers"].get(policy.name, {}).get("percentage") for each in told["invoices"]}
    lines = []
    for line in loss.lines:
        percentage = percentages[line.number.rpartition("/")[2]]
        lines.append(line if percentage is None else replace(line, percentage=percentage))
    return replace(loss, claim=told.get("claim") or str(number), number=number, buyer=told["buyer"], lines=tuple(lines))


def disagreements_of_layers(drawn: Drawn) -> Iterator[tuple[Any, ...]]:
    """Each place where the oracle and the product differ: which loss, which policy, and both answers."""
    drawn = kept_decisions(drawn)
    if not drawn.losses:
        return
    programme = of_long_standing(programme_of(drawn.policies))
    primary = programme.primary.name
    year, account = year_of(drawn.years[primary])
    known = {primary: drawn.years[primary], **years_known(programme, drawn.years[primary])}
    across, counters = told_by_the_oracle(drawn.policies, drawn.losses, known)
    settled = settle_programme(programme, losses_of_layers(drawn, programme), year=year, account=account)
    yield from answers(across, settled)
    yield from used_otherwise(counters, settled)
