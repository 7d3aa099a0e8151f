#!/usr/bin/env bash
# Lets Muster start, scan its demo cloud and answer a few calls, on a PostgreSQL that lives no longer than that, so that the
# JVM writes what it learned to the file that is named: its ahead-of-time cache. To be run in the folder where the
# application lies for good, since the cache is for these very files. Needs PostgreSQL's programs, and a user other than root.
set -euo pipefail

cache=$1
scratch=$(mktemp -d)
postgres=$(echo /usr/lib/postgresql/*/bin)

# one scan of each account, as in production: no history, no changes
export MUSTER_DEMO_HISTORY_DAYS=0 MUSTER_DEMO_DRIFT=PT0S
export QUARKUS_PROFILE=demo MUSTER_DATABASE_HOST=127.0.0.1 MUSTER_DATABASE_PORT=5432
export QUARKUS_HTTP_PORT="${QUARKUS_HTTP_PORT:-8080}" QUARKUS_MANAGEMENT_PORT="${QUARKUS_MANAGEMENT_PORT:-9000}"

"$postgres/initdb" -D "$scratch/data" -U muster -A trust >"$scratch/log"
"$postgres/pg_ctl" -D "$scratch/data" -o "-p $MUSTER_DATABASE_PORT -k $scratch -c fsync=off" -w start >"$scratch/log"
"$postgres/createdb" -h "$scratch" -p "$MUSTER_DATABASE_PORT" -U muster muster

ask() { # port, method, path, body
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "$2" "$3" "${#4}" "$4" >&3
  cat <&3
  exec 3>&-
}

until_it_says() { # pattern, port, path
  for _ in {1..240}; do
    ask "$2" GET "$3" '' | grep -q "$1" && return
    kill -0 "$muster" 2>/dev/null || return 1
    sleep 0.5
  done
}

java -XX:AOTCacheOutput="$cache" -jar quarkus-run.jar >"$scratch/log" 2>&1 &
muster=$!
until_it_says '200 OK' "$QUARKUS_MANAGEMENT_PORT" /q/health/ready || { cat "$scratch/log" >&2; exit 1; }
until_it_says SUCCEEDED "$QUARKUS_HTTP_PORT" '/api/v1/scans?limit=1'
for _ in {1..20}; do
  ask "$QUARKUS_HTTP_PORT" POST /graphql \
    '{"query": "{ findings(first: 20) { totalCount nodes { title severity } } instances(first: 20) { nodes { resourceId role { name } securityGroups { groupName } } } }"}' |
    grep -q '"findings"'
done
kill -TERM "$muster"
wait "$muster" || true
"$postgres/pg_ctl" -D "$scratch/data" -m immediate stop >/dev/null
[ -s "$cache" ] || { cat "$scratch/log" >&2; exit 1; }
rm -r "$scratch"
