"""A line, a bond and its events, each in a line of a test; all amounts are euros, told without their cents."""

from datetime import date
from typing import Any

from encours.bonds.line import BondKind, BondLine
from encours.bonds.standing import Standing, in_order, standing
from encours.bonds.terms import DayCount, FeePeriod, Nature, RunsUntil
from encours.facts.kinds import Bond, BondEvent
from encours.units import NEVER, UNSET

EPOCH = date(1970, 1, 1)


def on(text: str) -> int:
    """Day of an ISO date."""
    return (date.fromisoformat(text) - EPOCH).days


def kind(nature: Nature = Nature.AUTONOMOUS, *, name: str = "performance", **more: Any) -> BondKind:
    """Kind of bond that stands until it is released, without sublimit, at 1.2 %."""
    told = {"sublimit": UNSET, "rate": 120, "minimum_fee": UNSET, "runs_until": RunsUntil.RELEASE,
            "lapses_after_reception": UNSET, "places": {"sublimit": "surety.toml:9"}, **more}  # fmt: skip
    return BondKind(name=name, nature=nature, **told)


def line(*kinds: BondKind, total: int = 100_000, **more: Any) -> BondLine:
    """Line of 2026 in euros."""
    told = {"opens_on": on("2026-01-01"), "closes_on": on("2026-12-31"), "fee_period": FeePeriod.QUARTER,
            "day_count": DayCount.DAYS_360, "collateral": UNSET, "payments_take_room": True, **more}  # fmt: skip
    return BondLine(
        name="Cautions", surety="Garant Fictif SA", principal="Bâtisseurs Imaginaires SAS", currency="EUR",
        total=total * 100, kinds={each.name: each for each in kinds or (kind(),)},
        places={"total": "surety.toml:5"}, **told,
    )  # fmt: skip


def bond(reference: str = "C-1", *, amount: int = 10_000, **more: Any) -> Bond:
    """Bond of 2 January 2026 without a last day."""
    told = {"kind": "performance", "beneficiary": "Ville Fictive", "issued_on": on("2026-01-02"),
            "expires_on": NEVER, "currency": "EUR", "source": f"bonds.csv:{reference}", **more}  # fmt: skip
    return Bond(reference=reference, amount=amount * 100, **told)


def event(name: str, day: str, amount: int | None = None, *, of: str = "C-1", **more: Any) -> BondEvent:
    """What happens to a bond on a day."""
    told = {} if amount is None else {"amount": amount * 100, "currency": "EUR"}
    return BondEvent(bond=of, event=name, happened_on=on(day), source=f"bond_events.csv:{day}", **told, **more)


def stands(day: str, *events: BondEvent, of: Bond | None = None, under: BondKind | None = None) -> Standing:
    """Standing of a bond at the end of a day, from events in any order."""
    return standing(of or bond(), in_order(events), under or kind(), on(day))


def euros(found: Standing) -> tuple[int, int, int, int]:
    """Outstanding, due, paid and still to be recovered, in euros."""
    return found.outstanding // 100, found.due // 100, found.paid // 100, found.to_recover // 100
