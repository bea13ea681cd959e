"""Each claim across the layers that it reaches, and what none of them pays, as every form tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from encours.claims.programme import LossOfLayers
from encours.explain.settlement_report import SettlementReport
from encours.explain.words import say
from encours.units import MISSING, UNSET, Cents
from encours.units.show import Language
from encours.units.sums import sum_known


@dataclass(frozen=True, slots=True)
class LayerRow:
    """What one layer receives of a claim and pays, or a figure of the whole claim, which is no layer.

    `party` is the company or group whose loss the row is of; the row that `is_first` begins a claim. Amounts are minor
    units of the policy's currency: `MISSING` where one cannot be told, `UNSET` where the row has none, as a figure of
    the whole claim has one of the two.
    """

    party: str
    layer: str
    receives: Cents
    pays: Cents
    is_first: bool = False

    @property
    def is_layer(self) -> bool:
        """Whether it is a layer."""
        return UNSET not in {self.receives, self.pays}


def layer_rows(report: SettlementReport, language: Language) -> Iterator[LayerRow]:
    """The layers of each claim, then what is left; the gross loss before them where no layer sees it whole.

    So it is where layers count otherwise, or were paid on several days with money in between.
    """
    for claim in report.across:
        first, *others = _rows_of(report, claim, language)
        yield replace(first, is_first=True)
        yield from others


def all_layers(report: SettlementReport, language: Language) -> LayerRow:
    """All layers as one: they receive each gross loss once, and pay what insurers answer for together.

    It is no sum of what each receives: an upper layer receives what a lower one received before it.
    """
    paid = sum_known(each.paid for each in report.across)
    return LayerRow(say("total", language), say("settlement all layers", language), report.gross_of_all, _told(paid))


def _rows_of(report: SettlementReport, claim: LossOfLayers, language: Language) -> Iterator[LayerRow]:
    name = report.party(claim.loss)
    if claim.gross != claim.layers[0].loss.gross:
        yield LayerRow(name, say("settlement gross", language), claim.gross, UNSET)
    for each in claim.layers:
        yield LayerRow(report.party(each.loss), each.policy.name, each.loss.gross, _told(each.paid))
    yield LayerRow(name, say("settlement left to the insured", language), UNSET, _told(claim.left_to_the_insured))


def _told(cents: Cents | None) -> Cents:
    return MISSING if cents is None else cents
