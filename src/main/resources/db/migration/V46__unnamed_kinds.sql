-- Whether an event names a resource of a kind is told by that event alone: the names of another one, of the same scope, do not say it.
alter table event_wish add column unnamed_kinds text[];
comment on column event_wish.unnamed_kinds is 'those of whole_kinds of which some event named no resource; null of a wish of an older version: all of them';

alter table scan add column unnamed_kinds text[];
comment on column scan.unnamed_kinds is 'of a scan that events asked for: those of whole_kinds of which any resource may have changed; null of a scan of an older version: all of them';
