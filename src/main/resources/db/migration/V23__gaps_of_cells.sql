-- The operations that failed in the last attempt at a cell, each with the time since which it has failed with this code. Those of
-- the kind ACCOUNT_SETTINGS are of the account as a whole and have no cell.
create table cell_gap (
    account_id text        not null,
    region     text        not null,
    kind       text        not null,
    operation  text        not null,
    error_code text        not null,
    message    text        not null,
    since      timestamptz not null,
    primary key (account_id, region, kind, operation, error_code)
);

-- Since when is not known of what failed before: the last attempt is the latest that it can be.
insert into cell_gap
select account_id, region, kind, operation, error_code, coalesce(message, ''), last_attempt_at
from cell
where state = 'FAILED' and operation is not null and error_code is not null and error_code <> 'OUT_OF_SCOPE';

alter table cell add column items_read integer;
comment on column cell.items_read is 'how many resources the last attempt read; null where it was before this column';
update cell set items_read = resources where state = 'COMPLETE';
