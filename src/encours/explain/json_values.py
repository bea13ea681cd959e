"""The small shapes every JSON answer is made of; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from encours.clauses.states import State
from encours.cover.result import LayerCover
from encours.engine.findings import Finding, cause_parts
from encours.engine.verdicts import NAMES
from encours.engine.wording import Wording
from encours.explain.clause_texts import clause_text, sentence
from encours.explain.halts import Halt
from encours.explain.values import GIVEN_BY_THE_INSURER
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, Cents, Day
from encours.units.currency import currency as known_currency
from encours.units.show import Language, show_day

SCHEMA_VERSION: Final = 1
"""Raised when a shape changes so that a program which reads it must change; a new key is no such change."""

Json = dict[str, Any]


def money(cents: Cents, currency: str) -> Json:
    """Amount in minor units, with its currency and how many decimals that currency has."""
    return {"amount": cents, "currency": currency, "minor_units": known_currency(currency).minor_units}


def day_json(day: Day | None) -> str | None:
    """Day as ISO 8601; null where it is unknown, has not happened, or stands for no end."""
    if day is None or day in {MISSING, NEVER} or not -(2**20) < day < 2**22:
        return None
    return show_day(day, "en")


def rate_json(rate: Fraction | None) -> Json | None:
    """Rate of one as an exact fraction; null where there is none."""
    return None if rate is None else {"numerator": rate.numerator, "denominator": rate.denominator}


def state_name(state: State) -> str:
    """Name of a state as JSON holds it: `not_covered`."""
    return state.name.lower()


def parts_json(parts: Mapping[State, Cents]) -> dict[str, Cents]:
    """Every state with its part, in minor units of the policy's currency."""
    return {state_name(state): parts[state] for state in State}


def halt_json(halt: Halt | None, language: Language) -> Json | None:
    """Clause that keeps a delivery of the day from being covered; null where it would be, or was not tried."""
    if halt is None:
        return None
    return {
        "clause": halt.clause,
        "stage": halt.stage,
        "title": halt.title(language),
        "verdict": NAMES[halt.verdict],
        "reason": halt.reason(language),
        "since": day_json(halt.since),
    }


def layer_json(policy: Policy, cover: LayerCover, language: Language, *, findings: bool) -> Json:
    """What one layer carries of a row, why not more, and until when."""
    made: Json = {
        "policy": cover.policy,
        "insurer": policy.insurer,
        "currency": policy.currency,
        "admitted": cover.admitted,
        "insured": cover.insured,
        "cause": cause_json(policy, cover, language),
        "until": day_json(cover.until),
    }
    if findings:
        made["findings"] = [finding_json(policy, each, language) for each in cover.findings]
    return made


def cause_json(policy: Policy, cover: LayerCover, language: Language) -> Json | None:
    """Clause that keeps some of the row from being carried; null when the layer keeps all it was asked."""
    if cover.cause <= 0:
        return None
    position, verdict = cause_parts(cover.cause)
    clause = policy.wording.clauses[position]
    finding = next((each for each in cover.findings if each.clause == clause.name), None)
    return {
        "clause": clause.name,
        "stage": clause.stage,
        "title": clause_text(clause.stage, clause.name).heading(verdict).in_language(language),
        "verdict": NAMES[verdict],
        "sentence": None if finding is None else _sentence(policy, finding, language),
    }


def _sentence(policy: Policy, finding: Finding, language: Language) -> str:
    return sentence(policy.wording, finding, currency=policy.currency, language=language)


def finding_json(policy: Policy, finding: Finding, language: Language) -> Json:
    """One answer of one clause, with the values it read."""
    return {
        "clause": finding.clause,
        "stage": finding.stage,
        "verdict": NAMES[finding.verdict],
        "sentence": _sentence(policy, finding, language),
        "values": {name: value_json(policy.wording, name, value) for name, value in finding.values.items()},
        "missing": list(finding.missing),
        "until": day_json(finding.until),
        "asked": finding.asked,
        "granted": finding.granted,
        "overridden_by": finding.overridden_by,
    }


def value_json(wording: Wording, name: str, value: int) -> int | str | None:
    """A value a clause read: an integer in its unit, a day as ISO text; null where it is missing or not used."""
    if value == 0 and name in GIVEN_BY_THE_INSURER:
        return None
    if wording.unit_of(name).name == "day":
        return day_json(value)
    return None if value < -(2**61) else value
