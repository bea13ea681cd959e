"""The premium of a year as people are told it: each line in words, with the sentence of the clause that decided it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from encours.clauses.wordings.premium import PRICE, RESULT
from encours.engine.bands import NO_END
from encours.engine.chain import Chain
from encours.engine.findings import Finding
from encours.engine.verdicts import NAMES
from encours.explain.clause_texts import clause_text
from encours.explain.report_head import Head
from encours.explain.unknown_words import Told, filled
from encours.explain.values import Values
from encours.explain.words import say
from encours.policy.faults import Words
from encours.policy.schedule import Policy
from encours.premium.known import TOLD
from encours.premium.lines import NET_PREMIUM, OPTION, PREMIUM, PremiumLine, PremiumYear
from encours.units import MILLION, MISSING, Cents
from encours.units.show import Language, show_day, show_rate

ABOUT: Final = {"standing": Words("the amount", "le montant"), "premium_rate": Words("a rate", "un taux")}
"""What people call what no figure names."""


TOLD_AS: Final = {**{name: name for name in TOLD}, "premium_of_ratio": "earlier_premium"}
"""Names by which a fact that a year lacks may be told of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumReport:
    """Premium of one policy year, with who asked and under which policy."""

    head: Head
    policy: Policy
    year: PremiumYear

    @property
    def is_empty(self) -> bool:
        """Whether the policy agrees no premium, fee or result at all."""
        return not self.year.lines and not self.year.instalments

    @property
    def net(self) -> Cents:
        """Premium before result, fees and tax."""
        return self.year.total(*NET_PREMIUM)


def chain_of(finding: Finding) -> Chain:
    """The chain that a finding is of."""
    return PRICE if finding.clause in PRICE.code_of else RESULT


def line_name(line: PremiumLine, language: Language) -> str:
    """What a line is; an option by its term."""
    name = say(f"charge {line.kind}", language)
    return f"{name} ({say(f'premium option {line.term}', language)})" if line.kind == OPTION else name


def line_for(year: PremiumYear, line: PremiumLine, language: Language) -> str:
    """What a line is for; with the days of what it is counted on where another would read alike."""
    told, own = _for(year, line, language), _reads(line)
    if not line.counted_days or sum(_reads(each) == own for each in year.lines) == 1:
        return told
    first, last = (show_day(each, language) for each in line.counted_days)
    days = say("premium counted days", language, first=first, last=last)
    return f"{told}, {days}" if told else days


def _reads(line: PremiumLine) -> tuple[object, ...]:
    """What people tell a line from others by."""
    values = {} if line.finding is None else line.finding.values
    band = tuple(values.get(name, MISSING) for name in ("band_start", "band_end"))
    return line.kind, line.term, tuple(line.keys.items()), band


def _for(year: PremiumYear, line: PremiumLine, language: Language) -> str:
    """What its rate varies with, and the terms of payment of its band."""
    told = [f"{say(f'premium key {key}', language)} {value}" for key, value in line.keys.items()]
    if line.clause == "rate_by_terms" and line.finding is not None and not line.finding.missing:
        start, end = (line.finding.values[name] for name in ("band_start", "band_end"))
        key = "premium terms above" if end == NO_END else "premium terms of payment"
        told.append(say(key, language, start=start if end == NO_END or not start else start + 1, end=end))
    if not told and line.kind == PREMIUM:
        return say(_rest_of(year), language)
    return ", ".join(told)


def _rest_of(year: PremiumYear) -> str:
    """What the line of the premium that names nothing is for: what those that name something leave."""
    named = {key for each in year.lines if each.kind == PREMIUM for key in each.keys}
    if not named:
        return "premium all sales"
    return "declare other countries" if named == {"country"} else "premium all other sales"


def rate_text(rate: Fraction | None, language: Language) -> str:
    """A rate in per mille or in percent; one that is finer than these hold, as a fraction."""
    if rate is None:
        return ""
    millionths = rate * MILLION
    if millionths.denominator > 1:
        yearly = millionths * 12
        shown = show_rate(int(yearly), language) if yearly.denominator == 1 else str(rate)
        return f"{shown} / 12" if yearly.denominator == 1 else shown
    return show_rate(int(millionths), language)


def missing_names(year: PremiumYear, language: Language) -> list[str]:
    """What people call the facts that a year lacks."""
    return [_label(name, language) for name in year.missing]


def names_to_tell(year: PremiumYear, language: Language) -> list[str]:
    """The same, each with the name by which it may be told in brackets."""
    return [
        f"{label} ({TOLD_AS[name]})" if name in TOLD_AS else label
        for name, label in zip(year.missing, missing_names(year, language), strict=True)
    ]


def how_to_tell(year: PremiumYear, language: Language) -> str:
    """What tells the facts that a year lacks; nothing of those that no option of the command tells."""
    asked = {
        "premium needs known": any(name in TOLD_AS for name in year.missing),
        "premium needs estimate": "estimated_premium" in year.missing,
        "premium needs business": "is_export" in year.missing,
    }
    return " ".join(say(key, language) for key, is_asked in asked.items() if is_asked)


def _label(name: str, language: Language) -> str:
    for chain in (PRICE, RESULT):
        if name in chain.figures:
            reading = chain.figures[name]
            return reading.french if language == "fr" else reading.english
    return ABOUT[name].in_language(language) if name in ABOUT else name


def sentences(report: PremiumReport, language: Language) -> Iterator[tuple[PremiumLine, str, str]]:
    """Each line that a clause decided, with the title of the clause and its sentence."""
    for line in report.year.lines:
        if line.finding is not None:
            title = clause_text(line.finding.stage, line.finding.clause).title.in_language(language)
            yield line, title, sentence(report, line.finding, language)


def sentence(report: PremiumReport, finding: Finding, language: Language) -> str:
    """What the clause says of a line, with the values it read."""
    template = clause_text(finding.stage, finding.clause).sentences[NAMES[finding.verdict]].in_language(language)
    return filled(template, lambda name: _told(report, finding, name, language), language)


def _told(report: PremiumReport, finding: Finding, name: str, language: Language) -> Told:
    values = Values(report.policy.wording, report.policy.currency, language)
    if name == "missing":
        joint = " and " if language == "en" else " ni "
        return Told("", 0, joint.join(_label(each, language) for each in dict.fromkeys(finding.missing)))
    amounts = {"asked": finding.asked, "granted": finding.granted}
    value = amounts[name] if name in amounts else finding.values.get(name)
    if value is None or value == MISSING:
        return Told("", 0, say("premium unknown", language))
    unit = "cents" if name in amounts else str(getattr(chain_of(finding).unit_of(name), "name", "count"))
    return Told(unit, value, values.in_unit(unit, name, value))
