"""The template of examples/surety-line, month by month: what a user is told of each bond, and of the line."""

import json
from pathlib import Path
from typing import Any

import pytest

from encours.bonds.read_line import LINE_FILE, read_line
from encours.explain.bond_words import BONDS
from encours.facts.kinds import BOND_EVENTS
from encours.facts.words import CHOICE_WORDS
from tests.cli.commands import run

LINE = Path(__file__).parents[2] / "examples" / "surety-line"
NOTHING = (0, 0, 0)


def told(day: str, *more: str) -> Any:
    out, err, code = run(["bonds", str(LINE), "--as-of", day, "--format", "json", *more], "en")
    assert (err, code) == ("", 0)
    return json.loads(out)


def bonds(day: str) -> dict[str, tuple[int, int | None, int]]:
    """Outstanding, to be paid and to be recovered of each bond, in euros."""
    return {
        each["bond"]: (
            each["outstanding"] // 100,
            None if each["due"] is None else each["due"] // 100,
            each["to_recover"] // 100,
        )
        for each in told(day)["bonds"]
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-02-28", {"S-24": (15_000, 0, 0), "A-25": (240_000, 0, 0), "E-25": (120_000, 0, 0),
                        "R-24": (32_000, 0, 0), "R-25": (18_500, 0, 0)}),
        # The bid bond ends with its last day, untouched.
        ("2025-05-01", {"S-24": NOTHING}),
        # The advance is paid back as the works go on, and its bond reduced.
        ("2025-06-30", {"A-25": (160_000, 0, 0)}),
        ("2025-10-31", {"A-25": (90_000, 0, 0)}),
        # An accessory bond is called: nobody knows what is owed, and it does not end meanwhile.
        ("2025-11-17", {"E-26": (60_000, None, 0)}),
        ("2026-01-15", {"E-26": (60_000, None, 0), "A-25": (90_000, 50_000, 0)}),
        # On demand, the surety paid four days after the call, and turns to the principal.
        ("2026-01-16", {"A-25": (40_000, 0, 50_000)}),
        ("2026-02-10", {"E-26": (60_000, 22_000, 0)}),
        ("2026-02-20", {"E-26": (38_000, 0, 22_000)}),
        ("2026-03-02", {"A-25": (40_000, 0, 30_000)}),
        # One retention is freed by law a year after reception; the other was opposed in time.
        ("2026-03-14", {"R-24": (32_000, 0, 0)}),
        ("2026-03-15", {"R-24": NOTHING}),
        ("2026-03-29", {"R-25": (18_500, 0, 0)}),
        # Past its last day, and not released.
        ("2026-04-15", {"E-25": (120_000, 0, 0)}),
    ],
)  # fmt: skip
def test_month_by_month(day: str, expected: dict[str, tuple[int, int | None, int]]) -> None:
    found = bonds(day)
    assert {name: found[name] for name in expected} == expected


def test_the_line_counts_what_is_outstanding_and_what_the_surety_waits_for() -> None:
    line = told("2026-04-15")["line"]
    outstanding = 40_000 + 120_000 + 38_000 + 18_500
    assert (line["to_recover"], line["used"]) == (52_000_00, (outstanding + 52_000) * 100)
    assert line["agreed"] == line["used"] + line["room"]


