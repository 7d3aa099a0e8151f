#!/usr/bin/env bash
# Scans a demo cloud twice and prints what it took, as rows of a table: wall time, the floor (calls × latency ÷ calls at once) and their ratio, calls, CPU seconds, peak of the resident memory,
# rows that the second scan wrote. The demo cloud runs in a process of its own, so that neither its memory nor its CPU counts.
#
# Needs psql, jq, curl, a packaged Muster, and a PostgreSQL in which databases may be made; two are made, and dropped first:
#   PGHOST=localhost PGPORT=5432 PGUSER=muster PGPASSWORD=muster MUSTER='java -Xmx512m -jar target/quarkus-app/quarkus-run.jar' \
#     ACCOUNTS=1 REGIONS=eu-central-1 INSTANCES=100000 LATENCY=0s src/test/measure/scan.sh
# DEMO is the command of the demo cloud, as a rule MUSTER's with more heap. What is exported as MUSTER_* counts for both.
set -euo pipefail

MUSTER=${MUSTER:-java -jar target/quarkus-app/quarkus-run.jar}
DEMO=${DEMO:-java -Xmx1500m -jar target/quarkus-app/quarkus-run.jar}
ACCOUNTS=${ACCOUNTS:-20} REGIONS=${REGIONS:-eu-central-1,eu-west-1,us-east-1,us-west-2} INSTANCES=${INSTANCES:-25}
LATENCY=${LATENCY:-30ms} PORT=${PORT:-18080} LOGS=${LOGS:-$(mktemp -d)} LIMIT=${LIMIT:-3600} DATABASE=${DATABASE:-measured}
AT_ONCE=$((${MUSTER_SCAN_CONCURRENCY:-8} * ${MUSTER_SCAN_KINDS_AT_ONCE:-4})) # calls under way, as the settings have it
demo_port=$((PORT + 10)) aws_port=$((PORT + 20))
url=http://localhost:$PORT

export QUARKUS_PROFILE=demo QUARKUS_HTTP_HOST=localhost
export MUSTER_DATABASE_HOST=${PGHOST:-localhost} MUSTER_DATABASE_PORT=${PGPORT:-5432} MUSTER_DATABASE_USERNAME=${PGUSER:-muster} \
  MUSTER_DATABASE_PASSWORD=${PGPASSWORD:-muster} MUSTER_ORGANIZATION_ENABLED=false MUSTER_DEMO_HISTORY_DAYS=0 MUSTER_DEMO_DRIFT=0s \
  MUSTER_DEMO_SCHEDULE= MUSTER_DEMO_PORT=$aws_port MUSTER_DEMO_ACCOUNTS=$ACCOUNTS MUSTER_DEMO_REGIONS=$REGIONS \
  MUSTER_DEMO_INSTANCES_PER_REGION=$INSTANCES MUSTER_AWS_ENDPOINT=http://127.0.0.1:$aws_port

start() { # name, http port, command
  MUSTER_DATABASE_NAME=$1 QUARKUS_HTTP_PORT=$2 QUARKUS_MANAGEMENT_PORT=$(($2 + 1)) $3 >"$LOGS/$1.log" 2>&1 &
}

ready() { # port
  for _ in $(seq 600); do
    curl -sf "http://localhost:$(($1 + 1))/q/health/ready" >/dev/null && return
    sleep 0.2
  done
  echo "not ready: see $LOGS" >&2
  return 1
}

seconds() { # 30ms, 1s
  case $1 in *ms) bc -l <<<"${1%ms} / 1000" ;; *s) echo "${1%s}" ;; esac
}
cpu() { awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / tick }' "/proc/$1/stat"; }
peak() { awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$muster/status"; }
sql() { psql -qAtX -d "$DATABASE" -c "$1"; }

scan() { # title
  local cpu_before demo_cpu_before writes_before begun answer id ended
  cpu_before=$(cpu "$muster") demo_cpu_before=$(cpu "$demo")
  writes_before=$(sql "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_user_tables where relname = 'resource'")
  begun=$(date +%s.%N)
  answer=$(curl -sS -X POST -H 'Content-Type: application/json' -d "${BODY:-"{}"}" "$url/api/v1/scans")
  id=$(jq -er .scanId <<<"$answer") || { echo "refused: $answer" >&2; return 1; }
  for _ in $(seq $((LIMIT * 5))); do
    answer=$(curl -sS "$url/api/v1/scans/$id") || { echo "Muster has ended: see $LOGS" >&2; return 1; }
    grep -qE '"status":"(SUCCEEDED|PARTIAL|FAILED|CANCELLED)"' <<<"$answer" && break
    sleep 0.2
  done
  ended=$(date +%s.%N)
  sleep 2 # the counters of PostgreSQL come late
  jq -r --arg title "$1" --arg wall "$(bc <<<"$ended - $begun")" --arg latency "$(seconds "$LATENCY")" --arg at_once "$AT_ONCE" --arg cpu "$(bc <<<"$(cpu "$muster") - $cpu_before")" --arg demo_cpu "$(bc <<<"$(cpu "$demo") - $demo_cpu_before")" --arg peak "$(peak)" \
    --arg writes "$(($(sql "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_user_tables where relname = 'resource'") - writes_before))" \
    '(.progress.awsCalls * ($latency | tonumber) / ($at_once | tonumber)) as $floor | "| \($title) | \(.status) | \($wall) | \($floor) | \(if $floor > 0 then ($wall | tonumber) / $floor else "" end) | \(.progress.awsCalls) | \(.progress.resourcesSeen) | \(.progress.resourcesChanged) | \($writes) | \($cpu) | \(($cpu | tonumber) * 1000 / ([.progress.resourcesSeen, 1] | max)) | \($demo_cpu) | \($peak) | \(.gapCount) |"' <<<"$answer"
}

for database in "$DATABASE" "${DATABASE}_demo"; do
  psql -qX -d postgres -c "drop database if exists $database" -c "create database $database"
done
demo='' muster=''
trap 'kill $demo $muster 2>/dev/null || true; wait' EXIT
MUSTER_DEMO_LATENCY=$LATENCY MUSTER_SCAN_CONCURRENCY=0 start "${DATABASE}_demo" $demo_port "$DEMO"
demo=$!
ready $demo_port
MUSTER_DEMO_ENABLED=false start "$DATABASE" "$PORT" "$MUSTER"
muster=$!
ready "$PORT"
curl -sS "http://localhost:$demo_port/api/v1/accounts?limit=500" | jq -c '.items[]' | while read -r account; do
  curl -sSf -X PUT -H 'Content-Type: application/json' -o /dev/null \
    -d "$(jq -c '{name, roleArn, externalId: (if .name == "hub" then null else "muster-demo-\(.name)" end), regions} | del(.. | nulls)' <<<"$account")" \
    "$url/api/v1/accounts/$(jq -r .accountId <<<"$account")"
done
echo "idle: $(peak) MB resident; $ACCOUNTS accounts, regions $REGIONS, $INSTANCES instances each, $LATENCY, $MUSTER"
echo "| scan | status | seconds | floor | seconds ÷ floor | calls | resources | changed | rows of resources written | CPU s | CPU s per 1,000 resources | CPU s of the demo cloud | peak MB resident | gaps |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
scan first
[ -n "${ONCE:-}" ] || scan second
[ -z "${SQL:-}" ] || sql "$SQL"
[ -z "${KEEP:-}" ] || { echo "kept; Muster is process $muster, at $url"; wait $muster; }
