-- Accounts of an organization: where in it they are, and whether they are registered by it.
alter table account
    add column source               text not null default 'REGISTERED' check (source in ('REGISTERED', 'ORGANIZATION')),
    add column organization_path    text,
    add column organization_units   text[],
    add column organization_tags    text check (jsonb_typeof(organization_tags::jsonb) = 'object'),
    add column left_organization_at timestamptz;
comment on column account.source is 'ORGANIZATION: registered by discovery, which keeps it in step; REGISTERED: by a person or the settings, which discovery leaves as it is';
comment on column account.organization_path is 'the names of the units below the root, as in /Production/Payments; null: not known to be of an organization';
comment on column account.organization_units is 'the ids of the root and the units, the root first';
comment on column account.organization_tags is 'the tags of the account in its organization, a JSON object; null: not known';
comment on column account.left_organization_at is 'when discovery found it gone from the organization, or no longer selected';
