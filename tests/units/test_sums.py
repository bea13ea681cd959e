"""A sum is known where every amount of it is."""

from encours.units.sums import sum_known


def test_a_sum_with_an_amount_that_nobody_knows_is_not_known_and_nothing_is_an_amount():
    assert sum_known([3, 0, -1]) == 2
    assert sum_known([]) == 0
    assert sum_known([3, None, 0]) is None
