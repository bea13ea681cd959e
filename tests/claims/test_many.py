"""Books of claims compiled give what one claim after the other gives, to the cent and to the counter."""

import random
from dataclasses import replace
from pathlib import Path

from encours.claims.agreed import agreed_chain
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.many import claims_in_columns, offers_in_tables, settle_book
from encours.claims.settle import settle
from encours.clauses.choices import LimitKind
from encours.clauses.orders import ORDERS
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.clauses.wordings.indemnity import CHAIN
from encours.policy.schedule import Entry, Policy, TermValue, always
from encours.units import MISSING
from tests.cases.pages import KERNELS

CLAIMS = 120


def losses(seed: int) -> list[Loss]:
    """Losses of a year: one to four invoices, some with a limit or a percentage that nobody knows, or with proceeds."""
    toss, apart = random.Random(seed), random.Random(f"proceeds of {seed}")
    made = [loss(toss, number) for number in range(CLAIMS)]
    return [replace(each, proceeds=apart.choice([0, apart.randrange(4_000_000)])) for each in made]


def loss(toss: random.Random, number: int) -> Loss:
    lines = tuple(
        LossLine(
            number=f"F-{number}-{place}",
            gross=toss.choice([0, 1, 33_33, toss.randrange(5_000_000)]),
            limit=MISSING if toss.random() < 0.03 else toss.randrange(8_000_000),
            percentage=MISSING if toss.random() < 0.03 else toss.choice([10_000, 9_000, 8_500, 0]),
            limit_kind=toss.choice([LimitKind.NAMED, LimitKind.DISCRETIONARY, LimitKind.BLIND]),
        )
        for place in range(toss.randrange(1, 5))
    )
    buyer = f"B{toss.randrange(60)}"
    return Loss(
        claim=f"S-{number // 2}",
        buyer=buyer,
        day=20_000 + toss.randrange(40),
        cause=toss.choice(["insolvency", "protracted default", ""]),
        country=toss.choice(["FR", "DE", ""]),
        debt=sum(line.gross for line in lines) + toss.randrange(1_000_000),
        lines=lines,
    )


def offer(toss: random.Random, number: int) -> Policy:
    """A policy with one of the orders of the market, and terms on both sides of what losses are."""
    amounts = {
        "claim_threshold": 50_000, "minimum_retention": 20_000, "each_and_every_first_loss": 100_000,
        "aggregate_first_loss": 20_000_000, "maximum_per_claim": 3_000_000, "maximum_per_buyer": 6_000_000,
        "maximum_per_country": 90_000_000, "maximum_of_discretionary_losses": 9_000_000,
        "maximum_liability": 150_000_000,
    }  # fmt: skip
    terms = {name: always(toss.randrange(2 * most)) for name, most in amounts.items() if toss.random() < 0.6}
    terms["indemnity_chain"] = always(ORDERS[number % len(ORDERS)][2])
    terms["proceeds_come_off"] = always(number % 3)
    if toss.random() < 0.5:
        by_cause = (Entry(8_000), Entry(9_000, {"cause": ("insolvency",)}))
        terms["insured_percentage"] = TermValue(by_cause)
    if toss.random() < 0.5:
        terms["first_loss_eroded_by"] = always(toss.randrange(5))
        terms["claim_threshold_base"] = always(toss.randrange(5))
    return Policy(
        name=f"P{number}", insurer="Assureur Fictif SA", wording=WHOLE_TURNOVER, currency="EUR",
        period_start=20_000, period_end=20_364, terms=terms,
    )  # fmt: skip


def years(toss: random.Random, count: int) -> list[YearFigures]:
    return [YearFigures(sales=toss.randrange(10**9), minimum_premium=5_000_000) for _ in range(count)]


def test_sixteen_offers_at_once_give_what_each_claim_gives_alone() -> None:
    toss, claims = random.Random(7), losses(3)
    policies, figures = [offer(toss, number) for number in range(16)], years(toss, 16)
    book = claims_in_columns(claims)
    offers = offers_in_tables(book, claims, policies, figures)
    done = settle_book(book, offers, cache=KERNELS)
    assert (settle_book(book, offers, cache=KERNELS, threads=2).indemnity == done.indemnity).all()
    stopped = 0
    for number, (policy, year) in enumerate(zip(policies, figures, strict=True)):
        account = YearAccount()
        for place, given in enumerate(book.order):
            one = settle(claims[given], agreed_chain(policy, claims[given], year), account)
            account = one.account
            stopped += one.indemnity is None
            assert done.indemnity[number, place] == (MISSING if one.indemnity is None else one.indemnity)
            if one.indemnity is not None:
                assert tuple(done.lines[number, book.start[place] : book.stop[place]].tolist()) == one.lines
        assert done.account(number) == account
    assert 0 < stopped < 16 * CLAIMS
    assert done.used.any()


def test_the_order_of_the_losses_given_does_not_matter() -> None:
    toss, claims = random.Random(11), losses(5)[:40]
    policies, figures = [offer(toss, number) for number in range(3)], years(toss, 3)
    shuffled = toss.sample(claims, len(claims))
    one, other = (
        settle_book(book, offers_in_tables(book, given, policies, figures), cache=KERNELS)
        for given, book in ((given, claims_in_columns(given)) for given in (claims, shuffled))
    )
    assert (one.indemnity == other.indemnity).all()
    assert [claims[n].claim for n in one.book.order] == [shuffled[n].claim for n in other.book.order]


def test_a_book_without_a_loss_pays_nothing() -> None:
    book = claims_in_columns([])
    policy = offer(random.Random(1), 0)
    done = settle_book(book, offers_in_tables(book, [], [policy], [YearFigures()]), cache=Path(KERNELS))
    assert done.indemnity.shape == (1, 0)
    assert done.account(0) == YearAccount()
    assert set(CHAIN.lines) == set(book.lines)
