-- A policy that AWS keeps has an entry in each account that uses it: links lead to the entry of the same account.
update resource_link l
set target_arn = regexp_replace(l.target_arn, '^(arn:[a-z-]+:iam::)aws:policy/', '\1' || r.account_id || ':aws-policy/')
from resource r
where r.id = l.source_id and l.relation = 'HAS_POLICY' and l.target_arn ~ '^arn:[a-z-]+:iam::aws:policy/';

update resource_link_version l
set target_arn = regexp_replace(l.target_arn, '^(arn:[a-z-]+:iam::)aws:policy/', '\1' || r.account_id || ':aws-policy/')
from resource r
where r.id = l.source_id and l.relation = 'HAS_POLICY' and l.target_arn ~ '^arn:[a-z-]+:iam::aws:policy/';

-- Roles point to the policy that bounds them.
insert into resource_link (source_id, relation, target_arn)
select id, 'BOUNDED_BY',
       regexp_replace(attributes ->> 'permissionsBoundaryArn', '^(arn:[a-z-]+:iam::)aws:policy/',
                      '\1' || account_id || ':aws-policy/')
from resource
where kind = 'ROLE' and deleted_at is null and attributes ->> 'permissionsBoundaryArn' is not null
on conflict do nothing;
