#!/bin/sh
# The tests of the web application on PostgreSQL: at ENCOURS_TEST_DATABASE_URL; else at 127.0.0.1:5432 when a server
# answers there; else on a private server, when its programs are on this machine; else it says that they were not run.
set -u
cd "$(dirname "$0")/.."

# The user of a server that trusts this machine: the one who asks, else the one that PostgreSQL makes.
address_here() {
  for user in "${PGUSER:-$(id -un)}" postgres; do
    address="postgres://$user@127.0.0.1:5432/postgres"
    if .venv/bin/python -c "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()" "$address" \
        2>/dev/null; then
      echo "$address"
      return 0
    fi
  done
  return 1
}

# Folder of the programs of a server, the newest one first.
server_programs() {
  if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then dirname "$(command -v initdb)"; return; fi
  for folder in $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV); do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then echo "$folder"; return; fi
  done
}

# A server refuses to run as root: then another user of the machine runs it.
as_server_user() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; else su -s /bin/sh postgres -c "$(printf "'%s' " "$@")"; fi
}

stop() {
  [ -z "${private:-}" ] || as_server_user "$programs/pg_ctl" -D "$private/data" -m immediate stop >/dev/null 2>&1
  [ -z "${private:-}" ] || rm -rf "$private"
}

private=''
trap stop EXIT
trap 'exit 130' INT TERM
if [ -n "${ENCOURS_TEST_DATABASE_URL:-}" ]; then
  address=$ENCOURS_TEST_DATABASE_URL
elif address=$(address_here); then
  :
else
  programs=$(server_programs)
  if [ -z "$programs" ] || { [ "$(id -u)" -eq 0 ] && ! id postgres >/dev/null 2>&1; }; then
    echo "test: PostgreSQL is not there: the web application is tried on SQLite alone."
    echo "      ENCOURS_TEST_DATABASE_URL names a server; its user may make databases and roles."
    exit 0
  fi
  private=$(mktemp -d)
  [ "$(id -u)" -ne 0 ] || chown postgres "$private"
  port=$(.venv/bin/python -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
  if ! as_server_user "$programs/initdb" -D "$private/data" -U encours -A trust -E UTF8 --no-sync >"$private/made" 2>&1 ||
     ! as_server_user "$programs/pg_ctl" -D "$private/data" -w -l "$private/log" \
         -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$private -c fsync=off" start \
         >"$private/started" 2>&1; then
    echo "test: a private server of PostgreSQL did not start: the web application is tried on SQLite alone."
    cat "$private/made" "$private/started" "$private/log" 2>/dev/null | tail -5
    exit 0
  fi
  address="postgres://encours@127.0.0.1:$port/postgres"
fi

echo "test: the web application on PostgreSQL"
ENCOURS_WEB_TESTS=postgresql ENCOURS_TEST_DATABASE_URL=$address \
  .venv/bin/python -m pytest tests/web --ignore=tests/web/browser -n "${PROCESSES:-2}"
