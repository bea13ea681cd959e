"""Credits are laid on the debits of their letter, exact first, then the oldest, and no cent is lost."""

from collections import defaultdict

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from encours.formats.fec.lettering import settle, side
from tests.formats.fec.books import (
    Entry,
    Line,
    facts,
    ledger,
    less_a_discount,
    moved,
    open_by_buyer,
    read,
    receipt,
    sale,
    text,
    wrong,
)


def paid(books) -> list[tuple[str, int]]:
    """Invoice and amount of each payment."""
    return [(each.invoice, each.amount) for each in facts(read(text(books)), "payments")]


def test_an_exact_amount_goes_to_its_invoice_before_the_oldest() -> None:
    books = [
        sale("1", "20260115", "C1", "300", letter="A"),
        sale("2", "20260116", "C1", "200", letter="A"),
        receipt("3", "20260320", "C1", "200", letter="A"),
    ]
    assert paid(books) == [("F2", 20_000)]


def test_one_payment_of_several_invoices_is_cut_to_the_cent() -> None:
    books = [
        sale("1", "20260115", "C1", "300.01", letter="A"),
        sale("2", "20260116", "C1", "200.02", letter="A"),
        receipt("3", "20260320", "C1", "500.03", letter="A"),
    ]
    found = read(text(books))
    payments = facts(found, "payments")
    assert [(each.invoice, each.amount) for each in payments] == [("F1", 30_001), ("F2", 20_002)]
    assert [each.source for each in payments] == ["123456782FEC20261231.txt/payments:9"] * 2
    assert len({each.fact_id for each in payments}) == 2
    assert len({each.reference for each in payments}) == 1


def test_what_a_letter_has_too_much_stays_on_account() -> None:
    books = [sale("1", "20260115", "C1", "300", letter="A"), receipt("3", "20260320", "C1", "500", letter="A")]
    assert paid(books) == [("F1", 30_000), ("", 20_000)]


def test_a_partial_letter_leaves_the_rest_open() -> None:
    books = [
        sale("1", "20260115", "C1", "300", letter="A"),
        sale("2", "20260116", "C1", "200", letter="A"),
        receipt("3", "20260320", "C1", "400", letter="A"),
    ]
    assert paid(books) == [("F1", 30_000), ("F2", 10_000)]


def test_the_same_letter_of_two_customers_is_two_letters() -> None:
    books = [sale("1", "20260115", "C1", "300", letter="A"), receipt("3", "20260320", "C2", "300", letter="A")]
    assert paid(books) == [("", 30_000)]


LETTERS = st.sampled_from(["", "A", "B", "AAA"])
AMOUNTS = st.integers(1, 400).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
MOVES = st.sampled_from(["sale", "receipt", "short", "credit", "loss", "doubtful", "refund", "transfer"])


def entry(move: str, number: str, day: str, buyer: str, amount: str, letter: str) -> Entry:
    """One entry of a customer."""
    debit, credit = Line("411000", amount, buyer, letter), Line("411000", f"-{amount}", buyer, letter)
    return {
        "sale": lambda: sale(number, day, buyer, amount, letter=letter),
        "receipt": lambda: receipt(number, day, buyer, amount, letter=letter),
        "short": lambda: less_a_discount(number, day, buyer, amount, "0.01", letter=letter),
        "credit": lambda: moved(number, day, Line("701000", amount), credit, journal="VE"),
        "loss": lambda: moved(number, day, Line("654000", amount), credit),
        "doubtful": lambda: moved(number, day, Line("416000", amount, buyer), credit),
        "refund": lambda: moved(number, day, debit, Line("512000", f"-{amount}"), journal="BQ"),
        "transfer": lambda: moved(number, day, Line("411000", amount, "C9"), credit),
        "bill": lambda: moved(number, day, Line("413000", amount, buyer), credit),
        "honour": lambda: moved(number, day, Line("512000", amount), Line("413000", f"-{amount}", buyer)),
        "discount": lambda: moved(number, day, Line("511400", amount), Line("413000", f"-{amount}", buyer)),
        "collect": lambda: moved(number, day, Line("511300", amount), Line("413000", f"-{amount}", buyer)),
        "collected": lambda: moved(number, day, Line("512000", amount), Line("511300", f"-{amount}")),
        "unpaid": lambda: moved(number, day, debit, Line("413000", f"-{amount}", buyer)),
    }[move]()


BILLS = st.sampled_from(["sale", "receipt", "refund", "bill", "honour", "discount", "collect", "collected", "unpaid"])


@st.composite
def ledgers(draw: st.DrawFn, moves: st.SearchStrategy[str] = MOVES) -> list[Entry]:
    """Entries of a few customers in any order of days."""
    count = draw(st.integers(1, 14))
    return [
        entry(draw(moves), str(number), f"2026{draw(st.integers(1, 12)):02d}{draw(st.integers(1, 28)):02d}",
              draw(st.sampled_from(["C1", "C2"])), draw(AMOUNTS), draw(LETTERS))
        for number in range(1, count + 1)
    ]  # fmt: skip


