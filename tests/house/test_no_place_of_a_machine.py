"""No committed file names a folder of somebody's machine or the host of a package index."""

import re

import pytest

from tests.house.tree import ROOT, repository_files

# Written in pieces, so that this file keeps its own rule.
FOLDERS = re.compile(
    r"(?<![\w.<>{}/-])/(?:" + "home|root|Users|work|tmp|opt|mnt" + r")/\w"
    r"|[A-Za-z]:\\\\?Users\\"
)
INDEX_HOSTS = re.compile(
    "|".join(re.escape(host + end) for host, end in (
        ("pypi", ".org"), ("pythonhosted", ".org"), ("registry.npmjs", ".org"), ("proxy.golang", ".org"),
        ("crates", ".io"), ("conda", ".anaconda"),
    ))
    + r"|(?:extra-)?index-url\s*[= ]|--find-" + r"links",
)  # fmt: skip
# The one script that refuses such a line in a lock has to spell it.
SPELLS_IT = {"scripts/lock.sh"}


def faults(name: str, content: bytes) -> list[str]:
    """One line for each place named. Binary files are left alone."""
    if b"\0" in content or name in SPELLS_IT:
        return []
    found = []
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
        for pattern, what in ((FOLDERS, "a folder of a machine"), (INDEX_HOSTS, "a package index")):
            if match := pattern.search(line):
                found.append(f"{name}:{number}: {what}: {match.group(0)}")
    return found


def test_no_file_of_the_repository_names_one() -> None:
    assert [
        fault for path in repository_files() for fault in faults(path.relative_to(ROOT).as_posix(), path.read_bytes())
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "the folder ../shared/receivables, where present",
        "https://example.org/home/page",
        "encours cover my-folder --as-of 2026-06-30",
        "/usr/bin/env bash",
        "a binary \0 " + "/home" + "/someone",
    ],
)
def test_a_relative_path_is_let_through(line: str) -> None:
    assert faults("README.md", line.encode()) == []


@pytest.mark.parametrize(
    "line",
    [
        "/home" + "/someone/encours",
        'open("/tmp' + '/ledger.csv")',
        "C:" + "\\Users\\someone",
        "--index" + "-url https://example.org/simple",
        "https://pypi" + ".org/simple",
        "https://files.pythonhosted" + ".org/packages",
    ],
)
def test_a_place_is_told(line: str) -> None:
    (fault,) = faults("README.md", line.encode())
    assert fault.startswith("README.md:1: ")
