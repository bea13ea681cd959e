"""What is known of a claim beside its loss: the debts of the buyer, money that came back, and corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from encours.claims.loss import Loss, LossLine
from encours.clauses.recovery_choices import RecoverySource
from encours.policy.faults import Words
from encours.units import MISSING, NEVER, UNSET, Cents, Day, portion


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """One debt of the buyer on the day of the loss, insured or not, taxes included where they are owed.

    `number` is empty for a debt that no invoice names. `delivered` is `MISSING` where nobody knows it. `owner` is the
    place of the loss by buyer that it belongs to, where the claim is of several.
    """

    number: str
    amount: Cents
    instalment: int = 1
    delivered: Day = MISSING
    owner: int = 0

    @property
    def key(self) -> tuple[str, int]:
        """What an invoice of a loss has in common with its debt."""
        return self.number, self.instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A sum that came in from or for a buyer, in minor units of its currency.

    `invoice` is what the payer named, empty for money on account. `costs` were spent to get the sum, of which
    `by_insurer` by the insurer. `known` is the day the insured learnt of it, the day it came in unless told. `rank` is
    its rank among sums that nothing else tells apart: layers share them one by one.
    """

    claim: str
    on: Day
    amount: Cents
    currency: str
    invoice: str = ""
    instalment: int = 1
    source: int = RecoverySource.DEBTOR
    costs: Cents = 0
    by_insurer: Cents = 0
    reference: str = ""
    known: Day = MISSING
    rank: int = 1

    @property
    def learnt(self) -> Day:
        """Day from which an answer may count it."""
        return self.on if self.known == MISSING else self.known


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A part of an invoice that was never owed: a dispute settled against the insured, a credit note found later."""

    claim: str
    on: Day
    invoice: str
    amount: Cents
    instalment: int = 1
    reference: str = ""

    @property
    def learnt(self) -> Day:
        """Day from which an answer may count it."""
        return self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A loss under its own name in a policy year.

    `debts` is all that the buyer owed on the day of the loss, the oldest first. `paid_on` is the day of the indemnity,
    `NEVER` while it is not paid. `losses` are those by buyer that the loss puts together, where it is of a group: money
    and corrections are told of one of them, and concern its debts alone. `insured` are the keys of the invoices that
    any layer or year insures. `again` tells its lines once so much is left of each debt; where nothing does, they fall
    pro rata with their debts. `put_by` is how all layers put early money to debts, and to which of them
    (`RecoveryBeforeIndemnity`, `RecoveryPool`), where this is not for the policy alone to say.
    """

    name: str
    loss: Loss
    debts: tuple[Debt, ...]
    paid_on: Day = NEVER
    losses: tuple[Loss, ...] = ()
    insured: frozenset[tuple[str, int]] = frozenset()
    put_by: tuple[int, int] | None = None
    again: Callable[[tuple[Cents, ...]], Sequence[LossLine]] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Hold that the debts are those of the loss."""
        assert sum(debt.amount for debt in self.debts) == self.loss.debt, f"{self.name}: the debts are not the debt"
        owed = {debt.key: debt.amount for debt in self.debts}
        assert len(owed) == len(self.debts), f"{self.name}: one debt is told twice"
        for line in self.loss.lines:
            assert line.gross <= owed.get(line.key, -1), f"{self.name}: {line.number} owes less"

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the losses by buyer that it is, of which money is told."""
        return tuple(each.name for each in self.losses or (self.loss,))

    def debts_of(self, name: str) -> tuple[int, ...]:
        """Places of the debts of one of its losses by buyer."""
        owner = self.names.index(name)
        return tuple(place for place, debt in enumerate(self.debts) if debt.owner == owner)

    @property
    def in_programme(self) -> tuple[int, ...]:
        """For each debt, 1 where the programme has its invoice, else 0: layers and years must put a sum to the same."""
        keys = {line.key for line in self.loss.lines} | self.insured
        return tuple(int(debt.key in keys) for debt in self.debts)

    @property
    def names_with_invoices(self) -> frozenset[str]:
        """Names of its losses by buyer of which it has an invoice."""
        keys, names = {line.key for line in self.loss.lines}, self.names
        return frozenset(names[debt.owner] for debt in self.debts if debt.key in keys)


