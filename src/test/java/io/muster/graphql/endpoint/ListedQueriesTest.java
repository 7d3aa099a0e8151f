package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Settings;
import io.muster.platform.Sha256;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of an operator's file, and the memory of others. */
class ListedQueriesTest {

    private static final String LISTED = "{ rules { ruleId } }";
    private static final String OTHER = "{ accounts { nodes { name } } }";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(
                folder.resolve("documents.json"), "{\"" + Sha256.hex(LISTED) + "\": \"" + LISTED + "\"}");
    }

    @Test
    void aListedDocumentIsKnownByItsHash() {
        PersistedQueries queries = queries(Map.of("kept", "0", "file", file.toString()));

        assertThat(queries.complete(named(LISTED)).getString("query")).isEqualTo(LISTED);
        assertRefused(() -> queries.complete(named(OTHER)), ErrorCode.PERSISTED_QUERY_NOT_FOUND);
        assertThat(queries.complete(whole(OTHER))).isEqualTo(whole(OTHER));
    }

    @Test
    void onlyListedDocumentsAreLetInWhereThatIsSet() {
        PersistedQueries queries = queries(Map.of("only", "true", "file", file.toString()));

        assertThat(queries.complete(whole(LISTED))).isEqualTo(whole(LISTED));
        assertThat(queries.complete(named(LISTED)).getString("query")).isEqualTo(LISTED);
        assertRefused(() -> queries.complete(whole(OTHER)), ErrorCode.FORBIDDEN);
        assertRefused(() -> queries.complete(both(OTHER)), ErrorCode.FORBIDDEN);
        assertRefused(() -> queries.complete(named(OTHER)), ErrorCode.PERSISTED_QUERY_NOT_FOUND);
        assertRefused(() -> queries.requireListed(OTHER), ErrorCode.FORBIDDEN);
    }

    @Test
    void withoutMemoryAndFileNoDocumentCanBeNamed() {
        PersistedQueries queries = queries(Map.of("kept", "0"));

        queries.complete(both(OTHER));

        assertRefused(() -> queries.complete(named(OTHER)), ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED);
    }

    @Test
    void theMemoryForgetsTheDocumentThatWasNotUsedForLongest() {
        PersistedQueries queries = queries(Map.of("kept", "300"));

        queries.complete(both(LISTED));
        queries.complete(both(OTHER));
        queries.complete(both(OTHER + " # again"));

        assertRefused(() -> queries.complete(named(LISTED)), ErrorCode.PERSISTED_QUERY_NOT_FOUND);
        assertThat(queries.complete(named(OTHER + " # again")).getString("query"))
                .isEqualTo(OTHER + " # again");
    }

    @Test
    void documentsThatAreTooLongAreNotKept() {
        PersistedQueries queries = queries(Map.of());
        String large = LISTED + " #" + "x".repeat(20_000);

        assertThat(queries.complete(both(large))).isEqualTo(both(large));

        assertRefused(() -> queries.complete(named(large)), ErrorCode.PERSISTED_QUERY_NOT_FOUND);
    }

    static Stream<String> faults() {
        return Stream.of(
                "",
                "[]",
                "{\"x\": \"{ rules { ruleId } }\"}",
                "{\"" + Sha256.hex(LISTED) + "\": \"" + OTHER + "\"}",
                "{\"" + Sha256.hex(LISTED) + "\": null}");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFileWithAFaultEndsTheStart(String text) throws IOException {
        Files.writeString(file, text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> queries(Map.of("file", file.toString())))
                .withMessageContaining("muster.graphql.persisted-queries.file");
    }

    @Test
    void aListIsNamedWhereOnlyItsDocumentsAreLetIn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queries(Map.of("only", "true")))
                .withMessageContaining("muster.graphql.persisted-queries.file");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> queries(Map.of("file", folder.resolve("none.json").toString())))
                .withMessageContaining("cannot be read");
    }

    private static PersistedQueries queries(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((name, value) -> all.put("muster.graphql.persisted-queries." + name, value));
        return new PersistedQueries(Settings.of(GraphQlConfig.class, all));
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MusterException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static JsonObject whole(String document) {
        return JsonProvider.provider()
                .createObjectBuilder()
                .add("query", document)
                .build();
    }

    private static JsonObject named(String document) {
        return JsonProvider.provider()
                .createObjectBuilder()
                .add("extensions", extensions(document))
                .build();
    }

    private static JsonObject both(String document) {
        return JsonProvider.provider()
                .createObjectBuilder(whole(document))
                .add("extensions", extensions(document))
                .build();
    }

    private static JsonObject extensions(String document) {
        JsonObject part = JsonProvider.provider()
                .createObjectBuilder()
                .add("version", 1)
                .add("sha256Hash", Sha256.hex(document))
                .build();
        return JsonProvider.provider()
                .createObjectBuilder()
                .add("persistedQuery", part)
                .build();
    }
}
