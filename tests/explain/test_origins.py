"""A value that a clause read is told with the row or the rule it came from: never "no fact says so" beside one."""

import pytest

from encours.explain.screen import laid_out
from tests.explain.test_halts import why_page


def told(invoice, label, language="en"):
    """What stands beside a value in the first layer."""
    page = laid_out(why_page(invoice, language), width=200, colour=False)
    first = page[: page.index("Layer 2" if language == "en" else "Ligne 2")]
    return {line.strip().split("  ")[-1] for line in first.splitlines() if line.strip().startswith(label)}


@pytest.mark.parametrize(
    ("invoice", "label", "origin"),
    [
        ("F-1405-2", "latest hand-over", "hand_overs"),
        ("F-1305-3", "limit in force on delivery", "discretionary zone, payment experience"),
        ("F-1304-2", "limit in force on delivery", "discretionary zone, credit report, "),
        ("F-1302-1", "limit in force on delivery", "blind cover, "),
        ("F-1302-1", "kind of limit in force", "blind cover, "),
        ("F-1217-1", "limit in force on delivery", "limit_decisions"),
    ],
)
def test_a_limit_or_a_hand_over_has_its_origin(invoice, label, origin):
    found = told(invoice, label)
    assert found
    assert all(each.strip().startswith(origin) or each.strip() == "" for each in found), found


def test_the_origin_is_said_in_french():
    assert told("F-1305-3", "agrément en vigueur", "fr") == {"zone discrétionnaire, expérience de paiement"}
