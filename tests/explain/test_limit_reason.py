"""A limit that is not that of the last decision is told with what keeps it: an order, a raise, an expiry, a cut."""

import pytest

from encours.cover.result import Decisions
from encours.explain.limit_reason import LimitReason
from encours.explain.tree_json import trees_json
from encours.units import from_civil
from tests.demo.judged import programme
from tests.explain.test_halts import AS_OF, Lines, account_of_buyer, book, judge_account, tree, why


def flat(invoice, language):
    return " ".join(why(invoice, language, everything=False).replace("\u202f", " ").split())


@pytest.mark.parametrize(
    ("invoice", "english", "french"),
    [
        (
            "F-1212-1",
            "before the withdrawal decided on 2026-04-07; the former limit of €70,000.00 stands for it",
            "avant la résiliation décidée le 07/04/2026 ; l'ancien agrément de 70 000,00 € demeure pour elle",
        ),
        (
            "F-1206-1",
            "Limit raised: the decision in effect since 2026-06-02 lifts it to €100,000.00, for what was open already",
            "Agrément augmenté : la décision en vigueur depuis le 02/06/2026 le porte à 100 000,00 €",
        ),
        (
            "F-1210-1",
            "Temporary limit ended on 2026-04-30: the one before it, of €25,000.00, stands",
            "Agrément temporaire expiré le 30/04/2026 : le précédent, de 25 000,00 €, demeure",
        ),
        (
            "F-1208-1",
            "Delivered before the withdrawal in effect since 2026-06-18: the limit of €80,000.00 stands for it.",
            "Livrée avant la résiliation en vigueur depuis le 18/06/2026 : l'agrément de 80 000,00 € demeure",
        ),
    ],
)
def test_a_limit_of_another_decision_than_the_last_says_why_it_stands(invoice, english, french):
    assert english in flat(invoice, "en")
    assert french in flat(invoice, "fr")


@pytest.mark.parametrize("invoice", ["F-1001-2", "F-1216-1", "F-1213-1", "F-1517-1"])
def test_the_limit_of_the_last_decision_needs_no_reason(invoice):
    told = why(invoice, "en")
    assert all(
        each not in told for each in ("Order in hand", "Limit raised", "Temporary limit ended", "Delivered before")
    )


def test_programs_are_given_the_reason_too():
    lines = Lines(book())
    account = account_of_buyer(book(), "C1212")[0]
    answer = judge_account(book(), account)
    found = [tree(lines, each, answer, language="en") for each in lines.of_account(account, answer)]
    policies = programme().policies
    made = trees_json(found, "F-1212-1", policies=policies, as_of=AS_OF, known_on=None, language="en")
    reasons = [layer["limit_reason"] for row in made["rows"] for layer in row["layers"]]
    assert reasons[0].startswith("Order in hand: ")
    assert reasons[1] is None


def test_a_limit_that_no_decision_gives_has_no_decision_to_tell_of():
    reason = LimitReason(book(), account_of_buyer(book(), "C1212")[0], 0, "en")
    day = from_civil(2026, 5, 20)
    for decisions in (Decisions(-1, -1), Decisions(-1, 1)):
        assert reason.sentence(decisions, ordered=day, delivered=day, amount="€1") == ""
