-- How far a scan's clock is behind the database's: its times and those of all that it writes are of a past day. Only the demo
-- cloud has a past that can be listed, everywhere else it is zero. The times of tasks are leases, and stay the database's.
alter table scan add column behind interval not null default interval '0' check (behind >= interval '0');
comment on column scan.behind is 'how far before now its times are; an account''s scans are done in the order of the times that they are of';
create index scan_behind on scan (behind) where behind > interval '0' and status in ('QUEUED', 'RUNNING');
