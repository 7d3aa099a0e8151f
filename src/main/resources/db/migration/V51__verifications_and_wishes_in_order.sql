-- Old verifications are looked for by the time at which they were asked.
create index verification_asked on verification (asked_at);

-- A replica of an older version adds events to a wish and leaves unnamed_kinds as it is: the count of events tells.
alter table event_wish add column told_events bigint;
comment on column event_wish.told_events is 'the events that unnamed_kinds tells of; where it is not that of events, unnamed are all of whole_kinds';
