-- Findings (:findings of them) over a year, in 200 accounts of 5 regions: into a database that Muster has migrated and nobody uses.
-- Run by panels.sh. What is counted of them is then counted as the migration does it.
\set ON_ERROR_STOP on
\timing off
set synchronous_commit = off;

create temporary table made_rule (id, kind, area, severity, rank) as values
    ('account-imds-defaults-imdsv2', 'REGION_SETTINGS', 'IMDS', 'MEDIUM', 2),
    ('ec2-imds-enabled-without-need', 'INSTANCE', 'IMDS', 'LOW', 1),
    ('ec2-imds-hop-limit', 'INSTANCE', 'IMDS', 'MEDIUM', 2),
    ('ec2-imdsv2-required', 'INSTANCE', 'IMDS', 'HIGH', 3),
    ('iam-instance-role-admin', 'ROLE', 'IAM', 'CRITICAL', 4),
    ('ec2-instance-public-ip', 'INSTANCE', 'NETWORK', 'MEDIUM', 2),
    ('sg-default-has-rules', 'SECURITY_GROUP', 'NETWORK', 'MEDIUM', 2),
    ('sg-egress-unrestricted', 'SECURITY_GROUP', 'NETWORK', 'LOW', 1),
    ('sg-ingress-admin-port-internet', 'SECURITY_GROUP', 'NETWORK', 'HIGH', 3),
    ('sg-ingress-all-ports-internet', 'SECURITY_GROUP', 'NETWORK', 'CRITICAL', 4),
    ('sg-shared-across-workloads', 'SECURITY_GROUP', 'NETWORK', 'LOW', 1),
    ('sg-unused', 'SECURITY_GROUP', 'NETWORK', 'LOW', 1),
    ('ebs-delete-on-termination-off-root', 'INSTANCE', 'STORAGE', 'LOW', 1),
    ('ebs-volume-unattached', 'VOLUME', 'STORAGE', 'LOW', 1),
    ('ebs-volume-unencrypted', 'VOLUME', 'STORAGE', 'MEDIUM', 2),
    ('ami-public', 'IMAGE', 'BACKUP', 'CRITICAL', 4),
    ('snapshot-public', 'SNAPSHOT', 'BACKUP', 'CRITICAL', 4),
    ('snapshot-unencrypted', 'SNAPSHOT', 'BACKUP', 'MEDIUM', 2),
    ('ec2-detailed-monitoring-off', 'INSTANCE', 'MONITORING', 'LOW', 1),
    ('vpc-flow-logs-missing', 'VPC', 'MONITORING', 'MEDIUM', 2);

create temporary table made as
select n, r.*, lpad((100000000000 + n % 200)::text, 12, '0') as account_id,
       (array ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2', 'ap-southeast-1'])[1 + (n / 200) % 5] as region,
       now() - random() * interval '365 days' as first_seen_at, random() as fate, random() as life
from generate_series(1::bigint, :findings) n
         join (select *, row_number() over (order by id) - 1 as place from made_rule) r on r.place = (n / 1000) % 20;

insert into account (account_id, name, regions, registered_at)
select distinct account_id, 'made ' || account_id, null::text[], now() - interval '1 year' from made on conflict do nothing;

insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area, severity,
                     severity_rank, status, message, evidence, content_hash, first_seen_at, last_seen_at, resolved_at)
select gen_random_uuid(), id, 'arn:aws:ec2:' || region || ':' || account_id || ':made/made-' || n, 'made-' || n, kind,
       account_id, region, area, severity, rank,
       case when fate < 0.4 then 'RESOLVED' when fate < 0.45 then 'SUPPRESSED' else 'OPEN' end,
       'A sentence that tells what is wrong with this very resource, as long as they are.',
       jsonb_build_object('resource', 'made-' || n, 'port', n % 65536, 'sources', jsonb_build_array('0.0.0.0/0')),
       sha256(n::text::bytea), first_seen_at, now(),
       case when fate < 0.4 then first_seen_at + life * (now() - first_seen_at) end
from made;

insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash, first_seen_at, changed_at)
select 'arn:aws:ec2:' || region || ':' || account_id || ':made/made-' || n, kind, account_id, region, 'made-' || n,
       case when n % 5 = 0 then '{}' else jsonb_build_object('owner', 'team-' || n % 40) end, '{}', sha256(n::text::bytea),
       first_seen_at, first_seen_at
from made;

insert into cell (account_id, region, kind, state, resources, last_complete_at, last_attempt_at)
select account_id, region, kind, 'COMPLETE', count(*), now() - random() * interval '1 hour', now()
from made group by account_id, region, kind;

insert into scan (status, trigger, account_ids, requested_at, started_at, finished_at)
select 'SUCCEEDED', 'SCHEDULE', array [lpad((100000000000 + n % 200)::text, 12, '0')], at, at, at + interval '1 minute'
from (select n, now() - n * interval '1 minute' as at from generate_series(1::bigint, 20000) n) made_scan;
insert into scan_task (scan_id, account_id, region, phase, step, status, aws_calls)
select id, account_ids[1], region, phase, 2, 'DONE', 100
from scan,
     (values ('eu-central-1', 'REGION'), ('eu-west-1', 'REGION'), ('us-east-1', 'REGION'), ('global', 'ASSESS')) made_task (region, phase);
