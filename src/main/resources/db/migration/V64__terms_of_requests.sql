-- Who changed the terms of a request last, by the key of the caller: a second person decides on them. Null where nobody did since the request.
alter table exemption add column terms_by text;
