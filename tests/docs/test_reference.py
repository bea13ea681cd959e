"""The generated pages are fresh, and leave out no term, clause, table, message or command."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.cli.parser import parser
from encours.facts.kinds import COMMON, KINDS
from encours.formats.headers import file_fields
from encours.policy.faults import show_fault
from encours.policy.read import read_programme
from encours.policy.schedule import PERIOD_TERMS

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
POLICY = """[policy]
name = "Example"
insurer = "Assureur Fictif SA"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[terms]
"""


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def headings(name: str) -> list[str]:
    return [line.lstrip("# ") for line in page(name).splitlines() if line.startswith("##")]


def examples() -> dict[str, str]:
    """Line of TOML that the page of terms gives for each term."""
    found = {}
    for section in page("terms.md").split("\n### ")[1:]:
        found[section.partition("\n")[0]] = section.partition("```toml\n")[2].partition("\n```")[0]
    return found


ON_TURNOVER = {"premium_base": "turnover"}
SERVED_OF_THE_PREMIUM = {
    "premium_base": {"premium_rate": "0.30 ‰"},
    "premium_rate": ON_TURNOVER,
    "premium_rate_by_terms": ON_TURNOVER,
    "premium_rate_by_amount": ON_TURNOVER,
    "premium_bands": {**ON_TURNOVER, "premium_rate_by_amount": "0.35 ‰ to 10 000 000 EUR; 0.30 ‰ above"},
    "limit_premium_minimum": {"limit_premium_rate": "1.5 %"},
    **{
        key: {"deposit_premium_share": "100 %"}
        for key in ("deposit_premium_of", "premium_instalments", "instalment_day")
    },
    **{key: {"premium_adjusted": "each declaration"} for key in ("premium_adjusted_from", "adjustment_threshold")},
    "no_claims_bonus_cap": {"no_claims_bonus_step": "5 %"},
    "profit_share_charges": {"profit_share_rate": "20 %"},
    "free_requests": {"fee_per_request": "22.80 EUR"},
    "monitoring_fee_every": {"monitoring_fee": "2.85 EUR"},
    "recovery_commission_on": {"recovery_commission_rate": "4.5 %"},
    "premium_tax_rate": {"premium_tax": "own rate"},
    **{
        key: {"premium_tax": "French insurance tax"}
        for key in ("tax_on_request_fees", "tax_on_monitoring_fees", "tax_on_recovery_commissions")
    },
}
"""Terms of the premium that others serve, and without which they are refused."""


@pytest.mark.parametrize("generator", ["generate_reference.py", "generate_readme.py", "generate_first_fec.py"])
def test_the_generated_pages_are_fresh(generator: str) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "scripts" / generator, "--check"], capture_output=True, check=False, text=True
    )
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)


def test_a_stale_screen_of_the_readme_would_be_told() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("<!-- screen: encours ") == 1
    assert "$ encours cover demo-company" in text


def test_every_term_has_its_entry() -> None:
    assert sorted(examples()) == sorted(WHOLE_TURNOVER.terms)


@pytest.mark.parametrize("name", sorted(set(WHOLE_TURNOVER.terms) - set(PERIOD_TERMS)))
def test_a_policy_may_hold_the_example_of_a_term(name: str) -> None:
    text = POLICY + examples()[name] + "\n"
    assert name in tomllib.loads(text)["terms"]
    # A policy that insures something, that judges what it says of the overdue notice, whose chain has the step, and
    # that has the term which the other serves.
    orders = {"percentage_above_first_loss": "excess of loss", "proceeds_come_off": "proceeds first"}
    if name in orders:
        text += f'indemnity_chain = "{orders[name]}"\n'
    served = {
        "advance_period": ("advance_rate", "70 %"), "advance_trigger": ("advance_rate", "70 %"),
        "indemnity_payment_starts": ("indemnity_payment_period", "30 days"),
        "interest_in_base_until": ("interest_in_base", "in"),
        "late_hand_over": ("hand_over_deadline", "30 days after due date"),
        "claim_declared_by": ("claim_declaration_deadline", "2 months after publication"),
        "late_claim_declaration": ("claim_declaration_deadline", "2 months after publication"),
        "late_claim_filing": ("claim_filing_deadline", "240 days after due date"),
    }  # fmt: skip
    for needed, value in SERVED_OF_THE_PREMIUM.get(name, {}).items():
        text += f'{needed} = "{value}"\n'
    always = (("insured_percentage", "90 %"), ("maximum_extension_period", "60 days"))
    for needed, value in (*always, *([served[name]] if name in served else [])):
        text += f'{needed} = "{value}"\n' if name != needed else ""
    reading = read_programme(text, file="policy.toml", wordings=WORDINGS.values())
    assert [show_fault(each, "en") for each in reading.errors] == []


@pytest.mark.parametrize(
    ("term", "varies"),
    [
        ("insured_percentage", "with the sale, the kind of limit, and the cause of the loss"),
        ("maximum_per_buyer", "with the loss and its cause"),
        ("maximum_extension_period", "with the sale, not with the kind of limit"),
        ("maximum_payment_terms", "with the sale and the kind of limit"),
    ],
)
def test_the_entry_of_a_term_says_all_that_it_varies_with(term: str, varies: str) -> None:
    entry = page("terms.md").partition(f"\n### {term}\n")[2].partition("\n### ")[0]
    told = [line.split("|")[2].strip() for line in entry.splitlines() if line.startswith("| varies")]
    assert told == [varies]


def test_every_clause_has_its_entry_in_the_order_of_the_wording() -> None:
    names = [each.name for each in (*WHOLE_TURNOVER.clauses, *WHOLE_TURNOVER.steps)]
    assert [each for each in headings("clauses.md") if each in set(names)] == names


def test_every_table_has_its_entry_with_every_column() -> None:
    sections = {each.partition("\n")[0]: each for each in page("facts.md").split("\n## ")}
    for name, kind in KINDS.items():
        for field in file_fields(kind):
            where = "Columns of every table | Colonnes communes" if field in COMMON else name
            assert f"| `{field}` |" in sections[where], f"{name}.{field}"


def test_every_message_kept_with_the_tests_is_in_the_manual() -> None:
    text = page("errors.md")
    # A FEC and commands are texts too: they are what is wrong, and no message.
    kept = sorted(path for path in (ROOT / "tests" / "errors").rglob("*.txt") if path.stem.endswith((".en", ".fr")))
    assert len(kept) > 100
    for path in kept:
        assert path.read_text(encoding="utf-8").rstrip() in text, path.name


def test_every_command_and_exit_code_has_its_entry() -> None:
    text = page("commands.md")
    (commands,) = (each for each in parser("en")._actions if each.dest == "==SUPPRESS==" and each.choices)
    for name, command in dict(commands.choices).items():
        assert f"## encours {name}\n" in text
        for action in command._actions:
            for option in action.option_strings[-1:]:
                assert f"`{option}" in text, f"{name} {option}"
    for code in (0, 1, 2, 3, 130, 141):
        assert f"| {code} |" in text
