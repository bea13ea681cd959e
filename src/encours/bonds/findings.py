"""What facts about bonds contradict: their line, or one another. Some forbid an answer; the others are told with it."""

from __future__ import annotations

from collections.abc import Iterator

from encours.bonds.line import BondLine
from encours.bonds.portfolio import Portfolio, Use, bonds_of, events_by_bond
from encours.bonds.standing import Standing, standing
from encours.facts.faults import Fault, after_guess
from encours.facts.kinds import Bond, BondEvent
from encours.facts.view import View
from encours.policy.refusal_words import nearest
from encours.units import MISSING, Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import amount_in_both, show_day


def refused_bonds(view: View, line: BondLine) -> tuple[Fault, ...]:
    """Bonds of a kind that the line does not know, or not in its currency: nothing could be counted with them."""
    events = events_by_bond(view)
    found: list[Fault] = []
    for each in bonds_of(view):
        if each.kind not in line.kinds:
            found.append(_unknown_kind(each, line))
        facts: tuple[Bond | BondEvent, ...] = (each, *events.get(each.reference, ()))
        found += [_other_currency(fact, line) for fact in facts if fact.currency not in {"", line.currency}]
    return tuple(sorted(found))


def findings(found: Portfolio) -> tuple[Fault, ...]:
    """What does not fit on the day of a portfolio: too much used, too much paid or recovered, too late, too early."""
    told = [*_over(found)]
    for each in found.bonds:
        if not found.line.is_open(each.bond.issued_on):
            told.append(_issued_outside(each.bond))
        told += _of_events(each, found.line)
    return tuple(told)


def _unknown_kind(bond: Bond, line: BondLine) -> Fault:
    near = nearest(bond.kind, line.kinds)
    listed = ", ".join(line.kinds)
    remedy_en, remedy_fr = after_guess(near, f"Its kinds: {listed}.", f"Ses natures : {listed}.")
    return Fault(
        code="bond of unknown kind",
        fact_ids=(bond.fact_id,),
        en=f"The line has no kind of bond {bond.kind}.",
        fr=f"La ligne n'a pas de nature de caution {bond.kind}.",
        remedy_en=remedy_en,
        remedy_fr=remedy_fr,
    )


def _other_currency(fact: Bond | BondEvent, line: BondLine) -> Fault:
    return Fault(
        code="bond in another currency",
        fact_ids=(fact.fact_id,),
        en=f"This is in {fact.currency}, and the line is in {line.currency}: nothing says at which rate it counts.",
        fr=f"Ceci est en {fact.currency}, et la ligne en {line.currency} : rien ne dit à quel cours le compter.",
        remedy_en=f"Write its amount in {line.currency}, at the rate the surety counts it.",
        remedy_fr=f"Écrivez son montant en {line.currency}, au cours retenu par le garant.",
    )


def _over(found: Portfolio) -> Iterator[Fault]:
    if found.use.over:
        yield _over_one(found.use, found.line, "", "the line", "la ligne")
    for name, use in found.by_kind.items():
        if use.over:
            yield _over_one(use, found.line, name, f"the sublimit of {name}", f"la sous-limite {name}")


def _over_one(use: Use, line: BondLine, kind: str, english: str, french: str) -> Fault:
    total, used, over = (_amounts(each, line) for each in (use.total, use.used, use.over))
    return Fault(
        code="over the sublimit" if kind else "over the line",
        fact_ids=(line.kinds[kind].places["sublimit"] if kind else line.places["total"],),
        en=f"Bonds take {used[0]} of {english}, which is {total[0]}: {over[0]} too much.",
        fr=f"Les cautions prennent {used[1]} sur {french}, qui est de {total[1]} : {over[1]} de trop.",
        remedy_en="Ask for releases that are due, or have the surety agree to more.",
        remedy_fr="Demandez les mainlevées dues, ou faites accorder davantage par le garant.",
    )


def _issued_outside(bond: Bond) -> Fault:
    return Fault(
        code="bond issued while the line was closed",
        fact_ids=(bond.fact_id,),
        en=f"Bond {bond.reference} was issued on {show_day(bond.issued_on, 'en')}, when the line was not open.",
        fr=f"La caution {bond.reference} est émise le {show_day(bond.issued_on, 'fr')}, la ligne étant fermée.",
        remedy_en="Mend its day, or the days of the line.",
        remedy_fr="Rectifiez son jour, ou les jours de la ligne.",
    )


