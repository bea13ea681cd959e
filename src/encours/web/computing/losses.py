"""What the losses of a company cost its insurers, year by year, beside the premium of each year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from encours.claims.events_of_loss import losses_by_buyer
from encours.claims.ledger_year import SettledLedger, settle_ledger
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money_of_ledger import money_of_ledger, paid_on, paid_so_far
from encours.claims.of_ledger import buyers_that_may_have_failed, losses_of_ledger
from encours.premium.lines import PremiumYear
from encours.units import MISSING, Cents, Day
from encours.web.computing.question import Asked


def settled_of(asked: Asked) -> SettledLedger:
    """Every loss of a ledger up to its day under every layer, as `encours settle` computes it from a folder alone."""
    view, programme = asked.view, asked.programme
    failed = buyers_that_may_have_failed(view, programme.primary)
    lost = losses_of_ledger(view, programme, failed, told=None, check=lambda _: None).losses
    every, is_alone = losses_by_buyer(lost), len(programme.policies) == 1
    return settle_ledger(
        programme,
        lost,
        money_of_ledger(view, lost, programme.primary.currency),
        paid_on=lambda policy, each: paid_on(view, policy.name, each, every, None),
        figures=YearFigures(),
        account=YearAccount(),
        paid_so_far=lambda policy, each: paid_so_far(view, policy, each, every, is_alone=is_alone),
    )


@dataclass(frozen=True, slots=True)
class LossRatio:
    """What the claims of a policy year cost the insurer over its premium before result, fees and taxes (S/P).

    `cost` and `premium` are None where something they need is missing.
    """

    first: Day
    last: Day
    claims: int
    cost: Cents | None
    premium: Cents | None

    @property
    def value(self) -> Fraction | None:
        """The ratio; None where it is not known, or nothing was charged."""
        return None if self.cost is None or not self.premium else Fraction(self.cost, self.premium)


def loss_ratio(settled: SettledLedger, year: PremiumYear, policy: str, premium: Cents) -> LossRatio:
    """Loss ratio of one year of a policy, whose premium is told."""
    own = [each for each in settled.years if each.policy.name == policy and each.first == year.first]
    claims = [each for found in own for each in found.standing.claims]
    costs = [each.net for each in claims]
    cost = None if None in costs else sum(each for each in costs if each is not None)
    return LossRatio(year.first, year.last, len(claims), cost, None if premium == MISSING else premium)
