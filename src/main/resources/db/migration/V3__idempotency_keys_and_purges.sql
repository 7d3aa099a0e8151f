-- The first answers to requests that carried an Idempotency-Key; without a status, a request that is being worked on.
create table idempotency_key (
    caller       text        not null,
    key          text        not null,
    request_hash bytea       not null,
    attempt      uuid        not null,
    leased_until timestamptz not null,
    expires_at   timestamptz not null,
    status       smallint,
    headers      jsonb,
    body         text,
    primary key (caller, key)
);
create index idempotency_key_by_expiry on idempotency_key (expires_at);
comment on column idempotency_key.attempt is 'who works on it: whoever took over a lease that ran out is not overwritten';

-- Accounts whose inventory is being deleted. The row goes last, so that a purge that was broken off is taken up again.
create table account_purge (
    account_id   text primary key,
    requested_at timestamptz not null
);
