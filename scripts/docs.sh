#!/bin/sh
# Writes the generated pages again: runs each scripts/generate_*.py. With --check, only compares.
set -eu
cd "$(dirname "$0")/.."
found=''
for generator in scripts/generate_*.py; do
  [ -e "$generator" ] || continue
  found=yes
  echo "docs: $generator $*"
  .venv/bin/python "$generator" "$@"
done
[ -n "$found" ] || echo "docs: no page is generated yet (a generator is scripts/generate_<page>.py)"
