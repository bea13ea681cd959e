"""A page of cases is read as written, and what cannot be read is told rather than skipped."""

import pytest

from encours.cases import Case, read_cases, read_story, run_case, run_loss_case, run_story
from encours.cases.losses import loss_situation_of
from encours.cases.overrides import situation_of
from encours.units import MISSING, NEVER

HEAD = "# Cases\n\nProvenance: counted by hand.\n\n"


def page(columns: str, *rows: str, head: str = HEAD) -> list[Case]:
    line = "|".join("-" for _ in columns.split("|"))
    return read_cases("\n".join([f"{head}| {columns} |", f"|{line}|", *(f"| {row} |" for row in rows)]), "sanctions")


def fact(overrides: dict[str, str], name: str):
    return situation_of(overrides).ledger.find(name)


def test_a_case_changes_the_ordinary_story_only_where_it_says_so() -> None:
    changed = fact({"invoice.gross": "12 000.00"}, "invoices-1")
    assert changed.gross == 12_000_00
    assert changed.number == "F-1"
    assert changed.due == fact({}, "invoices-1").due


def test_a_blank_cell_takes_a_value_away_and_leaves_it_unknown() -> None:
    assert fact({"invoice.due": ""}, "invoices-1").due == MISSING
    assert fact({"invoice.paid_on": ""}, "invoices-1").paid_on == NEVER


@pytest.mark.parametrize("word", ["unknown", "inconnu", "inconnue", "?"])
def test_a_cell_says_that_its_value_is_unknown_in_the_words_of_any_file(word: str) -> None:
    assert fact({"invoice.delivered": word}, "invoices-1").delivered == MISSING
    assert loss_situation_of({"loss.limit": word}).loss.lines[0].limit == MISSING


def test_a_blank_cell_that_a_fact_needs_takes_the_fact_away() -> None:
    assert fact({"limit_decision.outcome": ""}, "limit_decisions-1") is None
    assert fact({"limit_decision.amount": ""}, "limit_decisions-1") is None
    assert fact({"limit_decision.outcome": "refused", "limit_decision.amount": ""}, "limit_decisions-1")


def test_a_further_fact_appears_only_when_one_of_its_cells_is_filled() -> None:
    assert fact({"payment.paid_on": "", "payment.amount": ""}, "payments-1") is None
    paid = fact({"payment.paid_on": "2026-03-01", "payments.amount": "1.00"}, "payments-1")
    assert (paid.invoice, paid.buyer, paid.amount) == ("F-1", "B1", 100)
    second = fact({"invoice[2].gross": "5.00"}, "invoices-2")
    assert (second.number, second.buyer, second.gross) == ("F-2", "B1", 500)


def test_a_second_layer_appears_only_when_a_case_says_something_of_it() -> None:
    assert "layers" not in situation_of({"terms[2].layer_mode": ""}).policy_text
    text = situation_of({"terms[2].layer_mode": "excess"}).policy_text
    assert text.count("[[layers]]") == 2
    assert 'layer_mode = "excess"' in text


def test_a_term_may_have_several_entries_and_a_policy_an_endorsement() -> None:
    text = situation_of(
        {
            "terms.insured_percentage": '[{ value = "80 %" }]',
            "endorsement.effective_on": "2026-04-01",
            "endorsement.terms.reduction_notice": "30 days",
        }
    ).policy_text
    assert 'insured_percentage = [{ value = "80 %" }]' in text
    assert "effective_on = 2026-04-01" in text
    assert '[endorsements.terms]\nreduction_notice = "30 days"' in text


@pytest.mark.parametrize(
    ("columns", "row", "told"),
    [
        ("case | invoice.colour | verdict", "a | red | kept", "invoices has no field colour"),
        ("case | weather | verdict", "a | fine | kept", "column weather"),
        ("case | invoice.gross | verdict", "a | ten | kept", "invoices.gross"),
        ("case | invoice.stage | verdict", "a | eaten | kept", "invoices.stage is one of"),
        ("case | invoice.due | verdict", "a | 2026-02-30 | kept", "invoices.due"),
        ("case | payment.paid_on | verdict", "a | 2026-03-01 | kept", "payments.amount must be stated"),
        ("case | terms.colour | verdict", "a | red | kept", "colour"),
        ("case | verdict", "a | perhaps", "verdict is one of"),
        ("case | covered", "a | a lot", "covered"),
        ("name | verdict", "a | kept", "no column `case`"),
        ("case | verdict", "a | kept | 1", ""),
    ],
)
def test_what_cannot_be_read_fails_with_its_reason(columns: str, row: str, told: str) -> None:
    cases = page(columns, "b | kept" if not told else row, *([row] if not told else []))
    result = run_case(cases[0])
    assert not result.holds
    assert told in " ".join(result.faults) if told else "3 cells under 2 columns" in result.faults[0]


def test_a_table_without_provenance_is_refused() -> None:
    (case,) = page("case | verdict", "a | kept", head="# Cases\n\n")
    assert run_case(case).faults == ("the table has no line `Provenance:` above it",)


