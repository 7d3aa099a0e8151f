-- The token buckets of AWS's APIs, for all replicas. A bucket that is full has no row. Not logged: what a crash costs is that
-- buckets are full again.
create unlogged table request_bucket (
    account_id text        not null,
    region     text        not null,
    name       text        not null,
    full_at    timestamptz not null,
    primary key (account_id, region, name)
) with (fillfactor = 50);
comment on column request_bucket.account_id is 'own: the account of Muster''s own credentials';
comment on column request_bucket.full_at is 'when the bucket will be full again, if no more tokens are taken';

-- The replicas that take tokens. While the database is away, each takes its part of the rates.
create unlogged table request_replica (
    id      text primary key,
    seen_at timestamptz not null
);