def balances(books) -> dict[str, int]:
    """What the accounts of customers say, read line by line."""
    owed: dict[str, int] = defaultdict(int)
    for each in books:
        for line in each.lines:
            if line.account.startswith(("411", "413", "416")):
                owed[line.auxiliary] += round(float(line.amount) * 100)
    return {buyer: cents for buyer, cents in owed.items() if cents}


@given(ledgers())
def test_the_facts_leave_open_what_the_accounts_say(books: list[Entry]) -> None:
    found = read(text(books))
    assert wrong(found) == []
    made = ledger(found)
    assert open_by_buyer(made) == balances(books)
    controls = sum(each.amount for each in facts(found, "control_accounts"))
    assert controls == sum(balances(books).values())


def bank_gives(number: str, piece: str, *, letter: str = "") -> Entry:
    """The bank takes back, or the company gives back, 0.01 of a customer."""
    return Entry("BQ", number, "20260101", piece, (Line("411000", "0.01", "C1", letter), Line("512000", "-0.01")))


def bill_of(number: str, *, letter: str = "") -> Entry:
    """A bill of 0.01 that a customer accepts."""
    lines = (Line("413000", "0.01", "C1"), Line("411000", "-0.01", "C1", letter))
    return Entry("OD", number, "20260101", f"P{number}", lines)


def bill_paid(number: str) -> Entry:
    """A bill of 0.01 that the bank pays."""
    lines = (Line("512000", "0.01"), Line("413000", "-0.01", "C1"))
    return Entry("OD", number, "20260101", f"P{number}", lines)


# A bill that pays a debit of the bank, which is not the bill coming back; one that takes the place of a bill unpaid.
PAYS_A_REFUND = [bank_gives("1", "P1", letter="AAA"), bill_paid("7"), bill_of("8", letter="AAA")]
REPLACED = [
    sale("1", "20251201", "C1", "0.01", letter="A"), bill_of("2", letter="A"), bill_paid("3"),
    bank_gives("4", "P4", letter="B"), bill_of("5", letter="B"), bill_paid("6"),
]  # fmt: skip


@given(ledgers(BILLS))
@example(PAYS_A_REFUND)
@example(REPLACED)
def test_bills_leave_open_what_the_accounts_and_the_bank_hold(books: list[Entry]) -> None:
    found = read(text(books))
    assert wrong(found) == []
    controls = sum(each.amount for each in facts(found, "control_accounts"))
    assert sum(open_by_buyer(ledger(found)).values()) == controls


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_no_balance(books: list[Entry], chance) -> None:
    shuffled = list(books)
    chance.shuffle(shuffled)
    assert open_by_buyer(ledger(read(text(shuffled)))) == open_by_buyer(ledger(read(text(books))))


ITEMS = st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 5).filter(bool), st.integers(0, 5)), max_size=12)


@given(ITEMS)
def test_as_much_is_settled_as_both_sides_of_a_letter_have(items: list[tuple[int, int, int]]) -> None:
    group, cents, day = (np.array([each[place] for each in items], dtype=np.int64) for place in range(3))
    debits, credits_ = (side(np.flatnonzero(chosen), group, cents, day) for chosen in (cents > 0, cents < 0))
    parts = settle(debits, credits_)
    laid = list(zip(parts.debit.tolist(), parts.credit.tolist(), parts.cents.tolist(), strict=True))
    assert all(amount > 0 for *_, amount in laid)
    assert all(items[debit][0] == items[credit][0] for debit, credit, _ in laid)
    for place, (_, size, _) in enumerate(items):
        assert sum(amount for debit, credit, amount in laid if place in {debit, credit}) <= abs(size)
    for letter in range(4):
        owed = sum(size for each, size, _ in items if each == letter and size > 0)
        given_ = -sum(size for each, size, _ in items if each == letter and size < 0)
        assert sum(amount for debit, _, amount in laid if items[debit][0] == letter) == min(owed, given_)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3), st.integers(0, 4)), max_size=30), st.integers(0, 30))
def test_a_letter_of_one_debit_and_one_credit_is_settled_whatever_stands_around(
    items: list[tuple[int, int, int]], debits: int
) -> None:
    group, cents, day = (np.array([each[at] for each in items], dtype=np.int64) for at in range(3))
    places = np.arange(group.size)
    parts = settle(*(side(each, group, cents, day) for each in (places[:debits], places[debits:])))
    of_group = {each: [place for place in places.tolist() if group[place] == each] for each in set(group.tolist())}
    laid = set(zip(parts.debit.tolist(), parts.credit.tolist(), parts.cents.tolist(), strict=True))
    for several in of_group.values():
        if len(several) == 2 and several[0] < debits <= several[1] and cents[several[0]] == cents[several[1]]:
            assert (*several, cents[several[0]]) in laid
