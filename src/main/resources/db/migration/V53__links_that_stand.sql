-- A link has a beginning of its own: a resource that changes and points to the same keeps its links as they are, without versions of them.
-- Locks tables for a migration that alters them. A scan that is being stored holds its tables for as long: to wait in their queues would keep
-- readers waiting as well. All of them at once: a migration that holds one must not wait for another.
create function lock_to_alter(variadic tables text[]) returns void
    language plpgsql
as
$$
begin
    for attempt in 1..3000 loop
        begin
            perform set_config('lock_timeout', '200ms', true);
            execute 'lock table ' || array_to_string(tables, ', ') || ' in access exclusive mode';
            return;
        exception when lock_not_available then
            perform pg_sleep(0.3);
        end;
    end loop;
    raise exception 'A scan holds % for more than ten minutes', tables;
end
$$;
select lock_to_alter('resource_link', 'resource_link_version');

alter table resource_link add column valid_from timestamptz;
comment on column resource_link.valid_from is 'since when it stands; set by a trigger where a statement does not';

create function link_begins() returns trigger
    language plpgsql
as
$$
begin
    new.valid_from := (select changed_at from resource where id = new.source_id);
    return new;
end
$$;
create trigger link_begins before insert on resource_link for each row
    when (new.valid_from is null) execute function link_begins();

-- The release before ends each link of a resource that changes as one that began with the resource's last change.
create function link_ends() returns trigger
    language plpgsql
as
$$
begin
    new.valid_from := least(new.valid_from, (
        select l.valid_from from resource_link l
        where l.source_id = new.source_id and l.relation = new.relation and l.target_arn = new.target_arn));
    return new;
end
$$;
create trigger link_ends before insert on resource_link_version for each row execute function link_ends();

-- The fields that changed, of all rows in one plan: a function called for each row costs more than the row's update.
create or replace function resources_updated() returns trigger
    language plpgsql
as
$$
begin
    insert into resource_change
    select n.id, c.at, c.type, n.deleted_at is null and o.deleted_at is not null, n.account_id, n.region, n.kind,
           case when c.type = 'CHANGED' then array(
               select 'name' as key where o.name is distinct from n.name
               union all
               select 'tags' where o.tags is distinct from n.tags
               union all
               select key from jsonb_object_keys(o.attributes || n.attributes) key
               where o.attributes <> n.attributes and o.attributes -> key is distinct from n.attributes -> key
                 and key not in ('name', 'tags')
               order by key)
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
