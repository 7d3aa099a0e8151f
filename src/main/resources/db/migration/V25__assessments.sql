-- An assessment judges what is stored by the rules again. It is a scan without AWS: the same tasks, leases and locks.
alter table scan
    add column purpose  text not null default 'SCAN' check (purpose in ('SCAN', 'ASSESSMENT')),
    add column rule_ids text[];
comment on column scan.rule_ids is 'of an assessment: the rules that it was narrowed to; null: every rule';

alter table scan_task drop constraint scan_task_phase_check;
alter table scan_task add check (phase in ('ACCOUNT', 'REGION', 'REASSESS', 'ASSESS'));
