"""How property tests search: the same examples at each run, unless asked to look further.

pytest                                  derandomized: a failure is the code's, never chance's
pytest --hypothesis-profile=explore     new examples each time
pytest --hypothesis-profile=nightly     many new examples
"""

from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(".cache/hypothesis")

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
