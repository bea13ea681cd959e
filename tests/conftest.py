"""How property tests search: the same examples at each run, unless asked to look further.

pytest                                  derandomized: a failure is the code's, never chance's
pytest --hypothesis-profile=explore     new examples each time
pytest --hypothesis-profile=nightly     many new examples
"""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir
from xdist.scheduler import LoadScopeScheduling

set_hypothesis_home_dir(".cache/hypothesis")

ROOT = Path(__file__).parents[1]
COSTLY = {
    "the compiled walk": r"\b(KERNELS|judge_book)\b|compared import .*\bdifferences\b",
    "the compiled toy": r"import toy\b",
    "the demo company judged": r"import .*\bjudged\b|judged import|test_halts import|\bof_demo\b",
}
"""What takes seconds to minutes to make and is kept for later tests, and how a file of tests tells that it uses it."""


def scopes() -> dict[str, str]:
    """The first costly thing that each file of tests uses, by its path; files that use none are left out."""
    found = {}
    for path in ROOT.glob("tests/**/test_*.py"):
        text = path.read_text(encoding="utf-8")
        used = [name for name, told in COSTLY.items() if re.search(told, text)]
        if used:
            found[path.relative_to(ROOT).as_posix()] = used[0]
    return found


SCOPES = scopes()

# Two shared cores and a first compilation make wall-clock limits on one example meaningless.
settings.register_profile("ci", max_examples=25, derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


class CostlyOnce(LoadScopeScheduling):
    """Gives the tests of a file, and all that use one costly thing, to one process: making it once is enough."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return SCOPES.get(path, path)


@pytest.hookimpl(optionalhook=True)  # asked by xdist alone
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> CostlyOnce:
    """Spread the tests over the processes."""
    return CostlyOnce(config, log)
