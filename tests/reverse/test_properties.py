"""Whatever is allocated, delivered and paid: the total holds, and nobody gets more than it is owed."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from encours.clauses.lose.anchors import INSOLVENCY
from encours.explain.reverse_document import reverse_document
from encours.explain.reverse_json import reverse_columns, reverse_json, reverse_rows
from encours.explain.reverse_screen import reverse_page
from encours.explain.screen import laid_out
from encours.reverse.allocations import allocations_of, fit, stretches
from encours.reverse.failure import failure, within_the_total
from encours.reverse.findings import breaches
from encours.units.show import Language
from tests.reverse.made_up import cover, iso, ledger, on, report, view

NOTICES = 'reduction_notice = "20 days"\nwithdrawal_notice = "5 days"\n'
SUPPLIERS = ("A", "B", "C")
DAYS = st.integers(on("01-02"), on("12-20"))
AMOUNTS = st.integers(0, 900)


@st.composite
def decided(draw: st.DrawFn) -> list[str]:
    """Decisions, no two of one supplier on one day."""
    days = draw(st.lists(st.tuples(st.sampled_from(SUPPLIERS), DAYS), unique=True, max_size=8))
    outcomes = st.sampled_from(("granted", "reduced", "withdrawn", "granted", "partial"))
    return [
        f"{who} {draw(outcomes)} {draw(AMOUNTS)} {iso(day)[5:]}" for who, day in sorted(days, key=lambda each: each[1])
    ]


INVOICES = st.lists(
    st.builds(
        lambda who, amount, day, paid: f"{who} {amount} {iso(day)[5:]}" + (f" paid {iso(day + 5)[5:]}" if paid else ""),
        st.sampled_from(SUPPLIERS), st.integers(1, 900), DAYS, st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


def granted_as_far_as_they_fit(decisions: list[str], total: int) -> list[str]:
    """Decisions of which none passes the total on any day: one that would is not taken."""
    agreed, kept = cover(total=total, terms=NOTICES), list[str]()
    for each in decisions:
        who, outcome, amount, day = each.split()
        found = stretches(allocations_of(view(ledger(kept), "12-31"), agreed), agreed)
        if outcome == "withdrawn" or fit(found, who, int(amount) * 100, day=on(day)).fits:
            kept.append(each)
    return kept


@settings(max_examples=40, deadline=None)
@given(decided(), st.integers(1, 1_500))
def test_allocations_taken_only_where_they_fit_never_pass_the_total_on_any_day(
    decisions: list[str], total: int
) -> None:
    agreed = cover(total=total, terms=NOTICES)
    kept = granted_as_far_as_they_fit(decisions, total)
    found = stretches(allocations_of(view(ledger(kept), "12-31"), agreed), agreed)
    assert breaches(found, agreed) == ()
    assert all(each.allocated <= each.total for each in found)


@settings(max_examples=40, deadline=None)
@given(decided(), st.integers(1, 1_500))
def test_the_period_is_told_whole_and_a_breach_is_told_on_its_very_days(decisions: list[str], total: int) -> None:
    agreed = cover(total=total, terms=NOTICES)
    allocations = allocations_of(view(ledger(decisions), "12-31"), agreed)
    found = stretches(allocations, agreed)
    days = [day for each in found for day in range(each.first, each.last + 1)]
    assert days == list(range(on("01-01"), on("12-31") + 1))
    every = [each for several in allocations.values() for each in several]
    over = {day for each in found if each.over for day in range(each.first, each.last + 1)}
    assert over == {day for day in days if sum(each.amount for each in every if each.holds_on(day)) > total * 100}


@settings(max_examples=40, deadline=None)
@given(decided(), INVOICES, DAYS, st.integers(1, 1_500))
def test_a_failure_pays_no_more_than_the_total_nor_than_what_a_supplier_is_owed(
    decisions: list[str], invoices: list[str], day: int, total: int
) -> None:
    agreed = cover(total=total, terms=NOTICES)
    failed = failure(view(ledger(decisions, invoices), "12-31"), agreed, day=day, cause=INSOLVENCY)
    assert (failed.paid or 0) <= total * 100
    for each in failed.suppliers:
        assert each.indemnity is not None
        assert each.paid is not None
        assert 0 <= each.paid <= each.indemnity <= each.admitted <= each.owed


@settings(max_examples=40, deadline=None)
@given(decided(), INVOICES, DAYS, st.sampled_from(("buyer", "invoice", "group")), st.integers(1, 1_500))
def test_every_form_of_a_drawn_cover_is_written_and_adds_up(
    decisions: list[str], invoices: list[str], day: int, unit: str, total: int
) -> None:
    terms = f'{NOTICES}claim_unit = "{unit}"\neach_and_every_first_loss = "20 EUR"\n'
    found = report(decisions, invoices, iso(day)[5:], total=total, terms=terms)
    agreed = cover(total=total, terms=terms)
    failed = failure(view(ledger(decisions, invoices), iso(day)[5:]), agreed, day=day, cause=INSOLVENCY)
    told = replace(found, failure=failed)
    for each in told.suppliers:
        assert each.within + each.over + each.otherwise == each.owed
        assert each.engaged == max(each.allocated, each.used)
    assert sum(each.owed for each in failed.suppliers) == sum(each.owed for each in told.suppliers)
    for one in failed.suppliers:
        assert one.indemnity is not None
        assert sum(sum(each.settlement.parts.values()) for each in one.settled) == one.gross
        assert 0 <= (one.paid or 0) <= one.indemnity <= one.gross <= one.owed
    languages: tuple[Language, ...] = ("en", "fr")
    for language in languages:
        assert laid_out(reverse_page(told, language, rows=5), width=80, colour=False)
        assert json.dumps(reverse_json(told, language))
        columns = reverse_columns(told, language)
        assert all(len(row) == len(columns) for row in reverse_rows(told, language))
        assert reverse_document(told, language, rows=5).parts


@settings(max_examples=30, deadline=None)
@given(decided(), INVOICES, DAYS)
def test_suppliers_do_not_touch_one_another_and_the_order_of_rows_does_not_matter(
    decisions: list[str], invoices: list[str], day: int
) -> None:
    agreed = cover(total=10_000, terms=NOTICES)

    def indemnities(some: list[str], sold: list[str]) -> dict[str, int | None]:
        failed = failure(view(ledger(some, sold), "12-31"), agreed, day=day, cause=INSOLVENCY)
        return {each.supplier: each.indemnity for each in failed.suppliers}

    together = indemnities(decisions, invoices)
    assert indemnities(decisions[::-1], invoices) == together
    for who in together:
        alone = indemnities(
            [each for each in decisions if each[0] == who], [each for each in invoices if each[0] == who]
        )
        assert alone == {who: together[who]}


@given(st.lists(st.integers(0, 10**13), max_size=60), st.integers(0, 10**14))
def test_a_cut_keeps_the_total_to_the_cent_and_no_more_of_any(indemnities: list[int], total: int) -> None:
    paid = within_the_total(indemnities, indemnities, total)
    assert sum(each or 0 for each in paid) == min(total, sum(indemnities))
    assert all(0 <= (given or 0) <= asked for given, asked in zip(paid, indemnities, strict=True))
