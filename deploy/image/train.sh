#!/usr/bin/env bash
# Starts Muster once without a database, asks it a little, and stops it, so that the JVM writes what it learned to the file
# that is named: its ahead-of-time cache. To be run where the application lies for good: the cache is for these very files.
set -euo pipefail

cache=$1
log=$(mktemp)

export MUSTER_AUTH_ENABLED=false QUARKUS_HTTP_HOST=127.0.0.1
export QUARKUS_HTTP_PORT="${QUARKUS_HTTP_PORT:-8080}" QUARKUS_MANAGEMENT_PORT="${QUARKUS_MANAGEMENT_PORT:-9000}"
# nothing listens there: calls are answered with an error, by much the same classes
export MUSTER_DATABASE_HOST=127.0.0.1 MUSTER_DATABASE_PORT=9
export QUARKUS_FLYWAY_MIGRATE_AT_START=false QUARKUS_SCHEDULER_ENABLED=false

ask() { # port, method, path, body
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "$2" "$3" "${#4}" "$4" >&3
  cat <&3
  exec 3>&-
}

java -XX:AOTCacheOutput="$cache" -jar quarkus-run.jar >"$log" 2>&1 &
muster=$!
for _ in {1..240}; do
  ask "$QUARKUS_MANAGEMENT_PORT" GET /q/health/live '' | grep -q UP && break
  kill -0 "$muster" 2>/dev/null || break
  sleep 0.5
done
ask "$QUARKUS_HTTP_PORT" GET /api/v1/scans '' | grep 'HTTP/1.1 5'
ask "$QUARKUS_HTTP_PORT" POST /graphql '{"query": "{ findings(first: 1) { totalCount nodes { title } } }"}' | grep 'HTTP/1.1'
kill -TERM "$muster"
wait "$muster" || true

[ -s "$cache" ] || { cat "$log" >&2; exit 1; }
