-- Of a cell whose last attempt was not complete, the ARNs of the resources that it did not read: none where only facts
-- are missing, null where any resource may be among them.
alter table cell add column unread text[];

-- One operation may fail in several ways on several items of one cell.
alter table scan_gap drop constraint scan_gap_pkey;
alter table scan_gap add primary key (scan_id, account_id, region, kind, operation, error_code);