def test_the_fee_of_the_quarter_is_told_beside_its_bond() -> None:
    fees = {each["bond"]: (each["fee"], each["fee_days"]) for each in told("2025-12-31")["bonds"]}
    # 160,000 for the 30 days to 30 October and 90,000 for 62, at 1.2 % of 360 days.
    assert fees["A-25"] == ((160_000 * 30 + 90_000 * 62) * 100 * 12 // 1000 // 360, 92)
    assert fees["R-25"] == (60_00, 92)  # 18,500 at 0.8 % come to 37.82, under the minimum
    assert fees["S-24"] == (0, 0)


def test_a_beneficiary_that_is_a_buyer_is_seen_on_both_sides() -> None:
    assert told("2026-04-15")["both_sides"] == [
        {"buyer": "C001", "name": "Logis Imaginaires SA", "bonds_outstanding": 160_000_00, "owes": 84_000_00}
    ]


def test_the_exposure_tells_the_bonds_in_favour_of_a_buyer_beside_what_it_owes() -> None:
    for by, sides in (("buyer", told("2026-04-15")["both_sides"]), ("country", [])):
        out, _, code = run(["exposure", str(LINE), "--as-of", "2026-04-15", "--by", by, "--format", "json"], "en")
        assert (code, json.loads(out)["both_sides"]) == (0, sides)
    out, _, _ = run(["exposure", str(LINE), "--as-of", "2026-04-15"], "fr")
    assert "cautions en sa faveur" in out


def test_without_invoices_nobody_knows_what_a_beneficiary_owes(tmp_path: Path) -> None:
    for name in (LINE_FILE, "bonds.csv"):
        (tmp_path / name).write_text((LINE / name).read_text(encoding="utf-8"), encoding="utf-8")
    out, _, _ = run(["bonds", str(tmp_path), "--as-of", "2025-06-30", "--format", "json"], "en")
    assert {each["buyer"]: each["owes"] for each in json.loads(out)["both_sides"]} == {"C001": None, "C002": None}


def test_what_was_known_earlier_is_told_as_it_was() -> None:
    late = told("2026-03-15", "--known-on", "2026-03-01")
    assert next(each for each in late["bonds"] if each["bond"] == "A-25")["to_recover"] == 50_000_00


@pytest.mark.parametrize("language", ["en", "fr"])
def test_bonds_that_nothing_can_count_are_refused_with_their_row(tmp_path: Path, language: str) -> None:
    for each in LINE.iterdir():
        (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    bonds = (tmp_path / "bonds.csv").read_text(encoding="utf-8")
    (tmp_path / "bonds.csv").write_text(bonds.replace(";bid;", ";bidd;").replace("EUR;60000", "USD;60000"))
    out, err, code = run(["bonds", str(tmp_path)], language)
    assert (out, code) == ("", 1)
    assert 'bonds.csv:2   kind = "bidd"' in err
    assert 'bonds.csv:7   currency = "USD"' in err
    assert ("Vouliez-vous dire « bid »" if language == "fr" else 'Did you mean "bid"?') in err.replace("\xa0", " ")


def test_what_does_not_fit_is_told_on_the_page_with_what_to_do(tmp_path: Path) -> None:
    for each in LINE.iterdir():
        (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    line = (tmp_path / LINE_FILE).read_text(encoding="utf-8")
    (tmp_path / LINE_FILE).write_text(line.replace('"600 000 EUR"', '"300 000 EUR"'), encoding="utf-8")
    out, _, code = run(["bonds", str(tmp_path), "--as-of", "2025-03-31"], "fr")
    assert code == 0
    assert "✗ Les cautions prennent 425\N{NARROW NO-BREAK SPACE}500,00" in out
    assert "surety.toml:13" in out


def test_the_command_proposed_names_a_reference_that_looks_like_an_option(tmp_path: Path) -> None:
    (tmp_path / LINE_FILE).write_text((LINE / LINE_FILE).read_text(encoding="utf-8"), encoding="utf-8")
    bonds = (LINE / "bonds.csv").read_text(encoding="utf-8").replace("A-25", "-25")
    (tmp_path / "bonds.csv").write_text(bonds, encoding="utf-8")
    out, _, _ = run(["bonds", str(tmp_path), "--as-of", "2025-06-30"], "en")
    assert "--bond=-25" in out
    assert run(["bonds", str(tmp_path), "--as-of", "2025-06-30", "--bond=-25"], "en")[2] == 0


def test_the_template_says_what_each_kind_is_and_reads_without_a_fault() -> None:
    line = read_line((LINE / LINE_FILE).read_text(encoding="utf-8"), file=LINE_FILE).line
    assert line is not None
    assert set(line.kinds) == {"advance", "performance", "retention", "bid"}


def test_every_event_has_its_words() -> None:
    assert all(f"bond event {each}" in BONDS and each in CHOICE_WORDS for each in BOND_EVENTS)
