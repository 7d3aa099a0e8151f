-- Replicas keep answers while no row changes that an answer is made of. They are told in the transaction that changes one: with
-- its commit, or never.
create function tell_of_changes() returns trigger language plpgsql as $$
begin
    if exists (select from changed_rows) then
        perform pg_notify('muster_change', '');
    end if;
    return null;
end $$;

create function tell_of_truncation() returns trigger language plpgsql as $$
begin
    perform pg_notify('muster_change', '');
    return null;
end $$;

do $$
declare
    changing text;
begin
    foreach changing in array array['account', 'exposure', 'finding', 'finding_series', 'group_ingress', 'privilege', 'resource', 'resource_address', 'resource_link'] loop
        execute format('create trigger %1$s_rows_come after insert on %1$s
            referencing new table as changed_rows for each statement execute function tell_of_changes()', changing);
        execute format('create trigger %1$s_rows_change after update on %1$s
            referencing new table as changed_rows for each statement execute function tell_of_changes()', changing);
        execute format('create trigger %1$s_rows_go after delete on %1$s
            referencing old table as changed_rows for each statement execute function tell_of_changes()', changing);
        execute format('create trigger %1$s_is_emptied after truncate on %1$s
            for each statement execute function tell_of_truncation()', changing);
    end loop;
end $$;
