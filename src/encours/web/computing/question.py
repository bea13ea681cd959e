"""A company and what is asked of it: what every computation starts from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from encours.cover.ageing import AgedBalance, age
from encours.cover.answer import PLAIN_UP_TO, Cover
from encours.cover.answer import cover as cover_of
from encours.duties.register import Register, register
from encours.explain.buyers_report import Portfolio
from encours.explain.duties_report import Chosen, DutiesReport
from encours.explain.report_head import Head, Question, policy_names
from encours.facts.assumptions import payments_complete_to
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import Day

AHEAD: Final = 90
"""Days ahead that a list of things to be done looks, as the command line does."""


@dataclass(frozen=True)
class Asked:
    """A view of a company under its programme; each answer is found once, when it is first asked for.

    ``kernels`` is the folder of compiled kernels, for books that the compiled walk answers sooner.
    """

    company: str
    view: View
    programme: Programme
    residence: str
    kernels: Path | None = None
    known_on: Day | None = None

    @property
    def as_of(self) -> Day:
        """Day of the question."""
        return self.view.as_of

    @property
    def currency(self) -> str:
        """Currency of every amount that names none."""
        return self.programme.primary.currency

    @cached_property
    def question(self) -> Question:
        """Head of every report."""
        return Head(
            company=self.company,
            as_of=self.as_of,
            known_on=self.known_on,
            currency=self.currency,
            payments_complete_to=payments_complete_to(self.view),
            policies=policy_names(self.programme),
        ).under(self.programme)

    @cached_property
    def cover(self) -> Cover:
        """Cover of every open invoice."""
        is_plain = len(self.view.table("invoices")) <= PLAIN_UP_TO
        return cover_of(self.view, self.programme, cache=None if is_plain else self.kernels)

    @cached_property
    def balance(self) -> AgedBalance:
        """Aged balance, its payments where the policy puts them."""
        return age(self.view, self.programme, cover=self.cover)

    @cached_property
    def portfolio(self) -> Portfolio:
        """Every buyer."""
        return Portfolio(self.cover, self.question)

    @cached_property
    def register(self) -> Register:
        """Everything to be done."""
        return register(self.view, self.programme, residence=self.residence, kernels=lambda: self.kernels)

    @cached_property
    def duties(self) -> DutiesReport:
        """The same, as a report, so many days ahead."""
        return DutiesReport(self.question, self.register, Chosen(within=AHEAD))
