"""numba compiles every function of the rule language as it stands, with the same answers."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from encours.units import CONSTANTS, LANGUAGE, MAXIMUM_AMOUNT, MISSING, NEVER, EndOfMonth, span
from encours.units.language import after as plain_after

numba = pytest.importorskip("numba", reason="numba compiles the rules of large books")

SPANS = [
    0,
    60,
    2**14 - 1,
    span(months=2),
    span(days=45, end_of_month=EndOfMonth.AFTER),
    span(days=45, end_of_month=EndOfMonth.BEFORE),
    span(days=30, end_of_month=EndOfMonth.AFTER, on_day=10),
    span(days=2**14 - 1, months=2**10 - 1, end_of_month=EndOfMonth.BEFORE, on_day=31),
]


def draw(random: Random, function: str, parameter: str) -> int:
    """An argument within the bounds its function states, corners often."""
    corner = random.random() < 0.3
    if parameter in {"amount", "part", "start", "end"}:
        return (
            random.choice([0, 1, -1, MAXIMUM_AMOUNT, -MAXIMUM_AMOUNT]) if corner else random.randint(-(10**13), 10**13)
        )
    if parameter in {"numerator", "denominator"}:
        return random.choice([1, 2, 10**10 - 1, 10**10]) if corner else random.randint(1, 10**10)
    if parameter in {"whole", "size", "room"}:
        return random.choice([1, 2, 10**13 - 1, 10**13]) if corner else random.randint(1, 10**13)
    if parameter == "month" or (parameter == "day_of_month" and function == "next_day_of_month"):
        return random.randint(1, 12)
    return {
        "basis_points": random.randint(-(10**6), 10**6),
        "day": random.choice([NEVER, -1, 0]) if corner and function != "civil" else random.randint(-40_000, 80_000),
        "stored": -(2**31) if corner else random.randint(-40_000, 80_000),
        "days": random.randint(-10_000, 10_000),
        "months": random.randint(-500, 500),
        "year": random.randint(1900, 2200),
        "day_of_month": random.randint(1, 28),
        "span": random.choice(SPANS),
    }[parameter]


@pytest.fixture(scope="module")
def compiled() -> dict[str, Callable[..., Any]]:
    """The language compiled the way a kernel holds it: its own source, in one text, under njit."""
    text = "from __future__ import annotations\n" + "\n\n".join(
        "@njit\n" + inspect.getsource(function) for function in LANGUAGE
    )
    names: dict[str, Any] = {"njit": numba.njit, **CONSTANTS}
    exec(compile(text, "kernel", "exec"), names)  # noqa: S102  the text is this package's own source
    return {function.__name__: names[function.__name__] for function in LANGUAGE}


@pytest.mark.parametrize("function", LANGUAGE, ids=lambda function: function.__name__)
def test_compiled_and_plain_give_the_same_answer(
    function: Callable[..., Any], compiled: dict[str, Callable[..., Any]]
) -> None:
    random = Random(function.__name__)
    parameters = list(inspect.signature(function).parameters)
    for _ in range(2_000):
        arguments = [draw(random, function.__name__, parameter) for parameter in parameters]
        assert compiled[function.__name__](*arguments) == function(*arguments), arguments


def test_a_32_bit_column_widens_to_the_64_bit_absence(compiled: dict[str, Callable[..., Any]]) -> None:
    numpy = pytest.importorskip("numpy", reason="columns are numpy arrays")
    column = numpy.array([-(2**31), NEVER, 20_000], dtype=numpy.int32)
    assert [int(compiled["widen_day"](stored)) for stored in column] == [MISSING, NEVER, 20_000]


def test_a_32_bit_column_of_days_feeds_a_duration_without_overflow(
    compiled: dict[str, Callable[..., Any]],
) -> None:
    numpy = pytest.importorskip("numpy", reason="columns are numpy arrays")
    days = numpy.array([20_000, NEVER], dtype=numpy.int32)
    for day in days:
        for duration in SPANS:
            assert int(compiled["after"](day, numpy.int32(duration))) == plain_after(int(day), duration)
