"""What the layers of a programme must agree on, so that together they cover an invoice once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from encours.clauses.choices import LayerMode
from encours.clauses.orders import IndemnityStep
from encours.policy.chain_order import steps_of
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.schedule import Policy, TermValue

Policies = Sequence[Policy | None]

_ALONE: Final = Wrong(
    "policy_alone_not_primary",
    Words(
        "This policy stands above or beside a primary one, and there is none: it would keep nothing.",
        "Cette police se place au-dessus ou à côté d'une première ligne, et il n'y en a pas : elle ne garderait rien.",
    ),
    Words(
        "Put its primary policy before it in programme.toml, or leave layer_mode out if it is the primary.",
        "Placez avant elle sa première ligne dans programme.toml, ou retirez layer_mode si c'est elle.",
    ),
)

_ORDER_WITHOUT_LIMIT: Final = Wrong(
    "layer_order_without_limit",
    Words(
        'The indemnity chain of this layer has no step "limit": it would pay what the other layers carry.',
        "La chaîne d'indemnité de cette tranche n'a pas d'étape « agrément » : elle paierait ce que d'autres portent.",
    ),
    Words(
        'Add "limit" to its indemnity_chain, first in most policies.',
        "Ajoutez « agrément » à son indemnity_chain, en premier dans la plupart des polices.",
    ),
)

#: Terms about the ledger and the accounts as a whole: they are those of the primary policy for every layer.
OF_THE_PRIMARY: Final = (
    "amount_base", "limit_amount_base", "oldest_by", "payment_allocation", "exchange_rate_day", "limit_scope",
    "insolvency_proceedings", "loss_exchange_rate", "interest_in_base", "interest_in_base_until", "cost_in_base",
)  # fmt: skip


def refuse_what_does_not_stack(policies: Policies, faults: Faults) -> None:
    """Refuse layers that could not be told apart, added up, ranked, or read as they are written."""
    _refuse_same_names(policies, faults)
    _refuse_two_currencies(policies, faults)
    _refuse_ranks(policies, faults)
    _refuse_what_the_primary_says(policies, faults)
    _refuse_orders_without_limit(policies, faults)


def takes_losses(policy: Policy) -> bool:
    """Whether a layer takes the year's losses, and no invoice."""
    return LayerMode.EXCESS_OF_LOSS in _modes(policy)


def refuse_alone(policy: Policy, faults: Faults) -> None:
    """Refuse a policy read without programme that is no primary, on some day: nothing below it would carry first."""
    if _modes(policy) - {LayerMode.PRIMARY}:
        faults.refuse(_ALONE, ("terms", "layer_mode"))


def _refuse_same_names(policies: Policies, faults: Faults) -> None:
    first: dict[str, int] = {}
    for number, policy in enumerate(policies):
        if policy is None:
            continue
        if policy.name in first:
            faults.refuse_key(
                Wrong(
                    "layers_with_one_name",
                    Words(
                        f'Two layers are named "{policy.name}".',
                        f"Deux tranches se nomment « {policy.name} ».",
                    ),
                    Words("Give each policy its own name.", "Donnez à chaque police son propre nom."),
                ),
                ("layers", number),
                also=("layers", first[policy.name]),
            )
        first.setdefault(policy.name, number)


def _refuse_two_currencies(policies: Policies, faults: Faults) -> None:
    """Refuse a layer whose amounts are in another currency: cover would add them up as they stand."""
    primary = policies[0] if policies else None
    for number, policy in enumerate(policies):
        if primary is None or policy is None or policy.currency == primary.currency:
            continue
        faults.refuse_key(
            Wrong(
                "layers_in_two_currencies",
                Words(
                    f"The layers are in two currencies, {primary.currency} and {policy.currency}.",
                    f"Les tranches sont dans deux devises, {primary.currency} et {policy.currency}.",
                ),
                Words(
                    f"Write the amounts of both in {primary.currency}, at the rate they agree.",
                    f"Écrivez les montants des deux en {primary.currency}, au cours qu'elles conviennent.",
                ),
            ),
            ("layers", number),
            also=("layers", 0),
        )


