-- Answers of Muster beside those of AWS to the same question, with who asked and when.
create table verification (
    id             bigint generated always as identity primary key,
    account_id     text        not null,
    role_arn       text        not null,
    action         text        not null,
    resource       text        not null,
    outcome        text        check (outcome in ('AGREES', 'DISAGREES', 'UNDECIDED', 'FAILED')),
    verdict        text        not null check (verdict in ('YES', 'NO', 'UNKNOWN')),
    compared       text        not null check (compared in ('YES', 'NO', 'UNKNOWN')),
    decision       text,
    reason         text,
    error_code     text,
    evidence       jsonb       not null,
    requested_by   text        not null,
    requester_name text        not null,
    asked_at       timestamptz not null,
    answered_at    timestamptz,
    check ((outcome is null) = (answered_at is null))
);
create index verification_question on verification (account_id, role_arn, action, resource, id);
create index verification_answered on verification (answered_at);
comment on column verification.outcome is 'null while AWS has not answered';
comment on column verification.verdict is 'as can says: with what the simulator does not read';
comment on column verification.compared is 'by the policies alone that the simulator reads';
comment on column verification.decision is 'as AWS spells it';
