"""A file holds about 120 lines and never over 500."""

from tests.house.tree import ROOT, python_files

LONGEST = 500


def faults(name: str, text: str) -> list[str]:
    """One line for a file that is too long."""
    lines = len(text.splitlines())
    return [f"{name}: {lines} lines, {LONGEST} at most"] if lines > LONGEST else []


def test_no_file_is_over_the_limit() -> None:
    assert [
        fault
        for path in python_files()
        for fault in faults(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ] == []


def test_a_file_at_the_limit_is_let_through_and_one_line_more_is_told() -> None:
    assert faults("units/money.py", "pass\n" * 500) == []
    assert faults("units/money.py", "pass\n" * 501) == ["units/money.py: 501 lines, 500 at most"]
