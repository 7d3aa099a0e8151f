-- Events of AWS ask for scans. What they ask for gathers per account and region until its time has come.
create table event_wish (
    account_id   text        not null,
    region       text        not null,
    kinds        text[]      not null,
    whole_kinds  text[]      not null,
    resource_ids text[]      not null,
    names        text[]      not null,
    events       bigint      not null,
    due_at       timestamptz not null,
    primary key (account_id, region)
);
comment on table event_wish is 'what events ask for and no scan was asked for yet';
comment on column event_wish.region is 'global: what belongs to the account as a whole; organization, with the account *: the accounts of the organization';
comment on column event_wish.whole_kinds is 'those of the kinds of which all resources are read, as some event named none';
comment on column event_wish.resource_ids is 'ids and ARNs that events named';
comment on column event_wish.names is 'the first events, for the reason of the scan';

-- Of a message that cannot be read its hash is kept, never its body: it may hold anything.
create table event_set_aside (
    message_id text        not null primary key,
    sha256     text        not null,
    reason     text        not null,
    at         timestamptz not null
);
create index event_set_aside_at on event_set_aside (at);

alter table scan
    add column resource_ids text[],
    add column whole_kinds  text[];
comment on column scan.resource_ids is 'of a scan that events asked for: the resources that they named, of which all facts are asked for; null: a scan of all resources of its kinds';
comment on column scan.whole_kinds is 'of such a scan: the kinds of which all resources are read beside those that are named';
create index scan_of_events on scan (requested_at) where trigger = 'EVENT';
