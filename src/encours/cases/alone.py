"""Cases of a clause asked alone of one sum: of money that comes back, of an indemnity paid, and of the premium."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.cases.case import Case, CaseResult, Difference
from encours.cases.cells import WrongCell, cents_of, day_of
from encours.cases.compare import shown_amount
from encours.clauses.charge_choices import FeeKind, PremiumBasis
from encours.clauses.recovery_choices import RecoverySource
from encours.clauses.wordings.payment import PAYMENT
from encours.clauses.wordings.premium import PRICE, RESULT
from encours.clauses.wordings.recovery import RECOVERY
from encours.engine.chain import Chain
from encours.engine.chain_one import settle_plainly
from encours.engine.charged import charged
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NAMES, NEEDS_INFORMATION
from encours.policy.quantities import written_value
from encours.units import MISSING, UNSET
from encours.units.kinds import Unit
from encours.units.parse import parse_percentage, parse_rate


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


CHARGES: Final = (PRICE, RESULT)
"""Chains whose links are asked what they charge."""
ALONE: Final[dict[str, Chain]] = {name: chain for chain in (RECOVERY, PAYMENT, *CHARGES) for name in chain.code_of}
"""Chain of each clause that no policy orders, by its name."""
_CODES: Final = {"recovery_source": RecoverySource, "basis": PremiumBasis, "fee": FeeKind}
"""Readings of the figures that are codes."""
_UNKNOWN: Final = "unknown"
"""Cell of a term that varies with what nobody knows."""

_PLAIN: Final = {
    Unit("count"): _whole,
    Unit("days"): _whole,
    Unit("millionths"): parse_rate,
    Unit("basis points"): parse_percentage,
}
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
    terms = {name: _term(chain.link_terms[name], text) for name, text in written.items()}
    told = {
        name: _value(chain, name, text)
        for name, text in case.overrides.items()
        if name in chain.figures or name in chain.lines
    }
    figures = {name: told[name] for name in told if name in chain.figures}
    standing = cents_of(_STANDING, case.overrides[_STANDING])
    if chain in CHARGES:
        return _compared(case, *_charged(chain, case.clause, {**figures, _STANDING: standing}, terms))
    done = settle_plainly(
        chain,
        [chain.code_of[case.clause]],
        figures=figures,
        terms=terms,
        lines={name: [told.get(name, MISSING)] for name in chain.lines},
        standing=[standing],
        used=[],
        places={},
    )
    (finding,) = done.findings
    return _compared(case, finding.verdict, finding.granted or 0)


def _charged(chain: Chain, clause: str, figures: Mapping[str, int], terms: Mapping[str, int]) -> tuple[int, int]:
    """Verdict and amount of all that a charge answers: kept where any of it is owed."""
    findings = charged(chain, clause, figures=figures, terms=terms)
    verdicts = {each.verdict for each in findings}
    verdict = next(each for each in (NEEDS_INFORMATION, KEPT, *verdicts) if each in verdicts)
    return verdict, sum(each.granted or 0 for each in findings)


def _compared(case: Case, verdict: int, granted: int) -> CaseResult:
    found = []
    if case.expected["verdict"] != NAMES[verdict]:
        found.append(Difference(place="verdict", expected=case.expected["verdict"], got=NAMES[verdict]))
    if cents_of("granted", case.expected["granted"]) != granted:
        found.append(Difference(place="granted", expected=case.expected["granted"], got=shown_amount(granted)))
    return CaseResult(case=case, speed="one", differences=tuple(found))


def _term(term: Term, text: str | None) -> int:
    if text is None:
        return UNSET
    return MISSING if text == _UNKNOWN else written_value(term, text, "EUR")


def _value(chain: Chain, name: str, text: str) -> int:
    """A cell in the unit of what it tells; an empty one is not known."""
    if not text:
        return MISSING
    unit = chain.unit_of(name)
    if unit == Unit("day"):
        return day_of(name, text)
    if name in _CODES:
        found = next((int(each) for each in _CODES[name] if each.english == text), None)
    elif unit == Unit("flag"):
        found = {"yes": 1, "no": 0}.get(text)
    elif unit in _PLAIN:
        read = _PLAIN[unit](text)
        found = read if isinstance(read, int) else None
    else:
        return cents_of(name, text)
    if found is None:
        raise WrongCell(f"{name}: {text} is none of its values")
    return found
