"""Cases of a clause asked alone of one sum: of money that comes back, and of the payment of an indemnity."""

from __future__ import annotations

from typing import Final

from encours.cases.case import Case, CaseResult, Difference
from encours.cases.cells import WrongCell, cents_of, day_of
from encours.cases.compare import shown_amount
from encours.clauses.recovery_choices import RecoverySource
from encours.clauses.wordings.payment import PAYMENT
from encours.clauses.wordings.recovery import RECOVERY
from encours.engine.chain import Chain
from encours.engine.chain_one import settle_plainly
from encours.engine.verdicts import NAMES
from encours.policy.quantities import written_value
from encours.units import MISSING, UNSET
from encours.units.kinds import Unit

ALONE: Final[dict[str, Chain]] = {name: chain for chain in (RECOVERY, PAYMENT) for name in chain.code_of}
"""Chain of each clause that no policy orders, by its name."""

_TERM = "terms."
_STANDING = "standing"


def is_alone_override(clause: str, column: str) -> bool:
    """Whether a column tells what clauses of the chain of this one read."""
    chain = ALONE[clause]
    read = {**chain.figures, **chain.lines}
    return column == _STANDING or column in read or column.removeprefix(_TERM) in chain.link_terms


def alone_expectation(column: str) -> str:
    """Name of the expectation a column states; empty if none."""
    return column if column in {"verdict", "granted"} else ""


def run_alone_case(case: Case) -> CaseResult:
    """Result of one case: the clause alone, over one sum, with the default of every term that the case leaves out."""
    if case.faults:
        return CaseResult(case=case, speed="one", faults=case.faults)
    try:
        return _answered(case, ALONE[case.clause])
    except WrongCell as wrong:
        return CaseResult(case=case, speed="one", faults=(str(wrong),))


def _answered(case: Case, chain: Chain) -> CaseResult:
    written = {name: case.overrides.get(_TERM + name) or term.default for name, term in chain.link_terms.items()}
    terms = {
        name: UNSET if text is None else written_value(chain.link_terms[name], text, "EUR")
        for name, text in written.items()
    }
    told = {
        name: _value(chain, name, text)
        for name, text in case.overrides.items()
        if name in chain.figures or name in chain.lines
    }
    done = settle_plainly(
        chain,
        [chain.code_of[case.clause]],
        figures={name: told[name] for name in told if name in chain.figures},
        terms=terms,
        lines={name: [told.get(name, MISSING)] for name in chain.lines},
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


def _value(chain: Chain, name: str, text: str) -> int:
    """A cell in the unit of what it tells; an empty one is not known."""
    if not text:
        return MISSING
    unit = chain.unit_of(name)
    if unit == Unit("day"):
        return day_of(name, text)
    if name == "recovery_source":
        found = next((int(each) for each in RecoverySource if each.english == text), None)
    elif unit == Unit("flag"):
        found = {"yes": 1, "no": 0}.get(text)
    else:
        return cents_of(name, text)
    if found is None:
        raise WrongCell(f"{name}: {text} is none of its values")
    return found
