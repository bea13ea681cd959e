#!/bin/sh
# Writes the demo company as a workspace folder, prints its cover report, says what to try next.
#
#   scripts/demo.sh FOLDER DAY
set -eu
cd "$(dirname "$0")/.."
folder=${1:?the folder to write}
day=${2:?the day to judge, as 2026-06-30}
encours=.venv/bin/encours

say() { printf '%s\n' "demo: $*"; }

if [ -e "$folder" ]; then
  say "$folder is already there and is kept as it is (remove it to have it written again)"
else
  say "writing the demo company, a French exporter, into $folder"
  "$encours" demo "$folder"
fi
say "what is insured on $day:   encours cover $folder --as-of $day"
echo
"$encours" cover "$folder" --as-of "$day"

try_next() { printf '  %-62s %s\n' "$1" "$2"; }
echo
echo "What to try next (encours is in .venv/bin):"
try_next "encours buyers $folder --as-of $day" "one line for each buyer"
try_next "encours why INVOICE $folder --as-of $day" "why one invoice is covered, or not"
try_next "encours ageing $folder --as-of $day" "what is due, and since when"
try_next "encours cover $folder --as-of $day --lang fr" "the same report in French"
try_next "encours policy check $folder" "change a term first, and read what is refused"
try_next "make test" "check everything"
