-- Each scan reads what stands of its cells, several times. Where resources come and go, most rows of a cell are of deleted ones.
create index resource_live_cell on resource (account_id, region, kind) where deleted_at is null;

-- Scans by their accounts: lists of them, and whether there was one. Scans by schedule are of one account each, so that among all scans those of
-- one account are few.
create index scan_of_account on scan using gin (account_ids);

-- The first and the last scan of an account. A planner that finds one row by an order takes the order's index, and passes over all scans of others
-- where the account has none, or joined late. Each scan has one such task for each of its accounts.
create index scan_task_of_account on scan_task (account_id, scan_id) where phase = 'ASSESS';

-- Each scan reads the findings of its region that are not resolved, and those of a region may have been resolved for the most part.
create index finding_standing on finding (account_id, region, rule_id) where status <> 'RESOLVED';

-- Scans that are old enough to be deleted; those for events have an index of their own.
create index scan_by_age on scan (requested_at) where trigger <> 'EVENT';
