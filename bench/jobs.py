"""The same job through the product's public functions: columns to ledger, view, Book, cover, ages."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from receivables import (
    AGE_BOUNDS,
    AS_OF,
    EXTENSION,
    PERIOD_START,
    PRIMARY_PERCENTAGE,
    SECOND_PERCENTAGE,
    Receivables,
)

from encours.clauses.wordings import FIVE_CLAUSES, WHOLE_TURNOVER
from encours.cover.ageing import age_book
from encours.cover.book import Book, lay_out
from encours.cover.many import BookCover, judge_book
from encours.engine.wording import Wording
from encours.facts.columns import Table, Texts, constant
from encours.facts.kinds import KINDS
from encours.facts.ledger import Ledger
from encours.facts.names import Names, Numbered
from encours.policy.schedule import Policy, Programme, always
from encours.units import span

CACHE = Path(__file__).parents[1] / ".cache" / "kernels"


def tables(given: Receivables, *, buyers: bool) -> list[Table]:
    """The columns as tables of facts, nothing copied; with `buyers`, what the full wording asks about them."""
    rows, names = given.gross.size, Numbered("B", first=1, count=given.buyers)
    invoices = Table.from_columns(
        KINDS["invoices"],
        number=Texts.numbered("F", first=1, length=rows),
        buyer=Texts(given.buyer, names),
        entity=Texts.alike("FR01", rows),
        delivered=given.delivered,
        issued=given.issued,
        due=given.due,
        paid_on=given.paid_on,
        currency=Texts.alike("EUR", rows),
        gross=given.gross,
        vat=constant(0, rows, np.int64),
        ordered=constant(AS_OF - 200, rows, np.int32),
        payment_means=_choice("invoices", "payment_means", "open account", rows),
        undisputed=constant(1, rows, np.int8),
        source=Texts.alike("invoices", rows),
    )
    own = np.arange(given.buyers, dtype=np.int32)
    found = [invoices, _decisions(given, own, names)]
    if buyers:
        flags = {name: constant(0, own.size, np.int8) for name in ("private_person", "public", "related")}
        found.append(
            Table.from_columns(
                KINDS["buyers"],
                buyer=Texts(own, names),
                name=Texts.alike("Acheteur", own.size),
                country=Texts.alike("FR", own.size),
                sector=Texts.alike("46.69", own.size),
                source=Texts.alike("buyers", own.size),
                **flags,
            )
        )
    return found


def _choice(kind: str, name: str, value: str, rows: int) -> np.ndarray:
    return constant(KINDS[kind].field(name).code(value), rows, np.int8)


def _decisions(given: Receivables, own: np.ndarray, names: Numbered) -> Table:
    """A named limit of every buyer in the primary policy, then the top-up limits of some in the second."""
    second = np.flatnonzero(given.second_limit).astype(np.int32)
    count = own.size + second.size
    layer = np.repeat(np.array([0, 1], np.int32), (own.size, second.size))
    kinds = np.array([KINDS["limit_decisions"].field("kind").code(kind) for kind in ("named", "top-up")], np.int8)
    return Table.from_columns(
        KINDS["limit_decisions"],
        reference=Texts.numbered("L", first=1, length=count),
        buyer=Texts(np.concatenate((own, second)), names),
        policy=Texts(layer, Names(("primary", "second"))),
        kind=kinds[layer],
        outcome=_choice("limit_decisions", "outcome", "granted", count),
        amount=np.concatenate((given.limit, given.second_limit[second])),
        currency=Texts.alike("EUR", count),
        decided_on=constant(AS_OF - 300, count, np.int32),
        source=Texts.alike("limits", count),
    )


def programme(wording: Wording) -> Programme:
    """A primary policy and a second layer above it; terms of the full wording where it has them."""
    terms = {
        "maximum_extension_period": span(days=EXTENSION),
        "amount_base": 1,
        "limit_amount_base": 1,
        "maximum_payment_terms": span(days=90),
        "maximum_invoicing_delay": span(days=30),
        "overdue_notice_period": span(days=120),
    }
    stated = {name: always(value) for name, value in terms.items() if name in wording.terms}

    def policy(name: str, layer: int, percentage: int) -> Policy:
        own = {"insured_percentage": always(percentage), "layer_mode": always(layer)}
        return Policy(
            name=name, insurer="Assurances Boréales", wording=wording, currency="EUR",
            period_start=PERIOD_START, period_end=PERIOD_START + 364, terms=stated | own,
        )  # fmt: skip

    layers = (policy("primary", 0, PRIMARY_PERCENTAGE), policy("second", 1, SECOND_PERCENTAGE))
    return Programme(name="bench", company="Maison du Levant", currency="EUR", policies=layers)


@dataclass(slots=True)
class Job:
    """The job from columns in memory to ages by cover; keeps the seconds of each part of each run."""

    given: Receivables
    threads: int
    wording: Wording = FIVE_CLAUSES
    parts: dict[str, list[float]] = field(default_factory=lambda: {"lay_out": [], "cover": [], "ageing": []})
    rows_kept: int = 0
    ready: list[list[Table]] = field(default_factory=list)

    def __call__(self) -> list[list[int]]:
        """Totals by bucket of age."""
        facts = self.ready.pop()
        begin = time.perf_counter()
        view = Ledger.from_tables(facts).view(AS_OF)
        book = lay_out(view, programme(self.wording), threads=self.threads)
        laid_out = time.perf_counter()
        answers = judge_book(book, cache=CACHE, threads=self.threads)
        judged = time.perf_counter()
        totals = ages(book, answers, self.threads)
        done = time.perf_counter()
        self.rows_kept = len(book)
        for name, seconds in zip(self.parts, (laid_out - begin, judged - laid_out, done - judged), strict=True):
            self.parts[name].append(seconds)
        return totals

    def prepare(self) -> None:
        """Make the columns facts: what the other engines do when they load their own tables."""
        self.ready.append(tables(self.given, buyers=self.wording is WHOLE_TURNOVER))


def ages(book: Book, answers: BookCover, threads: int) -> list[list[int]]:
    """Open, admitted in each layer and insured, by bucket of age."""
    return age_book(book, answers, AGE_BOUNDS, threads=threads, cache=CACHE)[:-1]  # all have a due date
