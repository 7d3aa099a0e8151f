-- Lists are of live resources unless deleted ones are asked for: where instances come and go, most rows of a kind are deleted ones, which a list
-- in the order of ids or names would read one by one.
create index resource_live_by_id on resource (kind, resource_id, id) where deleted_at is null;
create index resource_live_by_name on resource (kind, name, id) where deleted_at is null;
