"""A failure supposed after one that came: what was lost with the first was paid on since, and is owed so much less."""

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import run

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("example", "payment", "command", "told"),
    [
        # 12 000.00 of G-4 less the 100.00 that G-3 did not need; the older debts fill the limit of the proceedings.
        ("top-up-excess", "P-4,T1,G-3,2026-07-20,EUR,50100.00", "programme . --as-of 2026-07-31", "€11,900"),
        # 80 000.00 of Filature's other invoice less the 100.00 that A-2 did not need.
        ("reverse", "P-3,MI,A-2,2026-07-10,EUR,60100.00", "reverse . --failed-on 2026-07-20 --as-of 2026-07-31",
         "F1        Filature Supposée SARL   €79,900.00             €79,900.00   €71,910.00   €71,910.00"),
    ],
)  # fmt: skip
def test_a_failure_is_told_of_what_is_still_owed(
    example: str, payment: str, command: str, told: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(EXAMPLES / example, tmp_path / "folder")
    with (folder / "payments.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{payment}\n")
    out, err, code = run(command, "en", folder=folder)
    assert (err, code) == ("", 0)
    assert told in out
