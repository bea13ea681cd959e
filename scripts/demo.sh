#!/bin/sh
# Writes the demo company as a workspace folder, prints its cover report, says what to try next.
#
#   scripts/demo.sh FOLDER DAY
set -eu
cd "$(dirname "$0")/.."
folder=${1:?the folder to write}
day=${2:?the day to judge, as 2026-06-30}
encours=.venv/bin/encours

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
