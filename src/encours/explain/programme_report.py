"""A programme on a book: what each layer carries of it, and what each would pay if the largest buyers failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from encours.claims.agreed import agreed_chain
from encours.claims.loss import Loss, YearFigures
from encours.claims.of_buyer import loss_of_buyer
from encours.claims.programme import LossOfLayers, across_layers, settle_programme
from encours.clauses.choices import LayerMode
from encours.clauses.lose.anchors import INSOLVENCY
from encours.cover.answer import Cover
from encours.explain.lines import InvoiceLine, Lines
from encours.explain.report_head import Question
from encours.explain.unknown_share import UnknownShare, unknown_share
from encours.policy.layers import takes_losses
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.units import MISSING, UNSET, Cents
from encours.units.sums import sum_known


@dataclass(frozen=True, slots=True)
class CarryingLayer:
    """One layer, from the first upwards: what it carries of the invoices, or where its losses begin and end.

    `admitted`, `insured`, `invoices` and `buyers` are None of a layer that takes losses. `first_loss` and `maximum`
    are those of the policy year: `UNSET` where it has none, `MISSING` where what they are worked out from is not known.
    """

    policy: Policy
    mode: LayerMode
    admitted: Cents | None
    insured: Cents | None
    invoices: int | None
    buyers: int | None
    first_loss: Cents
    maximum: Cents

    @property
    def takes_losses(self) -> bool:
        """Whether it takes the year's losses, and no invoice."""
        return self.admitted is None


@dataclass(frozen=True, slots=True)
class Failure:
    """A buyer, what it owes, and what each layer would pay if it failed on the day asked."""

    buyer: str
    name: str
    outstanding: Cents
    claim: LossOfLayers

    def paid_by(self, policy: Policy) -> Cents | None:
        """What a layer pays of the loss, all its invoices together.

        Nought where the loss does not reach it, None where it cannot be told.
        """
        found = [each.paid for each in self.claim.layers if each.policy is policy]
        return sum_known(found) if found else (None if self.claim.left is None and takes_losses(policy) else 0)

    @property
    def left(self) -> Cents | None:
        """What stays with the company of all that the buyer owes, insurable or not."""
        paid = self.claim.paid
        return None if paid is None else self.outstanding - paid


@dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """A programme on a book; amounts are minor units of its currency, receivables only.

    Nothing is counted as insured of the `unknown_share`, whose percentage nobody knows.
    """

    question: Question
    layers: tuple[CarryingLayer, ...]
    outstanding: Cents
    failures: tuple[Failure, ...]
    unknown_share: UnknownShare | None

    @property
    def admitted(self) -> Cents:
        """What the layers carry together."""
        return sum(each.admitted or 0 for each in self.layers)

    @property
    def insured(self) -> Cents:
        """The same after percentages; a minimum where one of them is not known."""
        return sum(each.insured or 0 for each in self.layers)

    @property
    def carried_by_nobody(self) -> Cents:
        """What no layer carries."""
        return self.outstanding - self.admitted


def programme_report(question: Question, cover: Cover, *, failures: int, year: YearFigures) -> ProgrammeReport:
    """Report of a cover; so many of the largest buyers are supposed to fail on the day asked, each alone.

    The figures of the `year` are those of the primary; of them the layers of losses know the sales alone.
    """
    lines = Lines(cover.book)
    rows = [row for row in lines.of(cover) if row.is_receivable]
    programme = question.programme
    return ProgrammeReport(
        question=question,
        layers=tuple(_layers(programme, rows, cover, year)),
        outstanding=sum(row.cover.open for row in rows),
        failures=tuple(_failures(cover, programme, _by_buyer(rows), lines, most=failures, year=year)),
        unknown_share=unknown_share(lines, rows),
    )


def _layers(
    programme: Programme, rows: Sequence[InvoiceLine], cover: Cover, year: YearFigures
) -> Iterator[CarryingLayer]:
    for place, policy in enumerate(programme.layers):
        known = year if place == 0 else YearFigures(sales=year.sales if takes_losses(policy) else MISSING)
        totals = _totals(policy, cover, known)
        mode = LayerMode.numbered(resolve(policy, "layer_mode", {}, policy.period_start))
        if takes_losses(policy):
            yield CarryingLayer(policy, mode, None, None, None, None, *totals)
            continue
        carried = [(row, row.cover.layers[place]) for row in rows if row.cover.layers[place].admitted]
        yield CarryingLayer(
            policy,
            mode,
            sum(layer.admitted for _, layer in carried),
            sum(layer.insured for _, layer in carried),
            len(carried),
            len({row.buyer for row, _ in carried}),
            *totals,
        )


def _totals(policy: Policy, cover: Cover, year: YearFigures) -> tuple[Cents, Cents]:
    """First loss and maximum liability of the year by the terms of the day asked."""
    day = min(max(cover.book.as_of, policy.period_start), policy.period_end)
    nobody = Loss(claim="", buyer="", day=day, cause="", debt=0, lines=())
    totals = agreed_chain(policy, nobody, year).totals
    first = totals["first_loss"]
    return (UNSET if first == 0 else first), totals["liability"]


def _by_buyer(rows: Sequence[InvoiceLine]) -> Mapping[str, Cents]:
    found: dict[str, Cents] = {}
    for row in rows:
        found[row.buyer] = found.get(row.buyer, 0) + row.cover.open
    return found


def _failures(
    cover: Cover, programme: Programme, owed: Mapping[str, Cents], lines: Lines, *, most: int, year: YearFigures
) -> Iterator[Failure]:
    largest = sorted(owed, key=lambda buyer: (-owed[buyer], buyer))[:most]
    for buyer in largest:
        day = cover.book.as_of
        found = loss_of_buyer(cover.book.view, programme, buyer, day=day, cause=INSOLVENCY)
        if not found.rows:
            continue
        (claim,) = across_layers(settle_programme(programme, [found.losses], year=year))
        yield Failure(buyer, lines.buyer_name(buyer), owed[buyer], claim)


def is_told(cents: Cents) -> bool:
    """Whether a total of the year is agreed and known."""
    return cents not in {UNSET, MISSING}
