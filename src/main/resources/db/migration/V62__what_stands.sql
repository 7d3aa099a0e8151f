-- Each scan reads what stands of its cells, several times. Where resources come and go, most rows of a cell are of deleted ones.
create index resource_live_cell on resource (account_id, region, kind) where deleted_at is null;
