-- Keys belong to a caller, who is known by source, issuer and subject: a name alone may be a user's and a token's.
-- Whose the answers were that were kept by name cannot be told any more.
delete from idempotency_key;

alter table idempotency_key
    drop constraint idempotency_key_pkey,
    drop column caller,
    add column caller_source  text not null,
    add column caller_issuer  text not null,
    add column caller_subject text not null,
    add primary key (caller_source, caller_issuer, caller_subject, key);
