"""What must hold of cover whatever the policy and the facts: properties an actuary would ask for."""

import random
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from encours.clauses.choices import LimitKind
from encours.cover.answer import cover
from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.facts.kinds import Dispute, Invoice, LimitDecision, Payment
from encours.facts.ledger import Ledger
from encours.policy.schedule import always
from encours.units import NEVER
from tests.cover import books
from tests.cover.compared import bare, plainly

SEEDS = st.integers(0, 10**6)
FEW = settings(max_examples=10)


def answered(facts, programme, *, as_of=books.AS_OF, known_on=None):
    """Rows by number and instalment, findings left out."""
    view = Ledger.of(facts).view(as_of, known_on)
    invoices = view.table("invoices")
    found = {}
    for account in plainly(lay_out(view, programme)).values():
        for row in account.rows:
            key = (invoices.texts["number"][row.ledger_row], int(invoices.numbers["instalment"][row.ledger_row]))
            found[key] = replace(row, ledger_row=0)
    return found


@FEW
@given(SEEDS)
def test_the_parts_of_an_invoice_add_up_to_what_is_open_and_none_is_negative(seed):
    for row in answered(books.facts(seed, buyers=6), books.programme(seed)).values():
        assert sum(row.parts.values()) == row.open
        assert min(row.parts.values()) >= 0
        assert all(0 <= layer.insured <= layer.admitted for layer in row.layers)
        assert row.admitted <= row.open


@FEW
@given(SEEDS)
def test_the_order_of_the_rows_of_a_file_does_not_matter(seed):
    facts = books.facts(seed, buyers=6)
    shuffled = list(facts)
    random.Random(seed).shuffle(shuffled)
    programme = books.programme(seed)
    assert answered(facts, programme) == answered(shuffled, programme)


@FEW
@given(SEEDS)
def test_an_account_alone_is_covered_as_among_the_others(seed):
    facts = [f for f in books.facts(seed, buyers=5) if not hasattr(f, "group")] + [
        replace(f, group="") for f in books.facts(seed, buyers=5) if hasattr(f, "group")
    ]
    facts = [replace(f, scope="buyer") if isinstance(f, LimitDecision) else f for f in facts]
    programme = books.programme(seed)
    together = answered(facts, programme)
    for buyer in ("B1", "B2", "B3", "B4", "B5"):
        payments = {f.reference for f in facts if isinstance(f, Payment) and f.buyer == buyer}
        own = [
            f for f in facts
            # A dispute of anyone says that a register of them is kept.
            if isinstance(f, Dispute)
            or (getattr(f, "buyer", buyer) == buyer and getattr(f, "payment", None) in {None, *payments})
        ]  # fmt: skip
        assert answered(own, programme) == {k: v for k, v in together.items() if k[0].startswith(f"{buyer}-")}


@FEW
@given(SEEDS)
def test_paying_more_never_raises_what_is_open(seed):
    facts, programme = books.facts(seed, buyers=6), books.programme(seed)
    before = answered(facts, programme)
    if not before:
        return
    (number, instalment), row = sorted(before.items())[seed % len(before)]
    invoice = next(f for f in facts if isinstance(f, Invoice) and (f.number, f.instalment) == (number, instalment))
    more = Payment(
        reference="MORE", buyer=invoice.buyer, invoice=number, instalment=instalment, paid_on=books.AS_OF,
        currency=invoice.currency, amount=1 + row.open_original // 2, source="more:1",
    )  # fmt: skip
    after = answered([*facts, more], programme)
    assert sum(r.open for r in after.values()) <= sum(r.open for r in before.values())


@FEW
@given(SEEDS)
@example(1044)
def test_a_fact_learnt_later_changes_nothing_of_what_was_known(seed):
    day = books.START + 150
    facts, programme = books.facts(seed, buyers=6), books.programme(seed)
    # That a register of disputes is kept is known from its first row, whoever learnt of it when.
    learnt_by_then = [f for f in facts if f.known <= day or isinstance(f, Dispute)]
    assert answered(facts, programme, as_of=day, known_on=day) == answered(
        learnt_by_then, programme, as_of=day, known_on=day
    )


@FEW
@given(SEEDS)
def test_a_supposed_fact_changes_the_answer_as_a_true_one_and_the_ledger_not_at_all(seed):
    facts, programme = books.facts(seed, buyers=6), books.programme(seed)
    extra = LimitDecision(
        reference="WHAT-IF", buyer="B1", kind="named", outcome="granted", amount=10_000_00, currency="EUR",
        decided_on=books.START - 30, source="supposed:1",
    )  # fmt: skip
    ledger = Ledger.of(facts)
    untouched = plainly(lay_out(ledger.view(books.AS_OF), programme))
    supposed = plainly(lay_out(ledger.hypothetical([extra]).view(books.AS_OF), programme))
    assert supposed == plainly(lay_out(Ledger.of([*facts, extra]).view(books.AS_OF), programme))
    assert plainly(lay_out(ledger.view(books.AS_OF), programme)) == untouched


