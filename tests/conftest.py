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
COMPILING = {
    path.relative_to(ROOT).as_posix()
    for path in ROOT.glob("tests/**/test_*.py")
    if re.search(r"\b(KERNELS|judge_book)\b|compared import .*\bdifferences\b", path.read_text(encoding="utf-8"))
}
"""Files of tests that run the compiled walk."""

# Two shared cores and a first compilation make wall-clock limits on one example meaningless.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


class OneCompiler(LoadScopeScheduling):
    """Gives every test that runs the compiled walk to one process: compiling takes minutes, and once is enough."""

    def _split_scope(self, nodeid: str) -> str:
        return "compiled" if nodeid.partition("::")[0] in COMPILING else nodeid


@pytest.hookimpl(optionalhook=True)  # asked by xdist alone
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneCompiler:
    """Spread the tests over the processes."""
    return OneCompiler(config, log)
