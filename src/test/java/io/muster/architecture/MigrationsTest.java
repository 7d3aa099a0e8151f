package io.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * While an upgrade rolls, and after one that is taken back, the last release works on the schema of the next: a migration that came since
 * then adds, and takes away nothing that the last release reads or writes.
 */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    /** The schema of the last release; before the first one, the schema of the day on which the rule came. */
    private static final Path RELEASED = Path.of("docs", "api", "released", "schema-version");

    @TestFactory
    Stream<DynamicTest> sinceTheLastRelease() throws IOException {
        int released = Integer.parseInt(Files.readString(RELEASED).strip());
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.filter(file -> version(file) > released).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> assertThat(Contraction.in(Files.readString(file)))
                                    .as(
                                            "what the last release cannot work with: add first, and take away a release later")
                                    .isEmpty()));
        }
    }

    private static int version(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf('_')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drop table finding                                                       | drop table
            Drop View if exists x                                                    | drop view
            alter table finding drop column message                                  | drop column
            alter table finding add column a text, drop b                            | drop b
            alter table finding rename to findings                                   | rename
            alter table finding rename column message to text                        | rename
            alter table finding alter column message type integer                    | type
            alter table finding alter message set data type integer                  | type
            alter table finding alter column message set not null                    | set not null
            alter table finding add column owner text not null                       | not null without a default
            alter table finding add owner text not null, add column b integer        | not null without a default
            alter table finding add constraint positive check (id > 0)               | add constraint
            alter table finding add check (id > 0)                                   | add check
            alter table finding add unique (rule_id)                                 | add unique
            create unique index finding_once on finding (rule_id)                    | create unique index
            drop trigger findings_opened on finding                                  | drop trigger
            drop function findings_opened()                                          | drop function
            alter table finding alter column stale drop default                      | drop default
            alter table public.finding drop column message                           | not understood
            alter table "finding" drop column message                                | not understood
            alter index finding_by_rule rename to other                              | not understood
            do $$ begin drop table finding; end $$                                   | not understood
            /* see ADR 45 */ drop table finding                                      | drop table
            """)
    void anIncompatibleMigrationIsRefused(String statement, String fault) {
        assertThat(Contraction.in("select 1;\n" + statement + ";"))
                .singleElement()
                .asString()
                .contains(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create table note (id bigint not null, text text not null unique)
            alter table finding add column owner text
            alter table finding add column owner text not null default ''
            alter table finding add column rank integer not null generated always as (1) stored
            alter table finding alter column message drop not null
            alter table finding alter column stale set default false
            alter table finding drop constraint positive
            drop index finding_by_rule
            create index finding_by_rule on finding (rule_id)
            update finding set message = 'drop table finding; rename'
            comment on column finding.message is 'may not be null; drop column'
            create function f() returns trigger language plpgsql as $$ begin drop table x; alter table y rename to z; end $$
            drop trigger t on finding; create trigger t after insert on finding for each statement execute function f()
            drop function f(text); create function f(text, integer default 0) returns text language sql as 'select 1'
            create table note (id bigint); create unique index note_id on note (id); alter table note add check (id > 0)
            """)
    void aCompatibleMigrationIsAdmitted(String statements) {
        assertThat(Contraction.in("-- drop table finding;\n" + statements + ";"))
                .isEmpty();
    }

    @Test
    void namesEachStatement() {
        assertThat(Contraction.in("drop table a;\ncreate table b (c text);\nalter table d drop column e;"))
                .isEqualTo(List.of("drop table: drop table a", "drop column e: alter table d drop column e"));
    }
}
