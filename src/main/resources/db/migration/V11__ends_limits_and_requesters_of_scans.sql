-- Tasks that are under way, in the order in which a scan's are claimed: account by account, phase by phase.
drop index scan_task_active;
create index scan_task_active on scan_task (scan_id, account_id, step, id) where status in ('QUEUED', 'RUNNING');
create index scan_task_running on scan_task (owner, lease_until) where status = 'RUNNING';
