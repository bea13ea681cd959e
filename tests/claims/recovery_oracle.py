"""Whose is the money that comes back, in exact fractions, from the notes on market wordings alone.

Nothing here reads the code it judges. Shares are exact: the product, which rounds running totals to the cent, may
differ from them by half a cent on what came back in all.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Told:
    """A claim that was paid: all in cents."""

    debt: int
    within_limit: int
    insured_share: int
    indemnity: int


def exact_share(told: Told, regime: str, recovered: int) -> Fraction:
    """What the insurer has of all that came back so far, where the whole is shared."""
    whole = Fraction(recovered)
    own = told.debt - told.indemnity
    if regime == "insurer first":
        return min(whole, Fraction(told.indemnity))
    if regime == "insured first":
        return max(Fraction(0), whole - own)
    ratios = {
        "indemnity over debt": (told.indemnity, told.debt),
        "limit share of the debt": (told.within_limit, told.debt),
        "limit share, then percentage": (told.insured_share, told.debt),
        "loss ratio": (told.insured_share, told.within_limit),
    }
    part, of = ratios[regime]
    ratio = Fraction(part, of) if of else Fraction(0)
    return min(Fraction(told.indemnity), max(whole * ratio, whole - own))


def exact_by_invoice(invoices: list[tuple[int, int]], receipts: list[tuple[int, int | None]]) -> Fraction:
    """The same where invoices (debt, indemnity) are paid: the named one first, then the oldest."""
    left = [debt for debt, _ in invoices]
    total = Fraction(0)
    for amount, named in receipts:
        money = amount
        order = list(range(len(invoices)))
        if named is not None:
            order = [named, *(place for place in order if place != named)]
        for place in order:
            paid = min(money, left[place])
            left[place] -= paid
            money -= paid
            debt, indemnity = invoices[place]
            total += Fraction(paid * indemnity, debt) if debt else 0
    return total


def exact_debts(debts: list[tuple[int, bool]], money: int, reading: str) -> list[Fraction]:
    """What is left of debts (amount, insured) once money was put to them as a reading says; none of it is named."""
    amounts = [Fraction(amount) for amount, _ in debts]
    whole = sum(amounts)
    if reading == "settled again, pro rata":
        taken = min(Fraction(money), whole)
        return [amount - amount * taken / whole if whole else amount for amount in amounts]
    first = {"settled again, insured invoices first": True, "settled again, other debts first": False}.get(reading)
    order = sorted(range(len(debts)), key=lambda place: (first is not None and debts[place][1] != first, place))
    rest = Fraction(money)
    for place in order:
        paid = min(rest, amounts[place])
        amounts[place] -= paid
        rest -= paid
    return amounts
