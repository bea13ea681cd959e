"""What the system refuses is told in French where French is asked for."""

import errno
import os

import pytest

from encours.formats.errors import file_unreadable
from encours.formats.system_words import in_french


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOSPC, errno.ENOENT, errno.EISDIR, errno.EIO, errno.EROFS])
def test_the_usual_reasons_are_french(code):
    assert in_french(os.strerror(code)) != os.strerror(code)


def test_a_file_that_may_not_be_read_is_told_in_each_language():
    refused = file_unreadable("payments.csv", os.strerror(errno.EACCES))
    assert "cannot be opened: Permission denied." in refused.text("en")
    assert "ne peut pas être ouvert\u00a0: permission non accordée." in refused.text("fr")


def test_a_reason_that_is_not_known_is_told_as_it_is():
    assert in_french("Bizarre condition") == "Bizarre condition"
