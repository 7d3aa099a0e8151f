-- Push of what happens to findings: webhooks, the events that they mean (an outbox, written in the transaction that changes the
-- finding), and a delivery for each webhook and event.
create table webhook (
    id               bigint generated always as identity primary key,
    version          integer     not null,
    name             text        not null unique,
    enabled          boolean     not null,
    format           text        not null check (format in ('JSON', 'SLACK', 'TEAMS')),
    url              text        not null,
    secret           text,
    digest_hour      integer check (digest_hour between 0 and 23),
    digest_due_at    timestamptz,
    types            text[],
    minimum_severity text,
    severities       text[],
    areas            text[],
    rule_ids         text[],
    account_ids      text[],
    ou_path          text,
    tag_keys         text[],
    tag_values       text[],
    creator_name     text        not null,
    created_at       timestamptz not null,
    changed_at       timestamptz not null
);
comment on column webhook.url is 'a secret as well: who knows the address of a chat may write there';
comment on column webhook.secret is 'the key of the signatures; never shown';
comment on column webhook.digest_hour is 'the hour (UTC) of its daily digest; null where each event is sent at once';
comment on column webhook.types is 'of the events that are meant; null, here and in what follows, means all';
comment on column webhook.tag_values is 'beside tag_keys; null for the tag with any value';

create table finding_event (
    id         uuid primary key     default gen_random_uuid(),
    sequence   bigint      not null generated always as identity,
    finding_id uuid,
    type       text        not null check (type in ('OPENED', 'REOPENED', 'SEVERITY_CHANGED', 'RESOLVED', 'SUPPRESSED', 'RETURNED', 'DIGEST')),
    at         timestamptz not null,
    body       jsonb       not null,
    created_at timestamptz not null default now()
);
create index finding_event_of on finding_event (finding_id) where finding_id is not null;
create index finding_event_by_age on finding_event (created_at);
comment on column finding_event.body is 'the finding as it was then, so that each attempt tells the same';

create table webhook_delivery (
    id           bigint generated always as identity primary key,
    webhook_id   bigint      not null references webhook on delete cascade,
    event_id     uuid        not null references finding_event on delete cascade,
    finding_id   uuid,
    state        text        not null check (state in ('PENDING', 'DELIVERED', 'DEAD', 'GATHERED', 'DIGESTED')),
    attempts     integer     not null default 0,
    due_at       timestamptz not null default now(),
    leased_by    text,
    leased_until timestamptz,
    created_at   timestamptz not null default now(),
    ended_at     timestamptz,
    status_code  integer,
    answer       text
);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at, id) where state = 'PENDING';
create index webhook_delivery_order on webhook_delivery (webhook_id, finding_id, id) where state = 'PENDING';
create index webhook_delivery_list on webhook_delivery (webhook_id, state, id);
create index webhook_delivery_of_event on webhook_delivery (event_id);
create index webhook_delivery_ended on webhook_delivery (ended_at) where state in ('DELIVERED', 'DEAD', 'DIGESTED');
comment on column webhook_delivery.id is 'rises: the deliveries of a finding go out in this order';
comment on column webhook_delivery.leased_until is 'until then it belongs to the replica that sends it';

create function severity_place(severity text) returns integer
    language sql immutable parallel safe
