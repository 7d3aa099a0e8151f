-- What happened to resources, a row for each change, so that changes are paged through by time whatever their number.
create table resource_change (
    resource_id bigint      not null references resource on delete cascade,
    at          timestamptz not null,
    type        text        not null check (type in ('CREATED', 'CHANGED', 'DELETED')),
    restored    boolean     not null,
    account_id  text        not null,
    region      text        not null,
    kind        text        not null,
    fields      text[]      not null,
    scan_id     bigint,
    primary key (resource_id, at)
);
create index resource_change_by_time on resource_change (at, resource_id);
create index resource_change_of_account on resource_change (account_id, at, resource_id);
create index resource_change_of_kind on resource_change (kind, at, resource_id);
create index resource_change_of_scan on resource_change (scan_id, at, resource_id) where scan_id is not null;
create index resource_change_of_life on resource_change (type, at, resource_id) where type <> 'CHANGED';
comment on column resource_change.restored is 'whether it came back after it had been deleted';
comment on column resource_change.fields is 'the first names of the fields that changed; empty where it was created or deleted';
comment on column resource_change.scan_id is 'the scan that saw it; null where that is not known';

-- A resource's document with its name and tags, as its changes are told.
create function whole_document(name text, tags jsonb, attributes jsonb) returns jsonb
    language sql immutable parallel safe
as
$$
select attributes || jsonb_build_object('name', name, 'tags', tags)
$$;

create function changed_fields(before jsonb, after jsonb) returns text[]
    language sql immutable parallel safe
as
$$
select coalesce(array_agg(key order by key), '{}')
from jsonb_each(before) b full join jsonb_each(after) a using (key)
where b.value is distinct from a.value
$$;

insert into resource_change
with state as (
    select id as resource_id, changed_at as valid_from, deleted_at as valid_to, whole_document(name, tags, attributes) as document
    from resource
    union all
    select resource_id, valid_from, valid_to, whole_document(name, tags, attributes)
    from resource_version),
step as (
    select s.*, lag(valid_to) over past as end_before, lag(document) over past as document_before,
           lead(valid_from) over past as next_from
    from state s
    window past as (partition by resource_id order by valid_from))
select s.resource_id, c.at, c.type, c.restored, r.account_id, r.region, r.kind,
       case when c.type = 'CHANGED' then changed_fields(s.document_before, s.document) else '{}' end, null
from step s
         join resource r on r.id = s.resource_id
         cross join lateral (
             select valid_from as at, case when valid_from = end_before then 'CHANGED' else 'CREATED' end as type,
                    coalesce(valid_from <> end_before, false) as restored
             union all
             select valid_to, 'DELETED', false
             where valid_to is not null and valid_to is distinct from next_from) c
on conflict do nothing;

-- The scan whose transaction it is, as the transaction says.
create function scan_of_transaction() returns bigint
    language sql stable
as
$$
select nullif(current_setting('muster.scan_id', true), '')::bigint
$$;

-- Whatever writes resources, it is told: nothing that does can forget it.
create function resources_inserted() returns trigger
    language plpgsql
as
$$
begin
    insert into resource_change
    select n.id, n.changed_at, 'CREATED', false, n.account_id, n.region, n.kind, '{}', scan_of_transaction()
    from new_rows n;
    return null;
end
$$;
create trigger resources_inserted after insert on resource
    referencing new table as new_rows for each statement execute function resources_inserted();

-- Two changes of one instant are one: what was created and then changed was created.
create function resources_updated() returns trigger
    language plpgsql
as
$$
begin
    insert into resource_change
    select n.id, c.at, c.type, n.deleted_at is null and o.deleted_at is not null, n.account_id, n.region, n.kind,
           case when c.type = 'CHANGED' then changed_fields(whole_document(o.name, o.tags, o.attributes),
                                                            whole_document(n.name, n.tags, n.attributes))
               else '{}' end,
           scan_of_transaction()
    from new_rows n
             join old_rows o on o.id = n.id
             cross join lateral (
                 select coalesce(n.deleted_at, n.changed_at) as at,
                        case when n.deleted_at is not null then 'DELETED'
                             when o.deleted_at is not null then 'CREATED' else 'CHANGED' end as type) c
    where n.deleted_at is distinct from o.deleted_at
       or (n.deleted_at is null and n.changed_at <> o.changed_at)
    on conflict (resource_id, at) do update
        set type = case when excluded.type = 'CHANGED' then resource_change.type else excluded.type end;
    return null;
end
$$;
create trigger resources_updated after update on resource
    referencing old table as old_rows new table as new_rows for each statement execute function resources_updated();