def simple(rows, limit, terms=None):
    """One buyer with a named limit under a plain policy: gross amounts on successive days."""
    facts = books.Chance(random.Random(1), ["B1"], clean=True)
    decided = LimitDecision(
        reference="L", buyer="B1", kind="named", outcome="granted", amount=limit, currency="EUR",
        decided_on=books.START - 10, source="limit:1",
    )  # fmt: skip
    buyer = facts.fact("buyers", "B1", [], private_person=0, public=0, related=0, changed_on=books.START - 900,
                       country="FR", group="", sector="", buyer_class="")  # fmt: skip
    entity = facts.fact("entities", "", [], entity="E1", joined_on=books.START - 900, left_on=NEVER)
    invoices = [
        Invoice(
            number=f"F{place:02d}", buyer="B1", entity="E1", ordered=books.START, delivered=books.START + day,
            issued=books.START + day, due=books.START + day + 30, currency="EUR", gross=gross, vat=0,
            payment_means="open account", undisputed=1, source=f"invoices:{place}",
        )
        for place, (day, gross) in enumerate(rows)
    ]  # fmt: skip
    policy = books.programme(0, layers=1).primary
    plain = replace(
        policy, endorsements=(), excluded_buyers={}, terms={"insured_percentage": always(9_000), **(terms or {})}
    )
    return [buyer, entity, decided, *invoices], replace(books.programme(0, layers=1), policies=(plain,))


ROWS = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 900_00)), min_size=1, max_size=12)


@given(ROWS, st.integers(0, 4_000_00))
def test_the_admitted_of_an_account_never_exceeds_its_limit(rows, limit):
    answers = answered(*simple(rows, limit))
    admitted = sum(row.admitted for row in answers.values())
    assert admitted <= limit
    assert admitted == min(limit, sum(row.open for row in answers.values()))


@given(ROWS, st.integers(0, 2_000_00), st.integers(1, 2_000_00))
def test_raising_the_amount_of_a_decision_never_lowers_what_is_admitted(rows, limit, more):
    lower, higher = (answered(*simple(rows, amount)) for amount in (limit, limit + more))
    assert sum(r.admitted for r in lower.values()) <= sum(r.admitted for r in higher.values())


@FEW
@given(SEEDS, st.integers(1, 2_000_00))
def test_raising_a_granted_decision_never_lowers_what_a_drawn_account_admits(seed, more):
    facts, programme = books.facts(seed, buyers=4), books.programme(seed, layers=1)
    granted = [f for f in facts if isinstance(f, LimitDecision) and f.outcome == "granted" and f.amount >= 0]
    if not granted:
        return
    chosen = granted[seed % len(granted)]
    raised = [replace(f, amount=f.amount + more) if f is chosen else f for f in facts]
    lower, higher = (answered(each, programme) for each in (facts, raised))
    assert sum(r.admitted for r in lower.values()) <= sum(r.admitted for r in higher.values())


def verdicts(row):
    return [(layer.cause, layer.until) for layer in row.layers]


@FEW
@given(SEEDS)
def test_until_is_the_last_day_of_an_answer_if_nothing_new_happens(seed):
    facts, programme = books.facts(seed, buyers=6), books.programme(seed, layers=1)
    today = {k: v for k, v in answered(facts, programme, known_on=books.AS_OF).items() if v.until < NEVER}
    # The first of them alone: what frees room that day, on an account that shares a limit, may change another answer.
    for day in sorted({row.until for row in today.values()})[:1]:
        if day < books.AS_OF or day > books.AS_OF + 400:
            continue
        seen = [f for f in facts if f.known <= books.AS_OF]
        then, after = (answered(seen, programme, as_of=d, known_on=books.AS_OF) for d in (day, day + 1))
        for key, row in today.items():
            if row.until == day and key in then and key in after and then[key].open == row.open == after[key].open:
                assert then[key].cause == row.cause, key
                changed = after[key].cause != row.cause or after[key].parts != row.parts
                assert changed or after[key].insured != row.insured, key


@pytest.mark.parametrize("seed", range(5))
def test_the_public_answer_is_that_of_the_accounts(seed):
    book = books.book(seed)
    answer = cover(book.view, book.programme)
    assert {a: bare(c) for a, c in answer.accounts.items() if c.rows or c.on_account} == plainly(book)


def test_the_drawn_books_reach_every_state_and_most_clauses():
    states, causes = set(), set()
    for seed in range(40):
        for row in answered(books.facts(seed, buyers=6), books.programme(seed)).values():
            states |= {state.name for state, amount in row.parts.items() if amount}
            causes |= {layer.cause // 8 for layer in row.layers}
    assert states == {"COVERED", "OVER_LIMIT", "SUSPENDED", "NOT_COVERED", "OUTSIDE", "NEEDS_INFORMATION"}
    assert len(causes) > 28, "clauses that decided a row"


def test_every_kind_of_limit_a_decision_may_give_is_drawn():
    kinds = {f.kind for seed in range(40) for f in books.facts(seed) if isinstance(f, LimitDecision)}
    assert kinds == {"named", "discretionary", "blind", "top-up", "reverse"} <= {k.english for k in LimitKind}


def test_findings_of_a_row_stand_in_the_order_of_the_wording():
    book = books.book(3)
    order = {each.name: place for place, each in enumerate(book.programme.primary.wording.clauses)}
    for account in range(book.account_count):
        for row in judge_account(book, account).rows:
            for layer in row.layers:
                places = [order[f.clause] for f in layer.findings]
                assert places == sorted(places)
