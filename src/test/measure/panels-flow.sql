-- What happened to the findings of panels.sql, as it is counted while findings are settled. Run by panels.sh after the recount.
\set ON_ERROR_STOP on
set synchronous_commit = off;

create temporary table happened as
select account_id, region, rule_id, resource_kind, area, severity, what as status, date_trunc('hour', at, 'UTC') as bucket,
       count(*) as delta
from (select account_id, region, rule_id, resource_kind, area, severity, 'OPENING' as what, first_seen_at as at from finding
      union all
      select account_id, region, rule_id, resource_kind, area, severity, 'RESOLUTION', resolved_at
      from finding where resolved_at is not null) event
group by 1, 2, 3, 4, 5, 6, 7, 8;

create temporary table counted as
select 'SCOPE' as level, * from happened
union all
select 'ACCOUNT', account_id, '', '', '', area, severity, status, bucket, sum(delta) from happened group by 2, 6, 7, 8, 9
union all
select 'ESTATE', '', region, rule_id, resource_kind, area, severity, status, bucket, sum(delta)
from happened group by 3, 4, 5, 6, 7, 8, 9;

insert into finding_series (level, account_id, region, rule_id, resource_kind, area, severity, status, findings)
select level, account_id, region, rule_id, resource_kind, area, severity, status, sum(delta)
from counted group by 1, 2, 3, 4, 5, 6, 7, 8;

insert into finding_trend_hour (series_id, bucket, delta)
select s.id, c.bucket, c.delta
from counted c join finding_series s using (level, account_id, region, rule_id, resource_kind, area, severity, status);

insert into finding_trend_day (series_id, bucket, delta)
select s.id, date_trunc('day', c.bucket, 'UTC'), sum(c.delta)
from counted c join finding_series s using (level, account_id, region, rule_id, resource_kind, area, severity, status)
group by 1, 2;
