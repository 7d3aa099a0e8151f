-- Who asked for a scan, as a key (source, issuer, subject) that no two callers share, and as a name for people. '' and null
-- stand for Muster itself, by an account's schedule or at its first start.
alter table scan add column requested_by text not null default '';
alter table scan add column requester_name text;
drop index scan_active;
create index scan_active on scan (requested_by, id) where status in ('QUEUED', 'RUNNING');

-- Whether an account's first task finds out the regions, as was decided when it was queued, and when a task may be begun.
alter table scan_task add column discovers boolean not null default false;
alter table scan_task add column not_before timestamptz;
update scan_task set discovers = true
from scan, account
where scan.id = scan_task.scan_id and account.account_id = scan_task.account_id
  and phase = 'ACCOUNT' and scan.regions is null and account.regions is null;

-- Tasks that are under way, in the order in which a scan's are claimed: account by account, phase by phase.
drop index scan_task_active;
create index scan_task_active on scan_task (scan_id, account_id, step, id) where status in ('QUEUED', 'RUNNING');
create index scan_task_running on scan_task (account_id, region) where status = 'RUNNING';
