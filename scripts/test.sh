#!/bin/sh
# Everything `make test` checks. The last lines printed are pytest's own summary.
#
# A failed check does not hide the tests, and the tests do not hide a failed check: either one fails the whole.
set -u
cd "$(dirname "$0")/.."

echo "test: lint (ruff), types (mypy), floors (import-linter), then the tests (pytest)"
status=0
scripts/lint.sh || status=1
if [ $status -ne 0 ]; then
  echo "check: FAILED, see above; \`make format\` mends what can be mended. The tests run all the same."
fi

# The web application once more on PostgreSQL: the server told, the one that answers here, or one made for the occasion.
scripts/test_postgresql.sh || status=1

cat <<'END'

What to try next: make demo          the demo company, and what is insured
                  make bench         how fast, beside DuckDB, Polars and pandas
                  make nightly       the slow tests too
                  CONTRIBUTING.md    where a thing is, and how to add a clause

END
.venv/bin/python -m pytest -n "${PROCESSES:-2}" || status=1
exit $status
