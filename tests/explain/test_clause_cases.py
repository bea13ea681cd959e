"""A clause keeps a sentence and an advice of their own for some of its answers, told apart by what it read."""

import string

import pytest

from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.findings import Finding
from encours.engine.verdicts import NAMES, REFUSED
from encours.explain.clause_cases import case_of
from encours.explain.clause_texts import advice, clause_text, sentence
from encours.explain.screen import laid_out
from encours.policy.faults import Words
from encours.units import MISSING, NEVER
from tests.explain.test_halts import why_page

CLAUSES = {each.name: each for each in WHOLE_TURNOVER.clauses}
CASES = [
    (name, each)
    for name, clause in CLAUSES.items()
    for text in [clause_text(clause.stage, name)]
    for each in (*text.sentence_cases, *text.advice_cases)
]


def opened(name):
    """Everything a finding of a clause may hold: what its rule reads, measures opened, and its last day's reads."""
    found, waiting = set(), [*CLAUSES[name].reads]
    while waiting:
        each = waiting.pop()
        found.add(each)
        measure = WHOLE_TURNOVER.vocabulary.measures.get(each)
        if measure is not None:
            waiting += [n for n in measure.__code__.co_varnames[: measure.__code__.co_argcount] if n not in found]
    return found


def said(clause, verdict, values, language="en", **more):
    finding = Finding(clause, CLAUSES[clause].stage, verdict, values, **more)
    return sentence(WHOLE_TURNOVER, finding, currency="EUR", language=language)


def to_do(clause, verdict, values, language="en"):
    finding = Finding(clause, CLAUSES[clause].stage, verdict, values)
    return advice(WHOLE_TURNOVER, finding, currency="EUR", language=language)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {each.key}" for name, each in CASES])
def test_a_case_is_about_values_its_clause_reads_and_speaks_both_languages(name, case):
    assert case.verdict in NAMES.values()
    assert case.words.english.endswith(".")
    assert case.words.french.endswith(".")
    held = opened(name)
    for each in case.conditions:
        assert each.name in held
        assert each.sign == "is" or each.other in held
    for text in case.words:
        asked = {field for _, field, _, _ in string.Formatter().parse(text) if field}
        assert asked <= held | {"asked", "granted", "cut", "missing", "until"}


def test_a_case_with_an_unknown_sign_is_its_authors_mistake():
    with pytest.raises(AssertionError, match="compares with"):
        case_of("kept if delivered near issued", Words("a.", "b."))


def test_what_nobody_knows_is_in_no_case():
    values = {"delivered": MISSING, "seller_left": 10, "seller_joined": 0}
    assert "new company" in to_do("insured_entity", REFUSED, values)
    assert "new company" in to_do("insured_entity", REFUSED, {"delivered": 11})


def test_a_company_that_left_is_to_be_put_back():
    assert to_do("insured_entity", REFUSED, {"delivered": 11, "seller_joined": 0, "seller_left": 10}) == (
        "Have the company put back in the policy, or stop selling through it."
    )
    never = {"delivered": 11, "seller_joined": 12, "seller_left": NEVER}
    assert to_do("insured_entity", REFUSED, never).startswith("Have a new company")


@pytest.mark.parametrize("invoice", ["F-1005-1", "F-1105-1"])
def test_a_delivery_before_the_policy_is_outside_its_period_not_of_a_seller_uninsured(invoice):
    told = shown(invoice)
    assert "Seller not insured" not in told
    assert told.count("Outside the policy period") == 3
    assert "→ Nothing to do under this policy" in told


@pytest.mark.parametrize(
    ("invoice", "language", "wanted"),
    [
        (
            "F-1417-1",
            "en",
            "Not reported yet. Last day to report it: 2026-07-08. → Report it by its last day, unless it is paid.",
        ),
        ("F-1417-1", "fr", "Pas encore déclaré. Dernier jour pour le déclarer : 08/07/2026."),
        ("F-1417-1", "en", "Layer 2, Top-up 2024-2027: no limit on this buyer, carries nothing"),
        ("F-1417-1", "fr", "Ligne 2, Top-up 2024-2027 : aucun agrément sur cet acheteur, ne porte rien"),
        ("F-1515-1", "en", "Not invoiced yet. Last day to invoice: 2026-07-22."),
        ("F-1216-1", "en", "€3,000.00 of €72,000.00 finds room in the limit of €3,000.00. asked"),
        ("F-1516-1", "en", "○ Not owed: goods returned"),
        ("F-1514-2", "fr", "○ Rien n'est dû : une commande en cours"),
        ("F-1014-1", "fr", "La police ne garantit pas les ventes payées d'avance."),
        ("F-1108-1", "en", "→ Stop trading with it, and ask your compliance officer."),
        ("F-1102-1", "en", "→ Leave these sales out of the declared turnover."),
    ],
)
def test_what_is_said_of_an_invoice_of_the_demo_is_about_it(invoice, language, wanted):
    assert wanted in shown(invoice, language)


@pytest.mark.parametrize(
    ("invoice", "language", "wanted"),
    [
        ("F-1412-1", "en", "the insurer waived the late notice on 2026-06-19 (consents.csv:6)."),
        ("F-1407-1", "en", "The insurer consented to due dates up to 2026-08-31"),
        ("F-1019-1", "fr", "✓ Garantie par exception, Délai particulier accordé : L'assureur a consenti"),
        ("F-1019-1", "en", "the invoice is due on 2026-09-12 (consents.csv:2)."),
    ],
)
def test_the_exception_that_keeps_an_invoice_is_told_with_its_source(invoice, language, wanted):
    told = shown(invoice, language)
    assert wanted in told
    assert told.count("Kept by an exception") + told.count("Garantie par exception") == 1


def test_an_invoice_kept_without_an_exception_names_none():
    assert "by an exception" not in shown("F-1417-1")


@pytest.mark.parametrize("invoice", ["F-1013-1", "F-1014-1", "F-1516-1"])
def test_a_term_about_another_kind_of_sale_is_not_told(invoice):
    assert not {"letters_of_credit", "delivered_not_invoiced"} & set(shown(invoice).split())


def shown(invoice, language="en"):
    """Page of an invoice of the demo in one line, its colours left aside."""
    return " ".join(laid_out(why_page(invoice, language, everything=False), width=120, colour=False).split())
