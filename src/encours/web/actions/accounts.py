"""One account or a few of them, loaded from the store whole: what a page about customers asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from encours.cover.book.exchange import can_be_judged
from encours.facts.assumptions import assume
from encours.facts.only import only
from encours.facts.view import View
from encours.units import Day
from encours.web.actions.agreed import programme_in_force
from encours.web.actions.readings import asked_of
from encours.web.computing.question import Asked
from encours.web.people.models import Organisation
from encours.web.store.facts import MODELS
from encours.web.store.ledgers import kin_of, ledger_of


def asked_about_each(
    organisation: Organisation, buyers: Collection[str], as_of: Day, known_on: Day | None = None
) -> Asked | None:
    """A question about a few accounts, those that share their limits included; None where nothing can be judged.

    Nothing can without a policy, nor where a rate of exchange lacks or amounts are too large: the reading says which.
    """
    programme = programme_in_force()
    if programme is None:
        return None
    kin = frozenset[str]().union(*(kin_of(each) for each in buyers))
    found = asked_of(organisation, ledger_of(kin), programme, as_of, known_on)
    asked = replace(found, view=only(found.view, kin))
    return asked if can_be_judged(asked.view, programme) else None


def view_of(buyer: str, as_of: Day, known_on: Day | None) -> View:
    """Facts of one account and those that share its limit, as they stood; inside the walls."""
    kin = kin_of(buyer)
    return only(assume(ledger_of(kin).view(as_of, known_on)), kin)


def is_known(buyer: str) -> bool:
    """Whether any fact of the organisation names this buyer."""
    named = (model for name, model in MODELS.items() if hasattr(model, "buyer"))
    if not buyer:
        return False
    return any(model.objects.filter(buyer=buyer).exists() for model in named)
