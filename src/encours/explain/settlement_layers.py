"""Each claim across the layers that it reaches, and what none of them pays, as every form tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.explain.settlement_report import SettlementReport
from encours.explain.words import say
from encours.units import Cents
from encours.units.show import Language


@dataclass(frozen=True, slots=True)
class LayerRow:
    """What one layer receives of a claim and pays, or a figure of the whole claim, which is no layer.

    `party` is whom the layer counts. An amount is None where it cannot be told; a whole claim has one of the two.
    """

    party: str
    layer: str
    amounts: tuple[Cents | None, ...]
    has: tuple[bool, bool] = (True, True)

    @property
    def is_layer(self) -> bool:
        """Whether it is a layer."""
        return all(self.has)


def layer_rows(report: SettlementReport, language: Language) -> Iterator[LayerRow]:
    """The layers of each claim, then what is left; the gross loss before them where no layer sees it whole.

    So it is where layers count otherwise, or were paid on several days with money in between.
    """
    for claim in report.across:
        name = report.party(claim.loss)
        if claim.gross != claim.layers[0].loss.gross:
            yield LayerRow(name, say("settlement gross", language), (claim.gross, None), (True, False))
        for each in claim.layers:
            yield LayerRow(report.party(each.loss), each.policy.name, (each.loss.gross, each.paid))
        left = (None, claim.left_to_the_insured)
        yield LayerRow(name, say("settlement left to the insured", language), left, (False, True))
