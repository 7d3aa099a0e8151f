-- The life of a finding: since when it stands, how it ended, and which scan made it what it is. Its history is the row of steps
-- from each of its states to the next: no table of its own repeats it.
alter table finding
    add column opened_at  timestamptz,
    add column resolution text check (resolution in ('FIXED', 'NOT_APPLICABLE', 'RESOURCE_GONE', 'RULE_WITHDRAWN')),
    add column scan_id    bigint;
comment on column finding.opened_at is 'when it was found first, or was reopened last; set by a trigger where a statement does not';
comment on column finding.resolution is 'why it was resolved; null unless it is, and of one that was resolved before this was noted';
comment on column finding.scan_id is 'the scan that made it as it is; null where no scan did, or where that is not known';

-- What is already known is no change: no version of it is kept.
alter table finding disable trigger finding_superseded;
update finding f
set opened_at = coalesce((select max(v.valid_to) from finding_version v
                          where f.reopened_count > 0 and v.finding_id = f.id and v.state ->> 'status' = 'RESOLVED'),
                         f.first_seen_at);
alter table finding enable trigger finding_superseded;
alter table finding alter column opened_at set not null;

create or replace function finding_begins() returns trigger
    language plpgsql
as
$$
begin
    new.changed_at := coalesce(new.changed_at, new.first_seen_at);
    new.opened_at := coalesce(new.opened_at, new.first_seen_at);
    new.scan_id := scan_of_transaction();
    return new;
end
$$;

create or replace function finding_superseded() returns trigger
    language plpgsql
as
$$
begin
    new.scan_id := scan_of_transaction();
    if new.changed_at = old.changed_at then
        new.changed_at := greatest(now(), old.changed_at);
    end if;
    if old.status = 'RESOLVED' and new.status <> 'RESOLVED' and new.opened_at = old.opened_at then
        new.opened_at := new.changed_at;
    end if;
    if new.changed_at > old.changed_at then
        insert into finding_version (finding_id, valid_from, valid_to, state)
        values (old.id, old.changed_at, new.changed_at,
                to_jsonb(old) - '{id,rule_id,resource_arn,resource_id,resource_kind,account_id,region,area,content_hash,first_seen_at}'::text[])
        on conflict do nothing;
    end if;
    return new;
end
$$;

-- Retention deletes the oldest first.
create index finding_version_by_end on finding_version (valid_to);
