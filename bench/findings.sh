#!/usr/bin/env bash
# Counts, trend, results and a filtered export of a million findings, as Muster answers them, against plain SQL over the same
# rows. Both sides say the same, or it ends; both take turns, so that other work on the machine meets both; the figures are medians
# of the rounds, the ratio is that of the medians: above 1, Muster is the quicker one.
#
# Needs psql, pgbench, wrk, jq, curl, bc and a packaged Muster, which it starts. PostgreSQL is started as well (initdb, pg_ctl), unless
# PGHOST names one in which a database may be made, which is dropped first:
#   MUSTER='java -Xmx512m -jar target/quarkus-app/quarkus-run.jar' bench/findings.sh > findings.md
#   PGHOST=localhost PGPORT=5432 PGUSER=muster PGPASSWORD=muster MUSTER=target/muster-runner FINDINGS=20000 ROUNDS=3 bench/findings.sh
set -euo pipefail
cd "$(dirname "$0")/.."

MUSTER=${MUSTER:-java -Xmx512m -jar target/quarkus-app/quarkus-run.jar}
export FINDINGS=${FINDINGS:-1000000}
ROUNDS=${ROUNDS:-5} SECONDS_EACH=${SECONDS_EACH:-5} PORT=${PORT:-18180} DATABASE=${DATABASE:-findings}
BIN=${BIN:-$(dirname "$(readlink -f "$(command -v pg_ctl || command -v psql)")")}
url=http://localhost:$PORT
folder=$(mktemp -d)
muster='' server=''

owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; } # the server refuses to be root's
end() {
  [ -z "$muster" ] || { kill "$muster" 2>/dev/null || true; wait "$muster" 2>/dev/null || true; }
  [ -z "$server" ] || owner "$BIN/pg_ctl" -D "$server" -m fast -w stop >/dev/null || true
  rm -rf "$folder"
}
trap end EXIT

if [ -z "${PGHOST:-}" ]; then
  [ "$(id -u)" != 0 ] || chown postgres "$folder"
  server=$folder/server
  export PGHOST=localhost PGPORT=$((PORT + 2)) PGUSER=muster PGPASSWORD=muster
  owner "$BIN/initdb" -A trust -U muster -E UTF8 -D "$server" >/dev/null
  owner "$BIN/pg_ctl" -D "$server" -l "$folder/server.log" -w start >/dev/null \
    -o "-p $PGPORT -k $folder -c listen_addresses=localhost -c shared_buffers=512MB -c max_wal_size=4GB"
fi
psql -qX -d postgres -c "drop database if exists $DATABASE" -c "create database $DATABASE"
export PGDATABASE=$DATABASE

# nothing is scanned nor judged: what is made stays as it is. Answers are not kept, unless KEPT_ANSWERS says how much of them (8M):
# each is read from the database, as PostgreSQL's are.
QUARKUS_PROFILE=demo QUARKUS_HTTP_HOST=localhost QUARKUS_HTTP_PORT=$PORT QUARKUS_MANAGEMENT_PORT=$((PORT + 1)) \
  MUSTER_DATABASE_HOST=$PGHOST MUSTER_DATABASE_PORT=${PGPORT:-5432} MUSTER_DATABASE_NAME=$DATABASE \
  MUSTER_DATABASE_USERNAME=${PGUSER:-muster} MUSTER_DATABASE_PASSWORD=${PGPASSWORD:-muster} MUSTER_DEMO_ENABLED=false \
  MUSTER_ORGANIZATION_ENABLED=false MUSTER_DEMO_SCHEDULE='' MUSTER_SCAN_CONCURRENCY=0 MUSTER_GRAPHQL_KEPT_ANSWERS="${KEPT_ANSWERS:-0}" \
  $MUSTER >"$folder/muster.log" 2>&1 &
muster=$!
for _ in $(seq 600); do
  curl -sf "http://localhost:$((PORT + 1))/q/health/ready" >/dev/null && break
  kill -0 "$muster" 2>/dev/null || { tail -20 "$folder/muster.log" >&2; exit 1; }
  sleep 0.2