def losses_left(claim: Claim, left: Sequence[Cents]) -> tuple[Loss, ...]:
    """The losses of a claim once that much is left of each debt: walked again, or pro rata with what is left."""
    owed = {debt.key: (debt.amount, now) for debt, now in zip(claim.debts, left, strict=True)}
    debts = [0] * max(1, len(claim.losses))
    for debt, now in zip(claim.debts, left, strict=True):
        debts[debt.owner] += now
    again: Mapping[tuple[str, int], LossLine] | None = None
    if claim.again is not None and any(before != now for before, now in owed.values()):
        again = {line.key: line for line in claim.again(tuple(left))}

    def line_left(line: LossLine) -> LossLine:
        before, now = owed[line.key]
        if again is None:
            return _left(line, before, now)
        walked = again.get(line.key)
        return replace(_left(line, before, 0), debt=now) if walked is None else _left(walked, walked.debt, now)

    return tuple(
        replace(loss, lines=tuple(map(line_left, loss.lines)), debt=debt)
        for loss, debt in zip(claim.losses or (claim.loss,), debts, strict=True)
    )


def _left(line: LossLine, owed: Cents, now: Cents) -> LossLine:
    # Running totals, so that no part is more than what it is part of.
    interest, charged, gross, whole, carried = (
        portion(now, part, owed) if owed else 0
        for part in (line.interest, line.interest + line.costs, line.gross, line.gross + line.outside, line.carried)
    )
    return replace(
        line, gross=gross, debt=line.debt if line.debt == MISSING else now, interest=interest,
        interest_is_known=line.interest_is_known or now == 0, costs=charged - interest,
        outside=whole - gross, part=UNSET if line.part == UNSET else carried,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refused:
    """Something told of the claims of a year that cannot be counted, with the reason and what to do."""

    told: Claim | Receipt | Correction
    what: Words
    hint: Words


def refused(
    claims: Sequence[Claim], receipts: Sequence[Receipt], corrections: Sequence[Correction], currency: str
) -> tuple[Refused, ...]:
    """Everything that cannot be counted, all at once, in the order of the texts that say so."""
    met = Counter(claim.name for claim in claims)
    by_name = {name: claim for claim in claims if met[claim.name] == 1 for name in claim.names}
    found = [_twice(claim) for claim in claims if met[claim.name] > 1]
    money: list[Receipt | Correction] = [*receipts, *corrections]
    for told in money:
        claim = by_name.get(told.claim)
        if told.amount <= 0 or (isinstance(told, Receipt) and told.costs < 0):
            found.append(_not_positive(told))
        elif isinstance(told, Receipt) and told.currency != currency:
            found.append(_other_currency(told, currency))
        elif claim is None:
            found.append(_no_claim(told, by_name))
        elif told.invoice and (told.invoice, told.instalment) not in {debt.key for debt in claim.debts}:
            found.append(_no_debt(told, claim))
    return tuple(sorted(found, key=lambda each: (each.what, repr(each.told))))


def _twice(claim: Claim) -> Refused:
    return Refused(
        claim,
        Words(f"Two claims are named {claim.name}.", f"Deux sinistres portent le nom {claim.name}."),
        Words("Give each claim a name of its own.", "Donner à chaque sinistre un nom distinct."),
    )


def _not_positive(told: Receipt | Correction) -> Refused:
    return Refused(
        told,
        Words(
            f"Claim {told.claim}: an amount of {told.amount} is no sum received or taken off.",
            f"Sinistre {told.claim} : {told.amount} n'est pas une somme reçue ou retranchée.",
        ),
        Words(
            "Write the sum without a sign, above zero, and costs of at least zero.",
            "Écrire la somme sans signe, supérieure à zéro, et des frais d'au moins zéro.",
        ),
    )


def _other_currency(receipt: Receipt, currency: str) -> Refused:
    return Refused(
        receipt,
        Words(
            f"Claim {receipt.claim}: a sum in {receipt.currency} under a policy in {currency}.",
            f"Sinistre {receipt.claim} : somme en {receipt.currency} sous une police en {currency}.",
        ),
        Words(
            f"Tell what the sum is worth in {currency} on the day the policy converts recoveries.",
            f"Indiquer la contre-valeur en {currency} au jour où la police convertit les récupérations.",
        ),
    )


def _no_claim(told: Receipt | Correction, known: Mapping[str, Claim]) -> Refused:
    names = ", ".join(sorted(known))
    return Refused(
        told,
        Words(f"No claim is named {told.claim}.", f"Aucun sinistre ne porte le nom {told.claim}."),
        Words(f"The claims of the year are: {names}.", f"Les sinistres de l'année sont : {names}."),
    )


def _no_debt(told: Receipt | Correction, claim: Claim) -> Refused:
    numbers = ", ".join(debt.number for debt in claim.debts if debt.number)
    return Refused(
        told,
        Words(
            f"Claim {told.claim} has no debt on invoice {told.invoice}, instalment {told.instalment}.",
            f"Le sinistre {told.claim} n'a pas de créance sur la facture {told.invoice}, échéance {told.instalment}.",
        ),
        Words(
            f"Its invoices are: {numbers}; or name none.",
            f"Ses factures sont : {numbers} ; ou n'en nommer aucune.",
        ),
    )
