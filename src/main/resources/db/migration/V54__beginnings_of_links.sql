-- Those of before get their beginnings, in a transaction of their own: writers wait for it, readers do not.
lock table resource_link in share row exclusive mode;
update resource_link l set valid_from = r.changed_at from resource r where r.id = l.source_id and l.valid_from is null;

create or replace function links_from_at(source bigint, instant timestamptz) returns table (relation text, target_arn text)
    language sql stable parallel safe
as
$$
select l.relation, l.target_arn
from resource_link l
where l.source_id = source
  and l.valid_from <= instant
union all
select v.relation, v.target_arn
from resource_link_version v
where v.source_id = source
  and v.valid_from <= instant
  and v.valid_to > instant
$$;

create or replace function links_to_at(target text, instant timestamptz) returns table (relation text, source_id bigint)
    language sql stable parallel safe
as
$$
select l.relation, l.source_id
from resource_link l
where l.target_arn = target
  and l.valid_from <= instant
union all
select v.relation, v.source_id
from resource_link_version v
where v.target_arn = target
  and v.valid_from <= instant
  and v.valid_to > instant
$$;
