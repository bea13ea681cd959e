#!/bin/sh
# Writes the demo company as a workspace folder, prints its cover report, then serves the application with it.
#
#   scripts/demo.sh FOLDER DAY
#
# With SERVE=no, or where the output is not a terminal, it prints the report and ends; SERVE=yes serves all the same.
# DEMO_DATA is the data folder of the application (.cache/demo-web), PORT the port wanted (8000).
set -eu
cd "$(dirname "$0")/.."
folder=${1:?the folder to write}
day=${2:?the day to judge, as 2026-06-30}
encours=.venv/bin/encours
data=${DEMO_DATA:-.cache/demo-web}
port=${PORT:-8000}
serve=${SERVE:-}
if [ -z "$serve" ]; then if [ -t 1 ]; then serve=yes; else serve=no; fi; fi

# The language of the command line: src/encours/cli/run.py chooses it in the same order.
told=${ENCOURS_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}
case $told in
  [Ff][Rr]*) french=yes ;;
  *)         french='' ;;
esac

# One of two texts, by the language: in English, in French.
in_language() { if [ -n "$french" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi; }

if [ -e "$folder" ]; then
  in_language "demo: $folder is already there and is kept as it is (remove it to have it written again)" \
    "démo : $folder existe déjà et reste tel quel (supprimez-le pour qu'il soit écrit de nouveau)"
else
  in_language "demo: writing the demo company, a French exporter, into $folder" \
    "démo : écriture de la société de démonstration, un exportateur français, dans $folder"
  "$encours" demo "$folder"
fi

# The application makes itself ready while the report is printed; what it says is shown after it.
served=''
if [ "$serve" = yes ]; then
  mkdir -p "$data"
  said=$data/demo.log
  : > "$said"
  ENCOURS_DATA=$data .venv/bin/python -m encours.web demo "$folder" --day "$day" --port "$port" > "$said" 2>&1 &
  served=$!
  trap 'kill "$served" 2>/dev/null || true' EXIT
  trap 'kill "$served" 2>/dev/null || true; wait "$served" || true; trap - EXIT; exit 0' INT TERM
fi

in_language "demo: what is insured on $day:   encours cover $folder --as-of $day" \
  "démo : ce qui est garanti le $day :   encours cover $folder --as-of $day"
echo
"$encours" cover "$folder" --as-of "$day"

# What is typed, then what it gives: in English, in French.
try_next() { printf '  %-62s %s\n' "$1" "$(in_language "$2" "$3")"; }
echo
in_language "What to try next (encours is in .venv/bin):" "À essayer ensuite (encours est dans .venv/bin) :"
try_next "encours buyers $folder --as-of $day" "one line for each buyer" "une ligne par client"
try_next "encours why $(in_language INVOICE FACTURE) $folder --as-of $day" \
  "why one invoice is covered, or not" "pourquoi une facture est garantie, ou non"
try_next "encours ageing $folder --as-of $day" "what is due, and since when" "ce qui est dû, et depuis quand"
if [ -n "$french" ]; then
  try_next "encours cover $folder --as-of $day --lang en" "" "le même rapport en anglais"
else
  try_next "encours cover $folder --as-of $day --lang fr" "the same report in French" ""
fi
try_next "encours policy check $folder" "change a term first, and read what is refused" \
  "changez d'abord un terme, et lisez ce qui est refusé"
try_next "make test" "check everything" "tout vérifier"

[ -n "$served" ] || exit 0
echo
in_language "demo: the application is being made ready (a few seconds; once made it starts at once)" \
  "démo : l'application se prépare (quelques secondes ; une fois prête elle démarre aussitôt)"
# Show what it says as it says it; it ends with the application, or with the key that ends both.
tail -n +1 -f "$said" --pid="$served" 2>/dev/null &
shown=$!
status=0
wait "$served" || status=$?
trap - EXIT
kill "$shown" 2>/dev/null || true
exit "$status"
