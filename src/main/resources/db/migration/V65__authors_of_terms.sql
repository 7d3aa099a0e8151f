-- Everyone who changed the terms of a request, by the keys of the callers: somebody else decides on them. Takes the place of terms_by, which
-- holds the last of them: both are written until a later release takes it away. Null where nobody did since the request.
alter table exemption add column terms_authors text[];
update exemption set terms_authors = array[terms_by] where terms_by is not null;
