-- The roles that identities of other accounts may assume, with what their own account's scans found of their rights within it. Conclusions that
-- rest on roles of other accounts are not among these: else two accounts could hold each other up after the cause is gone.
create table trusting_role (
    resource_id   bigint not null primary key references resource on delete cascade,
    accounts      text[] not null,
    administrator text   not null check (administrator in ('YES', 'POSSIBLE', 'NO')),
    gain          text   not null check (gain in ('YES', 'POSSIBLE', 'NO'))
);
create index trusting_role_accounts on trusting_role using gin (accounts);
comment on column trusting_role.accounts is 'the ids of those that its trust policy names; * where that may be any';
comment on column trusting_role.administrator is 'whether it is an administrator of its account, or leads to one within it';
comment on column trusting_role.gain is 'whether it holds something sensitive, or leads to it within its account';
