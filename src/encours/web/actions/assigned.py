"""What is assigned to a lender: the buyers whose receivables it sees, and no other."""

from __future__ import annotations

from encours.units import Day
from encours.web.actions.agreed import programme_in_force
from encours.web.store.ledgers import assignments_to, every_buyer, sold_alone
from encours.web.store.models import AccountResult, LimitResult, Reading


def assigned_to(loss_payee: str, today: Day) -> frozenset[str] | None:
    """Buyers whose receivables are assigned to a loss payee on a day; None where all of them are.

    An assignment of what one entity sold shows the buyers to whom it alone sold: an account is shown whole, and must
    show nothing of another seller. One of a single policy shows the buyers whose receivables that policy takes. One
    that tells several of these shows the buyers within each.
    """
    if not loss_payee:
        return frozenset()
    found = frozenset[str]()
    for assignment in assignments_to(loss_payee, today):
        within = _within(*assignment, today)
        if within is None:
            return None
        found |= within
    return found


def taken_by(name: str, today: Day) -> frozenset[str] | None:
    """Buyers whose receivables a policy of the company takes; None where it takes those of all, none of another policy.

    The first policy takes each invoice from its first euro, refused or not, but those of the buyers that it leaves out;
    a layer of losses takes what is left of the same. One above or beside takes those of which it carries something, or
    to whose buyer it gives a limit, as the results of the day say: nobody is shown before they are made.
    """
    programme = programme_in_force()
    policy = None
    if programme is not None:
        policy = next((each for each in programme.layers if each.name == name), None)
    if programme is None or policy is None:
        return frozenset()
    if policy in programme.policies[1:]:
        return _carried_by(name, today)
    first = programme.primary
    if not first.insured_buyers and not first.excluded_buyers:
        return None
    return frozenset(each for each in every_buyer() if not first.excludes(each))


def _within(buyer: str, entity: str, policy: str, today: Day) -> frozenset[str] | None:
    """Buyers of one assignment; None where it is of all."""
    parts = [
        frozenset({buyer}) if buyer else None,
        sold_alone(entity, buyer) if entity else None,
        taken_by(policy, today) if policy else None,
    ]
    told = [each for each in parts if each is not None]
    return frozenset.intersection(*told) if told else None


def _carried_by(policy: str, today: Day) -> frozenset[str]:
    made = Reading.objects.filter(as_of__lte=today, known_on=None, standing=Reading.Standing.MADE)
    reading = made.order_by("-as_of").first()
    accounts = AccountResult.objects.filter(reading=reading).values_list("buyer", "policies")
    limits = LimitResult.objects.filter(reading=reading).values_list("buyer", "layers")
    carried = (buyer for buyer, names in accounts if policy in names)
    given = (buyer for buyer, layers in limits if policy in {each["policy"] for each in layers})
    return frozenset({*carried, *given})
