#!/usr/bin/env bash
# Writes what cannot be scanned again (accounts, suppressions and attestations with their history, webhooks) to a file of SQL, as of one
# instant, while Muster works. The file holds secrets: external ids, addresses and secrets of webhooks.
#   deploy/backup/backup.sh postgresql://muster@db.example/muster muster-kept.sql
# Needs psql, of any version, and the right to read the tables.
set -euo pipefail
database=$1 file=$2
umask 077
export PGCLIENTENCODING=UTF8

# Order matters: what refers to another one comes behind it.
tables=(account exemption exemption_event webhook)

ask() { psql "$database" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }

columns() {
  ask -c "select string_agg(quote_ident(column_name), ', ' order by ordinal_position) from information_schema.columns
    where table_schema = current_schema() and table_name = '$1' and is_generated = 'NEVER'"
}

trap 'rm -f "$file.statements" "$file.part"' EXIT
{
  echo 'begin isolation level repeatable read read only;'
  echo "select '-- Muster, schema ' || max(version::int) || ', ' || now() from flyway_schema_history where success;"
  for table in "${tables[@]}"; do
    listed=$(columns "$table")
    [ -n "$listed" ] || { echo "there is no table $table in $database" >&2; exit 1; }
    printf '\\echo copy %s (%s) from stdin;\ncopy %s (%s) to stdout;\n\\echo %s\n' "$table" "$listed" "$table" "$listed" "'\\\\.'"
  done
  echo 'commit;'
} >"$file.statements"
ask -f "$file.statements" >"$file.part"
mv "$file.part" "$file"
