-- What the internet reaches of instances and network interfaces, as the scans found it; the past is kept.
create table exposure (
    resource_id  bigint        not null references resource on delete cascade,
    valid_from   timestamptz   not null,
    valid_to     timestamptz   not null default 'infinity',
    reachable    text          not null check (reachable in ('YES', 'NO', 'UNKNOWN')),
    ports        int4multirange not null,
    content_hash bigint        not null,
    document     jsonb         not null,
    primary key (resource_id, valid_from)
);
create index exposure_reached on exposure (resource_id) where reachable = 'YES';
comment on column exposure.valid_to is 'infinity while it is so';
comment on column exposure.ports is 'the TCP and UDP ports that are reached for certain';
