-- Accounts that are mustered.
create table account (
    account_id    text primary key check (account_id ~ '^[0-9]{12}$'),
    name          text,
    role_arn      text,
    external_id   text,
    regions       text[],
    enabled       boolean     not null default true,
    schedule      text,
    next_scan_at  timestamptz,
    registered_at timestamptz not null
);
create index account_next_scan on account (next_scan_at) where enabled;
comment on column account.regions is 'null: every region that is enabled for the account';

-- The current state. When a resource was seen last is its cell's last complete listing, so that a resource that did not
-- change costs no write; last_seen_at is set only once it is deleted.
create table resource (
    id            bigint generated always as identity primary key,
    arn           text        not null unique,
    kind          text        not null,
    account_id    text        not null,
    region        text        not null,
    resource_id   text        not null,
    name          text,
    tags          jsonb       not null,
    attributes    jsonb       not null,
    content_hash  bytea       not null,
    first_seen_at timestamptz not null,
    changed_at    timestamptz not null,
    last_seen_at  timestamptz,
    deleted_at    timestamptz
);
create index resource_cell on resource (account_id, region, kind);
create index resource_by_id on resource (kind, resource_id, id);
create index resource_by_name on resource (kind, name, id);
create index resource_by_change on resource (kind, changed_at, id);
create index resource_by_tag on resource using gin (tags jsonb_path_ops);

-- Superseded states, each valid from inclusive valid_from to exclusive valid_to.
create table resource_version (
    resource_id bigint      not null references resource on delete cascade,
    valid_from  timestamptz not null,
    valid_to    timestamptz not null,
    name        text,
    tags        jsonb       not null,
    attributes  jsonb       not null,
    primary key (resource_id, valid_from)
);

-- What a resource points to now. The target need not be known.
create table resource_link (
    source_id  bigint not null references resource on delete cascade,
    relation   text   not null,
    target_arn text   not null,
    primary key (source_id, relation, target_arn)
);
create index resource_link_target on resource_link (target_arn, relation);

-- The inventory as of an instant, in the shape of the resource table.
create function resource_at(instant timestamptz) returns setof resource
    language sql stable parallel safe
as
$$
select r.*
from resource r
where r.changed_at <= instant
  and (r.deleted_at is null or r.deleted_at > instant)
union all
select r.id, r.arn, r.kind, r.account_id, r.region, r.resource_id, v.name, v.tags, v.attributes, r.content_hash,
       r.first_seen_at, v.valid_from, r.last_seen_at, null
from resource_version v
         join resource r on r.id = v.resource_id
where v.valid_from <= instant
  and v.valid_to > instant
$$;

-- One row per account, region and kind: what is known of it, since when, and if not, why not.
create table cell (
    account_id       text        not null,
    region           text        not null,
    kind             text        not null,
    state            text        not null check (state in ('COMPLETE', 'FAILED')),
    resources        integer     not null default 0,
    last_complete_at timestamptz,
    last_attempt_at  timestamptz not null,
    operation        text,
    error_code       text,
    message          text,
    primary key (account_id, region, kind)
);

create table scan (
    id               bigint generated always as identity primary key,
    status           text        not null check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED')),
    trigger          text        not null check (trigger in ('REQUEST', 'SCHEDULE', 'EVENT', 'START_UP')),
    reason           text,
    account_ids      text[]      not null,
    regions          text[],
    kinds            text[],
    requested_at     timestamptz not null,
    started_at       timestamptz,
    finished_at      timestamptz
);
create index scan_active on scan (id) where status in ('QUEUED', 'RUNNING');
comment on column scan.regions is 'null: every region of each account';
comment on column scan.kinds is 'null: every kind';

-- The unit of work, retry, recovery and visibility. A task of a later phase waits for the earlier ones of its account.
create table scan_task (
    id                bigint generated always as identity primary key,
    scan_id           bigint      not null references scan on delete cascade,
    account_id        text        not null,
    region            text        not null,
    phase             text        not null check (phase in ('ACCOUNT', 'REGION', 'ASSESS')),
    step              smallint    not null,
    status            text        not null check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    attempt           integer     not null default 0,
    owner             text,
    lease_until       timestamptz,
    started_at        timestamptz,
    finished_at       timestamptz,
    resources_seen    integer     not null default 0,
    resources_changed integer     not null default 0,
    findings_opened   integer     not null default 0,
    findings_resolved integer     not null default 0,
    aws_calls         integer     not null default 0,
    cells_complete    integer     not null default 0,
    cells_failed      integer     not null default 0,
    error             text,
    unique (scan_id, account_id, region, phase)
);
create index scan_task_active on scan_task (status, step, id) where status in ('QUEUED', 'RUNNING');

create table scan_gap (
    scan_id    bigint not null references scan on delete cascade,
    account_id text   not null,
    region     text   not null,
    kind       text   not null,
    operation  text   not null,
    error_code text   not null,
    message    text   not null,
    primary key (scan_id, account_id, region, kind, operation)
);

-- A finding's id follows from its rule and its resource's ARN. As with resources, one that is confirmed again costs no
-- write: when it was seen last is its cell's last complete listing, unless it is stale or resolved.
create table finding (
    id              uuid primary key,
    rule_id         text        not null,
    resource_arn    text        not null,
    resource_id     text        not null,
    resource_kind   text        not null,
    account_id      text        not null,
    region          text        not null,
    area            text        not null,
    severity        text        not null,
    severity_rank   smallint    not null,
    status          text        not null check (status in ('OPEN', 'SUPPRESSED', 'RESOLVED')),
    stale           boolean     not null default false,
    message         text        not null,
    evidence        jsonb       not null,
    content_hash    bytea       not null,
    first_seen_at   timestamptz not null,
    last_seen_at    timestamptz not null,
    resolved_at     timestamptz,
    reopened_count  integer     not null default 0,
    unique (rule_id, resource_arn)
);
create index finding_of_resource on finding (resource_arn);
create index finding_scope on finding (account_id, region, rule_id);
create index finding_by_severity on finding (severity_rank desc, id) where status <> 'RESOLVED';
create index finding_by_first_seen on finding (first_seen_at desc, id);
