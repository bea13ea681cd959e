"""Every worked case of every clause of recoveries holds, and every clause has its texts and its cases."""

from pathlib import Path

import pytest

import encours.clauses
from encours.cases.cells import cents_of
from encours.cases.markdown_tables import MarkdownRow, MarkdownTable, read_page
from encours.clauses import recover
from encours.clauses.recovery_choices import RecoverySource
from encours.clauses.wordings.recovery import FIGURES, LINES, RECOVERY
from encours.engine.chain_one import settle_plainly
from encours.engine.clause import check_rules
from encours.engine.verdicts import NAMES
from encours.explain.clause_texts import clause_text
from encours.explain.readings import meaning
from encours.policy.quantities import written_value
from encours.units import MISSING
from encours.units.kinds import Unit

FOLDER = Path(encours.clauses.__file__).parent / "recover"
CLAUSES = [each.name for each in RECOVERY.links]
TERMS = {name: written_value(term, term.default, "EUR") for name, term in RECOVERY.link_terms.items()}
READ = {**FIGURES, **LINES}


def tables(clause: str) -> tuple[MarkdownTable, ...]:
    return read_page((FOLDER / clause / "cases.md").read_text(encoding="utf-8")).tables


CASES = [(clause, table, row) for clause in CLAUSES for table in tables(clause) for row in table.rows]


def value(name: str, text: str) -> int:
    """A cell in the unit of what it tells; an empty one is not known."""
    if not text:
        return MISSING
    if name == "recovery_source":
        return next(int(each) for each in RecoverySource if each.english == text)
    if READ[name].unit == Unit("flag"):
        return {"yes": 1, "no": 0}[text]
    return cents_of(name, text)


@pytest.mark.parametrize(("clause", "table", "row"), CASES, ids=[f"{c}: {r.cells['case']}" for c, _, r in CASES])
def test_a_case_is_answered_as_counted_by_hand(clause: str, table: MarkdownTable, row: MarkdownRow) -> None:
    assert table.provenance
    assert not table.faults
    cells = dict(row.cells)
    expected = {"verdict": cells.pop("verdict"), "granted": cents_of("granted", cells.pop("granted"))}
    standing = cents_of("standing", cells.pop("standing"))
    cells.pop("case")
    agreed = {name.removeprefix("terms."): text for name, text in cells.items() if name.startswith("terms.") and text}
    written = {name: written_value(RECOVERY.link_terms[name], text, "EUR") for name, text in agreed.items()}
    told = {name: value(name, text) for name, text in cells.items() if not name.startswith("terms.")}
    done = settle_plainly(
        RECOVERY,
        [RECOVERY.code_of[clause]],
        figures={name: told[name] for name in told if name in FIGURES},
        terms={**TERMS, **written},
        lines={name: [told.get(name, MISSING)] for name in LINES},
        standing=[standing],
        used=[],
        places={},
    )
    (finding,) = done.findings
    assert (NAMES[finding.verdict], finding.granted) == (expected["verdict"], expected["granted"])


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_has_a_case_for_each_verdict_it_has_a_sentence_for(clause: str) -> None:
    text = clause_text("recover", clause)
    stated = {row.cells["verdict"] for table in tables(clause) for row in table.rows}
    assert stated == set(text.sentences)
    assert all(each.english.endswith(".") and each.french.endswith(".") for each in text.sentences.values())
    assert text.text.english
    assert text.text.french


@pytest.mark.parametrize("clause", CLAUSES)
def test_no_two_cases_of_a_clause_have_one_title(clause: str) -> None:
    titles = [row.cells["case"] for table in tables(clause) for row in table.rows]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_every_folder_is_a_link_and_every_rule_speaks_the_language() -> None:
    assert sorted(CLAUSES) == sorted(recover.__all__)
    for each in RECOVERY.links:
        check_rules(each.clause.rule, *each.measures)
    check_rules(recover.recovery_costs.charged_to_insurer, recover.recovery_costs.charged_to_insured)


@pytest.mark.parametrize("name", [name for name, term in RECOVERY.link_terms.items() if term.choices])
def test_every_reading_has_its_sentence_and_a_case(name: str) -> None:
    choices = RECOVERY.link_terms[name].choices
    assert choices is not None
    worked = {row.cells.get(f"terms.{name}", "") or RECOVERY.link_terms[name].default for _, _, row in CASES}
    for reading in choices:
        assert meaning(reading).english
        assert meaning(reading).french
        assert reading.english in worked
