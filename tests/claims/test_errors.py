"""Each fault of a file of losses has its file, and is told as it is stored beside it, in both languages."""

import pytest

from encours.claims import read_losses
from encours.policy.faults import Wrong
from tests.claims.errors import FILES, messages, reading


@pytest.mark.parametrize("path", FILES, ids=lambda each: each.stem)
def test_a_fault_is_told_as_it_is_stored(path):
    told, faults = reading(path)
    assert told is None
    assert path.stem in {each.code for each in faults}
    for language in ("en", "fr"):
        assert messages(path, language) == path.with_suffix(f".{language}.txt").read_text(encoding="utf-8")


def test_every_refusal_of_the_reader_has_its_file():
    codes = {each.code for each in vars(read_losses).values() if isinstance(each, Wrong)}
    assert codes
    assert {*codes, "counter_unknown", "used_of_whom"} <= {path.stem for path in FILES}
