"""Of several corrections of one fact one stands, whatever order they are kept in."""

from itertools import permutations

from encours.facts.kept import Correction, standing_of

DAY = 20_000


def correction(name, corrects, known):
    return Correction(table="invoices", fact_id=name, corrects=corrects, void=False, known=known)


def test_the_correction_known_last_stands_and_the_last_by_name_of_one_day():
    several = (
        correction("c", "fact", DAY),
        correction("a", "fact", DAY + 1),
        correction("b", "fact", DAY + 1),
        correction("d", "a", DAY),
        correction("e", "", DAY + 9),  # an annulment by its own name corrects nothing
    )
    for order in permutations(several):
        assert standing_of(order) == {"fact": "b", "a": "d"}
