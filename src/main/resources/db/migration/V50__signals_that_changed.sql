-- Where signals changed since they were judged by the rules that read them.
create table signal_change (
    account_id text        not null,
    region     text        not null,
    exploit    boolean     not null,
    changed_at timestamptz not null,
    primary key (account_id, region)
);
comment on column signal_change.region is 'global where the resource belongs to the account as a whole';
comment on column signal_change.exploit is 'whether attack paths rest on one of them';

create function signal_region(resource text) returns text
    language sql immutable parallel safe
    return coalesce(nullif(case when resource like 'arn:%' then split_part(resource, ':', 4)
                                else split_part(resource, '/', 2) end, ''), 'global');