def test_a_wrong_expectation_fails_and_says_what_was_answered() -> None:
    (case,) = page("case | verdict | covered | insured | until", "a | refused | 9 999.99 | 9 000.00 | 2026-01-01")
    result = run_case(case)
    assert [(each.place, each.got) for each in result.differences] == [
        ("verdict", "kept"),
        ("F-1 covered", "10 000.00"),
        ("F-1 until", "never"),
    ]
    assert result.finding.startswith("sanctions: kept")


def test_an_expectation_may_be_about_another_invoice() -> None:
    (case,) = page("case | invoice[2].gross | covered | invoice[2].covered", "a | 95 000.00 | 10 000.00 | 90 000.00")
    assert run_case(case).holds


STORY = """# A claim of several words

Provenance: counted by hand.

```toml
[policy]
```

### buyers

| buyer | name |
|---|---|
| B1 | Client Ordinaire SARL |

### expected as of 2026-03-31 as known on 2026-02-28

| invoice | covered |
|---|---|
| F-1 | 1.00 |
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Provenance: counted by hand.", "", "no line `Provenance:`"),
        ("```toml\n[policy]\n```", "", "no policy"),
        ("### buyers", "### bayers", "No table has this name"),
        ("| invoice | covered |", "| invoice | cowered |", '"cowered" is no column'),
        ("| B1 | Client Ordinaire SARL |", "| B1 | |", "name"),
        ("### expected", "### hoped", "no expectation"),
    ],
)
def test_a_story_that_cannot_be_read_says_why(old: str, new: str, told: str) -> None:
    assert any(told in fault for fault in run_story(read_story(STORY.replace(old, new))))


def test_a_story_fails_where_an_open_invoice_is_not_told() -> None:
    text = STORY.replace("[policy]", situation_of({}).policy_text).replace(" as known on 2026-02-28", "")
    invoice = "### invoices\n\n| number | buyer | issued | currency | gross |\n|---|---|---|---|---|\n"
    invoice += "| F-2 | B1 | 2026-02-02 | EUR | 5.00 |\n\n### expected"
    found = run_story(read_story(text.replace("### expected", invoice)))
    assert any("F-2 is open, and the story does not say so" in line for line in found)
    assert any("F-1 is not open" in line for line in found)


def step_page(columns: str, *rows: str) -> list[Case]:
    line = "|".join("-" for _ in columns.split("|"))
    text = "\n".join([f"{HEAD}| {columns} |", f"|{line}|", *(f"| {row} |" for row in rows)])
    return read_cases(text, "credit_limit")


def test_a_case_of_a_step_changes_the_ordinary_loss() -> None:
    (case,) = step_page("case | loss.gross | loss[2].gross | debt | country | left", "x | 1.00 | 2.00 | 5.00 | | 3.00")
    loss = loss_situation_of(case.overrides).loss
    assert ([line.gross for line in loss.lines], loss.debt, loss.country) == ([100, 200], 500, "FR")
    assert run_loss_case(case).holds


def test_a_further_invoice_of_a_loss_is_there_where_its_gross_amount_is_told() -> None:
    (case,) = step_page("case | loss[2].gross | loss[2].limit | left", "x | | 5.00 | 10 000.00")
    assert len(loss_situation_of(case.overrides).loss.lines) == 1


@pytest.mark.parametrize(
    ("columns", "row", "told"),
    [
        ("case | invoice.gross | left", "x | 1.00 | 1.00", "column invoice.gross is neither of the ordinary loss"),
        ("case | used.nothing | left", "x | 1.00 | 1.00", "column used.nothing is neither"),
        ("case | loss.limit_kind | left", "x | nominal | 1.00", "loss[1].limit_kind is one of none, named"),
        ("case | loss.percentage | left", "x | ninety | 1.00", "loss[1].percentage: "),
        ("case | debt | left", "x | 1.00 | 1.00", "debt is less than the invoices of the loss"),
        ("case | terms.claim_treshold | left", "x | 1 EUR | 1.00", 'has no term "claim_treshold"'),
        ("case | loss.gross | verdict", "x | 1.00 | fine", "verdict is one of"),
    ],
)
def test_a_case_of_a_step_that_cannot_be_read_says_why(columns: str, row: str, told: str) -> None:
    (case,) = step_page(columns, row)
    assert any(told in fault for fault in run_loss_case(case).faults)


def test_what_does_not_hold_of_a_loss_is_told_with_its_place() -> None:
    (case,) = step_page("case | loss.gross | loss.limit | verdict | left | over limit | used.liability after",
                        "x | 100.00 | 80.00 | kept | 80.01 | 20.00 | 1.00")  # fmt: skip
    found = run_loss_case(case)
    assert [(each.place, each.expected, each.got) for each in found.differences] == [
        ("verdict", "kept", "partly"),
        ("left", "80.01", "80.00"),
        ("used.liability after", "1.00", "72.00"),
    ]
    assert found.finding.startswith("credit_limit: partly")
