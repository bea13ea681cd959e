"""How property tests search: the same examples at each run, unless asked to look further.

pytest                                  derandomized: a failure is the code's, never chance's
pytest --hypothesis-profile=explore     new examples each time
pytest --hypothesis-profile=nightly     many new examples
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(".cache/hypothesis")

COMPILES = {"KERNELS", "differences", "judge_book"}
"""What a module of tests names when it runs the compiled walk."""

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


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test that runs the compiled walk to one process: compiling takes minutes, and once is enough."""
    for item in items:
        module = getattr(item, "module", None)
        if module is not None and COMPILES & set(vars(module)):
            item.add_marker(pytest.mark.xdist_group("compiled"))
