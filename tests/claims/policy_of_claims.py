"""A policy in a line, and a claim in another."""

from encours.claims.loss import Loss, LossLine, YearFigures
from encours.claims.money import Claim, Debt, Receipt
from encours.clauses.recovery_choices import RecoverySource
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.policy.quantities import written_value
from encours.policy.schedule import Policy, always
from encours.units import NEVER

NOTHING_KNOWN = YearFigures()
LOST, PAID = 100, 200


def policy(**terms: str) -> Policy:
    """A whole-turnover policy in euros with these terms, written as in a policy file."""
    written = {name: always(written_value(WHOLE_TURNOVER.terms[name], text, "EUR")) for name, text in terms.items()}
    return Policy(
        name="Made-up policy",
        insurer="Made-up insurer",
        wording=WHOLE_TURNOVER,
        currency="EUR",
        period_start=0,
        period_end=364,
        terms=written,
    )


def claim(
    name: str,
    *insured: tuple[int, int],
    others: tuple[int, ...] = (),
    percentage: int = 10_000,
    day: int = LOST,
    paid_on: int = PAID,
) -> Claim:
    """A claim on invoices 1, 2 ... of these debts and limits, oldest first, then on uninsured debts X1, X2 ..."""
    lines = tuple(
        LossLine(number=str(place), gross=gross, limit=limit, percentage=percentage)
        for place, (gross, limit) in enumerate(insured, 1)
    )
    debts = (
        *(Debt(number=line.number, amount=line.gross) for line in lines),
        *(Debt(number=f"X{place}", amount=amount) for place, amount in enumerate(others, 1)),
    )
    owed = sum(debt.amount for debt in debts)
    loss = Loss(claim=name, buyer=f"buyer of {name}", day=day, cause="insolvency", debt=owed, lines=lines)
    return Claim(name=name, loss=loss, debts=debts, paid_on=paid_on)


def receipt(
    name: str,
    amount: int,
    on: int = PAID + 1,
    invoice: str = "",
    source: int = RecoverySource.DEBTOR,
    costs: int = 0,
    known: int | None = None,
) -> Receipt:
    """Money received on a claim."""
    return Receipt(
        claim=name,
        on=on,
        amount=amount,
        currency="EUR",
        invoice=invoice,
        source=source,
        costs=costs,
        known=on if known is None else known,
    )


__all__ = ["LOST", "NEVER", "NOTHING_KNOWN", "PAID", "claim", "policy", "receipt"]
