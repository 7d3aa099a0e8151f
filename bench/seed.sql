-- Copies of what the try-out has found, until there are :instances instances: other ids, the same documents and findings.
-- psql -v instances=21000 -f bench/seed.sql, on a database that a try-out has filled and nothing writes to any more.
insert into resource (arn, kind, account_id, region, resource_id, name, tags, attributes, content_hash, first_seen_at, changed_at)
select r.arn || '-' || n, r.kind, r.account_id, r.region, r.resource_id || '-' || n, r.name, r.tags, r.attributes,
       r.content_hash, r.first_seen_at, r.changed_at
from resource r, generate_series(1, (:instances / (select count(*) from resource where kind = 'INSTANCE'
                                                   and deleted_at is null))::int - 1) n
where r.kind = 'INSTANCE' and r.deleted_at is null;

insert into resource_link (source_id, relation, target_arn)
select c.id, l.relation, l.target_arn
from resource c
         join resource o on o.arn = regexp_replace(c.arn, '-[0-9]+$', '') and o.kind = 'INSTANCE' and o.id <> c.id
         join resource_link l on l.source_id = o.id
where c.kind = 'INSTANCE'
on conflict do nothing;

insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area, severity, severity_rank,
                     status, message, evidence, content_hash, first_seen_at, last_seen_at)
select gen_random_uuid(), f.rule_id, c.arn, c.resource_id, f.resource_kind, f.account_id, f.region, f.area, f.severity,
       f.severity_rank, f.status, f.message, f.evidence, f.content_hash, f.first_seen_at, f.last_seen_at
from resource c
         join finding f on f.resource_arn = regexp_replace(c.arn, '-[0-9]+$', '') and f.resource_arn <> c.arn
where c.kind = 'INSTANCE'
on conflict do nothing;

vacuum analyze;
