"""What heads a report that needs no policy: who, the day, what was known, and what the payments are said to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.explain.again import HERE, Again
from encours.explain.blocks import Block, Span, line
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json
from encours.explain.words import say
from encours.units import Day
from encours.units.currency import currency as known_currency
from encours.units.show import Language, show_day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What was asked, whatever the report; `currency` is that of every amount that names none."""

    company: str
    as_of: Day
    known_on: Day | None
    currency: str
    is_latest: bool = False
    with_assumptions: bool = True
    payments_complete_to: Day | None = None
    policies: tuple[str, ...] = ()
    is_judged: bool = True
    """Whether a policy says what of it is insured; a report that judges nothing need not say so."""
    again: Again = HERE

    def asked(self, language: Language) -> str:
        """As of when, and known when."""
        told = [say("as of", language, day=show_day_in_words(self.as_of, language))]
        if self.is_latest:
            told.append(say("latest day", language))
        if self.known_on is not None:
            told.append(say("known on", language, day=show_day_in_words(self.known_on, language)))
        return ", ".join(told)

    def in_currency(self, language: Language) -> str:
        """Currency of the amounts, where no policy above them says it."""
        return say("in currency", language, currency=self.currency)

    def warnings(self, language: Language) -> Iterator[str]:
        """What one must know before one reads a figure."""
        if not self.is_judged:
            yield say("not judged", language)
        if not self.with_assumptions:
            yield say("proven only", language)
        if self.payments_complete_to is None:
            yield say("payments unsaid" if self.with_assumptions else "payments unproven", language)
        elif self.payments_complete_to < self.as_of:
            yield say("payments incomplete", language, day=show_day_in_words(self.payments_complete_to, language))

    def told(self, title: str, language: Language, *more: str) -> Iterator[Block]:
        """Lines above a report, its title first; `more` is what else was asked."""
        yield line(Span(say(title, language), "bold"), Span(f" — {self.company}" if self.company else "", "bold"))
        names = " + ".join(self.policies)
        told = ", ".join((self.asked(language), *more))
        yield line(Span(told + (f" · {names}" if names else ""), "bright_black"))
        for each in self.warnings(language):
            yield line(Span(each, "yellow"))

    def json(self, shape: str, language: Language) -> Json:
        """The same for programs, under the name of a shape."""
        return {
            "shape": shape,
            "version": SCHEMA_VERSION,
            "company": self.company,
            "currency": self.currency,
            "minor_units": known_currency(self.currency).minor_units,
            "as_of": day_json(self.as_of),
            "known_on": day_json(self.known_on),
            "with_assumptions": self.with_assumptions,
            "payments_complete_to": day_json(self.payments_complete_to),
            "language": language,
        }
