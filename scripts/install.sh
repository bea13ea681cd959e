#!/bin/sh
# Makes .venv and puts one locked set of packages in it, every file checked against its hash.
#
#   scripts/install.sh run      what the product needs
#   scripts/install.sh dev      the same, and what the tests and the checks need
#   scripts/install.sh bench    the same as run, and the programs the benchmark compares with
#   scripts/install.sh fuzz     the same as run, and the fuzzer
#
# Doing it twice is quick: a stamp in .venv is compared with the locks and pyproject.toml.
set -eu
cd "$(dirname "$0")/.."
wanted=${1:?which set: run, dev, bench or fuzz}
case $wanted in
  run)   lock=requirements.lock ;;
  dev)   lock=requirements-dev.lock ;;
  bench) lock=requirements-bench.lock ;;
  fuzz)  lock=requirements-fuzz.lock ;;
  *)     echo "unknown set: $wanted (run, dev, bench or fuzz)" >&2; exit 2 ;;
esac

say() { printf '%s\n' "install: $*"; }

# A Python from 3.11 to 3.14 that can make an environment. Debian ships python3 without ensurepip.
find_python() {
  unable=''
  for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null || continue
    if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
      echo "$candidate"
      return 0
    fi
    unable=${unable:-$candidate}
  done
  if [ -n "$unable" ]; then
    version=$("$unable" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "install: $unable ($version) cannot make an environment: its venv module is not whole." >&2
    echo "What to do, on Debian or Ubuntu:   apt-get install python$version-venv   (or python3-venv)" >&2
  else
    echo "install: no Python from 3.11 to 3.14 was found (looked for: ${PYTHON:-python3, python3.11 ... python3.14})." >&2
    echo "What to do, on Debian or Ubuntu:   apt-get install python3 python3-venv" >&2
    echo "or name one:                       make install PYTHON=/path/to/python3.12" >&2
  fi
  return 1
}

# The fuzzer is ready-made for some systems and Pythons only; building it takes a whole compiler.
only=''
if [ "$wanted" = fuzz ]; then only='--only-binary atheris'; fi
not_installed() {
  [ "$wanted" = fuzz ] || exit 1
  here=$(.venv/bin/python -c 'import platform as p; print(p.system(), p.machine(), "with Python", p.python_version())')
  echo "install: atheris, the fuzzer, was not found ready-made for this machine ($here). Nothing was installed." >&2
  echo "What to do: run make fuzz on Linux x86-64 with a Python from 3.11 to 3.14; all the rest works here." >&2
  exit 1
}

# The stamp of a set holds the sum of the files it was made from.
stamp_of() { cat "$@" pyproject.toml scripts/install.sh | cksum; }

# An environment knows the folder it was made in: in a copied or renamed clone it is made again.
is_at_home() { grep -qF "$(pwd)/.venv" .venv/bin/activate 2>/dev/null && .venv/bin/python -c 'import pip' 2>/dev/null; }

# Is the stamp of this set the one wanted?
is_made() { [ -x .venv/bin/python ] && [ -f ".venv/made-$1" ] && [ "$(cat ".venv/made-$1")" = "$2" ]; }

is_at_home || rm -f .venv/made-*
stamp=$(stamp_of requirements-bootstrap.lock "$lock")
if is_made "$wanted" "$stamp"; then
  exit 0
fi
# The development set holds the run-time set, at the same versions.
if [ "$wanted" = run ] && is_made dev "$(stamp_of requirements-bootstrap.lock requirements-dev.lock)"; then
  exit 0
fi

if ! is_at_home; then
  python=$(find_python)
  say "making .venv with $("$python" --version)"
  rm -rf .venv
  "$python" -m venv .venv
fi

bootstrap=$(cksum < requirements-bootstrap.lock)
if ! is_made bootstrap "$bootstrap"; then
  say "installing uv and the build backend"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: -r requirements-bootstrap.lock
  echo "$bootstrap" > .venv/made-bootstrap
fi

say "installing $(grep -c '==' "$lock") packages from $lock"
# Some machines tell their package index to pip only: then pip does the same work, more slowly.
.venv/bin/python -m uv pip install --quiet --python .venv/bin/python --no-deps --require-hashes $only -r "$lock" ||
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes $only -r "$lock" ||
  not_installed
.venv/bin/python -m uv pip install --quiet --offline --python .venv/bin/python --no-deps --no-build-isolation --editable .
echo "$stamp" > ".venv/made-$wanted"
say "done, in .venv"
