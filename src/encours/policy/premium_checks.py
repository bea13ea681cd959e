"""What terms of the premium contradict, or leave unsaid: a base without a rate, a minimum above the maximum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from encours.clauses.charge_choices import PremiumBasis, PremiumTax
from encours.engine.wording import Wording
from encours.policy.chain_order import Schedule
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.quantity_text import in_words
from encours.policy.schedule import TermValue
from encours.units import UNSET

_BASE, _LEAST, _MOST = "premium_base", "minimum_premium", "maximum_premium"
_TAX, _TAX_RATE = "premium_tax", "premium_tax_rate"
_OWN_TAX_WITHOUT_RATE: Final = Wrong(
    "own_tax_without_rate",
    Words("The tax on premium is at a rate of its own, which no term states.",
          "La taxe sur la prime a un taux propre, qu'aucun terme n'énonce."),
    Words('Write premium_tax_rate under [terms], such as "19 %".',
          "Écrivez premium_tax_rate sous [terms], par exemple « 19 % »."),
)  # fmt: skip
_DECLARED_EVERY: Final = "premium_declared_every"
_YEAR: Final = 12
_DECLARED_UNEVENLY: Final = Wrong(
    "declared_unevenly",
    Words("Declarations of so many months do not make a year.",
          "Des déclarations d'autant de mois ne font pas une année."),
    Words('Write 1, 2, 3, 4, 6 or 12 months, such as "3 months".',
          "Écrivez 1, 2, 3, 4, 6 ou 12 mois, par exemple « 3 mois »."),
)  # fmt: skip
_RATES: Final = ("premium_rate", "premium_rate_by_terms", "premium_rate_by_amount")
_NEEDED: Final[Mapping[int, tuple[str, ...]]] = {
    PremiumBasis.TURNOVER: _RATES,
    PremiumBasis.BALANCES: _RATES,
    PremiumBasis.SHIPMENTS: _RATES,
    PremiumBasis.LIMITS: ("limit_premium_rate",),
    PremiumBasis.FLAT: ("flat_premium", "liability_premium_rate"),
}
"""Terms of which each base needs one, or there is nothing to charge."""


def check_premium(wording: Wording, schedules: Sequence[Schedule], faults: Faults, *, currency: str) -> None:
    """Refuse what can charge nothing, or cannot be; warn of sales that no rate is for.

    The first of the schedules is that of the policy.
    """
    terms, path = schedules[0]
    if _BASE in wording.terms and _BASE in terms:
        base = PremiumBasis.numbered(terms[_BASE].entries[0].value)
        needed = _NEEDED[base]
        if not any(name in own for own, _ in schedules for name in needed):
            faults.refuse(_without_rate(base, needed), (*path, _BASE))
        elif needed is _RATES:
            _warn_of_elsewhere(terms, faults, schedules)
    _check_tax(schedules, faults)
    _check_periods(schedules, faults)
    if _LEAST in terms and _MOST in terms:
        least, most = (_single(terms[name]) for name in (_LEAST, _MOST))
        if UNSET not in {least, most} and least > most:
            told = in_words(wording.terms[_MOST], most, currency)
            faults.refuse(_above(told), (*path, _LEAST), also=(*path, _MOST))


def _check_tax(schedules: Sequence[Schedule], faults: Faults) -> None:
    """Refuse a tax at the rate of the policy where no schedule states a rate: it would be nothing."""
    if any(_TAX_RATE in terms for terms, _ in schedules):
        return
    for terms, path in schedules:
        if _TAX in terms and any(entry.value == PremiumTax.OWN_RATE for entry in terms[_TAX].entries):
            faults.refuse(_OWN_TAX_WITHOUT_RATE, (*path, _TAX))


def _check_periods(schedules: Sequence[Schedule], faults: Faults) -> None:
    """Refuse periods of declaration that do not make a year: the last of each would be of other days than agreed."""
    for terms, path in schedules:
        if _DECLARED_EVERY in terms and _YEAR % _single(terms[_DECLARED_EVERY]):
            faults.refuse(_DECLARED_UNEVENLY, (*path, _DECLARED_EVERY))


def _single(value: TermValue) -> int:
    """Value of a term that has one for the whole policy."""
    return value.entries[0].value


def _warn_of_elsewhere(terms: Mapping[str, TermValue], faults: Faults, schedules: Sequence[Schedule]) -> None:
    """Warn where every rate is for some sales only: the others would have none."""
    set_ones = [(name, terms[name]) for name in _RATES if name in terms]
    if not set_ones or any(not entry.when for _, value in set_ones for entry in value.entries):
        return
    name, value = set_ones[-1]
    keys = " / ".join(value.keys)
    faults.warn(
        Wrong(
            "rate_not_everywhere",
            Words(
                f"Every rate is for some sales ({keys}): the others have none, and their premium cannot be told.",
                f"Chaque taux vaut pour certaines ventes ({keys}) : les autres n'en ont pas, et leur prime ne peut "
                "être déterminée.",
            ),
            Words(
                "Add an entry without when, for all other sales.",
                "Ajoutez une entrée sans when, pour toutes les autres ventes.",
            ),
        ),
        (*schedules[0][1], name),
    )


def _without_rate(base: PremiumBasis, needed: Sequence[str]) -> Wrong:
    names = ", ".join(needed)
    return Wrong(
        "premium_without_rate",
        Words(
            f'Premium is counted on "{base.english}", and no term says how much of it.',
            f"La prime est assise sur « {base.french} », et aucun terme ne dit combien.",
        ),
        Words(f"Write one of {names} under [terms].", f"Écrivez l'un de {names} sous [terms]."),
    )


def _above(most: Words) -> Wrong:
    return Wrong(
        "minimum_above_maximum",
        Words(
            f"The minimum premium is above the maximum premium, {most.english}.",
            f"La prime minimum dépasse la prime maximum, {most.french}.",
        ),
        Words("Check both amounts in the policy.", "Vérifiez les deux montants dans la police."),
    )
