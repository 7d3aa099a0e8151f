-- Since when superseded states of resources are kept; what ended before may be deleted.
create table history_kept (
    kept_from timestamptz not null
);
comment on table history_kept is 'at most one row; none as long as nothing was deleted';

-- Retention deletes the oldest first.
create index resource_version_by_end on resource_version (valid_to);
create index resource_link_version_by_end on resource_link_version (valid_to);
create index resource_by_deletion on resource (deleted_at) where deleted_at is not null;
