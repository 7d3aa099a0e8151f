-- What roles can really do, as the scans found it; the past is kept.
create table privilege (
    resource_id  bigint      not null references resource on delete cascade,
    valid_from   timestamptz not null,
    valid_to     timestamptz not null default 'infinity',
    admin        text        not null check (admin in ('YES', 'NO', 'UNKNOWN')),
    content_hash bigint      not null,
    document     jsonb       not null,
    primary key (resource_id, valid_from)
);
create index privilege_admin on privilege (resource_id) where admin = 'YES';
comment on column privilege.valid_to is 'infinity while it is so';

-- From what the privileges of an account were worked out last: an unchanged account is not computed again.
create table privilege_input (
    account_id   text        not null primary key,
    fingerprint  text        not null,
    worked_out   timestamptz not null
);
