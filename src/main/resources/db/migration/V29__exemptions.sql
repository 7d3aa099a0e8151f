-- Exemptions of findings: suppressions, and attestations of what a person checked by hand.
create table exemption (
    id             bigint generated always as identity primary key,
    version        integer     not null,
    type           text        not null check (type in ('SUPPRESSION', 'ATTESTATION')),
    state          text        not null check (state in ('REQUESTED', 'ACTIVE', 'REFUSED', 'LIFTED', 'EXPIRED')),
    rule_id        text,
    account_id     text,
    ou_path        text,
    region         text,
    resource_arn   text,
    tag_key        text,
    tag_value      text,
    verdict        text check (verdict in ('PASS', 'FAIL', 'NOT_APPLICABLE')),
    evidence       text,
    reason         text        not null,
    owner          text,
    ends_at        timestamptz,
    needs_approval boolean     not null,
    requested_by   text        not null,
    requester_name text        not null,
    created_at     timestamptz not null,
    decider_name   text,
    decided_at     timestamptz,
    ender_name     text,
    ended_at       timestamptz,
    noticed_at     timestamptz,
    settled        boolean     not null,
    covers         boolean     not null generated always as (state = 'ACTIVE' and coalesce(verdict, 'PASS') <> 'FAIL') stored,
    check (num_nonnulls(rule_id, account_id, ou_path, region, resource_arn, tag_key) > 0),
    check ((type = 'ATTESTATION') = (verdict is not null))
);
create index exemption_covering on exemption (id) where covers;
create index exemption_due on exemption (ends_at) where state in ('REQUESTED', 'ACTIVE');
create index exemption_unsettled on exemption (id) where not settled;
create index exemption_of_resource on exemption (resource_arn, rule_id) where resource_arn is not null;
comment on column exemption.version is 'rises with every change: a change of what was read before another one is refused';
comment on column exemption.requested_by is 'the caller as a key (source, issuer, subject) that no two callers share: nobody approves a request of their own';
comment on column exemption.noticed_at is 'when it was told that it ends soon';
comment on column exemption.settled is 'whether the findings are in line with it; if not, the job brings them in line';

create table exemption_event (
    id           bigint generated always as identity primary key,
    exemption_id bigint      not null references exemption on delete cascade,
    at           timestamptz not null,
    type         text        not null check (type in ('REQUESTED', 'CREATED', 'APPROVED', 'REFUSED', 'CHANGED', 'ENDS_SOON', 'EXPIRED', 'LIFTED')),
    by_name      text,
    note         text
);
create index exemption_event_of on exemption_event (exemption_id, id);

alter table finding add column exemption_id bigint;
create index finding_exempt on finding (exemption_id) where exemption_id is not null;
comment on column finding.exemption_id is 'the exemption that covers it: the oldest of those that do';

-- Whether an exemption means a finding. All that it names has to be so.
create function exempts(e exemption, f finding) returns boolean
    language sql stable parallel safe
as
$$
select (e.rule_id is null or e.rule_id = f.rule_id)
   and (e.account_id is null or e.account_id = f.account_id)
   and (e.region is null or e.region = f.region)
   and (e.resource_arn is null or e.resource_arn = f.resource_arn)
   and (e.ou_path is null or exists (select 1 from account a
                                     where a.account_id = f.account_id and a.left_organization_at is null
                                       and (a.organization_path = e.ou_path
                                            or (e.ou_path = '/' and a.organization_path is not null)
                                            or starts_with(a.organization_path, e.ou_path || '/'))))
   and (e.tag_key is null or exists (select 1 from resource r
                                     where r.arn = f.resource_arn and jsonb_exists(r.tags, e.tag_key)
                                       and (e.tag_value is null or r.tags ->> e.tag_key = e.tag_value)))
$$;

-- Accounts that move in their organization leave and enter the reach of exemptions.
create function account_moved() returns trigger
    language plpgsql
as
$$
begin
    update exemption set settled = false, version = version + 1 where covers and ou_path is not null;
    return null;
end
$$;
create trigger account_moved after update on account for each row
    when (old.organization_path is distinct from new.organization_path
          or old.left_organization_at is distinct from new.left_organization_at) execute function account_moved();
create trigger account_removed after delete on account for each row
    when (old.organization_path is not null) execute function account_moved();
