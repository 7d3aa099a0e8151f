-- The accounts of the organization that Muster follows, registered or not: rules about sharing and trust do not take them for foreign.
create table organization_account (
    account_id      text primary key,
    organization_id text not null
);
comment on table organization_account is 'as the organization was last listed completely; empty where it never was';
