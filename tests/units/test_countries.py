"""A country is one that has a name in the language of whoever reads."""

import pytest

from encours.units.countries import countries, country_name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_country_has_a_name_in_each_language(language) -> None:
    assert [code for code in countries() if country_name(code, language) == code] == []


def test_usual_countries_are_there_and_what_is_no_country_is_not() -> None:
    assert {"FR", "DE", "RE", "MC", "XK"} <= countries()
    assert not {"EU", "ZZ", "CQ"} & countries()
