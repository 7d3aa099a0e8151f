package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are kept are those that the database would give. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class KeptAnswersTest {

    private static final String QUESTION = """
            { findings { totalCount nodes { ruleId status accountName resource { name } } }
              volumes { nodes { resourceId name findings { ruleId } } } }
            """;

    /** Tables that compiled reads name, of whose changes replicas are not told: their columns make no value that lasts. */
    private static final Set<String> NOT_TOLD = Set.of("cell");

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.update("delete from account");
        String volume = store.put("vol-1", Samples.volume(false, null));
        store.find("a-low", volume, Severity.LOW, FindingStatus.OPEN, Store.T0);
        store.listed(ResourceKind.VOLUME, Store.LISTED);
    }

    @Test
    void theSameQuestionIsAnsweredFromMemory() {
        // given
        String executed = kept(QUESTION);

        // when
        try (Statements statements = Statements.count()) {
            String again = answer(QUESTION);

            // then
            assertThat(again).isEqualTo(executed);
            assertThat(statements.number()).as("statements of the third").isZero();
        }
    }

    @Test
    void anAnswerIsKeptOnceItsQuestionIsAskedAgain() {
        // given
        kept(QUESTION);
        String question = "{ volumes { nodes { asked_" + System.nanoTime() + ": resourceId } } }";

        // when, then
        assertThat(statementsOf(question)).as("of the first").isPositive();
        assertThat(statementsOf(question)).as("of the second").isPositive();
        assertThat(statementsOf(question)).as("of the third").isZero();
    }

    @Test
    void anAnswerOfAKnownQuestionIsKeptAtOnceAfterAChange() {
        // given
        kept(QUESTION);
        store.update("update resource set name = 'other' where kind = 'VOLUME'");

        // when, then
        assertThat(statementsOf(QUESTION)).as("after the change").isPositive();
        assertThat(statementsOf(QUESTION)).as("then").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update resource set name = 'other' where kind = 'VOLUME'",
                "update finding set status = 'SUPPRESSED'",
                "insert into account (account_id, name, regions, registered_at) values ('111122223333', 'other', '{}', now())",
                "delete from finding",
                "truncate finding cascade"
            })
    void aChangeIsSeenAtOnce(String change) {
        // given
        String before = kept(QUESTION);

        // when
        store.update(change);

        // then
        assertThat(answer(QUESTION)).isNotEqualTo(before);
    }

    @Test
    void aStatementThatChangesNoRowLeavesAnswersKept() {
        // given
        kept(QUESTION);

        // when
        store.update("update resource set name = 'other' where kind = 'NONE'");

        // then
        assertThat(statementsOf(QUESTION)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ findings { nodes { ageSeconds } } }",
                "{ findings { nodes { lastSeenAt } } }",
                "{ findings { nodes { staleReason } } }",
                "{ findings(orderBy: {field: LAST_SEEN, direction: DESC}) { nodes { id } } }",
                "{ volumes { nodes { lastSeenAt } } }",
                "{ volumes { nodes { findings { ageSeconds } } } }",
                "{ volumes { nodes { account { name } } } }",
                "{ volumes { nodes { id } } findingStats(groupBy: []) { count } }",
                "{ volumes(at: \"2026-11-10T00:00:00Z\") { nodes { id } } }"
            })
    void valuesThatPassAreReadAnew(String question) {
        // given
        kept(QUESTION);
        answer(question);
        answer(question);

        // when, then
        assertThat(statementsOf(question)).isPositive();
    }

    /** Each of the writes is known to be committed when the question is asked, and readers ask the same all the time. */
    @Test
    void noAnswerIsOlderThanACommitBeforeTheQuestion() throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        for (int i = 0; i < 2; i++) {
            readers.execute(() -> {
                while (!ended.get()) {
                    answer(QUESTION);
                }
            });
        }
        List<String> stale = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            store.update("update resource set name = ? where kind = 'VOLUME'", "name-" + i);
            String answer = answer(QUESTION);
            if (!answer.contains("\"name-" + i + "\"")) {
                stale.add(i + ": " + answer);
            }
        }
        ended.set(true);
        readers.shutdown();
        assertThat(readers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stale).isEmpty();
    }

    @Test
    void everyTableOfACompiledReadTellsOfItsChanges() {
        // given
        Set<String> read = new TreeSet<>();
        new AnyStore(store, 5).fill();
        AnyDocument documents =
                new AnyDocument(5, List.of(Store.T0.plusSeconds(60).toString()));
        Pattern table = Pattern.compile("(?:from|join) ([a-z_]+) [a-z]");

        // when
        try (Statements statements = Statements.count()) {
            for (int i = 0; i < 150; i++) {
                ask(documents.next().replace(AnyDocument.MARK, ""));
            }
            for (String statement : statements.texts()) {
                if (statement.contains(" cross join lateral (select ")) {
                    Matcher named = table.matcher(statement);
                    while (named.find()) {
                        read.add(named.group(1));
                    }
                }
            }
        }

        // then
        read.removeIf(name -> NOT_TOLD.contains(name)
                || store.query("select count(*) from pg_class where relkind = 'r' and relname = ?", name) == 0);
        assertThat(read)
                .contains("resource", "resource_link", "finding", "account")
                .allSatisfy(name -> assertThat(store.query(
                                "select count(*) from pg_trigger where tgrelid = cast(? as regclass) and tgname like '%\\_rows\\_%'",
                                name))
                        .isEqualTo(3));
    }

    /** Asks until the answer is given from memory: then the replica has heard of every change that was committed before. */
    private static String kept(String question) {
        String executed = answer(question);
        await().atMost(Duration.ofSeconds(30)).until(() -> statementsOf(question) == 0);
        return executed;
    }

    private static int statementsOf(String question) {
        try (Statements statements = Statements.count()) {
            answer(question);
            return statements.number();
        }
    }

    private static String answer(String question) {
        return ask(question).extract().asString();
    }
}
