-- The accounts that a caller may see may follow from units and tags of the organization: replicas are told when these change.
create function tell_of_accounts() returns trigger language plpgsql as $$
begin
    perform pg_notify('muster_account', '');
    return null;
end $$;

create trigger accounts_come_and_go
    after insert or delete on account
    for each row execute function tell_of_accounts();

create trigger accounts_move
    after update on account
    for each row
    when ((old.organization_path, old.organization_units, old.organization_tags, old.left_organization_at)
        is distinct from (new.organization_path, new.organization_units, new.organization_tags, new.left_organization_at))
    execute function tell_of_accounts();
