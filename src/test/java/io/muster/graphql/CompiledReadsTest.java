package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.graphql.endpoint.OwnDocuments;
import io.muster.inventory.KindModel;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
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
    private static final int DOCUMENTS = Integer.getInteger("muster.reads.documents", 400);

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

    @Test
    void oneStatementSaysWhatTheFetchersSay() {
        new AnyStore(store, SEED).fill();
        AnyDocument any = new AnyDocument(SEED, INSTANTS);
        int compiled = 0;
        int asked = 0;
        List<String> refusals = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            String document = any.next();
            boolean ofFindings = document.contains("root: findings");
            String fetched = document.replaceFirst(
                            AnyDocument.MARK,
                            ofFindings ? "zz: history(first: 1) { at }" : "zz: stats(groupBy: []) { count }")
                    .replace(AnyDocument.MARK, "");
            JsonNode expected = without(answer(fetched), "zz");
            if (!expected.has("data")) {
                refusals.add(expected.path("errors").path(0).path("message").asText());
                continue; // too large a question
            }
            asked++;
            try (Statements statements = Statements.count()) {
                JsonNode actual = without(answer(document.replace(AnyDocument.MARK, "")), "zz");
                assertThat(actual).as(document).isEqualTo(expected);
                // an instant is compared with what is kept in a statement of its own
                boolean one = statements.number() <= (document.contains(" at: ") ? 2 : 1);
                compiled += one ? 1 : 0;
            }
        }
        assertThat(asked).as("refused: " + refusals).isGreaterThan(DOCUMENTS * 9 / 10);
        assertThat(compiled).as("documents of one statement, of " + asked).isGreaterThan(asked * 9 / 10);
    }

    /** The reference reads tables alone, and shares with Muster the descriptions of the kinds with the paths of their fields and filters, the order of severities, and the rules' titles. */
    @Test
    void answersSayWhatTheRowsSay() {
        new AnyStore(store, SEED + 1).fill();
        AnyDocument any = new AnyDocument(SEED + 1, INSTANTS);
        PlainTables tables = new PlainTables(database);
        AccountScope one = AccountScope.of(Set.of(Store.ACCOUNT));
        List<String> refusals = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            AccountScope scope = i % 3 == 0 ? one : AccountScope.EVERY_ACCOUNT;
            String document = any.next().replace(AnyDocument.MARK, "");
            JsonNode answer = answer(document, scope);
            if (answer.has("errors")) {
                refusals.add(answer.path("errors").path(0).path("message").asText());
                continue; // too large a question
            }
            assertThat(withoutCursors(answer.at("/data/root")))
                    .as(scope + " " + document)
                    .isEqualTo(new PlainReads(tables, scope, rules).answer(document));
        }
        assertThat(refusals).hasSizeLessThan(DOCUMENTS / 10);
    }

    private JsonNode answer(String document, AccountScope scope) {
        Caller caller = Caller.user("reader", Role.VIEWER, scope);
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
