-- Where roles that others may assume lead on to: within their account, and by which roles to those of further accounts. The latter are facts of
-- policies, not conclusions: what such a chain is worth is worked out where it begins, from what each account found of its own roles.
alter table trusting_role
    add column ways    jsonb,
    add column missing text[] not null default '{}';
comment on column trusting_role.ways is 'administrator, host: the steps to such within the account; beyond: roles of other accounts with the steps to them; null where that was not worked out yet';
comment on column trusting_role.missing is 'what was not read of further accounts, to which it may lead on';

alter table attack_path_scope add column read_at jsonb not null default '{}';
comment on column attack_path_scope.read_at is 'by the ids of other accounts that its paths lead into, when their roles had been listed last';
