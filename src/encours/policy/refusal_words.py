"""Why a quantity was not read, in English and French, from what the reader of quantities answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from encours.policy.faults import Words, Wrong
from encours.units.plain_text import folded
from encours.units.refusal import Refusal
from encours.units.refusal_in_french import in_french

EXAMPLES: Final = {
    "span": Words(
        'a duration such as "60 days" or "45 days end of month"',
        'une durée comme "60 jours" ou "45 jours fin de mois"',
    ),
    "days": Words('a number of days such as "60 days"', 'un nombre de jours comme "60 jours"'),
    "months": Words('a number of months such as "12 months"', 'un nombre de mois comme "12 mois"'),
    "basis points": Words('a percentage such as "90 %"', 'un pourcentage comme "90 %"'),
    "millionths": Words('a rate such as "0.35 ‰" or "0.12 %"', 'un taux comme "0,35 ‰" ou "0,12 %"'),
    "rates by amount": Words(
        'rates such as "0.35 ‰ to 10 000 000 EUR; 0.30 ‰ above"',
        'des taux comme "0,35 ‰ jusqu\'à 10 000 000 EUR ; 0,30 ‰ au-delà"',
    ),
    "rates by days": Words(
        'rates such as "0.30 ‰ to 30 days; 0.40 ‰ above"', 'des taux comme "0,30 ‰ jusqu\'à 30 jours ; 0,40 ‰ au-delà"'
    ),
    "shares by ratio": Words(
        'shares such as "15 % to 20 %; 5 % to 40 %"', "des parts comme \"15 % jusqu'à 20 % ; 5 % jusqu'à 40 %\""
    ),
    "cents": Words('an amount such as "25 000 EUR"', 'un montant comme "25 000 EUR"'),
    "multiple": Words('a multiple such as "30 x minimum premium"', 'un multiple comme "30 x prime minimum"'),
    "steps": Words('steps such as "limit, insured percentage"', 'des étapes comme "agrément, quotité"'),
    "clock": Words('a clock such as "30 days after due date"', 'un délai comme "30 jours après l\'échéance"'),
    "country": Words('two letters such as "FR"', 'deux lettres comme "FR"'),
}
"""What a right value looks like, by unit."""

_FRENCH: Final = {
    "duration_empty": "La durée est vide.",
    "duration_malformed": "Ceci n'est pas une durée.",
    "duration_out_of_range": "La durée dépasse ce que ce programme calcule, ou son jour n'existe pas.",
    "duration_without_unit": "Le nombre n'a pas d'unité.",
    "duration_in_working_days": "Les durées sont en jours calendaires ou en mois ; seuls les délais comptés d'un fait "
    "sont en jours ouvrés.",
    "duration_negative": "Une durée n'a pas de signe moins.",
    "duration_in_fractions": "Une fraction n'est pas une durée : jours et mois ne se convertissent jamais.",
    "multiple_malformed": "Ceci n'est pas un multiple d'une prime.",
    "multiple_out_of_range": "Le multiple est nul ou trop grand.",
    "multiple_ambiguous": '"prime" seul peut être la prime minimum ou la prime payée.',
    "multiple_base_unknown": "La prime multipliée n'est pas une des trois connues.",
}
"""What is wrong, by the code of the refusal, where it is not told with the quantity; the English is its own."""

_OTHER_CURRENCY: Final = Words(
    "Every amount of a policy is in its currency, {currency}.",
    "Tous les montants d'une police sont dans sa devise, {currency}.",
)
_THREE_MULTIPLES: Final = Words(
    'Write "30 x minimum premium", "30 x premium paid" or "30 x greater of minimum premium and premium paid".',
    'Écrivez "30 x prime minimum", "30 x prime payée" ou '
    '"30 x la plus élevée de la prime minimum et de la prime payée".',
)
CLOCKS: Final = (
    "hand_over_deadline", "claim_declaration_deadline", "claim_filing_deadline", "aggravation_notice_deadline",
    "appeal_deadline", "recovery_remittance_deadline", "information_answer_deadline",
)  # fmt: skip
"""Terms that are clocks, and may be in working days."""
_CALENDAR_DAYS: Final = Words(
    f'Write calendar days, such as "14 days" for ten working days, which is never later. '
    f"Clocks are: {', '.join(CLOCKS)}.",
    f'Écrivez des jours calendaires, par exemple "14 jours" pour dix jours ouvrés, jamais plus tard. '
    "Se comptent d'un fait : "
    f"{', '.join(CLOCKS)}.",
)
_NO_SIGN: Final = Words('Write how long it is, such as "3 days".', 'Écrivez sa longueur, par exemple "3 jours".')
_PLAIN_AMOUNT: Final = Words(
    'Write "1 234.00 {currency}", with its decimals.', 'Écrivez "1 234,00 {currency}", avec ses décimales.'
)
OF_THE_CURRENCY: Final = frozenset({
    "amount_in_another_currency", "amount_symbol_ambiguous", "amount_with_two_currencies", "currency_unknown",
})  # fmt: skip
"""Refusals of an amount for its currency: what to do depends on where the amount is told."""
_HINTS: Final = {
    **dict.fromkeys(OF_THE_CURRENCY, _OTHER_CURRENCY),
    "duration_in_working_days": _CALENDAR_DAYS,
    "duration_negative": _NO_SIGN,
    "amount_ambiguous": _PLAIN_AMOUNT,
    "amount_scientific": _PLAIN_AMOUNT,
    "multiple_malformed": _THREE_MULTIPLES,
    "multiple_ambiguous": _THREE_MULTIPLES,
    "multiple_base_unknown": _THREE_MULTIPLES,
}


def in_both_languages(refusal: Refusal, *, unit: str, currency: str) -> tuple[str, Words, Words]:
    """Code, what is wrong and what to do of a refused quantity, in English and French."""
    example = EXAMPLES[unit]
    french = _FRENCH.get(refusal.code) or in_french(refusal)[0]
    hint = _HINTS.get(refusal.code)
    if hint is None:
        hint = Words(f"Write {example.english}.", f"Écrivez {example.french}.")
        return refusal.code, Words(refusal.what, french), _in_currency(hint, currency, "EUR")
    return refusal.code, Words(refusal.what, french), _in_currency(hint, currency, "{currency}")


def _in_currency(words: Words, currency: str, mark: str) -> Words:
    return Words(*(text.replace(mark, currency) for text in words)) if currency else words


def one_of(code: str, written: object, *, english: Sequence[str], french: Sequence[str]) -> Wrong:
    """Refusal of a word that is none of a closed list, with the nearest one when it looks like a slip."""
    near = nearest(str(written), [*english, *french]) if isinstance(written, str) else None
    what = Words(
        "must be one of: " + _listed(english, "or") + ".",
        "doit être l'un de : " + _listed(french, "ou") + ".",
    )
    if near is None:
        return Wrong(code, what, Words("Take the one the policy states.", "Prenez celui que la police énonce."))
    place = (english.index(near) if near in english else french.index(near), near)[0]
    return Wrong(code, what, Words(f'Did you mean "{english[place]}"?', f'Vouliez-vous dire "{french[place]}" ?'))


def _listed(words: Sequence[str], joint: str) -> str:
    quoted = [f'"{word}"' for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"


def nearest(written: str, names: Iterable[str], *, least: int = 70) -> str | None:
    """Known name that looks most like a wrong one, accents and capitals apart; None when none does."""
    from rapidfuzz import fuzz, process  # only a fault needs it

    known = {folded(name.replace("_", " ")): name for name in reversed(list(names))}
    found = process.extractOne(
        folded(written[:100].replace("_", " ")), known.keys(), scorer=fuzz.ratio, score_cutoff=least
    )
    return None if found is None else known[found[0]]


def after_nearest(written: str, names: Iterable[str], hint: Words, *, least: int = 70) -> Words:
    """A hint, after the known name that looks most like a wrong one where any does."""
    near = nearest(written, names, least=least)
    if near is None:
        return hint
    return Words(f'Did you mean "{near}"? {hint.english}', f"Vouliez-vous dire « {near} » ? {hint.french}")
