-- The chains from the internet over weak instances to what roles can take, as the scans found them; the past is kept.
create table attack_path (
    path_id       uuid        not null,
    instance_id   bigint      not null references resource on delete cascade,
    account_id    text        not null,
    region        text        not null,
    valid_from    timestamptz not null,
    valid_to      timestamptz not null default 'infinity',
    severity_rank integer     not null check (severity_rank between 0 and 4),
    rank          integer     not null,
    content_hash  bigint      not null,
    document      jsonb       not null,
    primary key (path_id, valid_from)
);
create index attack_path_current on attack_path (account_id, region) where valid_to = 'infinity';
create index attack_path_ranked on attack_path (rank desc, path_id desc) where valid_to = 'infinity';
create index attack_path_instance on attack_path (instance_id);
comment on column attack_path.valid_to is 'infinity while it is so';
comment on column attack_path.rank is 'its place among all: more is worse';

-- When the paths of a region were looked for last, and what was not read, so that there may be more of them.
create table attack_path_scope (
    account_id text        not null,
    region     text        not null,
    looked_at  timestamptz not null,
    missing    text[]      not null,
    primary key (account_id, region)
);
