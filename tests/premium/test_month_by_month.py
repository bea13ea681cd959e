"""A year called month by month, with its adjustments, costs what it costs at once at its end, to the cent.

The oracle counts the year in exact fractions, apart from the clauses: one rounding for each rate.
"""

from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from encours.premium.agreed import AgreedTerms
from encours.premium.bases import BALANCES, SHIPMENTS, TURNOVER
from encours.premium.calls import declaration_ends
from encours.premium.lines import NET_PREMIUM
from tests.premium.made_up import BASES, FIRST, LAST, limit, policy, sale, year

COUNTRIES = ("FR", "DE", "MA")
WORDS = {base: word for word, base in BASES.items()}
sales = st.lists(
    st.tuples(st.integers(-(10**9), 10**10), st.integers(FIRST, LAST), st.sampled_from(COUNTRIES)), max_size=12
)
millionths = st.integers(0, 20_000)


def rounded(exact: Fraction) -> int:
    """To the nearest cent, halves away from zero."""
    size = floor(abs(exact) + Fraction(1, 2))
    return -size if exact < 0 else size


def written(rate: int) -> str:
    """A rate as a policy writes it."""
    return f"{rate / 1000:.3f} ‰"


@st.composite
def by_declaration(draw):
    """Terms of a year that is called as its sales are declared."""
    return [
        'premium_adjusted = "each declaration"',
        f'premium_adjusted_from = "{draw(st.sampled_from(["at once", "above the minimum premium"]))}"',
        f'adjustment_threshold = "{draw(st.integers(0, 2_000))} EUR"',
    ]


@st.composite
def agreements(draw):
    """Terms of rates, minimum, deposit and adjustment; with the figures the oracle needs."""
    base = draw(st.sampled_from([TURNOVER, BALANCES, SHIPMENTS]))
    rates = {country: draw(millionths) for country in COUNTRIES}
    minimum = draw(st.integers(0, 10**7))
    entries = ", ".join(
        f'{{ when = {{ country = "{country}" }}, value = "{written(rate)}" }}' for country, rate in rates.items()
    )
    terms = [
        f'premium_base = "{WORDS[base]}"',
        f"premium_rate = [{entries}]",
        f'minimum_premium = "{minimum // 100}.{minimum % 100:02} EUR"',
        f'deposit_premium_share = "{draw(st.integers(0, 100))} %"',
        f"premium_instalments = {draw(st.integers(1, 12))}",
        f'premium_declared_every = "{draw(st.sampled_from([1, 2, 3, 4, 6, 12]))} months"',
        *draw(st.one_of(st.just(['premium_adjusted = "year end"']), by_declaration())),
        f'instalment_day = "{draw(st.sampled_from(["first day", "last day"]))}"',
    ]
    return "\n".join(terms), base, rates, minimum


@settings(max_examples=120, deadline=None)
@given(agreements(), sales)
def test_calls_of_the_year_are_its_premium_whatever_the_months(agreement, sold):
    terms, base, rates, minimum = agreement
    found = year(terms, [sale(amount, day, country=country, basis=base) for amount, day, country in sold])
    exact = {
        country: rounded(Fraction(sum(amount for amount, _, where in sold if where == country)) * rate / 10**6)
        for country, rate in rates.items()
    }
    net = max(minimum, sum(exact.values()))
    assert found.total(*NET_PREMIUM) == net
    assert sum(each.amount for each in found.instalments) == net
    assert [each.on for each in found.instalments] == sorted(each.on for each in found.instalments)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["each part at its own rate", "the whole at the rate reached"]),
    st.lists(st.integers(1, 10**9), min_size=1, max_size=3, unique=True), st.lists(millionths, min_size=4, max_size=4),
    sales, st.integers(0, 1_000), st.sampled_from([1, 3, 6]),
)  # fmt: skip
def test_bands_options_and_calls_by_month_make_the_year(reading, ends, rates, sold, option, months):
    rises = [*sorted(ends), None]
    bands = "; ".join(
        f"{written(rate)} to {end // 100}.{end % 100:02} EUR" if end else f"{written(rate)} above"
        for end, rate in zip(rises, rates, strict=False)
    )
    terms = f"""premium_base = "turnover"
premium_rate_by_amount = "{bands}"
premium_bands = "{reading}"
surcharge_for_percentage = "{option / 100:.2f} %"
premium_adjusted = "each declaration"
premium_declared_every = "{months} months"
"""
    found = year(terms, [sale(amount, day) for amount, day, _ in sold])
    total = sum(amount for amount, _, _ in sold)
    expected = banded(total, rises, rates, is_whole=reading.startswith("the whole"))
    assert found.total("premium") == expected
    assert found.total("option") == rounded(Fraction(expected * option, 10_000))
    assert sum(each.amount for each in found.instalments) == found.total()


def banded(total, ends, rates, *, is_whole):
    """Premium of a total in bands, each rounded apart, or of the whole at the rate it reaches."""
    if total <= 0:
        return rounded(Fraction(total * rates[0], 10**6))
    bands = list(zip([0, *ends[:-1]], ends, rates, strict=False))
    if is_whole:
        rate = next(rate for _, end, rate in bands if end is None or total <= end)
        return rounded(Fraction(total * rate, 10**6))
    parts = (((total if end is None else min(total, end)) - start, rate) for start, end, rate in bands if total > start)
    return sum(rounded(Fraction(part * rate, 10**6)) for part, rate in parts)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 10**8))
def test_limits_accrue_by_month_to_what_they_owe_at_once(stood, least, amount):
    months = tuple(
        limit(amount + 1000 * place, f"2026-{place + 1:02}-01") for place, is_there in enumerate(stood) if is_there
    )
    terms = f"""premium_base = "limits"
limit_premium_rate = "1.875 %"
limit_premium_minimum = "{least} months"
premium_adjusted = "each declaration"
premium_declared_every = "1 months"
"""
    found = year(terms, monitored=months)
    exact = 0
    for row in rows(stood):
        owed = sum(amount + 1000 * place for place in row) + max(0, least - len(row)) * (amount + 1000 * row[-1])
        exact += rounded(Fraction(owed * 18_750, 12 * 10**6))
    assert found.total("limit premium") == sum(each.amount for each in found.instalments) == exact


def rows(stood):
    """Months in a row in which something stood."""
    found, row = [], []
    for place, is_there in enumerate([*stood, False]):
        if is_there:
            row.append(place)
        elif row:
            found.append(row)
            row = []
    return found


@given(st.sampled_from([1, 2, 3, 4, 6, 12]))
def test_declarations_follow_one_another_and_end_with_the_year(months):
    agreed = AgreedTerms(policy(f'premium_declared_every = "{months} months"'))
    ends = declaration_ends(agreed, first=FIRST, last=LAST)
    assert ends[-1] == LAST
    assert list(ends) == sorted(set(ends))


@settings(max_examples=40, deadline=None)
@given(agreements(), sales, st.integers(FIRST, LAST))
def test_the_order_of_the_sales_changes_nothing_and_later_ones_are_not_heard(agreement, sold, day):
    terms, base, _, _ = agreement
    drawn = [sale(amount, when, country=country, basis=base) for amount, when, country in sold]
    asked = year(terms, drawn, as_of=day)
    assert asked.total() == year(terms, drawn[::-1], as_of=day).total()
    assert asked.total() == year(terms, [each for each in drawn if each.on <= day], as_of=day).total()
