"""A consent is named as what keeps an invoice only where it was needed."""

import pytest

from encours.explain.saved import NEEDED
from encours.units import UNSET, Span, from_civil, span

FIRST, CONSENTED = from_civil(2026, 3, 31), from_civil(2026, 12, 31)


@pytest.mark.parametrize(
    ("authority", "due", "needed"),
    [
        (span(days=30), (2026, 4, 30), False),
        (span(days=30), (2026, 5, 1), True),
        (span(months=2), (2026, 5, 31), False),
        (span(months=2), (2026, 6, 1), True),
        (UNSET, (2026, 5, 1), False),
    ],
)
def test_a_consent_is_needed_beyond_what_the_insured_may_grant_alone(
    authority: Span, due: tuple[int, int, int], needed: bool
) -> None:
    read = {
        "due": from_civil(*due), "original_due": FIRST, "consented_due": CONSENTED, "extension_authority": authority,
    }  # fmt: skip
    assert NEEDED["extension_authorised"](read) is needed
