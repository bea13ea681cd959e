"""One value of a term as a policy writes it: text with its unit to integer, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from encours.engine.chain import packed
from encours.engine.terms import Term
from encours.policy.bands import UNITS as IN_BANDS
from encours.policy.bands import read_bands
from encours.policy.clock_text import read_clock
from encours.policy.faults import Words, Wrong
from encours.policy.quantity_text import NOT_USED, UNBOUNDED, encode_country, encode_multiple, in_words
from encours.policy.refusal_words import EXAMPLES, after_nearest, in_both_languages, one_of
from encours.units import MAXIMUM_AMOUNT, UNSET, Day, add_months, after, end_of_month, from_civil, span_parts
from encours.units.countries import country_meant
from encours.units.currency import currency as known_currency
from encours.units.parse import (
    Refusal,
    parse_amount,
    parse_flag,
    parse_multiple,
    parse_percentage,
    parse_rate,
    parse_span,
)
from encours.units.plain_text import folded
from encours.units.spans import EndOfMonth

EPOCH: Final = date(1970, 1, 1).toordinal()
FIRST_DAY: Final = from_civil(1990, 1, 1)
LAST_DAY: Final = from_civil(2100, 12, 31)
_LARGEST_COUNT: Final = 10**9

_OF_A_PREMIUM: Final = re.compile(r"\b(?:premiums?|primes?)\b", re.IGNORECASE)
"""Words by which an amount is one of premium."""


def read_quantity(term: Term, written: object, currency: str) -> int | Wrong:
    """Value of a term as TOML gives it, in the term's unit; refused when its unit or bounds are not kept."""
    if isinstance(written, str) and folded(written) in {folded(word) for word in NOT_USED}:
        return UNSET if term.default is None else _cannot_be_unset(term)
    value = _READERS[term.unit.name](term, written, currency)
    return value if isinstance(value, Wrong) else _within_bounds(term, value, currency)


@lru_cache(maxsize=4096)
def written_value(term: Term, text: str, currency: str) -> int:
    """Value of a bound or default that the wording wrote; an unreadable one is a mistake of the program.

    An amount there is a figure in the currency of the policy, whichever it is; one that bounds nothing is the largest.
    """
    if term.unit.name == "cents" and text == UNBOUNDED.english:
        return MAXIMUM_AMOUNT
    written: object = text
    if term.unit.name == "cents":
        written = re.sub(r"[^0-9.,\s-]", "", text) + f" {currency}"
    if term.unit.name == "count":
        written = int(text)
    if term.unit.name == "day":
        written = date.fromisoformat(text)
    value = _READERS[term.unit.name](term, written, currency)
    assert not isinstance(value, Wrong), f"the wording writes {text!r}, which is refused: {value}"
    return value


def day_of(written: object) -> int | Wrong:
    """Day of a TOML date, from 1990 to 2100; a text or a time of day is refused."""
    if isinstance(written, datetime) or not isinstance(written, date):
        return Wrong(
            "date_expected",
            Words("This is not a date.", "Ceci n'est pas une date."),
            Words("Write it without quotes: 2026-01-31.", "Écrivez-la sans guillemets : 2026-01-31."),
        )
    day = written.toordinal() - EPOCH
    if not FIRST_DAY <= day <= LAST_DAY:
        return Wrong(
            "date_out_of_range",
            Words("The year must be between 1990 and 2100.", "L'année doit être comprise entre 1990 et 2100."),
            Words("Check the four figures of the year.", "Vérifiez les quatre chiffres de l'année."),
        )
    return day


def _text(unit: str, written: object) -> str | Wrong:
    """Text of a quantity; anything else is refused with the way to write it."""
    if isinstance(written, str):
        return written
    if isinstance(written, bool) or not isinstance(written, int | Decimal):
        return Wrong(
            "value_malformed",
            Words("This is neither a text nor a figure.", "Ceci n'est ni un texte ni un chiffre."),
            Words(f"Write {EXAMPLES[unit].english}.", f"Écrivez {EXAMPLES[unit].french}."),
        )
    example = _WITH_UNIT[unit].format(written)
    return Wrong(
        "value_without_unit",
        Words("The number has no unit.", "Le nombre n'a pas d'unité."),
        Words(f"Write {example}, with its quotes.", f"Écrivez {example}, avec ses guillemets."),
    )


