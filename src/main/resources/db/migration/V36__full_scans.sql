alter table scan add column every_fact boolean not null default false;
comment on column scan.every_fact is 'whether AWS is asked for all facts that take a call for each resource, however young the stored ones are';
comment on column event_wish.names is 'of some of the events, for the reason of the scan';
