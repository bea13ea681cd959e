"""What lacks where a last day cannot be told, in the words of a reader."""

from types import SimpleNamespace

import pytest

from encours.clauses.wordings import WHOLE_TURNOVER
from encours.duties.duty import Department, Duty
from encours.duties.legal_kinds import DECLARE
from encours.explain.duties_screen import lacking
from encours.units import MISSING

PRIMARY = SimpleNamespace(wording=WHOLE_TURNOVER)
REPORT = SimpleNamespace(register=SimpleNamespace(book=SimpleNamespace(programme=SimpleNamespace(primary=PRIMARY))))


@pytest.mark.parametrize(
    ("name", "english", "french"),
    [
        ("notice received", "the notice of the foreign proceedings", "l'avis de la procédure étrangère"),
        (
            "title claim received",
            "the receipt of the claim on the goods",
            "l'avis de réception de la revendication",
        ),
        ("vat", "vat", "tva"),
    ],
)
def test_an_act_that_lacks_is_named_as_people_do(name, english, french):
    duty = Duty(kind=DECLARE, who=Department.LEGAL, last_day=MISSING, lacking=name)
    assert [lacking(REPORT, duty, language) for language in ("en", "fr")] == [english, french]
