package io.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.ErrorCode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that are made of the schema at random, most of them wrong in one way or another. None may make Muster fail, tell
 * what is inside it, or put a value of its own into the text of a statement. A run is repeated by its seed: {@code -Dmuster.fuzz.seed=…}; how many requests there are is
 * {@code -Dmuster.fuzz.graphql=…}.
 */
@QuarkusTest
class GraphQlFuzzTest {

    private static final int REQUESTS = Integer.getInteger("muster.fuzz.graphql", 1_000);
    private static final long SEED = Long.getLong("muster.fuzz.seed", new Random().nextLong());
    private static final int AT_ONCE = 32;
    private static final int REPORTED = 10;
    private static final Pattern INTERNAL =
            Pattern.compile("Exception|io\\.muster|org\\.|java\\.|jakarta\\.|(?i:\\bselect .* from\\b)"
                    + "|\\n\\s+at |SQL|[Hh]ibernate|stack");
    private static final Set<String> CODES = Stream.of(ErrorCode.values())
            .filter(code -> code != ErrorCode.INTERNAL)
            .map(Enum::name)
            .collect(Collectors.toSet());

    /** A machine that is busy with 32 of the requests at a time may need longer for one of them than it may take. */
    private static final String TIMEOUT = "\"code\":\"TIMEOUT\"";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final SentStatements statements = new SentStatements(FuzzedValues.STATEMENT);

    @BeforeEach
    void listen() {
        statements.begin();
    }

    @AfterEach
    void listenNoMore() {
        statements.end();
    }

    @Test
    void noRequestMakesMusterFail() throws IOException, InterruptedException {
        System.out.printf("GraphQL fuzz: %d requests, -Dmuster.fuzz.seed=%d%n", REQUESTS, SEED);
        Api.register(Api.STAGING, "eu-central-1");
        Api.scanned(Api.STAGING, "{}");
        FuzzedRequests requests = new FuzzedRequests(Files.readString(Path.of("schema.graphql")), new Random(SEED));

        List<CompletableFuture<Void>> answered = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            free.acquire();
            answered.add(answered(requests.next(), i));
        }
        CompletableFuture.allOf(answered.toArray(CompletableFuture[]::new)).join();

        assertThat(wrong)
                .as("answers that should not be, with -Dmuster.fuzz.seed=%d", SEED)
                .isEmpty();
        noValueIsPartOfAStatement();
    }

    void noValueIsPartOfAStatement() {
        assertThat(statements.found())
                .as("statements with a value of a request in their text, with -Dmuster.fuzz.seed=%d", SEED)
                .isEmpty();
        assertThat(statements.sent()).as("statements").isPositive();
    }

    private CompletableFuture<Void> answered(String body, int number) {
        return client.sendAsync(request(body, number), HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> {
                    free.release();
                    check(body, answer, failure);
                    return null;
                });
    }

    private static HttpRequest request(String body, int number) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", number % 2 == 0 ? "application/json" : "application/graphql-response+json")
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private void check(String body, HttpResponse<String> answer, Throwable failure) {
        String fault = failure != null ? failure.toString() : fault(body, answer);
        if (fault != null && wrong.size() < REPORTED) {
            String text = answer == null ? "" : answer.body();
            wrong.add(fault + "\n  request: " + abridged(body) + "\n  answer: " + abridged(text));
        }
    }

    private String fault(String body, HttpResponse<String> answer) {
        if (answer.statusCode() >= 500 && !answer.body().contains(TIMEOUT)) {
            return "status " + answer.statusCode();
        }
        try {
            JsonNode tree = json.readTree(answer.body());
            List<String> codes = tree.path("errors").findValues("extensions").stream()
                    .map(extensions -> extensions.path("code").asText())
                    .toList();
            if (codes.size() != tree.path("errors").size() || !CODES.containsAll(codes)) {
                return "codes " + codes;
            }
            return tree.path("errors").findValuesAsText("message").stream()
                    .filter(message -> INTERNAL.matcher(unquoted(message, body)).find())
                    .findFirst()
                    .map(message -> "inside is told: " + message)
                    .orElse(null);
        } catch (IOException e) {
            return "no JSON";
        }
    }

    /** A message without what it quotes of the request. */
    private static String unquoted(String message, String body) {
        return Stream.of(message.split("['\"`]"))
                .filter(part -> part.isBlank() || !body.contains(part))
                .collect(Collectors.joining(" "));
    }

    private static String abridged(String text) {
        return text.length() <= 1_500 ? text : text.substring(0, 1_500) + "… (" + text.length() + ")";
    }
}
