#!/bin/sh
# Remakes the five lock files from pyproject.toml. No address of a package index is written in them.
#
#   scripts/lock.sh              keep the versions already locked where they still fit
#   scripts/lock.sh --upgrade    take the newest versions allowed
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}

# Python 3.11 is the floor; --universal adds markers for the newer ones and the other systems.
compile() {
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header "$@"
}

compile "$@" pyproject.toml --extra web --output-file requirements.lock
compile "$@" pyproject.toml --extra web --group dev --constraints requirements.lock --output-file requirements-dev.lock
compile "$@" pyproject.toml --extra web --group bench --constraints requirements-dev.lock --output-file requirements-bench.lock
compile "$@" pyproject.toml --extra web --group fuzz --constraints requirements-dev.lock --output-file requirements-fuzz.lock
compile "$@" --group bootstrap --constraints requirements-dev.lock --output-file requirements-bootstrap.lock

if grep -nE 'https?:|index-url|find-links|file:' requirements*.lock; then
  echo "lock: the lines above name a place; a lock file may hold only names, versions and hashes." >&2
  exit 1
fi
echo "lock: $(cat requirements*.lock | grep -c '==') pins in 5 files"