_WITH_UNIT: Final = {
    "span": '"{} days"',
    "days": '"{} days"',
    "months": '"{} months"',
    "basis points": '"{} %"',
    "millionths": '"{} ‰"',
    "rates by amount": '"{} ‰ above"',
    "rates by days": '"{} ‰ above"',
    "shares by ratio": '"{} % above"',
    "cents": '"{} EUR"',
    "multiple": '"{} x minimum premium"',
    "steps": '"limit, insured percentage"',
    "clock": '"{} days after due date"',
    "country": '"FR"',
}


def _read_span(term: Term, written: object, _currency: str) -> int | Wrong:
    text = _text(term.unit.name, written)
    if isinstance(text, Wrong):
        return text
    return _or_wrong(term, parse_span(text))


def _read_days(term: Term, written: object, currency: str) -> int | Wrong:
    span = _read_span(term, written, currency)
    if isinstance(span, Wrong):
        return span
    parts = span_parts(span)
    if parts.months or parts.end_of_month is not EndOfMonth.NONE or parts.on_day:
        return Wrong(
            "value_not_in_days",
            Words("This must be a number of days.", "Il faut ici un nombre de jours."),
            Words(
                'Write the days the contract means, such as "60 days": a month has no fixed number of them.',
                'Écrivez les jours du contrat, par exemple "60 jours" : un mois n\'en a pas un nombre fixe.',
            ),
        )
    return parts.days


def _read_months(term: Term, written: object, currency: str) -> int | Wrong:
    span = _read_span(term, written, currency)
    if isinstance(span, Wrong):
        return span
    parts = span_parts(span)
    if parts.days or parts.end_of_month is not EndOfMonth.NONE or parts.on_day:
        return Wrong(
            "value_not_in_months",
            Words("This must be a number of months.", "Il faut ici un nombre de mois."),
            Words('Write it as "12 months".', 'Écrivez par exemple "12 mois".'),
        )
    return parts.months


def _read_percentage(term: Term, written: object, _currency: str) -> int | Wrong:
    text = _text(term.unit.name, written)
    return text if isinstance(text, Wrong) else _or_wrong(term, parse_percentage(text))


def _read_rate(term: Term, written: object, _currency: str) -> int | Wrong:
    text = _text(term.unit.name, written)
    return text if isinstance(text, Wrong) else _or_wrong(term, parse_rate(text))


def _read_bands(term: Term, written: object, currency: str) -> int | Wrong:
    text = _text(term.unit.name, written)
    return text if isinstance(text, Wrong) else read_bands(term.unit.name, text, currency)


def _read_amount(term: Term, written: object, currency: str) -> int | Wrong:
    text = _text(term.unit.name, written)
    if isinstance(text, Wrong):
        return Wrong(text.code, text.what, Words(*(words.replace("EUR", currency) for words in text.hint)))
    if re.fullmatch(r"[\s.,'-]*[0-9][\s0-9.,'-]*", text):
        return Wrong(
            "value_without_unit",
            Words("The amount has no currency.", "Le montant n'a pas de devise."),
            Words(f'Write "{text.strip()} {currency}".', f'Écrivez "{text.strip()} {currency}".'),
        )
    if _OF_A_PREMIUM.search(text):
        return Wrong(
            "amount_is_multiple",
            Words("This is not an amount: it is told from a premium.",
                  "Ce n'est pas un montant : il est dit d'après une prime."),
            Words(
                f'Write the amount, such as "50,000 {currency}"; a maximum liability in multiples of the premium is '
                'maximum_liability_multiple = "30 x minimum premium".',
                f'Écrivez le montant, comme "50 000 {currency}" ; une limite de décaissement en multiples de la prime '
                'est maximum_liability_multiple = "30 x prime minimum".',
            ),
        )  # fmt: skip
    read = parse_amount(text, currency=known_currency(currency))
    return _or_wrong(term, read if isinstance(read, Refusal) else read.cents, currency)


def _read_multiple(term: Term, written: object, _currency: str) -> int | Wrong:
    text = _text(term.unit.name, written)
    if isinstance(text, Wrong):
        return text
    read = parse_multiple(text)
    return _or_wrong(term, read if isinstance(read, Refusal) else encode_multiple(read))


def _read_flag(_term: Term, written: object, _currency: str) -> int | Wrong:
    if isinstance(written, bool):
        return int(written)
    read = parse_flag(written) if isinstance(written, str) else None
    if isinstance(read, int):
        return read
    return Wrong(
        "value_not_yes_or_no",
        Words("This is neither yes nor no.", "Ceci n'est ni oui ni non."),
        Words(
            'Write true or false, without quotes, or "yes" or "no".',
            'Écrivez true ou false, sans guillemets, ou "oui" ou "non".',
        ),
    )


