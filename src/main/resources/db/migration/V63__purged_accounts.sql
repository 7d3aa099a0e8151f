-- Scans of a purged account stay in the list of scans, and what they had found is gone: the past of the account is known from its later scans on.
create table account_purged (
    account_id   text        not null primary key,
    purged_at    timestamptz not null,
    last_scan_id bigint      not null
);
comment on table account_purged is 'the last purge of each account that was purged';
comment on column account_purged.last_scan_id is 'of the last scan before, of whichever account';
