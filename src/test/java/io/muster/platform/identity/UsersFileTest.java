package io.muster.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersFileTest {

    private static final String HASH = "$2y$10$wGbHCqGJzTbTNPc3pRdvqOGjIdM//.dXkTAlBdobsRk8EW7yRzR42";

    @Test
    void aLineIsAUser() {
        // when
        UsersFile file = UsersFile.parse(List.of(
                "# panels",
                "",
                "grafana:" + HASH + ":viewer:*",
                "  ci.bot@shop:" + HASH + " : operator : 111111111111, 222222222222 ",
                "payments:" + HASH + ":viewer:111111111111,ou:/Production/*,tag:team=payments"));

        // then
        assertThat(file.faults()).isEmpty();
        assertThat(file.users())
                .containsOnlyKeys("grafana", "ci.bot@shop", "payments")
                .containsEntry(
                        "grafana",
                        new StaticUser(
                                HASH,
                                Caller.user("grafana", Role.VIEWER, AccountGrants.of(AccountScope.EVERY_ACCOUNT))))
                .containsEntry(
                        "ci.bot@shop",
                        new StaticUser(
                                HASH,
                                Caller.user(
                                        "ci.bot@shop",
                                        Role.OPERATOR,
                                        AccountGrants.parse(List.of("111111111111", "222222222222")))))
                .containsEntry(
                        "payments",
                        new StaticUser(
                                HASH,
                                Caller.user(
                                        "payments",
                                        Role.VIEWER,
                                        AccountGrants.parse(
                                                List.of("111111111111", "ou:/Production", "tag:team=payments")))));
    }

    @Test
    void passwordsOfUnknownNamesAreComparedAsLongAsThoseOfAnyUser() {
        // given
        String costly = HASH.replace("$10$", "$12$");

        // when
        UsersFile file = UsersFile.parse(
                List.of("a:" + HASH + ":viewer:*", "b:" + costly + ":viewer:*", "c:" + HASH + ":viewer:*"));

        // then
        assertThat(file.costliestHash()).isEqualTo(costly);
        assertThat(UsersFile.NONE.costliestHash()).startsWith("$2y$10$");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:HASH:viewer               | line 2: name:hash:role:accounts is expected, four fields, but there are 3",
                "a                           | line 2: name:hash:role:accounts is expected, four fields, but there are 1",
                "a:HASH:viewer:*:            | line 2: accounts: must be * or",
                ":HASH:viewer:*              | line 2: name: must be",
                "a b:HASH:viewer:*           | line 2: name: must be",
                "a:secret:viewer:*           | line 2: hash: must be a bcrypt hash",
                "a::viewer:*                 | line 2: hash: must be a bcrypt hash",
                "a:HASHx:viewer:*            | line 2: hash: must be a bcrypt hash",
                "a:{SHA}abc:viewer:*         | line 2: hash: must be a bcrypt hash",
                "a:LOW:viewer:*              | line 2: hash: its cost is 5",
                "a:HASH:root:*               | line 2: role: must be one of viewer, operator, admin",
                "a:HASH::*                   | line 2: role: must be one of",
                "a:HASH:viewer:              | line 2: accounts: must be * or",
                "a:HASH:viewer:all           | line 2: accounts: must be * or",
                "a:HASH:viewer:11111111111   | line 2: accounts: must be * or",
                "a:HASH:viewer:111111111111, | line 2: accounts: must be * or",
                "a:HASH:viewer:ou:Production | line 2: accounts: ou:Production has neither a path",
                "a:HASH:viewer:ou:/A//B      | line 2: accounts: ou:/A//B has an empty name",
                "a:HASH:viewer:tag:          | line 2: accounts: tag: has no tag's key",
                "a:HASH:viewer:unit:/A       | line 2: accounts: must be * or",
                "first:HASH:viewer:*         | line 2: name: first stands on an earlier line",
            })
    void aFaultIsToldWithItsLineAndFieldAndWithoutTheHash(String line, String fault) {
        // given
        String second = line.replace("HASH", HASH).replace("LOW", HASH.replace("$10$", "$05$"));

        // when
        UsersFile file = UsersFile.parse(List.of("first:" + HASH + ":admin:*", second));

        // then
        assertThat(file.faults()).singleElement().asString().startsWith(fault).doesNotContain(HASH, "secret");
    }

    @Test
    void everyFaultIsTold() {
        assertThat(UsersFile.parse(List.of("a b:x:y:z", "c")).faults())
                .extracting(fault -> fault.replaceAll("(line \\d: \\w+).*", "$1"))
                .containsExactly("line 1: name", "line 1: hash", "line 1: role", "line 1: accounts", "line 2: name");
    }

    @Test
    void aFileWithoutUsersOrNoFileIsAFault() {
        assertThat(UsersFile.parse(List.of("# nobody")).faults()).containsExactly("has no user in it");
        assertThat(UsersFile.read(Path.of("no", "such", "file")).faults())
                .singleElement()
                .asString()
                .startsWith("cannot be read");
    }
}
