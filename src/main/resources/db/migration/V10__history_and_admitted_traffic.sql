-- As of an instant: resources, what they pointed to, and their findings; and what security groups let in, as numbers.

-- What was superseded before this migration has no links and no states of its findings. It is empty where there was nothing
-- yet: then all is known.
create table history_gap (
    known_from timestamptz not null
);
comment on table history_gap is 'at most one row: links and findings are known as of this instant and later';

insert into history_gap (known_from)
select now() where exists (select 1 from resource) or exists (select 1 from finding);

-- What a resource pointed to, while it was so. What it points to now is in resource_link, since the resource's changed_at.
create table resource_link_version (
    source_id  bigint      not null references resource on delete cascade,
    relation   text        not null,
    target_arn text        not null,
    valid_from timestamptz not null,
    valid_to   timestamptz not null,
    primary key (source_id, relation, target_arn, valid_from)
);
create index resource_link_version_target on resource_link_version (target_arn, relation);

create function links_from_at(source bigint, instant timestamptz) returns table (relation text, target_arn text)
    language sql stable parallel safe
as
$$
select l.relation, l.target_arn
from resource_link l
         join resource r on r.id = l.source_id
where l.source_id = source
  and r.changed_at <= instant
union all
select v.relation, v.target_arn
from resource_link_version v
where v.source_id = source
  and v.valid_from <= instant
  and v.valid_to > instant
$$;

create function links_to_at(target text, instant timestamptz) returns table (relation text, source_id bigint)
    language sql stable parallel safe
as
$$
select l.relation, l.source_id
from resource_link l
         join resource r on r.id = l.source_id
where l.target_arn = target
  and r.changed_at <= instant
union all
select v.relation, v.source_id
from resource_link_version v
where v.target_arn = target
  and v.valid_from <= instant
  and v.valid_to > instant
$$;

-- The columns are named, so that the table may get others.
drop function resource_at(timestamptz);
create function resource_at(instant timestamptz)
    returns table (id bigint, arn text, kind text, account_id text, region text, resource_id text, name text, tags jsonb,
                   attributes jsonb, first_seen_at timestamptz, changed_at timestamptz, last_seen_at timestamptz,
                   deleted_at timestamptz)
    language sql stable parallel safe
as
$$
select r.id, r.arn, r.kind, r.account_id, r.region, r.resource_id, r.name, r.tags, r.attributes, r.first_seen_at,
       r.changed_at, r.last_seen_at, r.deleted_at
from resource r
where r.changed_at <= instant
  and (r.deleted_at is null or r.deleted_at > instant)
union all
select r.id, r.arn, r.kind, r.account_id, r.region, r.resource_id, v.name, v.tags, v.attributes, r.first_seen_at,
       v.valid_from, r.last_seen_at, null
from resource_version v
         join resource r on r.id = v.resource_id
where v.valid_from <= instant
  and v.valid_to > instant
$$;

-- The same for one resource, by its id.
create function resource_at(wanted bigint, instant timestamptz)
    returns table (id bigint, arn text, kind text, account_id text, region text, resource_id text, name text, tags jsonb,
                   attributes jsonb, first_seen_at timestamptz, changed_at timestamptz, last_seen_at timestamptz,
                   deleted_at timestamptz)
    language sql stable parallel safe
as
$$
select r.id, r.arn, r.kind, r.account_id, r.region, r.resource_id, r.name, r.tags, r.attributes, r.first_seen_at,
       r.changed_at, r.last_seen_at, r.deleted_at
from resource r
where r.id = wanted
  and r.changed_at <= instant
  and (r.deleted_at is null or r.deleted_at > instant)
union all
select r.id, r.arn, r.kind, r.account_id, r.region, r.resource_id, v.name, v.tags, v.attributes, r.first_seen_at,
       v.valid_from, r.last_seen_at, null
from resource_version v
         join resource r on r.id = v.resource_id
where v.resource_id = wanted
  and v.valid_from <= instant
  and v.valid_to > instant
$$;

-- Superseded states of findings. A state is the row without what never changes.
alter table finding add column changed_at timestamptz not null default '-infinity';
alter table finding alter column changed_at drop default;
comment on column finding.changed_at is 'since when it is as it is; set by a trigger where a statement does not';

create table finding_version (
    finding_id uuid        not null references finding on delete cascade,
    valid_from timestamptz not null,
    valid_to   timestamptz not null,
    state      jsonb       not null,
    primary key (finding_id, valid_from)
);

create function finding_begins() returns trigger
    language plpgsql
as
$$
begin
    new.changed_at := coalesce(new.changed_at, new.first_seen_at);
    return new;
end
$$;
create trigger finding_begins before insert on finding for each row execute function finding_begins();

-- Whatever changes a finding, its state until then is kept: nothing that writes findings can forget it.
create function finding_superseded() returns trigger
    language plpgsql
as
$$
begin
    if new.changed_at = old.changed_at then
        new.changed_at := greatest(now(), old.changed_at);
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
create trigger finding_superseded before update on finding for each row
    when (old.* is distinct from new.*) execute function finding_superseded();

-- Findings as they were at an instant, in the shape of their table: of the resources, or all where these are null.
create function finding_at(instant timestamptz, resource_arns text[]) returns setof finding
    language sql stable parallel safe
as
$$
select f.*
from finding f
where f.changed_at <= instant
  and f.first_seen_at <= instant
  and (resource_arns is null or f.resource_arn = any (resource_arns))
union all
select p.*
from finding f
         join finding_version v on v.finding_id = f.id,
     jsonb_populate_record(f, v.state) p
where v.valid_from <= instant
  and v.valid_to > instant
  and f.first_seen_at <= instant
  and (resource_arns is null or f.resource_arn = any (resource_arns))
