"""What the limit has room for, once older debt took its place."""

from encours.clauses.choices import LimitIncrease, Occupies, RunOff
from encours.engine.terms import Term
from encours.units import Cents, portion, within
from encours.units.kinds import Unit

# The terms below are read by the account walk, which hands over the limit in force and the older debt in it.

limit_increase = Term(
    unit=Unit("code"),
    choices=LimitIncrease,
    english="What a raised limit lifts: deliveries from its effect on, or what is open already.",
    french="Ce que couvre une augmentation : les livraisons suivantes, ou l'encours déjà ouvert.",
    default="future deliveries",
    varies_by_limit=False,
)
run_off = Term(
    unit=Unit("code"),
    choices=RunOff,
    english="Whether deliveries after a reduction wait for the older debt to fall below the new limit.",
    french="Si les livraisons suivant une réduction attendent que l'encours repasse sous la limite.",
    default="balance",
)
orders_in_hand = Term(
    unit=Unit("span"),
    english="How long after a cut took effect an order taken before its decision keeps the former limit.",
    french="Durée après l'effet d'une réduction ou résiliation où une commande antérieure garde l'agrément.",
    low="0 days",
    high="12 months",
    varies_by_limit=False,
    example="3 months",
)
occupies_the_limit = Term(
    unit=Unit("code"),
    choices=Occupies,
    english="Which older debt takes room in the limit.",
    french="Créances antérieures qui occupent l'agrément.",
    default="insurable debt",
)
disputed_part_occupies_the_limit = Term(
    unit=Unit("flag"),
    english="Whether the disputed part of an older invoice takes room in the limit.",
    french="Si la part litigieuse d'une facture antérieure occupe l'agrément.",
    default="no",
)


def rule(
    asked: Cents,
    insured_base: Cents,
    limit_base: Cents,
    limit_amount: Cents,
    limit_beside: Cents,
    balance_before: Cents,
) -> Cents:
    """What is asked, cut to the room left, both counted in the base of the limit."""
    needed = asked
    if insured_base > 0 and limit_base != insured_base:
        needed = portion(asked, limit_base, insured_base)
    return within(asked, needed, max(0, limit_amount + limit_beside - balance_before))
