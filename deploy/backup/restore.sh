#!/usr/bin/env bash
# Reads a file of backup.sh into a database whose schema Muster has made, of the same version or a later one, and that holds none of it
# yet: all or nothing. Muster may run meanwhile; findings appear with the next scans, and are covered by their exemptions from then on.
#   deploy/backup/restore.sh postgresql://muster@db.example/muster muster-kept.sql
# The user is the application's, with the rights of docs/kubernetes.md, or the schema's owner.
set -euo pipefail
database=$1 file=$2
export PGCLIENTENCODING=UTF8

{
  cat <<'SQL'
\set ON_ERROR_STOP on
begin;
lock table account, exemption, exemption_event, webhook;
do $$
begin
  if exists (select 1 from account) or exists (select 1 from exemption) or exists (select 1 from webhook) then
    raise exception 'the database is not empty: it has accounts, exemptions or webhooks';
  end if;
end
$$;
SQL
  cat "$file"
  cat <<'SQL'
-- ids go on behind those that were read; setval would take a right to the sequences that the application's user need not have
select count(nextval(pg_get_serial_sequence('exemption', 'id'))) from generate_series(1, (select max(id) from exemption));
select count(nextval(pg_get_serial_sequence('exemption_event', 'id'))) from generate_series(1, (select max(id) from exemption_event));
select count(nextval(pg_get_serial_sequence('webhook', 'id'))) from generate_series(1, (select max(id) from webhook));
-- whatever findings there are by now are brought in line
update exemption set settled = false where covers;
commit;
SQL
} | psql "$database" --no-psqlrc --quiet --tuples-only --set ON_ERROR_STOP=1 >/dev/null
