-- Plain typed tables with keys, of the rows that Muster keeps, as a team would make them for PostGraphile.
drop schema if exists bench cascade;
create schema bench;

create table bench.role as
select arn, resource_id, name from resource where kind = 'ROLE' and deleted_at is null;
alter table bench.role add primary key (arn);

create table bench.security_group as
select arn, resource_id, name, region from resource where kind = 'SECURITY_GROUP' and deleted_at is null;
alter table bench.security_group add primary key (arn);

create table bench.instance as
select i.arn, i.resource_id, i.name, i.region, i.account_id, i.attributes ->> 'state' as state,
       i.attributes ->> 'instanceType' as instance_type, i.attributes ->> 'imageId' as image_id,
       i.attributes ->> 'privateIp' as private_ip, r.arn as role_arn
from resource i
         left join resource_link p on p.source_id = i.id and p.relation = 'HAS_PROFILE'
         left join resource profile on profile.arn = p.target_arn and profile.deleted_at is null
         left join resource_link h on h.source_id = profile.id and h.relation = 'HAS_ROLE'
         left join bench.role r on r.arn = h.target_arn
where i.kind = 'INSTANCE' and i.deleted_at is null;
alter table bench.instance add primary key (arn), add foreign key (role_arn) references bench.role;
create index on bench.instance (resource_id, arn);
create index on bench.instance (role_arn);

create table bench.instance_security_group as
select i.arn as instance_arn, g.arn as group_arn
from resource i
         join resource_link l on l.source_id = i.id and l.relation = 'USES_SECURITY_GROUP'
         join bench.security_group g on g.arn = l.target_arn
where i.kind = 'INSTANCE' and i.deleted_at is null;
alter table bench.instance_security_group add primary key (instance_arn, group_arn),
    add foreign key (instance_arn) references bench.instance, add foreign key (group_arn) references bench.security_group;

create table bench.finding as
select f.id as finding_id, f.rule_id, f.severity, f.severity_rank, f.status, f.region, f.resource_id, f.message, i.arn as instance_arn, r.arn as role_arn
from finding f
         left join bench.instance i on i.arn = f.resource_arn
         left join bench.role r on r.arn = f.resource_arn;
alter table bench.finding add primary key (finding_id),
    add foreign key (instance_arn) references bench.instance, add foreign key (role_arn) references bench.role;
create index on bench.finding (instance_arn);
create index on bench.finding (role_arn);
create index on bench.finding (severity_rank desc, finding_id desc);

vacuum analyze bench.role, bench.security_group, bench.instance, bench.instance_security_group, bench.finding;