$$;

-- Addresses as numbers: those of IPv4 from 0, those of IPv6 from 2^40, so that a range of one never touches one of the
-- other. The functions are not strict, so that PostgreSQL puts their text in the place of the call.
create function ipv6_range(cidr text) returns numrange
    language sql immutable parallel safe
as
$$
select numrange(b.first, b.first + power(2::numeric, 128 - masklen(cidr::inet)))
from (select sum(('x' || encode(substring(inet_send(network(cidr::inet)::inet) from 5 + 4 * word for 4), 'hex'))::bit(32)::bigint
                     * power(2::numeric, 96 - 32 * word)) + 1099511627776 as first
      from generate_series(0, 3) word) b
$$;

-- Null for a text that is no address or range of addresses.
create function address_range(cidr text) returns numrange
    language sql immutable parallel safe
as
$$
select case
           when cidr ~ '^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(/(3[0-2]|[12]?\d))?$'
               then numrange((network(cidr::inet)::inet - '0.0.0.0'::inet)::numeric,
                             (network(cidr::inet)::inet - '0.0.0.0'::inet + (1::bigint << (32 - masklen(cidr::inet))))::numeric)
           when cidr ~* '^(([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|([0-9a-f]{1,4}:){1,7}:|([0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}|([0-9a-f]{1,4}:){1,5}(:[0-9a-f]{1,4}){1,2}|([0-9a-f]{1,4}:){1,4}(:[0-9a-f]{1,4}){1,3}|([0-9a-f]{1,4}:){1,3}(:[0-9a-f]{1,4}){1,4}|([0-9a-f]{1,4}:){1,2}(:[0-9a-f]{1,4}){1,5}|[0-9a-f]{1,4}:(:[0-9a-f]{1,4}){1,6}|:(:[0-9a-f]{1,4}){1,7}|::)(/(12[0-8]|1[01]\d|[1-9]?\d))?$'
               then ipv6_range(cidr)
    end
$$;

-- The protocol of a security group's rule: one spelling for each that has ports.
create function rule_protocol(rule jsonb) returns text
    language sql immutable parallel safe
as
$$
select case lower(rule ->> 'protocol')
           when '6' then 'tcp' when '17' then 'udp' when '1' then 'icmp' when '58' then 'icmpv6' when 'all' then '-1'
           else lower(rule ->> 'protocol') end
$$;

-- The ports of a security group's rule: all where its protocol has none or EC2 leaves them out or writes -1.
create function rule_ports(rule jsonb) returns int4range
    language sql immutable parallel safe
as
$$
select case
           when rule_protocol(rule) not in ('tcp', 'udp')
               or coalesce((rule ->> 'fromPort')::bigint, -1) < 0 or coalesce((rule ->> 'toPort')::bigint, -1) < 0
               then int4range(0, 65536)
           when (rule ->> 'fromPort')::bigint <= (rule ->> 'toPort')::bigint and (rule ->> 'toPort')::bigint <= 65535
               then int4range((rule ->> 'fromPort')::int, (rule ->> 'toPort')::int + 1)
           else int4range 'empty' end
$$;

-- The addresses in a prefix list's document; null where one cannot be read or all are withheld.
create function list_addresses(list jsonb) returns nummultirange
    language sql immutable parallel safe
as
$$
select case when jsonb_typeof(list -> 'entries') = 'array' then
    (select case when count(*) = count(address_range(e ->> 'cidr'))
                     then coalesce(range_agg(address_range(e ->> 'cidr')), '{}') end
     from jsonb_array_elements(list -> 'entries') e) end
$$;

-- The ingress rules in a security group's document. Without addresses and without a list: one whose source is another group,
-- or cannot be read.
create function ingress_rules(document jsonb)
    returns table (protocol text, ports int4range, addresses numrange, prefix_list_id text)
    language sql immutable parallel safe
as
$$
select rule_protocol(e), rule_ports(e), address_range(e ->> 'cidr'),
       case when e ->> 'cidr' is null then e ->> 'prefixListId' end
from jsonb_path_query(document, '$.ingress[*]') e
$$;

-- The ingress rules of security groups as they are now, for filters over all of them: kept by a trigger, and only for a group
-- that is written.
create table group_ingress (
    group_id       bigint    not null references resource on delete cascade,
    account_id     text      not null,
    region         text      not null,
    protocol       text      not null,
    ports          int4range not null,
    addresses      numrange,
    prefix_list_id text
);
create index group_ingress_group on group_ingress (group_id);

insert into group_ingress
select r.id, r.account_id, r.region, i.protocol, i.ports, i.addresses, i.prefix_list_id
from resource r, ingress_rules(r.attributes) i
where r.kind = 'SECURITY_GROUP' and i.protocol is not null;

create function group_written() returns trigger
    language plpgsql
as
$$
begin
    delete from group_ingress where group_id = new.id;
    insert into group_ingress
    select new.id, new.account_id, new.region, i.protocol, i.ports, i.addresses, i.prefix_list_id
    from ingress_rules(new.attributes) i
    where i.protocol is not null;
    return null;
end
$$;
create trigger group_inserted after insert on resource for each row
    when (new.kind = 'SECURITY_GROUP') execute function group_written();
create trigger group_updated after update on resource for each row
    when (new.kind = 'SECURITY_GROUP' and new.attributes is distinct from old.attributes) execute function group_written();

-- How many of the addresses are among others.
create function addresses_among(addresses nummultirange, others nummultirange) returns numeric
    language sql immutable parallel safe
as
$$
select coalesce(sum(upper(part) - lower(part)), 0) from unnest(addresses * others) part
$$;
