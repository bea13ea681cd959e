"""Programmes drawn on companies drawn: every form is written, and what is carried, paid and left is what is owed."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from encours.claims.loss import YearFigures
from encours.clauses.choices import ClaimUnit
from encours.cover.answer import cover
from encours.explain.programme_document import programme_document
from encours.explain.programme_json import programme_columns, programme_json, programme_rows
from encours.explain.programme_report import programme_report
from encours.explain.programme_screen import programme_page
from encours.explain.screen import laid_out
from encours.facts.ledger import Ledger
from encours.policy.schedule import always
from encours.units import MISSING
from tests.claims.policy_of_claims import policy
from tests.cover import books
from tests.explain.questions import asked

ABOVE = {"layer_mode": "excess of loss", "indemnity_chain": "excess of loss"}


def programme(seed, chance):
    """One to three layers that take invoices, each with a claim unit of its own, and up to two that take losses."""
    drawn = books.programme(seed)
    policies = tuple(
        replace(each, terms={**each.terms, "claim_unit": always(int(chance.choice(list(ClaimUnit))))})
        for each in drawn.policies
    )
    above = tuple(
        replace(
            policy(
                **ABOVE,
                received_loss=chance.choice(["net loss", "retained loss"]),
                aggregate_first_loss=chance.choice(["0 EUR", "5 000 EUR"]),
                maximum_liability=chance.choice(["20 000 EUR", "10 000 000 EUR"]),
            ),
            name=f"XL {place}", period_start=drawn.primary.period_start, period_end=drawn.primary.period_end,
        )
        for place in range(chance.choice([0, 1, 2]))
    )  # fmt: skip
    return replace(drawn, policies=policies, of_losses=above)


def figures(chance):
    return YearFigures(
        sales=chance.choice([MISSING, 0, 10_000_000_00]), minimum_premium=chance.choice([MISSING, 5_000_00]),
        premium_paid=chance.choice([MISSING, 7_000_00]),
    )  # fmt: skip


@pytest.mark.parametrize("seed", [*range(40), *(pytest.param(each, marks=pytest.mark.slow) for each in range(40, 400))])
def test_every_form_of_a_drawn_programme_is_written_and_adds_up(seed):
    chance = random.Random(f"programme report/{seed}")
    agreed = programme(seed, chance)
    view = Ledger.of(books.facts(seed, buyers=6)).view(books.AS_OF)
    report = programme_report(
        asked("Maison Fictive SA", agreed, books.AS_OF), cover(view, agreed), failures=6, year=figures(chance)
    )
    assert report.admitted + report.carried_by_nobody == report.outstanding
    assert 0 <= report.insured <= report.admitted <= report.outstanding
    for each in report.failures:
        assert 0 <= each.claim.gross <= each.outstanding
        if each.left is not None:
            assert sum(each.paid_by(layer.policy) for layer in report.layers) + each.left == each.outstanding
            assert each.left >= 0
    for language in ("en", "fr"):
        assert laid_out(programme_page(report, language), width=80, colour=False)
        assert json.dumps(programme_json(report, language))
        assert all(len(row) == len(programme_columns(language)) for row in programme_rows(report, language))
        assert programme_document(report, language, rows=20).parts