def _refuse_ranks(policies: Policies, faults: Faults) -> None:
    """Refuse a programme that does not begin with its one primary policy: the others stand above or beside it."""
    for number, policy in enumerate(policies):
        modes = set() if policy is None else _modes(policy)
        if len(policies) == 1 and modes - {LayerMode.PRIMARY}:
            faults.refuse_key(_ALONE, ("layers", number))
        elif number == 0 and modes - {LayerMode.PRIMARY}:
            faults.refuse_key(
                Wrong(
                    "first_layer_not_primary",
                    Words(
                        "The first layer is not the primary policy.",
                        "La première tranche n'est pas la police de première ligne.",
                    ),
                    Words(
                        'Put the policy whose layer_mode is "primary" first.',
                        "Placez d'abord la police dont layer_mode est « primary ».",
                    ),
                ),
                ("layers", number),
            )
        if number > 0 and LayerMode.PRIMARY in modes:
            faults.refuse_key(
                Wrong(
                    "second_primary_layer",
                    Words(
                        "This layer is primary too: both would pay the same invoice.",
                        "Cette tranche est elle aussi de première ligne : les deux paieraient la même facture.",
                    ),
                    Words(
                        'Set layer_mode = "excess", "pari passu" or "excess of loss" in its terms.',
                        "Indiquez layer_mode = « excess », « pari passu » ou « excess of loss » dans ses termes.",
                    ),
                ),
                ("layers", number),
                also=("layers", 0),
            )
        below = None if number == 0 else policies[number - 1]
        if below is not None and policy is not None and takes_losses(below) and not takes_losses(policy):
            faults.refuse_key(
                Wrong(
                    "layer_of_invoices_above_losses",
                    Words(
                        "This layer takes invoices and stands above one that takes losses.",
                        "Cette tranche prend des factures et se place au-dessus d'une tranche de pertes.",
                    ),
                    Words("Put layers of losses last.", "Placez les tranches de pertes en dernier."),
                ),
                ("layers", number),
                also=("layers", number - 1),
            )


def _refuse_what_the_primary_says(policies: Policies, faults: Faults) -> None:
    """Refuse in another layer what is read of the primary policy alone, unless it says the same."""
    primary = policies[0] if policies else None
    for number, policy in enumerate(policies):
        if number == 0 or primary is None or policy is None:
            continue
        names = [name for name in OF_THE_PRIMARY if _differs(policy.terms.get(name), primary, name)]
        names += [
            table for table, own, first in (
                ("insured_buyers", policy.insured_buyers, primary.insured_buyers),
                ("excluded_buyers", policy.excluded_buyers, primary.excluded_buyers),
                ("entities", policy.entities, primary.entities),
            ) if own and own != first
        ]  # fmt: skip
        if names:
            listed = ", ".join(names)
            faults.refuse_key(
                Wrong(
                    "layer_against_the_primary",
                    Words(
                        f"This layer has its own {listed}, which are those of the primary policy for every layer.",
                        f"Cette tranche a ses propres {listed}, qui sont ceux de la première ligne pour toutes.",
                    ),
                    Words(
                        "Write in it what the primary says, or leave them out.",
                        "Écrivez-y ce que dit la première ligne, ou retirez-les.",
                    ),
                ),
                ("layers", number),
                also=("layers", 0),
            )


def _refuse_orders_without_limit(policies: Policies, faults: Faults) -> None:
    """Refuse an order without the limit where several layers take invoices: two would pay the same euro."""
    of_invoices = [(number, each) for number, each in enumerate(policies) if each is None or not takes_losses(each)]
    for number, policy in of_invoices:
        if policy is None or len(of_invoices) == 1 or "indemnity_chain" not in policy.terms:
            continue
        if IndemnityStep.LIMIT not in steps_of(policy.terms["indemnity_chain"].entries[0].value):
            faults.refuse_key(_ORDER_WITHOUT_LIMIT, ("layers", number))


def _differs(own: TermValue | None, primary: Policy, name: str) -> bool:
    """Whether a layer states a value of a term that is not the primary's, stated or by default."""
    if own is None:
        return False
    stated = primary.terms.get(name)
    if stated is not None:
        return own != stated
    term = primary.wording.terms[name]
    return any(
        term.choices is None or term.choices.numbered(each.value).english != term.default for each in own.entries
    )


def _modes(policy: Policy) -> set[int]:
    """Every way in which a policy takes its part, endorsements included; none where its wording knows no layers."""
    if "layer_mode" not in policy.wording.terms:
        return set()
    schedules = [policy.terms, *(endorsement.terms for endorsement in policy.endorsements)]
    stated = [terms["layer_mode"] for terms in schedules if "layer_mode" in terms]
    found = {entry.value for value in stated for entry in value.entries}
    own = policy.terms.get("layer_mode")
    said = own is not None and not all(entry.when for entry in own.entries)
    return found if said else {int(LayerMode.PRIMARY), *found}