def _read_count(_term: Term, written: object, _currency: str) -> int | Wrong:
    if isinstance(written, str) and re.fullmatch(r"\s*[0-9]{1,12}\s*", written):
        written = int(written)
    if isinstance(written, bool) or not isinstance(written, int):
        return Wrong(
            "value_not_a_count",
            Words("This must be a whole number.", "Il faut ici un nombre entier."),
            Words("Write figures alone, such as 3.", "Écrivez des chiffres seuls, par exemple 3."),
        )
    if abs(written) > _LARGEST_COUNT:
        return Wrong(
            "value_too_large",
            Words("The number is too large.", "Le nombre est trop grand."),
            Words("At most 1 000 000 000.", "Au plus 1 000 000 000."),
        )
    return written


def _read_day(_term: Term, written: object, _currency: str) -> int | Wrong:
    return day_of(written)


def _read_choice(term: Term, written: object, _currency: str) -> int | Wrong:
    assert term.choices is not None, "a term in codes has its choices"
    said = _word(written) if isinstance(written, str) else ""
    for choice in term.choices:
        if said in {_word(choice.english), _word(choice.french)}:
            return int(choice)
    english = [choice.english for choice in term.choices]
    french = [choice.french for choice in term.choices]
    return one_of("choice_unknown", written, english=english, french=french)


def _read_steps(term: Term, written: object, _currency: str) -> int | Wrong:
    """A chain as one integer: a usual order by its name, or steps in order, with commas between them."""
    assert term.choices is not None, "a term in steps has its choices"
    text = _text(term.unit.name, written)
    if isinstance(text, Wrong):
        return text
    for english, french, value in term.presets:
        if _word(text) in {_word(english), _word(french)}:
            return value
    words = [word for word in re.split(r"[,;>]", text) if word.strip()]
    codes = [_read_choice(term, word, _currency) for word in words]
    wrong = next((code for code in codes if isinstance(code, Wrong)), None)
    if wrong is not None:
        return _step_unknown(term, words, codes)
    steps = [code + 1 for code in codes if isinstance(code, int)]
    if not steps or len(set(steps)) < len(steps):
        return _steps_twice_or_none(term, steps)
    return packed(steps)


def _read_clock(term: Term, written: object, _currency: str) -> int | Wrong:
    text = _text(term.unit.name, written)
    return text if isinstance(text, Wrong) else read_clock(term, text)


def _read_country(_term: Term, written: object, _currency: str) -> int | Wrong:
    """A country whose working days are known, as one integer."""
    from encours.units.calendars import calendar_known  # slow to load, and few policies say it

    text = _text("country", written)
    if isinstance(text, Wrong):
        return text
    code, meant = text.strip().upper(), country_meant(text)
    if calendar_known(code):
        return encode_country(code)
    what = Words(
        f'"{text[:60]}" is no country whose working days are known.',
        f"« {text[:60]} » n'est pas un pays dont les jours ouvrés sont connus.",
    )
    hint = Words('Write its two letters, such as "FR".', 'Écrivez ses deux lettres, par exemple "FR".')
    if calendar_known(meant):
        hint = Words(f'Did you mean "{meant}"? {hint.english}', f"Vouliez-vous dire « {meant} » ? {hint.french}")
    return Wrong("calendar_unknown", what, hint)


def _step_unknown(term: Term, words: list[str], codes: list[int | Wrong]) -> Wrong:
    word = next(word for word, code in zip(words, codes, strict=True) if isinstance(code, Wrong)).strip()
    assert term.choices is not None
    known = [name for step in term.choices for name in (step.english, step.french)]
    names = [name for english, french, _ in term.presets for name in (english, french)]
    steps = ", ".join(f'"{step.english}"' for step in term.choices)
    in_french = ", ".join(f'"{step.french}"' for step in term.choices)
    hint = Words(f"The steps are {steps}.", f"Les étapes sont {in_french}.")
    what = Words(
        f'"{word[:60]}" is no step, and no usual order.', f"« {word[:60]} » n'est ni une étape ni un ordre usuel."
    )
    return Wrong("step_unknown", what, after_nearest(word, [*known, *names], hint))


def _steps_twice_or_none(term: Term, steps: list[int]) -> Wrong:
    example = Words(f'Write for instance: "{term.example}".', f'Écrivez par exemple : "{term.example}".')
    if not steps:
        return Wrong("steps_none", Words("There is no step.", "Il n'y a aucune étape."), example)
    assert term.choices is not None
    twice = next(step for step in steps if steps.count(step) > 1)
    named = list(term.choices)[twice - 1]
    return Wrong(
        "step_twice",
        Words(f'The step "{named.english}" stands twice.', f"L'étape « {named.french} » figure deux fois."),
        Words("Each step is taken once: keep one of them.", "Chaque étape n'est suivie qu'une fois : gardez-en une."),
    )


