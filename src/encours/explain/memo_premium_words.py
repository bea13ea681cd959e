"""Lines of the memo about what the insurer is owed: the turnover to declare, and the premium to pay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.duties.duty import Department
from encours.duties.kinds import DECLARE_TURNOVER, PAY_PREMIUM, led
from encours.duties.of_policy import DECLARED_BY
from encours.explain.memo_sentences import NOTHING, PRIMARY, MemoEntry, More
from encours.policy.faults import Words

PRICED_BY: Final = ("premium_rate", "minimum_premium", "flat_premium", "deposit_premium_share", "premium_instalments")
"""Terms by which a policy says what premium it costs, or when."""
_SUSPENDED: Final = Words(
    "The whole policy is suspended: no new delivery is insured, whatever the limits still say.",
    "Toute la police est suspendue : aucune nouvelle livraison n'est garantie, quoi que disent les agréments.",
)
_LETTER: Final = More(
    Words(
        " Late: within {suspension_after_notice} of the insurer's registered letter at the very last.",
        " En retard : au plus tard {suspension_after_notice} après la lettre recommandée de l'assureur.",
    ),
    "suspension_after_notice",
)


def _entries() -> Iterator[MemoEntry]:
    """Each line with what the policy loses where it is suspended, then without; then those of no terms of their own."""
    for needs, lost in ((("suspension_after_notice",), _SUSPENDED), ((), NOTHING)):
        yield MemoEntry(
            kind=DECLARE_TURNOVER,
            who=led(DECLARE_TURNOVER, Department.MANAGEMENT),
            written=tuple(sorted(DECLARED_BY)),
            needs=needs,
            does=Words(
                "Declare the turnover, by periods of {premium_declared_every}.",
                "Déclarer le chiffre d'affaires, par périodes de {premium_declared_every}.",
            ),
            by=Words(
                "Within {declaration_time} of the end of the period: {days_to_declare}.",
                "Dans les {declaration_time} de la fin de la période : {days_to_declare}.",
            ),
            more_by=(_LETTER,),
            lost=lost,
            clause="charge/declared_turnover",
        )
        yield MemoEntry(
            kind=PAY_PREMIUM,
            who=led(PAY_PREMIUM, Department.MANAGEMENT),
            written=PRICED_BY,
            needs=needs,
            does=Words("Pay the premium.", "Payer la prime."),
            more=(
                More(Words(" Rate: {premium_rate}.", " Taux : {premium_rate}."), "premium_rate"),
                More(
                    Words(
                        " At least {minimum_premium} a year, before tax.",
                        " Au moins {minimum_premium} par an, hors taxe.",
                    ),
                    "minimum_premium",
                ),
            ),
            by=Words("On the day each bill sets.", "À la date que fixe chaque appel de prime."),
            more_by=(
                More(
                    Words(
                        " The deposit is called on {days_of_instalments}.",
                        " La prime provisionnelle est appelée le {days_of_instalments}.",
                    ),
                    "deposit_premium_share",
                ),
                _LETTER,
            ),
            lost=lost,
        )
    for kind, does in (
        (
            DECLARE_TURNOVER,
            Words("Declare the turnover when it is due.", "Déclarer le chiffre d'affaires à son terme."),
        ),
        (PAY_PREMIUM, Words("Pay the premium when it is due.", "Payer la prime à son échéance.")),
    ):
        yield MemoEntry(
            kind=kind, who=led(kind, Department.MANAGEMENT), needs=("suspension_after_notice",), holds=(PRIMARY,),
            does=does, more_by=(_LETTER,), lost=_SUSPENDED, clause="maintain/policy_not_suspended",
        )  # fmt: skip


OF_THE_PREMIUM: Final = tuple(_entries())
"""Lines of both, of a policy that writes its own terms first."""
