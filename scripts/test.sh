#!/bin/sh
# Everything `make test` checks. The last lines printed are pytest's own summary.
#
# A failed check does not hide the tests, and the tests do not hide a failed check: either one fails the whole.
set -u
cd "$(dirname "$0")/.."

echo "test: lint (ruff), types (mypy), floors (import-linter), then the tests (pytest)"
status=0
# Types take one core for a minute: the web application is tried on PostgreSQL meanwhile (the server told, the one that
# answers here, or one made for the occasion).
mkdir -p .cache
scripts/lint.sh > .cache/lint.log 2>&1 &
lint=$!
trap 'kill "$lint" 2>/dev/null' EXIT
trap 'exit 130' INT TERM
scripts/test_postgresql.sh || status=1
if wait "$lint"; then cat .cache/lint.log; else
  status=1
  cat .cache/lint.log
  echo "check: FAILED, see above; \`make format\` mends what can be mended. The tests run all the same."
fi

cat <<'END'

What to try next: make demo          the demo company, and what is insured
                  make bench         how fast, beside DuckDB, Polars and pandas
                  make nightly       the slow tests too
                  CONTRIBUTING.md    where a thing is, and how to add a clause

END
.venv/bin/python -m pytest -n "${PROCESSES:-2}" || status=1
exit $status
