-- Pieces of the JSON that statements answer with. PostgreSQL puts their text in the place of the call.

-- An instant as ISO-8601 in UTC, with no, three or six digits of the second's fraction: as java.time.Instant writes it.
create function instant_text(instant timestamptz) returns text
    language sql stable parallel safe
as
$$
select regexp_replace(to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '(\.000)?000$', '') || 'Z'
$$;

-- The text in base64url without padding, as inventory.query.Cursor reads it.
create function cursor_text(fields text) returns text
    language sql stable parallel safe
as
$$
select translate(encode(convert_to(fields, 'UTF8'), 'base64'), E'+/=\n', '-_')
$$;
