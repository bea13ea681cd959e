"""What stops new deliveries of suppliers is told once for all that it stops, and apart for each day and reason."""

from types import SimpleNamespace

from encours.explain.reverse_screen import halted
from encours.units import NEVER


def supplier(code, *, since=0, reason="insolvency proceedings", allocation=1):
    halt = SimpleNamespace(since=since, reason=lambda _: reason)
    return SimpleNamespace(supplier=code, allocation=allocation, halt=halt)


def test_suppliers_stopped_by_one_reason_on_one_day_are_told_together():
    told = tuple(halted([supplier("F1"), supplier("F2", since=1), supplier("F3")], "en"))
    assert told == (
        "F1, F3: new deliveries are not covered since 1970-01-01: insolvency proceedings",
        "F2: new deliveries are not covered since 1970-01-02: insolvency proceedings",
    )


def test_another_reason_is_told_apart_and_a_day_nobody_knows_is_not_told():
    told = tuple(halted([supplier("F1", since=NEVER), supplier("F2", since=NEVER, reason="overdue stop")], "en"))
    assert told == (
        "F1: new deliveries are not covered: insolvency proceedings",
        "F2: new deliveries are not covered: overdue stop",
    )


def test_nothing_is_told_of_a_supplier_that_may_deliver_or_has_no_allocation():
    free = SimpleNamespace(supplier="F1", allocation=1, halt=None)
    assert tuple(halted([free, supplier("F2", allocation=None)], "en")) == ()
