package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.graphql.endpoint.OwnDocuments;
import io.muster.inventory.KindModel;
import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A root field that is answered by one statement says what the fetchers of single fields say. Each document is asked twice: as it is,
 * and with one more field, which only fetchers answer.
 */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class CompiledReadsTest {

    /** As many as a build has time for; the property allows any number. */
    private static final int DOCUMENTS = Integer.getInteger("muster.reads.documents", 250);

    /** Fetchers answer a document in ten times the time of rows, and find the same faults in fewer. */
    private static final int FETCHED = Math.min(DOCUMENTS, 1_000);

    private static final int THREADS = 3;
    private static final int BATCH = 100;
    private static final long SEED = Long.getLong("muster.reads.seed", 7L);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> INSTANTS = List.of(
            Store.T0.plusSeconds(60).toString(),
            AnyStore.CHANGED.toString(),
            AnyStore.DELETED.plusSeconds(1).toString());

    @Inject
    Store store;

    @Inject
    DataSource database;

    @Inject
    RuleBook rules;

    @Inject
    OwnDocuments documents;

    @Inject
    Vertx vertx;

    /** The document's field for {@link AnyDocument#MARK} that only fetchers answer. */
    private static String fetched(String document) {
        String field = document.contains("root: findings")
                ? "zz: history(first: 1) { at }"
                : "zz: stats(groupBy: []) { count }";
        return document.replaceFirst(AnyDocument.MARK, field).replace(AnyDocument.MARK, "");
    }

    @Test
    void oneStatementSaysWhatTheFetchersSay() {
        new AnyStore(store, SEED).fill();
        AnyDocument any = new AnyDocument(SEED, INSTANTS);
        int compiled = 0;
        int asked = 0;
        List<String> refusals = new ArrayList<>();
        for (int done = 0; done < FETCHED; done += BATCH) {
            List<String> batch = Stream.generate(any::next)
                    .limit(Math.min(BATCH, FETCHED - done))
                    .toList();
            List<JsonNode> fetched = inParallel(batch, document -> without(answer(fetched(document)), "zz"));
            // statements are counted, so one document at a time
            for (int i = 0; i < batch.size(); i++) {
                JsonNode expected = fetched.get(i);
                if (!expected.has("data")) {
                    refusals.add(message(expected));
                    continue; // too large a question
                }
                asked++;
                compiled += isOneStatement(batch.get(i), expected) ? 1 : 0;
            }
        }
        assertThat(asked).as("refused: " + refusals).isGreaterThan(FETCHED * 9 / 10);
        assertThat(compiled).as("documents of one statement, of " + asked).isGreaterThan(asked * 9 / 10);
    }

    private static boolean isOneStatement(String document, JsonNode expected) {
        try (Statements statements = Statements.count()) {
            JsonNode actual = without(answer(document.replace(AnyDocument.MARK, "")), "zz");
            assertThat(actual).as(document).isEqualTo(expected);
            // an instant is compared with what is kept in a statement of its own
            return statements.number() <= (document.contains(" at: ") ? 2 : 1);
        }
    }

    private record Question(AccountScope scope, String document) {}

    /** The reference reads tables alone, and shares with Muster the descriptions of the kinds with the paths of their fields and filters, the order of severities, and the rules' titles. */
    @Test
    void answersSayWhatTheRowsSay() {
        new AnyStore(store, SEED + 1).fill();
        AnyDocument any = new AnyDocument(SEED + 1, INSTANTS);
        PlainTables tables = new PlainTables(database);
        AccountScope one = AccountScope.of(Set.of(Store.ACCOUNT));
        List<Question> questions = IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> new Question(
                        i % 3 == 0 ? one : AccountScope.EVERY_ACCOUNT,
                        any.next().replace(AnyDocument.MARK, "")))
                .toList();
        List<String> refusals = inParallel(questions, question -> compared(question, tables)).stream()
                .flatMap(Optional::stream)
                .toList();
        assertThat(refusals).hasSizeLessThan(DOCUMENTS / 10);
    }

    /** The refusal of too large a question; of another one empty, where the answer is that of the rows. */
    private Optional<String> compared(Question question, PlainTables tables) {
        JsonNode answer = answer(question.document, question.scope);
        if (answer.has("errors")) {
            return Optional.of(message(answer));
        }
        assertThat(withoutCursors(answer.at("/data/root")))
                .as(question.toString())
                .isEqualTo(new PlainReads(tables, question.scope, rules).answer(question.document));
        return Optional.empty();
    }

    private static String message(JsonNode refusal) {
        return refusal.path("errors").path(0).path("message").asText();
    }

    /** The results in the order of the questions. */
    private static <Q, R> List<R> inParallel(List<Q> questions, Function<Q, R> work) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<CompletableFuture<R>> results = questions.stream()
                    .map(question -> CompletableFuture.supplyAsync(() -> work.apply(question), threads))
                    .toList();
            return results.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private JsonNode answer(String document, AccountScope scope) {
        Caller caller = Caller.user("reader", Role.VIEWER, AccountGrants.of(scope));
        CompletableFuture<String> answer = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(context -> documents
                        .answer(Map.of("runBlocking", false), caller, document, Map.of())
                        .subscribe()
                        .with(answer::complete, answer::completeExceptionally));
        try {
            return JSON.readTree(answer.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cursors are not for anybody to read: {@link PagingLawsTest} follows them. */
    private static JsonNode withoutCursors(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            for (String cursor : List.of("cursor", "startCursor", "endCursor")) {
                if (object.path(cursor).isTextual()) {
                    object.put(cursor, "cursor");
                }
            }
        }
        tree.forEach(CompiledReadsTest::withoutCursors);
        return tree;
    }

    @Test
    void listsThatMultiplyAreFetched() {
        // given a fragment on every kind, three times one below the other: each has the list below it
        new AnyStore(store, SEED).fill();
        String kinds = KindModel.all().stream()
                .map(kind -> "... on " + kind.name() + " { name }")
                .collect(Collectors.joining(" "));
        String resource = "resource { id }";
        for (int depth = 0; depth < 3; depth++) {
            resource = "resource { " + kinds + " findings(first: 1) { " + resource + " } }";
        }

        // when
        JsonNode answer = answer("{ findings(first: 2) { nodes { " + resource + " } } }");

        // then
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        assertThat(answer.at("/data/findings/nodes/1/resource/findings/0/resource")
                        .isObject())
                .isTrue();
    }

    private static JsonNode decoded(String cursor) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(cursor));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode answer(String document) {
        try {
            JsonNode answer = JSON.readTree(ask(document).extract().asString());
            ((ObjectNode) answer).remove("extensions");
            answer.path("errors").forEach(error -> ((ObjectNode) error.path("extensions")).remove("requestId"));
            answer.path("errors").forEach(error -> ((ObjectNode) error).remove("locations"));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the marked field, and with cursors in the clear: their JSON may be escaped in several ways. */
    private static JsonNode without(JsonNode tree, String name) {
        if (tree instanceof ObjectNode object) {
            object.remove(name);
            for (String cursor : List.of("cursor", "startCursor", "endCursor")) {
                if (object.path(cursor).isTextual()) {
                    object.set(cursor, decoded(object.path(cursor).asText()));
                }
            }
        }
        if (tree instanceof ObjectNode || tree instanceof ArrayNode) {
            tree.forEach(child -> without(child, name));
        }
        return tree;
    }
}