def _of_events(each: Standing, line: BondLine) -> Iterator[Fault]:
    """What each event contradicts of what stood before it."""
    for place, event in enumerate(each.events):
        before = standing(each.bond, each.events[:place], each.kind, event.happened_on)
        if event.event == "called" and before.has_ended:
            yield _late(event, before)
        elif event.event == "reduced" and event.amount > before.outstanding:
            yield _no_reduction(event, before, line)
        elif event.event == "paid" and before.due == MISSING:
            if not any(later.event == "debt established" for later in each.events[place:]):
                yield _paid_for_what(event)
        elif event.event == "paid" and event.amount > before.due:
            yield _unduly_paid(event, before.due, line)
        elif event.event == "debt established" and event.amount < before.paid:
            yield _more_than_the_debt(event, before.paid, line)
        elif event.event == "recovered" and event.amount > before.to_recover:
            yield _recovered_too_much(event, before, line)


def _late(event: BondEvent, before: Standing) -> Fault:
    ended = before.ending.on
    return Fault(
        code="called too late",
        fact_ids=(event.fact_id,),
        en=f"Bond {event.bond} is called when it stands no more, since {show_day(ended, 'en')}: nothing is owed.",
        fr=f"La caution {event.bond} est appelée alors qu'elle a pris fin le {show_day(ended, 'fr')} : rien n'est dû.",
        remedy_en="Refuse the call, with the day and what ended the bond.",
        remedy_fr="Refusez l'appel, en indiquant ce jour et ce qui a mis fin à la caution.",
    )


def _no_reduction(event: BondEvent, before: Standing, line: BondLine) -> Fault:
    asked, stood = _amounts(event.amount, line), _amounts(before.outstanding, line)
    return Fault(
        code="reduction that raises",
        fact_ids=(event.fact_id,),
        en=f"Bond {event.bond} stood at {stood[0]}: it is not reduced to {asked[0]}, and stays as it is.",
        fr=f"La caution {event.bond} était de {stood[1]} : elle n'est pas réduite à {asked[1]}, et reste telle quelle.",
        remedy_en="Write what it stands at after the reduction; a rise is another bond.",
        remedy_fr="Indiquez ce qu'elle vaut après la réduction ; une hausse est une autre caution.",
    )


def _paid_for_what(event: BondEvent) -> Fault:
    return Fault(
        code="paid without a debt established",
        fact_ids=(event.fact_id,),
        en=f"The surety paid under bond {event.bond}, which is accessory, and nobody says what the principal owed.",
        fr=f"Le garant a payé le cautionnement {event.bond} sans que la dette du donneur d'ordre soit établie.",
        remedy_en="Enter the debt established: what the principal owed the beneficiary, admitted or adjudged.",
        remedy_fr="Saisissez la dette établie : ce que le donneur d'ordre devait au bénéficiaire, reconnu ou jugé.",
    )


def _unduly_paid(event: BondEvent, due: Cents, line: BondLine) -> Fault:
    paid, owed = _amounts(event.amount, line), _amounts(due, line)
    return Fault(
        code="paid and not owed",
        fact_ids=(event.fact_id,),
        en=f"The surety paid {paid[0]} under bond {event.bond}, and owed {owed[0]}.",
        fr=f"Le garant a payé {paid[1]} au titre de la caution {event.bond}, et devait {owed[1]}.",
        remedy_en="Enter the call, or the debt established, that it answers; else ask for it back.",
        remedy_fr="Saisissez l'appel ou la dette établie auxquels il répond ; sinon, demandez la restitution.",
    )


def _more_than_the_debt(event: BondEvent, paid: Cents, line: BondLine) -> Fault:
    owed, given = _amounts(event.amount, line), _amounts(paid, line)
    return Fault(
        code="paid above the debt",
        fact_ids=(event.fact_id,),
        en=f"The principal owed {owed[0]}, and the surety had paid {given[0]} under bond {event.bond}.",
        fr=f"Le donneur d'ordre devait {owed[1]}, et le garant avait payé {given[1]} au titre de la caution "
        f"{event.bond}.",
        remedy_en="Mend the debt, or ask the beneficiary for the difference.",
        remedy_fr="Rectifiez la dette, ou demandez la différence au bénéficiaire.",
    )


def _recovered_too_much(event: BondEvent, before: Standing, line: BondLine) -> Fault:
    back, owed = _amounts(event.amount, line), _amounts(before.to_recover, line)
    return Fault(
        code="recovered above what was paid",
        fact_ids=(event.fact_id,),
        en=f"{back[0]} came back under bond {event.bond}, and the principal owed {owed[0]}.",
        fr=f"{back[1]} ont été récupérés au titre de la caution {event.bond}, et le donneur d'ordre devait {owed[1]}.",
        remedy_en="Interest and costs are no part of it: enter what pays back what the surety paid.",
        remedy_fr="Intérêts et frais n'en font pas partie : saisissez ce qui rembourse le garant.",
    )


def _amounts(cents: Cents, line: BondLine) -> tuple[str, str]:
    return amount_in_both(Total(cents, known_currency(line.currency)))
