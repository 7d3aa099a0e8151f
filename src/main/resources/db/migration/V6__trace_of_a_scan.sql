-- W3C Trace Context of the request: a scan's tasks go on with its trace, whichever replica runs them.
alter table scan add column traceparent text;
