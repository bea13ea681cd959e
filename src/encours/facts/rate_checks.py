"""What is doubtful about rates of exchange: two of one day, and a euro that is not worth a euro."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from encours.facts.faults import Fault
from encours.facts.kinds import ExchangeRate
from encours.facts.view import View


def rates_agree(view: View) -> Iterator[Fault]:
    """A currency has one rate on one day, and the euro is its own measure."""
    found: dict[tuple[str, int], list[ExchangeRate]] = defaultdict(list)
    for fact in view.facts("exchange_rates"):
        assert isinstance(fact, ExchangeRate)
        found[fact.currency, fact.day].append(fact)
    for (currency, _), several in found.items():
        names = tuple(sorted(fact.fact_id for fact in several))
        if currency == "EUR" and any(fact.per_euro != 1 for fact in several):
            yield Fault(
                code="euro not worth a euro",
                fact_ids=names,
                en="Rates are units of a currency for one euro, so that of the euro is 1.",
                fr="Les cours s'expriment en unités d'une devise pour un euro : celui de l'euro est 1.",
                remedy_en="Remove the row, or mend its currency.",
                remedy_fr="Retirez la ligne, ou rectifiez sa devise.",
            )
        elif len({fact.per_euro for fact in several}) > 1:
            yield Fault(
                code="contradictory rates",
                fact_ids=names,
                en=f"{currency} has {len(several)} rates on the same day.",
                fr=f"{currency} a {len(several)} cours le même jour.",
                remedy_en="Keep the right one, let it correct the others, or mend the day of one.",
                remedy_fr="Gardez le bon, faites-lui corriger les autres, ou rectifiez le jour de l'un.",
            )
