-- From what the attack paths of a region were worked out last: those of an unchanged region are not worked out again.
alter table attack_path_scope
    add column fingerprint text,
    add column fingerprint_at timestamptz;
comment on column attack_path_scope.fingerprint_at is 'looked_at, unless a replica that keeps no fingerprint has looked since';
