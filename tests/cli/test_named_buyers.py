"""A part of a buyer's name, written where a code or a number is asked for, proposes that buyer."""

import pytest

from tests.cli.commands import run


@pytest.mark.parametrize("written", ["Bougeoir", "BOUGEOIR", "inventé", "invente"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It is a part of a buyer's name: B2 (Bougeoir Inventé GmbH).\nIts invoices: "),
        ("fr", "C'est une partie du nom d'un client : B2 (Bougeoir Inventé GmbH).\nSes factures : "),
    ],
)
def test_why_proposes_the_buyer_whose_name_was_written(written: str, language: str, said: str) -> None:
    out, err, code = run(f"why {written}", language)
    assert (out, code) == ("", 1)
    assert f"{said}encours buyers --buyer B2" in err


def test_two_letters_propose_nobody() -> None:
    _, err, _ = run("why mag", "en")
    assert "It is a part of a buyer's name: B1 (Abat-Jour Imaginaire SA)." in err
    _, err, _ = run("why in", "en")
    assert "name" not in err  # two letters are in the name of nearly everybody


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("candelabre", "B3 (Candélabre Sansdate SARL)"),
        ("BB1", "B1 (Abat-Jour Imaginaire SA)"),
        ("Promis", "B4 (Diffuseur Promis SAS)"),
    ],
)
def test_buyers_proposes_a_code_with_its_name(written: str, meant: str) -> None:
    _, err, code = run(f"buyers . --buyer {written}", "en")
    assert code == 1
    assert f"Did you mean {meant}?" in err
    _, err, _ = run(f"buyers . --buyer {written}", "fr")
    assert f"Vouliez-vous dire {meant} ?" in err


def test_a_word_that_is_in_no_name_proposes_nobody() -> None:
    _, err, _ = run("buyers . --buyer zzzz", "en")
    assert "See the codes: " in err
    _, err, _ = run("why zzzz", "en")
    assert "See the numbers: " in err
