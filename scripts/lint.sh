#!/bin/sh
# Lint, layout, types and floors. All four run; one that fails does not hide the others.
set -u
cd "$(dirname "$0")/.."
mkdir -p .cache
status=0

run() {
  printf '%s\n' "check: $*"
  ".venv/bin/$@" || status=1
}

run ruff check --quiet .
run ruff format --check --quiet .
run mypy --no-error-summary
run lint-imports --no-logo --cache-dir .cache/import-linter
exit $status