done
src/test/measure/panels.sh fill >&2
psql -qX -v ON_ERROR_STOP=1 -f bench/findings.sql >&2

# dates without a time, for pgbench takes what follows a colon for a variable
export PGTZ=UTC
to=$(date -u +%F) from=$(date -u -d '-30 days' +%F) since=$(date -u -d '-90 days' +%F)

question() { # name, GraphQL, what of the answer is compared (jq); the SQL, whose one value is compared, is on standard input
  jq -n --arg query "$2" '{query: $query}' >"$folder/$1.json"
  printf 'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [==[%s]==]\n' \
    "$(cat "$folder/$1.json")" >"$folder/$1.lua"
  cat >"$folder/$1.sql"
  curl -sS -H 'Content-Type: application/json' -d @"$folder/$1.json" "$url/graphql" >"$folder/$1.answer"
  jq -S "$3 | sort" "$folder/$1.answer" >"$folder/$1.got"
  psql -qAtX -f "$folder/$1.sql" | jq -S sort >"$folder/$1.expected"
  [ "$(jq length "$folder/$1.got")" -gt 0 ] && cmp -s "$folder/$1.got" "$folder/$1.expected" || {
    echo "$1: the answers differ" >&2
    diff "$folder/$1.expected" "$folder/$1.got" | head -20 >&2
    head -c 500 "$folder/$1.answer" >&2
    exit 1
  }
}

question stats '{ findingStats(groupBy: [SEVERITY, STATUS]) { severity status count } }' .data.findingStats <<'SQL'
select json_agg(s) from (select severity, status, count(*) from finding group by severity, status) s;
SQL

question 'stats of one rule, by account' \
  '{ findingStats(filter: {ruleIds: ["ebs-volume-unencrypted"], statuses: [OPEN]}, groupBy: [ACCOUNT]) { accountId count } }' \
  .data.findingStats <<'SQL'
select json_agg(s) from (select account_id as "accountId", count(*) from finding
    where rule_id = 'ebs-volume-unencrypted' and status = 'OPEN' group by account_id) s;
SQL

question 'stats by what is not counted' \
  "{ findingStats(filter: {firstSeenAfter: \"${since}T00:00:00Z\"}, groupBy: [SEVERITY, STATUS]) { severity status count } }" \
  .data.findingStats <<SQL
select json_agg(s) from (select severity, status, count(*) from finding where first_seen_at >= '$since'
    group by severity, status) s;
SQL

question trend \
  "{ findingTrend(from: \"${from}T00:00:00Z\", to: \"${to}T00:00:00Z\", interval: DAY, groupBy: SEVERITY) { time key value } }" \
  '[.data.findingTrend[] | select(.value > 0) | .time |= .[0:10]]' <<SQL
with event as (select severity, first_seen_at as at, 1 as delta from finding where status <> 'SUPPRESSED'
               union all select severity, resolved_at, -1 from finding where status = 'RESOLVED'),
     day as (select severity, greatest(cast(date_trunc('day', at) as date), date '$from') as day, sum(delta) as delta
             from event group by 1, 2),
     line as (select severity as key, time,
                     (select sum(delta) from day where day.severity = s.severity and day.day <= time) as value
              from (select distinct severity from day) s,
                   (select date '$from' + n as time from generate_series(0, date '$to' - date '$from') n) d)
select json_agg(l) from line l where value > 0;
SQL

question results \
  '{ ruleResults(groupBy: [RULE]) { ruleId passed failed unknown notApplicable suppressed } }' \
  '[.data.ruleResults[] | select(.passed > 0)]' <<'SQL'
