"""What somebody filled in to say that a duty is done: read whole, and refused with every reason at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from encours.policy.faults import Words
from encours.units import Day
from encours.units.currency import currency
from encours.units.parse_day import parse_day
from encours.units.refusal import Refusal
from encours.units.refusal_in_french import in_french
from encours.units.show import Language, show_day
from encours.units.typed_amount import typed_amount
from encours.web.actions.acts import ON, Blank, Case, Deed

LONGEST: Final = 80
"""Signs of a reference or of the name of a court."""
EMPTY: Final = Words("Fill this in.", "À remplir.")
NOT_A_DAY: Final = Words(
    "This is no date: write it as 2026-03-14 or 14/03/2026.", "Ce n’est pas une date : l’écrire comme 14/03/2026."
)
FUTURE: Final = Words(
    "This day has not come: record it once it is done.", "Ce jour n’est pas venu : à noter une fois fait."
)
NOT_POSITIVE: Final = Words("An amount above zero is expected.", "Un montant supérieur à zéro est attendu.")
NOT_OFFERED: Final = Words("Choose one of the list.", "Choisir dans la liste.")
UNREADABLE: Final = Words(
    f"At most {LONGEST} letters, figures and signs.", f"{LONGEST} lettres, chiffres et signes au plus."
)


@dataclass(frozen=True, slots=True)
class Filled:
    """Values as the library counts them, and what is wrong by the name of the blank."""

    values: Mapping[str, Any]
    errors: Mapping[str, Words] = field(default_factory=dict)


def filled(deed: Deed, case: Case, given: Mapping[str, str], today: Day, language: Language) -> Filled:
    """Read what somebody of a language filled in for a deed; its day is one on which it could be done, and has come."""
    values: dict[str, Any] = {}
    errors: dict[str, Words] = {}
    for blank in deed.blanks:
        written = str(given.get(blank.name, "")).strip()
        if not written:
            if not blank.is_optional:
                errors[blank.name] = EMPTY
            continue
        read = _READ[blank.holds](blank, written, case, language)
        if isinstance(read, Words):
            errors[blank.name] = read
        else:
            values[blank.name] = read
    errors.update(_of_days(deed, case, values, today))
    return Filled(values, errors)


def _of_days(deed: Deed, case: Case, values: Mapping[str, Any], today: Day) -> dict[str, Words]:
    """What is wrong with days that are days."""
    errors, since = dict[str, Words](), deed.since(case)
    for blank in deed.blanks:
        day = values.get(blank.name)
        if blank.holds != "day" or day is None:
            continue
        if not blank.is_ahead and day > today:
            errors[blank.name] = FUTURE
        first = values.get(ON, since) if blank.name != ON else since
        if day < first:
            errors[blank.name] = Words(
                f"Before {show_day(first, 'en')} there was nothing to do.",
                f"Avant le {show_day(first, 'fr')}, il n’y avait rien à faire.",
            )
    return errors


def _day(_blank: Blank, written: str, _case: Case, _language: Language) -> Day | Words:
    found = parse_day(written)
    return NOT_A_DAY if isinstance(found, Refusal) else found


def _amount(_blank: Blank, written: str, case: Case, language: Language) -> int | Words:
    found = typed_amount(written, currency(case.asked.currency), language)
    if isinstance(found, Refusal):
        return Words(
            f"{found.what} Expected: {found.expected}. {found.hint}".strip(), " ".join(in_french(found)).strip()
        )
    return found.cents if found.cents > 0 else NOT_POSITIVE


def _text(_blank: Blank, written: str, _case: Case, _language: Language) -> str | Words:
    return written if len(written) <= LONGEST and written.isprintable() else UNREADABLE


def _choice(blank: Blank, written: str, _case: Case, _language: Language) -> str | Words:
    return written if written in dict(blank.choices) else NOT_OFFERED


_READ: Final = {"day": _day, "amount": _amount, "text": _text, "choice": _choice}
