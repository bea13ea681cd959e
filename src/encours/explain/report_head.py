"""What heads a report: who, the day, what was known, under which policies, what the payments are said to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from encours.explain.again import HERE, Again
from encours.explain.blocks import Block, Span, line
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json
from encours.explain.words import say
from encours.policy.schedule import Programme
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
    """Day up to which the payments are assumed to be complete; None when nobody said so, or nothing is assumed."""
    policies: tuple[str, ...] = ()
    is_judged: bool = True
    """Whether a policy says what of it is insured; a report that judges nothing need not say so."""
    again: Again = HERE
    """What the commands that a page proposes say as well, to show the same view."""

    def under(self, programme: Programme) -> Question:
        """The same asked under a programme, in the currency of its first policy; one that only counts is no policy."""
        told = {each.name: getattr(self, each.name) for each in fields(Head)}
        told |= {"company": self.company or programme.company, "currency": programme.primary.currency,
                 "policies": policy_names(programme) if self.is_judged else ()}  # fmt: skip
        return Question(**told, programme=programme)

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
            **self.when_json(language),
        }

    def when_json(self, language: Language) -> Json:
        """As of when, known when, on what assumptions and in which language, for programs."""
        return {
            "as_of": day_json(self.as_of),
            "known_on": day_json(self.known_on),
            "with_assumptions": self.with_assumptions,
            "payments_complete_to": day_json(self.payments_complete_to),
            "language": language,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Head):
    """What was asked of a report that needs a policy: see `Head.under`."""

    programme: Programme


def policy_names(programme: Programme) -> tuple[str, ...]:
    """Policies of a programme, each with its insurer, as the head of a report names them."""
    return tuple(f"{policy.name} ({policy.insurer})" for policy in programme.policies)
