-- Rules carry versions. Of each scope it is kept by which of them it was judged last, so that a finding that comes or goes because
-- a rule changed says so, and so that a start with other rules knows the scopes that are to be judged again. A scope without a
-- row was judged last before this was noted: nothing is said of the rules until it is judged again.
create table judged_rules (
    account_id text  not null,
    region     text  not null,
    versions   jsonb not null,
    primary key (account_id, region)
);
comment on table judged_rules is 'the versions of the rules that a scope was judged by last, by their ids; written where they change';

alter table finding
    add column because text check (because in ('RULE_ADDED', 'RULE_CHANGED', 'RULE_WITHDRAWN'));
comment on column finding.because is 'the change of its rule that came with its last opening, change or resolution; null where the rule was the same, or is not known to have changed';

-- The rules of the installation, as of its last start, and their changes: marks beside trends.
create table rule_version (
    rule_id text not null primary key,
    version text not null
);
create table rule_change (
    at           timestamptz not null,
    rule_id      text        not null,
    from_version text,
    to_version   text,
    primary key (at, rule_id),
    check (from_version is distinct from to_version)
);
comment on column rule_change.from_version is 'null where the rule was added';
comment on column rule_change.to_version is 'null where the rule was withdrawn';
