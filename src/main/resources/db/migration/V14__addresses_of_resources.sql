-- The addresses that resources hold, and while they did: what is written of a resource writes them, from the components of its
-- kind's record that hold addresses. A row without an end is of the resource as it is, or as it was when it was deleted.
create table resource_address (
    resource_id bigint      not null references resource on delete cascade,
    address     inet        not null,
    valid_from  timestamptz not null,
    valid_to    timestamptz
);
comment on column resource_address.address is 'one address, or a range that is delegated as a whole';
create unique index resource_address_standing on resource_address (resource_id, address) where valid_to is null;
create index resource_address_of_resource on resource_address (resource_id);
create index resource_address_by_address on resource_address using gist (address inet_ops);

-- The addresses in the documents that are stored already.
insert into resource_address (resource_id, address, valid_from, valid_to)
select distinct state.id, cast(found.text as inet), state.valid_from, state.valid_to
from (select id, kind, attributes, changed_at as valid_from, cast(null as timestamptz) as valid_to from resource
      union all
      select r.id, r.kind, v.attributes, v.valid_from, v.valid_to
      from resource_version v join resource r on r.id = v.resource_id) state,
     unnest(array ['privateIp', 'publicIp', 'privateIps', 'publicIps', 'ipv6Addresses', 'ipv6Prefixes']) component,
     jsonb_path_query(state.attributes -> component, '$[*]') value,
     lateral (select value #>> '{}' as text) found
where state.kind in ('INSTANCE', 'NETWORK_INTERFACE')
  and case when address_range(found.text) is not null then cast(found.text as inet) end is not null;
