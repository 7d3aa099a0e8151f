-- What other products say of resources, as it was imported: not ours, and in no count of ours.
create table signal (
    source        text        not null,
    uid           text        not null,
    resource      text        not null,
    account_id    text        not null,
    type          text        not null,
    state         text        not null,
    severity_rank integer     check (severity_rank between 0 and 4),
    observed_at   timestamptz not null,
    received_at   timestamptz not null,
    document      jsonb       not null,
    primary key (source, uid, resource)
);
create index signal_resource on signal (resource);
create index signal_account on signal (account_id);
create index signal_received on signal (received_at);
comment on column signal.resource is 'an ARN, or account/region/id where the product names no ARN';
comment on column signal.severity_rank is 'null where the product does not say';
