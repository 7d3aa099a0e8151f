package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.KindModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
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

    @Test
    void oneStatementSaysWhatTheFetchersSay() {
        new AnyStore(store, SEED).fill();
        AnyDocument documents = new AnyDocument(SEED, INSTANTS);
        int compiled = 0;
        int asked = 0;
        List<String> refusals = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            String document = documents.next();
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
