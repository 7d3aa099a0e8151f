-- Hosts of a region that an attacker may hold, as its attack paths found them: the internet reaches them, they are weak, and their VPCs lead to others.
-- Other accounts and regions take them for sources of ways into their own. What is told rests on the region alone: else two could hold each other up
-- after the cause is gone.
create table held_host (
    resource_id bigint  not null primary key references resource on delete cascade,
    account_id  text    not null,
    region      text    not null,
    vpc_ids     text[]  not null,
    interfaces  text[]  not null,
    certain     boolean not null,
    at_large    boolean not null,
    hardly_weak boolean not null,
    steps       jsonb   not null
);
create index held_host_place on held_host (account_id, region);
create index held_host_vpcs on held_host using gin (vpc_ids);
comment on column held_host.interfaces is 'the ARNs of those of its interfaces that are in the VPCs';
comment on column held_host.certain is 'false where it depends on what was not read';
comment on column held_host.at_large is 'whether the internet at large gets in, and not chosen addresses alone';
comment on column held_host.hardly_weak is 'whether its only weakness is that it is not managed';
comment on column held_host.steps is 'the steps of an attack path from the internet to it';

alter table attack_path_scope add column told_at timestamptz;
comment on column attack_path_scope.told_at is
    'looked_at, where all held hosts of the region were told then; another time where a replica that does not tell them looked since';
