-- How many findings there are, and how that came about, kept by the transaction that settles findings.
--
-- A series counts the findings that are alike in some dimensions. There are three sets of dimensions (levels), so that an
-- answer reads no more rows than it must: a dimension that a level does not tell apart is ''.
create table finding_series (
    id            bigint generated always as identity primary key,
    level         text    not null check (level in ('SCOPE', 'ACCOUNT', 'ESTATE')),
    account_id    text    not null,
    region        text    not null,
    rule_id       text    not null,
    resource_kind text    not null,
    area          text    not null,
    severity      text    not null,
    status        text    not null,
    findings      integer not null,
    unique (level, account_id, region, rule_id, resource_kind, area, severity, status)
);
comment on column finding_series.level is
    'SCOPE: all dimensions; ACCOUNT: account, area, severity, status; ESTATE: all but the account';
comment on column finding_series.findings is 'how many there are now';

-- By how much the count rose in an hour and in a day (UTC). What the count was at the end of an hour is what it is now,
-- less all that came later: the beginning of time is never asked for. The index holds all that a question reads, series by
-- series, while the tables grow in the order of time.
create table finding_trend_hour (
    series_id bigint      not null references finding_series on delete cascade,
    bucket    timestamptz not null,
    delta     integer     not null,
    primary key (series_id, bucket) include (delta)
);

create table finding_trend_day (
    series_id bigint      not null references finding_series on delete cascade,
    bucket    timestamptz not null,
    delta     integer     not null,
    primary key (series_id, bucket) include (delta)
);

-- Pages of findings, the worst or the latest first: an index that is read backwards needs no sorting.
drop index finding_by_severity;
drop index finding_by_first_seen;
create index finding_by_severity on finding (severity_rank, id);
create index finding_standing_by_severity on finding (severity_rank, id) where status <> 'RESOLVED';
create index finding_by_first_seen on finding (first_seen_at, id);

-- What was found before there were rollups. Of a finding that was reopened, only the last opening is still known.
insert into finding_series (level, account_id, region, rule_id, resource_kind, area, severity, status, findings)
select 'SCOPE', account_id, region, rule_id, resource_kind, area, severity, status, count(*)
from finding group by account_id, region, rule_id, resource_kind, area, severity, status;

insert into finding_series (level, account_id, region, rule_id, resource_kind, area, severity, status, findings)
select 'SCOPE', account_id, region, rule_id, resource_kind, area, severity, 'OPEN', 0
from finding where status <> 'OPEN' group by account_id, region, rule_id, resource_kind, area, severity
on conflict do nothing;

with event as (
    select account_id, region, rule_id, resource_kind, area, severity,
           case status when 'SUPPRESSED' then status else 'OPEN' end as status, first_seen_at as at, 1 as delta from finding
    union all
    select account_id, region, rule_id, resource_kind, area, severity, 'OPEN', coalesce(resolved_at, last_seen_at), -1
    from finding where status = 'RESOLVED'
    union all
    select account_id, region, rule_id, resource_kind, area, severity, status, coalesce(resolved_at, last_seen_at), 1
    from finding where status = 'RESOLVED')
insert into finding_trend_hour (series_id, bucket, delta)
select s.id, date_trunc('hour', e.at, 'UTC'), sum(e.delta)
from event e join finding_series s using (account_id, region, rule_id, resource_kind, area, severity, status)
group by 1, 2 having sum(e.delta) <> 0;

insert into finding_series (level, account_id, region, rule_id, resource_kind, area, severity, status, findings)
select 'ACCOUNT', account_id, '', '', '', area, severity, status, sum(findings)
from finding_series where level = 'SCOPE' group by account_id, area, severity, status
union all
select 'ESTATE', '', region, rule_id, resource_kind, area, severity, status, sum(findings)
from finding_series where level = 'SCOPE' group by region, rule_id, resource_kind, area, severity, status;

insert into finding_trend_hour (series_id, bucket, delta)
select coarse.id, t.bucket, sum(t.delta)
from finding_trend_hour t
         join finding_series s on s.id = t.series_id
         join finding_series coarse using (account_id, area, severity, status)
where coarse.level = 'ACCOUNT' and s.level = 'SCOPE'
group by 1, 2 having sum(t.delta) <> 0
union all
select coarse.id, t.bucket, sum(t.delta)
from finding_trend_hour t
         join finding_series s on s.id = t.series_id
         join finding_series coarse using (region, rule_id, resource_kind, area, severity, status)
where coarse.level = 'ESTATE' and s.level = 'SCOPE'
group by 1, 2 having sum(t.delta) <> 0;

insert into finding_trend_day (series_id, bucket, delta)
select series_id, date_trunc('day', bucket, 'UTC'), sum(delta)
from finding_trend_hour group by 1, 2 having sum(delta) <> 0;

-- Resources are counted by their cells: from here on also what an incomplete listing brought.
update cell
set resources = (select count(*) from resource r
                 where r.account_id = cell.account_id and r.region = cell.region and r.kind = cell.kind
                   and r.deleted_at is null);
