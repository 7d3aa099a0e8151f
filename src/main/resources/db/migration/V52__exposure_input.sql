-- From what the exposures of a region were worked out last: an unchanged region is not computed again.
create table exposure_input (
    account_id   text        not null,
    region       text        not null,
    fingerprint  text        not null,
    worked_out   timestamptz not null,
    primary key (account_id, region)
);