def _word(text: str) -> str:
    return re.sub(r"[\s_'-]+", " ", folded(text)).strip()


def _or_wrong(term: Term, read: int | Refusal, currency: str = "") -> int | Wrong:
    if not isinstance(read, Refusal):
        return read
    code, what, hint = in_both_languages(read, unit=term.unit.name, currency=currency)
    return Wrong(code, what, hint)


def _cannot_be_unset(term: Term) -> Wrong:
    return Wrong(
        "term_cannot_be_unset",
        Words(
            "The wording cannot do without this term.",
            "Les conditions générales ne peuvent pas se passer de ce terme.",
        ),
        Words(
            f'Leave it out to have its default, "{term.default}".',
            f'Ne l\'écrivez pas pour avoir sa valeur par défaut, "{term.default}".',
        ),
    )


def _within_bounds(term: Term, value: int, currency: str) -> int | Wrong:
    low = None if term.low is None else written_value(term, term.low, currency)
    high = None if term.high is None else written_value(term, term.high, currency)
    if _keeps(term, low, value, high):
        return value
    return Wrong(
        "value_out_of_range",
        _range_words(term, low, high, currency),
        _slip_of_the_pen(term, low, value, high, currency),
    )


def _keeps(term: Term, low: int | None, value: int, high: int | None) -> bool:
    size: Callable[[int], tuple[int, int]] = _reach if term.unit.name == "span" else lambda number: (number, number)
    return (low is None or size(low)[0] <= size(value)[0]) and (high is None or size(value)[1] <= size(high)[1])


@lru_cache(maxsize=1024)
def _reach(span: int) -> tuple[int, int]:
    """Fewest and most days a duration can take, over the days of four years."""
    parts = span_parts(span)
    if not (parts.months or parts.end_of_month or parts.on_day):
        return parts.days, parts.days
    start = from_civil(2024, 1, 1)
    days: Iterable[Day] = range(start, start + 1461)
    if not (parts.days or parts.end_of_month or parts.on_day):
        # Whole months are longest from the first day of a month, and shortest from its last.
        firsts = [add_months(start, months) for months in range(48)]
        days = [*firsts, *map(end_of_month, firsts)]
    lengths = [after(day, span) - day for day in days]
    return min(lengths), max(lengths)


def _range_words(term: Term, low: int | None, high: int | None, currency: str) -> Words:
    least = None if low is None else in_words(term, low, currency)
    most = None if high is None else in_words(term, high, currency)
    if least is not None and most is not None:
        return Words(
            f"must be between {least.english} and {most.english}.",
            f"doit être compris entre {least.french} et {most.french}.",
        )
    if least is not None:
        return Words(f"must be at least {least.english}.", f"doit être au moins {least.french}.")
    assert most is not None, "a value without bounds is within them"
    return Words(f"must be at most {most.english}.", f"doit être au plus {most.french}.")


CHECK_THE_FIGURE: Final = Words("Check the figure in the policy.", "Vérifiez le chiffre dans la police.")
"""What to do where a figure is out of bounds and no slip of the pen explains it."""


def _slip_of_the_pen(term: Term, low: int | None, value: int, high: int | None, currency: str) -> Words:
    """What was probably meant: one zero less, when that lies within the bounds."""
    plain_days = term.unit.name != "span" or value < 2**14
    if term.unit.name in _WITH_UNIT and term.unit.name not in IN_BANDS and plain_days and value > 0 and value % 10 == 0:
        meant = value // 10
        # 110 % is no slip for 11 %.
        likely = term.unit.name not in {"basis points", "millionths"} or (high is not None and value >= 3 * high)
        if likely and _keeps(term, low, meant, high):
            text = in_words(term, meant, currency)
            return Words(f'Did you mean "{text.english}"?', f'Vouliez-vous dire "{text.french}" ?')
    return CHECK_THE_FIGURE


_READERS: Final[Mapping[str, Callable[[Term, object, str], int | Wrong]]] = {
    "span": _read_span,
    "days": _read_days,
    "months": _read_months,
    "basis points": _read_percentage,
    "millionths": _read_rate,
    **dict.fromkeys(IN_BANDS, _read_bands),
    "cents": _read_amount,
    "multiple": _read_multiple,
    "flag": _read_flag,
    "count": _read_count,
    "day": _read_day,
    "code": _read_choice,
    "steps": _read_steps,
    "clock": _read_clock,
    "country": _read_country,
}
