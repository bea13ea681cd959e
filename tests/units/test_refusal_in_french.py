"""What a reader of quantities refuses is told in French with the same figures and the same remedy."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from encours.units.currency import currency, find_currency
from encours.units.parse import Refusal, parse_amount, parse_day, parse_flag, parse_percentage
from encours.units.refusal_in_french import in_french

PIECES = st.sampled_from([*"0123456789", "12", "30", "2026", *"-/., %€$Ex(", "EUR"])


def figures(text: str) -> list[str]:
    """Figures of a text, in order of size: each language groups, points and places them in its own way."""
    return sorted(re.sub(r"[^0-9]", "", text))


@given(st.one_of(st.lists(PIECES, max_size=9).map("".join), st.text(max_size=20)), st.booleans())
@example("2026-13-05", False)
@example("2026-02-30", False)
@example("05/13/2026", False)
@example("1926-02-03", False)
@example("00000", False)
@example("46032", False)
@example("11/03/26", False)
@example("2026-03-11 10:30", False)
@example("1,23", True)
@example("1.2345", False)
@example("1 EUR USD", False)
@example("1 USD", False)
@example("1 kr", False)
@example("1,234", False)
@example("1E+05", False)
@example("1.00.00", False)
@example("99999999999999999999", True)
@example("87,555 %", False)
@example("99999999999 %", False)
@example("EURO", False)
def test_all_that_a_unit_refuses_is_told_in_french_too(text: str, is_yen: bool) -> None:
    told = currency("JPY" if is_yen else "EUR")
    for found in (
        parse_day(text), parse_flag(text), parse_percentage(text), find_currency(text),
        parse_amount(text, currency=told), parse_amount(text, currency=currency("TND"), decimal_mark=","),
        parse_amount(text),
    ):  # fmt: skip
        if isinstance(found, Refusal):
            what, hint = in_french(found)
            assert what != found.what
            assert figures(what) == figures(found.what)
            english = f"{found.expected}. {found.hint}"
            assert figures(hint) == figures(english)
            assert not {"the", "of", "with"} & set(hint.split())
