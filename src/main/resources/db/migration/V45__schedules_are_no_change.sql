-- The time of an account's next scan is in no answer that is kept: an account tells of a change only where its name or its place in the organization differs.
drop trigger account_rows_change on account;

create function tell_of_changed_accounts() returns trigger language plpgsql as $$
begin
    if exists (select from new_rows n join old_rows o using (account_id)
               where (n.name, n.organization_path, n.organization_units, n.organization_tags, n.left_organization_at)
                   is distinct from (o.name, o.organization_path, o.organization_units, o.organization_tags, o.left_organization_at)) then
        perform pg_notify('muster_change', '');
    end if;
    return null;
end $$;

create trigger account_rows_change after update on account
    referencing old table as old_rows new table as new_rows for each statement execute function tell_of_changed_accounts();