select json_agg(r) from (
    select rule_id as "ruleId", sum(findings) filter (where status = 'PASSED') as passed,
           sum(findings) filter (where status = 'FAILED') as failed, sum(findings) filter (where status = 'UNKNOWN') as unknown,
           sum(findings) filter (where status = 'NOT_APPLICABLE') as "notApplicable",
           sum(findings) filter (where status = 'SUPPRESSED') as suppressed
    from finding_series where level = 'SCOPE' group by rule_id) r where passed > 0;
SQL

median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
spread() { sort -n | awk '{ a[NR] = $1 } END { printf "%.2f to %.2f", a[1], a[NR] }'; }
ask() { wrk -t1 -c1 -d"${SECONDS_EACH}s" --timeout 60s -s "$folder/$1.lua" "$url/graphql" | awk '/Non-2xx/ { exit 1 } /Requests\/sec/ { print 1000 / $2 }'; }
plain() { pgbench -n -M prepared -c1 -j1 -T "$SECONDS_EACH" -f "$folder/$1.sql" 2>/dev/null | awk '/^tps/ { print 1000 / $3 }'; }
row() { # name
  printf '| %s | %.2f (%s) | %.2f (%s) | %.2f |\n' "$1" "$(median <"$folder/plain")" "$(spread <"$folder/plain")" \
    "$(median <"$folder/muster")" "$(spread <"$folder/muster")" "$(bc -l <<<"$(median <"$folder/plain") / $(median <"$folder/muster")")"
}

echo "$(psql -qAtXc 'select count(*) from finding') findings, $(psql -qAtXc 'select count(*) from finding_series') series, $ROUNDS rounds," \
  "one question at a time; $MUSTER"
echo
echo "| question | plain SQL, ms | Muster, ms | ratio |"
echo "| --- | --- | --- | --- |"
for name in stats 'stats of one rule, by account' 'stats by what is not counted' trend results; do
  ask "$name" >/dev/null # warms both
  plain "$name" >/dev/null
  : >"$folder/muster"; : >"$folder/plain"
  for _ in $(seq "$ROUNDS"); do
    plain "$name" >>"$folder/plain"
    ask "$name" >>"$folder/muster"
  done
  row "$name"
done

# A filtered export, whole: the lines of the one are those of the other
memory() { awk -v key="$1" '$1 == key { print int($2 / 1024) }' "/proc/$muster/status"; }
took() { # command: milliseconds
  local begun
  begun=$(date +%s%N)
  "$@"
  echo $((($(date +%s%N) - begun) / 1000000))
}
export_all() { curl -sSf -o "$folder/export" "$url/api/v1/findings/export?severityAtLeast=HIGH&status=OPEN"; }
copy_all() {
  psql -qX -o "$folder/copy" -c "copy (select row_to_json(f) from (select id, rule_id, severity, area, status, resource_arn, resource_id,
    resource_kind, account_id, region, evidence, message, first_seen_at, last_seen_at, stale, resolved_at, resolution, because,
    reopened_count, opened_at from finding where severity_rank >= 3 and status = 'OPEN' order by id) f) to stdout"
}
export_all
copy_all
cmp -s <(jq -r .id "$folder/export") <(jq -r .id "$folder/copy") || { echo "the exports differ" >&2; exit 1; }
lines=$(wc -l <"$folder/export") size=$(wc -c <"$folder/export")
resident=$(memory VmRSS:)
{ echo 5 >"/proc/$muster/clear_refs"; } 2>/dev/null || true # the peak is that of the exports alone, where Linux lets it be reset
: >"$folder/muster"; : >"$folder/plain"
for _ in $(seq "$ROUNDS"); do
  took copy_all >>"$folder/plain"
  took export_all >>"$folder/muster"
done
row "export of $lines findings, NDJSON"
echo
awk -v lines="$lines" -v size="$size" -v ms="$(median <"$folder/muster")" -v resident="$resident" -v peak="$(memory VmHWM:)" 'BEGIN {
  printf "Export: %d findings a second, %.1f MB a second; %d MB resident before, %d MB at the peak.\n",
    lines * 1000 / ms, size / 1000 / ms, resident, peak }'