as
$$
select array_position(array['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], severity)
$$;

-- Whether a webhook means an event of a finding. A changed severity is meant by the new one and by the one before: a receiver that
-- was told of it as HIGH is told that it is LOW.
create function webhook_means(w webhook, f finding, event_type text, severity_before text) returns boolean
    language sql stable parallel safe
as
$$
select w.enabled
   and (w.types is null or event_type = any(w.types))
   and (w.minimum_severity is null
        or greatest(severity_place(f.severity), severity_place(severity_before)) >= severity_place(w.minimum_severity))
   and (w.severities is null or f.severity = any(w.severities) or coalesce(severity_before = any(w.severities), false))
   and (w.areas is null or f.area = any(w.areas))
   and (w.rule_ids is null or f.rule_id = any(w.rule_ids))
   and (w.account_ids is null or f.account_id = any(w.account_ids))
   and (w.ou_path is null or exists (select 1 from account a
                                     where a.account_id = f.account_id and a.left_organization_at is null
                                       and (a.organization_path = w.ou_path
                                            or (w.ou_path = '/' and a.organization_path is not null)
                                            or starts_with(a.organization_path, w.ou_path || '/'))))
   and (w.tag_keys is null or exists (select 1 from resource r, unnest(w.tag_keys, w.tag_values) as tag (key, value)
                                      where r.arn = f.resource_arn and jsonb_exists(r.tags, tag.key)
                                        and (tag.value is null or r.tags ->> tag.key = tag.value)))
$$;

create function finding_event_body(f finding, severity_before text) returns jsonb
    language sql stable parallel safe
as
$$
select jsonb_strip_nulls(jsonb_build_object(
        'id', f.id, 'ruleId', f.rule_id, 'area', f.area, 'severity', f.severity, 'severityBefore', severity_before,
        'status', f.status, 'message', f.message, 'accountId', f.account_id,
        'accountName', (select a.name from account a where a.account_id = f.account_id),
        'ouPath', (select a.organization_path from account a where a.account_id = f.account_id and a.left_organization_at is null),
        'region', f.region, 'resourceArn', f.resource_arn, 'resourceId', f.resource_id, 'resourceKind', f.resource_kind,
        'resourceName', (select r.name from resource r where r.arn = f.resource_arn limit 1),
        'resourceTags', (select r.tags from resource r where r.arn = f.resource_arn limit 1),
        'firstSeenAt', instant_text(f.first_seen_at), 'openedAt', instant_text(f.opened_at),
        'resolvedAt', instant_text(f.resolved_at), 'resolution', f.resolution))
$$;

-- Writes what happened to findings into the outbox, for the webhooks that mean it. One that a suppression covers in the same moment
-- in which it opened (see finding.ExemptionCover, which sets its time a microsecond later) was never open to a reader: it is no event.
create function push_finding_events(finding_ids uuid[], event_types text[], severities_before text[]) returns void
    language plpgsql
as
$$
begin
    delete from finding_event e
    using unnest(finding_ids, event_types) as c (id, event_type), finding f
    where c.event_type = 'SUPPRESSED' and f.id = c.id and f.changed_at <= f.opened_at + interval '1 microsecond'
      and e.finding_id = f.id and e.type in ('OPENED', 'REOPENED') and e.at = f.opened_at;
    with meant as materialized (
        select f.id, f.changed_at, c.event_type, c.severity_before, w.id as webhook_id, w.digest_hour
        from unnest(finding_ids, event_types, severities_before) as c (id, event_type, severity_before)
                 join finding f on f.id = c.id
                 join webhook w on webhook_means(w, f, c.event_type, c.severity_before)
        where not (c.event_type = 'SUPPRESSED' and f.changed_at <= f.opened_at + interval '1 microsecond')),
    event as (
        insert into finding_event (finding_id, type, at, body)
        select m.id, m.event_type, m.changed_at, finding_event_body(f, m.severity_before)
        from (select distinct id, event_type, changed_at, severity_before from meant) m join finding f on f.id = m.id
        returning id, finding_id)
    insert into webhook_delivery (webhook_id, event_id, finding_id, state)
    select m.webhook_id, e.id, e.finding_id, case when m.digest_hour is null then 'PENDING' else 'GATHERED' end
    from meant m join event e on e.finding_id = m.id;
end
$$;

-- Where no webhook is enabled, a statement that changes findings costs one look at an all but empty table.
create function findings_opened() returns trigger
    language plpgsql
as
$$
begin
    if exists (select 1 from webhook where enabled) then
        perform push_finding_events(array_agg(id), array_agg(cast('OPENED' as text)), array_agg(cast(null as text))) from fresh;
    end if;
    return null;
end
$$;
create trigger findings_opened after insert on finding
    referencing new table as fresh for each statement execute function findings_opened();

create function findings_changed() returns trigger
    language plpgsql
as
$$
begin
    if exists (select 1 from webhook where enabled) then
        perform push_finding_events(array_agg(id), array_agg(event_type), array_agg(severity_before))
        from (select n.id, case when event_type = 'SEVERITY_CHANGED' then o.severity end as severity_before, event_type
              from fresh n join former o on o.id = n.id,
                   lateral (select case when n.status = 'RESOLVED' then case when o.status <> 'RESOLVED' then 'RESOLVED' end
                                        when o.status = 'RESOLVED' then 'REOPENED'
                                        when n.status <> o.status
                                            then case n.status when 'SUPPRESSED' then 'SUPPRESSED' else 'RETURNED' end
                                        when n.status = 'OPEN' and n.severity <> o.severity then 'SEVERITY_CHANGED' end as event_type) t
              where event_type is not null) change;
    end if;
    return null;
end
$$;
create trigger findings_changed after update on finding
    referencing old table as former new table as fresh for each statement execute function findings_changed();
