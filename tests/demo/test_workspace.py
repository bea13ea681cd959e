"""Written as a folder and read back, the demo company is the same company."""

from pathlib import Path

from encours.demo import company
from encours.facts.kinds import KINDS
from encours.facts.ledger import Ledger
from encours.formats.workspace import read_workspace
from encours.formats.write import write_workspace


def test_what_is_written_is_read_back_without_a_word(tmp_path: Path) -> None:
    made = company()
    ledger = Ledger.of(made.facts)
    folder = tmp_path / "demo-company"
    assert write_workspace(folder, ledger, made.policy_texts, company=made.name, company_currency="EUR") is None
    read = read_workspace(folder)
    assert (tuple(read.errors), tuple(read.warnings)) == ((), ())
    assert read.ledger is not None
    assert dict(read.policy_texts) == dict(made.policy_texts)
    for table in KINDS:
        written, found = ledger.table(table), read.ledger.table(table)
        for row in range(len(written)):
            assert written.row(row) == found.row(row)
        assert len(written) == len(found)
