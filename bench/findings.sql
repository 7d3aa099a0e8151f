-- How rules judged the resources of src/test/measure/panels.sql, whose counts of findings are there: as many passed as failed ninefold.
-- Run by findings.sh. Like ResultCounts and Rollups, with the rule's own severity, at each level.
create temporary table judged as
select account_id, region, rule_id, resource_kind, area, severity, count(*) as failed
from finding where status <> 'RESOLVED' group by 1, 2, 3, 4, 5, 6;

create temporary table result as
select j.account_id, j.region, j.rule_id, j.resource_kind, j.area, j.severity, r.status, r.share * j.failed as findings
from judged j, (values ('PASSED', 9), ('FAILED', 1), ('UNKNOWN', 2), ('NOT_APPLICABLE', 4)) r (status, share);

insert into finding_series (level, account_id, region, rule_id, resource_kind, area, severity, status, findings)
select 'SCOPE', account_id, region, rule_id, resource_kind, area, severity, status, findings from result
union all
select 'ACCOUNT', account_id, '', '', '', area, severity, status, sum(findings) from result group by 2, 6, 7, 8
union all
select 'ESTATE', '', region, rule_id, resource_kind, area, severity, status, sum(findings) from result group by 3, 4, 5, 6, 7, 8;

vacuum analyze finding_series;
