"""Cases of the clauses about money that comes back: what one clause leaves of a sum, as its page tells the sum."""

from __future__ import annotations

from encours.cases.case import Case, CaseResult, Difference
from encours.cases.cells import WrongCell, cents_of
from encours.cases.compare import shown_amount
from encours.clauses.recovery_choices import RecoverySource
from encours.clauses.wordings.recovery import FIGURES, LINES, RECOVERY
from encours.engine.chain_one import settle_plainly
from encours.engine.verdicts import NAMES
from encours.policy.quantities import written_value
from encours.units import MISSING
from encours.units.kinds import Unit

_READ = {**FIGURES, **LINES}
_TERM = "terms."
_STANDING = "standing"


def is_recovery_override(column: str) -> bool:
    """Whether a column tells what a clause about recoveries reads."""
    return column == _STANDING or column in _READ or column.removeprefix(_TERM) in RECOVERY.link_terms


def recovery_expectation(column: str) -> str:
    """Name of the expectation a column states; empty if none."""
    return column if column in {"verdict", "granted"} else ""


def run_recovery_case(case: Case) -> CaseResult:
    """Result of one case: the clause alone, over one debt, with the default of every term that the case leaves out."""
    if case.faults:
        return CaseResult(case=case, speed="one", faults=case.faults)
    try:
        return _answered(case)
    except WrongCell as wrong:
        return CaseResult(case=case, speed="one", faults=(str(wrong),))


def _answered(case: Case) -> CaseResult:
    terms = {
        name: written_value(term, case.overrides.get(_TERM + name) or term.default or "", "EUR")
        for name, term in RECOVERY.link_terms.items()
    }
    told = {name: _value(name, text) for name, text in case.overrides.items() if name in _READ}
    done = settle_plainly(
        RECOVERY,
        [RECOVERY.code_of[case.clause]],
        figures={name: told[name] for name in told if name in FIGURES},
        terms=terms,
        lines={name: [told.get(name, MISSING)] for name in LINES},
        standing=[cents_of(_STANDING, case.overrides[_STANDING])],
        used=[],
        places={},
    )
    (finding,) = done.findings
    found = []
    if case.expected["verdict"] != NAMES[finding.verdict]:
        found.append(Difference(place="verdict", expected=case.expected["verdict"], got=NAMES[finding.verdict]))
    if cents_of("granted", case.expected["granted"]) != finding.granted:
        got = shown_amount(finding.granted or 0)
        found.append(Difference(place="granted", expected=case.expected["granted"], got=got))
    return CaseResult(case=case, speed="one", differences=tuple(found))


def _value(name: str, text: str) -> int:
    """A cell in the unit of what it tells; an empty one is not known."""
    if not text:
        return MISSING
    if name == "recovery_source":
        found = next((int(each) for each in RecoverySource if each.english == text), None)
    elif _READ[name].unit == Unit("flag"):
        found = {"yes": 1, "no": 0}.get(text)
    else:
        return cents_of(name, text)
    if found is None:
        raise WrongCell(f"{name}: {text} is none of its values")
    return found
