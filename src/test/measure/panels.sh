#!/usr/bin/env bash
# Times every query of the dashboards over a million findings and a year of history.
#
# Needs psql, jq, curl, and a running Muster whose database is empty and nobody else's:
#   PGHOST=localhost PGPORT=5432 PGUSER=muster PGPASSWORD=muster PGDATABASE=muster src/test/measure/panels.sh fill
#   MUSTER_URL=http://localhost:8080 src/test/measure/panels.sh time > figures.md
set -euo pipefail
cd "$(dirname "$0")/../../.."

fill() {
  psql -q -v findings="${FINDINGS:-1000000}" -f src/test/measure/panels.sql
  sed -n '/^-- What was found before/,/^-- Resources are counted/p' \
    src/main/resources/db/migration/V4__finding_rollups.sql | psql -q -v ON_ERROR_STOP=1
  psql -qf src/test/measure/panels-flow.sql
  psql -qc 'vacuum analyze'
  psql -c 'select (select count(*) from finding) as findings, (select count(*) from finding_series) as series,
                  (select count(*) from finding_trend_hour) as hours, (select count(*) from finding_trend_day) as days'
}

# The queries as the plugin sends them, for all accounts and for the last DAYS days.
bodies() {
  local to from interval
  to=$(date +%s)000
  from=$((to - $1 * 86400000))
  if [ "$1" -le 14 ]; then interval=HOUR; elif [ "$1" -le 730 ]; then interval=DAY; else interval=WEEK; fi
  jq -c --arg from "$from" --arg to "$to" --arg interval "$interval" '
    .uid as $uid | .panels[] | select(.targets[0].type == "graphql") | .title as $title | .targets[0].url_options
    | { name: ($uid + ": " + $title),
        body: { query: (.body_graphql_query
                  | gsub("\\$\\{__timeFrom\\}"; $from) | gsub("\\$\\{__timeTo\\}"; $to)
                  | gsub("\\$__customInterval\\([^)]*\\)"; $interval)),
                variables: (.body_graphql_variables | gsub("\\$\\{tag:json\\}"; "\"owner\"") | gsub("\\$\\{\\w+:json\\}"; "null")
                  | gsub("\\$\\{account\\}"; "100000000042") | fromjson) } }' deploy/grafana/dashboards/*.json
}

measure() {
  local runs=${RUNS:-40}
  echo "| days | query | p50 ms | p95 ms | bytes |"
  echo "| --- | --- | --- | --- | --- |"
  for days in ${DAYS:-7 30 365}; do
    bodies "$days" | while read -r query; do
      local body; body=$(jq -c .body <<< "$query")
      for _ in $(seq 5); do ask "$body" > /dev/null; done
      for _ in $(seq "$runs"); do ask "$body"; done | sort -n \
        | awk -v name="$(jq -r .name <<< "$query")" -v days="$days" '{ t[NR] = $1 * 1000; size = $2 }
            END { printf "| %s | %s | %.1f | %.1f | %d |\n", days, name, t[int((NR + 1) / 2)], t[int(NR * 0.95 + 0.5)], size }'
    done
  done
}

ask() {
  curl -sS ${MUSTER_USER:+-u "$MUSTER_USER:$MUSTER_PASSWORD"} -H 'Content-Type: application/json' -o /tmp/muster-panel.json \
    -w '%{time_total} %{size_download}\n' -d "$1" "${MUSTER_URL:-http://localhost:8080}/graphql"
  if grep -q '"errors"' /tmp/muster-panel.json; then
    head -c 500 /tmp/muster-panel.json >&2
    return 1
  fi
}

case "${1:-}" in
  fill) fill ;;
  time) measure ;;
  *) echo "usage: $0 fill | time" >&2; exit 2 ;;
esac
