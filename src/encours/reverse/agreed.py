"""A reverse cover as its policy agrees it: the one buyer, its suppliers each with a limit of their own, the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from encours.clauses.choices import LimitScope
from encours.clauses.reverse_terms import TOTAL
from encours.facts.kinds import Entity
from encours.facts.view import View
from encours.policy.faults import Words, Wrong
from encours.policy.layers import takes_losses
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.units import MISSING, NEVER, UNSET, Cents, Day

WITHOUT_ALLOCATION: Final = ("discretionary_limit", "blind_limit")
"""Terms that give room to whom nothing was allocated: it would stand in no total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseCover:
    """The policy, the buyer that took it out, by its code in the ledger, and the total from each day it changes on."""

    programme: Programme
    debtor: str
    totals: tuple[tuple[Day, Cents], ...]

    @property
    def policy(self) -> Policy:
        """The one policy."""
        return self.programme.primary

    def total_on(self, day: Day) -> Cents:
        """The total in force on a day; before the period, that of its first day."""
        return next((total for first, total in reversed(self.totals) if first <= day), self.totals[0][1])


def is_reverse(policy: Policy) -> bool:
    """Whether a policy agrees on a total of allocations, which makes it a reverse cover."""
    return _agrees_on(policy, TOTAL)


def suppliers_of(view: View, cover: ReverseCover) -> Mapping[str, str]:
    """Name of each insured supplier by its code: of the schedule, and of the facts, those that join later included."""
    names = {each.entity: each.name for each in cover.policy.entities}
    whole = View.of(view.ledger, as_of=NEVER - 1, known_on=view.known_on)
    return names | {each.entity: each.name for each in cast("tuple[Entity, ...]", whole.facts("entities"))}


def _agrees_on(policy: Policy, term: str) -> bool:
    return term in policy.terms or any(term in each.terms for each in policy.endorsements)


def reverse_cover(programme: Programme) -> ReverseCover | tuple[Wrong, ...]:
    """The cover that a programme agrees, or everything that keeps it from being a reverse cover."""
    policy = programme.primary
    if len(programme.layers) > 1 and any(map(is_reverse, programme.layers)):
        return (_SEVERAL_LAYERS,)
    if takes_losses(policy) or not is_reverse(policy):
        return (_NO_TOTAL,)
    wrong = []
    if resolve(policy, "limit_scope", {}, policy.period_start) != LimitScope.ENTITY:
        wrong.append(_ONE_LIMIT_FOR_ALL)
    if len(policy.insured_buyers) != 1:
        wrong.append(_NO_ONE_DEBTOR)
    debtor = next(iter(policy.insured_buyers), "")
    totals = tuple((day, resolve(policy, TOTAL, {"buyer": debtor}, day)) for day in _days(policy))
    if any(total in {MISSING, UNSET} for _, total in totals):
        wrong.append(_TOTAL_UNKNOWN)
    wrong += [_without_allocation(name) for name in WITHOUT_ALLOCATION if _agrees_on(policy, name)]
    return tuple(wrong) if wrong else ReverseCover(programme=programme, debtor=debtor, totals=totals)


def _days(policy: Policy) -> tuple[Day, ...]:
    """Days of the period on which the total may change."""
    changed = {each.effective_on for each in policy.endorsements if TOTAL in each.terms}
    return tuple(sorted({policy.period_start, *(day for day in changed if day > policy.period_start)}))


def _without_allocation(name: str) -> Wrong:
    return Wrong(
        "room_without_allocation",
        Words(
            f"{name} gives room to a supplier that nothing was allocated to: it would stand in no total.",
            f"{name} donne une place à un fournisseur sans allocation : aucun total ne la compterait.",
        ),
        Words("Take it out: each supplier has its allocation.", "Retirez ce terme : chaque fournisseur a la sienne."),
    )


_SEVERAL_LAYERS: Final = Wrong(
    "reverse_with_layers",
    Words("A reverse cover is one policy, and this programme has several.",
          "Une assurance-crédit inversée est une seule police, et ce programme en a plusieurs."),
    Words("Keep the reverse cover in a folder of its own.", "Gardez-la dans un dossier à elle."),
)  # fmt: skip
_NO_TOTAL: Final = Wrong(
    "total_of_allocations_missing",
    Words("This policy is no reverse cover: it agrees on no total of allocations.",
          "Cette police n'est pas une assurance-crédit inversée : elle ne convient d'aucun total des allocations."),
    Words(f'Add under [terms]: {TOTAL} = "1 000 000 EUR"; a template with comments is in examples/reverse.',
          f'Ajoutez sous [terms] : {TOTAL} = "1 000 000 EUR" ; un modèle commenté est dans examples/reverse.'),
)  # fmt: skip
_ONE_LIMIT_FOR_ALL: Final = Wrong(
    "allocations_shared",
    Words("Each supplier has its own limit in a reverse cover, and this policy gives all of them one.",
          "Chaque fournisseur a son agrément dans une assurance-crédit inversée, et cette police n'en donne qu'un à "
          "tous."),
    Words('Add under [terms]: limit_scope = "insured entity"',
          'Ajoutez sous [terms] : limit_scope = "insured entity"'),
)  # fmt: skip
_NO_ONE_DEBTOR: Final = Wrong(
    "debtor_missing",
    Words("A reverse cover insures the debts of one buyer, and this policy does not name just one.",
          "Une assurance-crédit inversée porte sur les dettes d'un seul acheteur, et cette police n'en nomme pas "
          "exactement un."),
    Words('Name it by its code under [insured_buyers], such as: MI = "who took out this cover"',
          'Nommez-le par son code sous [insured_buyers], par exemple : MI = "souscripteur de cette police"'),
)  # fmt: skip
_TOTAL_UNKNOWN: Final = Wrong(
    "total_of_allocations_unknown",
    Words("The total of allocations is not known on every day of the period.",
          "Le total des allocations n'est pas connu chaque jour de la période."),
    Words("Give it one amount from the first day, under [terms]; an endorsement may change it from its own day.",
          "Donnez-lui un seul montant dès le premier jour, sous [terms] ; un avenant peut le changer à sa date."),
)  # fmt: skip
