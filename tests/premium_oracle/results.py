"""The result of a year: bonus, malus, no-claims bonus and profit share."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.premium_oracle.agreed import yearly
from tests.premium_oracle.least import NOT_SET
from tests.premium_oracle.money import WHOLE, Line, nearest

BONUS, MALUS, NO_CLAIMS, PROFIT = "bonus", "malus", "no-claims bonus", "profit share"


def losses_of(year: Mapping[str, Any]) -> Fraction | None:
    """Losses that the ratio counts."""
    policy, found = year["policy"], Fraction()
    if (paid := year.get("claims_paid")) is None:
        return None
    found += paid
    if yearly(policy, "loss_ratio_losses") == "incurred":
        if (outstanding := year.get("claims_outstanding")) is None:
            return None
        found += outstanding
    if yearly(policy, "loss_ratio_recoveries") == "net of recoveries":
        if (recovered := year.get("claims_recovered")) is None:
            return None
        found -= recovered
    return max(Fraction(), found)


def compared_premium(year: Mapping[str, Any], net: Fraction | None) -> Fraction | None:
    """Premium that these losses are compared with, of as many years."""
    policy = year["policy"]
    paid = year.get("premium_paid")
    if yearly(policy, "loss_ratio_premium") == "premium paid":
        return None if paid is None else Fraction(paid)
    earlier = year.get("earlier_premium") if yearly(policy, "loss_ratio_years") > 1 else 0
    return None if net is None or earlier is None else net + earlier


def share_of_band(year: Mapping[str, Any], bands: Any, net: Fraction | None) -> int | None:
    """Share of the band that the loss ratio lies in; none beyond the last."""
    losses, premium = losses_of(year), compared_premium(year, net)
    if losses is None or premium is None:
        return None
    is_in = yearly(year["policy"], "loss_ratio_bound") == "up to and including"
    for share, end in bands:
        if end is None or losses * WHOLE < premium * end or losses == 0 or (is_in and losses * WHOLE == premium * end):
            return int(share)
    return 0


def share_of_premium(net: Fraction | None, share: int | None) -> Fraction | None:
    """A share of the premium of a year, to the nearest cent; of one below zero nothing."""
    return None if net is None or share is None else nearest(max(Fraction(), net) * share / WHOLE)


def conditions(year: Mapping[str, Any]) -> bool | None:
    """Whether what the result gives is due; None where nobody knows."""
    policy, asked = year["policy"], []
    confirmation = yearly(policy, "result_confirmation")
    if confirmation != "not asked":
        asked.append(year.get("renewed"))
    if confirmation == "renewed and confirmed in writing":
        asked.append(year.get("confirmed_in_writing"))
    if yearly(policy, "result_claims") == "all closed":
        asked.append(year.get("all_claims_closed"))
    return None if None in asked else all(asked)


def given_shares(year: Mapping[str, Any], net: Fraction | None) -> list[tuple[str, Fraction | None]]:
    """What each clause would give back, were there no floor."""
    policy, found = year["policy"], []
    if (bands := yearly(policy, "bonus_by_loss_ratio")) is not None:
        share = share_of_band(year, bands, net)
        found.append((BONUS, share_of_premium(net, share)))
    if (step := yearly(policy, "no_claims_bonus_step")) is not None:
        years = year.get("years_without_claim")
        cap = yearly(policy, "no_claims_bonus_cap")
        found.append((NO_CLAIMS, None if years is None else share_of_premium(net, min(cap, step * years))))
    if (rate := yearly(policy, "profit_share_rate")) is not None:
        losses, kept = losses_of(year), yearly(policy, "profit_share_charges")
        if losses is None or net is None:
            found.append((PROFIT, None))
        else:
            profit = net - nearest(net * kept / WHOLE) - losses
            found.append((PROFIT, nearest(max(Fraction(), profit) * rate / WHOLE)))
    return found


def result_lines(year: Mapping[str, Any], net: Fraction | None, least: Any) -> list[Line]:
    """Lines of the result: what is given back stops together at the minimum, where the policy says so."""
    policy, is_due = year["policy"], conditions(year)
    floor: Fraction | None = Fraction() if least is NOT_SET else least
    has_floor = yearly(policy, "result_given_back") == "down to the minimum premium"
    room = None if net is None or floor is None else max(Fraction(), net - floor)
    found = []
    for kind, share in given_shares(year, net):
        given = None if share is None or is_due is None or room is None else share if is_due else Fraction()
        if given is not None and room is not None:
            given = min(given, room) if has_floor else given
            room = max(Fraction(), room - given)
        found.append(Line(kind, None if given is None else -given))
    if (bands := yearly(policy, "malus_by_loss_ratio")) is not None:
        share = share_of_band(year, bands, net)
        found.append(Line(MALUS, share_of_premium(net, share)))
    return found
