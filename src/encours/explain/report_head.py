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
    again: Again = HERE

    def told(self, title: str, language: Language, *more: str) -> Iterator[Block]:
        """Lines above a report, its title first; `more` is what else was asked."""
        yield line(Span(say(title, language), "bold"), Span(f" — {self.company}" if self.company else "", "bold"))
        told = [say("as of", language, day=show_day_in_words(self.as_of, language))]
        if self.is_latest:
            told.append(say("latest day", language))
        if self.known_on is not None:
            told.append(say("known on", language, day=show_day_in_words(self.known_on, language)))
        told += [say("in currency", language, currency=self.currency), *more]
        names = " + ".join(self.policies)
        yield line(Span(", ".join(told) + (f" · {names}" if names else ""), "bright_black"))
        if not self.with_assumptions:
            yield line(Span(say("proven only", language), "yellow"))
        if self.payments_complete_to is None:
            yield line(
                Span(say("payments unsaid" if self.with_assumptions else "payments unproven", language), "yellow")
            )
        elif self.payments_complete_to < self.as_of:
            day = show_day_in_words(self.payments_complete_to, language)
            yield line(Span(say("payments incomplete", language, day=day), "yellow"))

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
