"""Rates in bands, as a policy writes them: "0.35 ‰ to 10 000 000 EUR; 0.30 ‰ above"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from encours.engine.bands import MOST, NO_END, Band, packed_bands, unpacked_bands
from encours.policy.faults import Words, Wrong
from encours.policy.refusal_words import EXAMPLES, in_both_languages
from encours.units import Count, span_parts
from encours.units.currency import currency as known_currency
from encours.units.money import Money
from encours.units.parse import Refusal, parse_amount, parse_percentage, parse_rate, parse_span
from encours.units.plain_text import folded
from encours.units.show import Language, show_amount, show_percentage, show_rate
from encours.units.spans import EndOfMonth

BY_AMOUNT, BY_DAYS, BY_RATIO = UNITS = ("rates by amount", "rates by days", "shares by ratio")
"""What the stretches are of: a sum of money, terms of payment in days, a ratio in basis points."""
_OPEN: Final = re.compile(r"(?P<rate>.+?)\s+(?:above|beyond|au.dela|ensuite)", re.IGNORECASE)
_CLOSED: Final = re.compile(r"(?P<rate>.+?)\s+(?:up to|to|jusqu.a)\s*(?P<end>.+)", re.IGNORECASE)


class Piece(NamedTuple):
    """One piece of the text: its rate, and its end, if it has one, as they are written."""

    rate: str
    end: str


def read_bands(unit: str, text: str, currency: str) -> int | Wrong:
    """Bands of a text in one number; refused where one cannot be read, or they do not rise, or leave sums out."""
    pieces = [_piece(each) for each in text.split(";") if each.strip()]
    if not pieces or None in pieces or len(pieces) > MOST:
        return _malformed(unit)
    read = []
    for each in pieces:
        assert each is not None, "every piece was read"
        rate, end = _rate(each.rate), _end(unit, each.end, currency)
        wrong = next((one for one in (rate, end) if isinstance(one, Wrong)), None)
        if wrong is not None:
            return wrong
        assert isinstance(rate, int)
        assert isinstance(end, int)
        read.append((end, rate))
    return _ordered(unit, read)


def _piece(text: str) -> Piece | None:
    written = folded(text.strip())
    if found := _OPEN.fullmatch(written):
        return Piece(found["rate"], "")
    found = _CLOSED.fullmatch(written)
    return None if found is None else Piece(found["rate"], found["end"].upper())


def _rate(text: str) -> int | Wrong:
    read = parse_rate(text)
    if isinstance(read, Refusal):
        return Wrong(*in_both_languages(read, unit="millionths", currency=""))
    if not 0 <= read <= 10**6:
        return Wrong(
            "band_rate_out_of_range",
            Words(
                "A rate of a band is between 0 % and 100 %.", "Le taux d'une tranche est compris entre 0 % et 100 %."
            ),
            Words("Check the figure in the policy.", "Vérifiez le chiffre dans la police."),
        )
    return read


def _end(unit: str, text: str, currency: str) -> Count | Wrong:
    """End of a band in the measure of its unit."""
    if not text:
        return NO_END
    if unit == BY_AMOUNT:
        bare = parse_amount(text)
        is_bare = isinstance(bare, Refusal) and bare.code == "amount_without_currency"
        amount = bare if is_bare else parse_amount(text, currency=known_currency(currency))
        if isinstance(amount, Refusal):
            return Wrong(*in_both_languages(amount, unit="cents", currency=currency))
        return amount.cents if amount.cents > 0 else _not_above_zero()
    read = parse_percentage(text) if unit == BY_RATIO else parse_span(text.lower())
    if isinstance(read, Refusal):
        return Wrong(*in_both_languages(read, unit="basis points" if unit == BY_RATIO else "span", currency=""))
    if unit == BY_DAYS:
        parts = span_parts(read)
        if parts.months or parts.on_day or parts.end_of_month is not EndOfMonth.NONE:
            return _malformed(unit)
        read = parts.days
    return read if read > 0 else _not_above_zero()


def _ordered(unit: str, read: list[tuple[Count, int]]) -> int | Wrong:
    ends = [end for end, _ in read]
    if any(one >= other for one, other in pairwise(ends)):
        return Wrong(
            "bands_out_of_order",
            Words("The bands do not rise: each must end above the one before.",
                  "Les tranches ne montent pas : chacune doit finir au-dessus de la précédente."),
            Words(f"Write {EXAMPLES[unit].english}.", f"Écrivez {EXAMPLES[unit].french}."),
        )  # fmt: skip
    if unit != BY_RATIO and ends[-1] != NO_END:
        return Wrong(
            "bands_without_end",
            Words("Nothing says what is charged above the last band.",
                  "Rien ne dit ce qui est dû au-delà de la dernière tranche."),
            Words(f'End with a rate "above": {EXAMPLES[unit].english}.',
                  f"Finissez par un taux « au-delà » : {EXAMPLES[unit].french}."),
        )  # fmt: skip
    return packed_bands(read)


def _malformed(unit: str) -> Wrong:
    return Wrong(
        "bands_malformed",
        Words("These are not rates in bands.", "Ce ne sont pas des taux par tranches."),
        Words(
            f"Write each rate with the end of its band, and a semicolon between them: {EXAMPLES[unit].english}.",
            f"Écrivez chaque taux avec la fin de sa tranche, séparés par un point-virgule : {EXAMPLES[unit].french}.",
        ),
    )


def _not_above_zero() -> Wrong:
    return Wrong(
        "band_end_not_above_zero",
        Words("A band ends at nothing, or below.", "Une tranche finit à rien, ou au-dessous."),
        Words("Write an end above zero.", "Écrivez une fin au-dessus de zéro."),
    )


def show_bands(unit: str, value: int, currency: str, language: Language) -> str:
    """Bands in words; the English ones can be read back."""
    mark = "\u00a0; " if language == "fr" else "; "
    return mark.join(_shown(unit, each, currency, language) for each in unpacked_bands(value))


def _shown(unit: str, band: Band, currency: str, language: Language) -> str:
    rate = show_rate(band.rate, language)
    rate = rate.replace("‰", " ‰").replace("%", " %") if language == "en" else rate
    if band.end == NO_END:
        return f"{rate} {'au-delà' if language == 'fr' else 'above'}"
    end = _ENDS[unit](band.end, currency, language)
    return f"{rate} jusqu'à {end}" if language == "fr" else f"{rate} to {end}"


def _amount(end: Count, currency: str, language: Language) -> str:
    if language == "fr":
        return show_amount(Money(end, known_currency(currency)), "fr")
    units, _, decimals = Money(end, known_currency(currency)).to_decimal_text().partition(".")
    grouped = f"{int(units):,}".replace(",", " ")
    return f"{grouped}{'.' if decimals else ''}{decimals} {currency}"


_ENDS: Final[Mapping[str, Callable[[Count, str, Language], str]]] = {
    BY_AMOUNT: _amount,
    BY_DAYS: lambda end, _, language: f"{end} {'jours' if language == 'fr' else 'days'}",
    BY_RATIO: lambda end, _, language: (
        show_percentage(end, "fr") if language == "fr" else show_percentage(end, "en").replace("%", " %")
    ),
}
