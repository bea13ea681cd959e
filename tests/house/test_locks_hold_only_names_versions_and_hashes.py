"""A lock names exact versions with their hashes, no place, and everything pyproject.toml asks for."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT

LOCKS = {
    "requirements.lock": (),
    "requirements-dev.lock": ("test", "lint"),
    "requirements-bench.lock": ("bench",),
    "requirements-fuzz.lock": ("fuzz",),
    "requirements-bootstrap.lock": ("bootstrap",),
}
PIN = re.compile(r"^[a-z0-9.-]+==[^\s;]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def faults(text: str) -> list[str]:
    """One line for each line of a lock that is neither a pin nor a hash, or a pin without a hash."""
    lines = text.splitlines()
    found = [line for line in lines if not PIN.match(line) and not HASH.match(line)]
    found += [line for line, after in zip(lines, [*lines[1:], ""], strict=True)
              if PIN.match(line) and not HASH.match(after)]  # fmt: skip
    return found


def pins(text: str) -> dict[str, str]:
    """Name and version, with its marker, of each pin."""
    return {line.split("==")[0] + line.partition(";")[2]: line for line in text.splitlines() if "==" in line}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_is_whole_and_names_no_place(lock: str) -> None:
    assert faults((ROOT / lock).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("lock", "groups"), LOCKS.items())
def test_the_lock_holds_what_pyproject_asks_for(lock: str, groups: tuple[str, ...]) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [asked for group in groups for asked in settings["dependency-groups"][group]]
    if groups != ("bootstrap",):
        wanted += settings["project"]["dependencies"]
    names = {re.split(r"[^A-Za-z0-9.-]", asked)[0].lower() for asked in wanted}
    locked = {line.split("==")[0] for line in pins((ROOT / lock).read_text(encoding="utf-8")).values()}
    assert names - locked == set(), "run: make lock"


@pytest.mark.parametrize("lock", ["requirements-dev.lock", "requirements-bench.lock", "requirements-fuzz.lock"])
def test_a_larger_lock_agrees_with_the_one_people_install(lock: str) -> None:
    smaller = pins((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    larger = pins((ROOT / lock).read_text(encoding="utf-8"))
    everywhere = {line.split("==")[0]: line for line in larger.values() if ";" not in line}
    for name, line in smaller.items():
        # What a larger lock needs on every Python, it pins without the marker of the smaller one.
        unmarked = line.partition(" ;")[0] + " \\"
        assert larger.get(name) == line or everywhere.get(line.split("==")[0]) == unmarked, line


@pytest.mark.parametrize(
    "text",
    [
        "numpy==2.4.6\n",
        "numpy>=2.4 \\\n    --hash=sha256:" + "a" * 64,
        "numpy==2.4.6 \\\n    --hash=sha256:short",
        "--find-" + "links somewhere",
        "encours @ file:///somewhere \\\n    --hash=sha256:" + "a" * 64,
    ],
)
def test_a_loose_pin_or_a_place_is_told(text: str) -> None:
    assert faults(text)
