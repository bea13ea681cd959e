"""The head of a report, from what was asked on the command line."""

from __future__ import annotations

from argparse import Namespace

from encours.cli.proposed import again
from encours.cli.reading import Asked
from encours.explain.report_head import Head, Question, policy_names
from encours.facts.assumptions import payments_complete_to


def head_of(found: Asked, asked: Namespace, *, currency: str = "") -> Head:
    """Head of a report that needs no policy; its amounts are the company's, or in the currency named."""
    workspace, programme = found.workspace, found.workspace.programme
    own = workspace.currency or "EUR" if programme is None else programme.currency
    return Head(
        company=workspace.company or ("" if programme is None else programme.company),
        as_of=found.as_of,
        known_on=found.known_on,
        currency=currency or own,
        is_latest=found.is_latest,
        with_assumptions=not asked.without_assumptions,
        payments_complete_to=None if asked.without_assumptions else payments_complete_to(found.view),
        policies=policy_names(programme) if programme is not None and found.is_judged else (),
        is_judged=found.is_judged,
        again=again(asked),
    )


def question_of(found: Asked, asked: Namespace) -> Question:
    """Head of a report under the policy of the workspace."""
    assert found.workspace.programme is not None, "a question of cover needs a policy"
    return head_of(found, asked).under(found.workspace.programme)
