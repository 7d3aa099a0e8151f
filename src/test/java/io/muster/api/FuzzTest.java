package io.muster.api;

import static io.muster.api.Api.ACCOUNTS;
import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SCANS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests that somebody should not have sent, made out of the OpenAPI document. Each is refused as a problem,
 * or answered; nothing breaks, nothing internal is told, and no value becomes a part of a statement's text. The seed and the request's number make the request again:
 * {@code -Dmuster.fuzz.seed=…}; {@code -Dmuster.fuzz.requests=…} sets how many there are.
 */
@QuarkusTest
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("muster.fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("muster.fuzz.seed", new Random().nextLong());
    private static final int IN_FLIGHT = 32;
    private static final long LIMIT_MINUTES = 10;
    private static final int FAULTS_THAT_DO = 20;

    /** A request that ends in a server's error, or in none, is a fault; so is an answer that tells of the inside. */
    private static final Pattern INTERNAL = Pattern.compile(
            "Exception|io\\.muster|\\b(org|com|java|io)\\.[a-z]+\\.|\\bselect\\b.+\\bfrom\\b|\\n\\s+at |constraint|hibernate|jackson|vertx",
            Pattern.CASE_INSENSITIVE);

    /** The server refuses what is too long (RFC 9110, RFC 6585) while it is still reading the head. */
    private static final Set<Integer> WITHOUT_WORDS = Set.of(414, 431);

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
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
    void nothingThatIsSentBreaksAnything() throws Exception {
        // given
        System.out.printf("REST fuzz: seed %d, %d requests%n", SEED, REQUESTS);
        Fuzz fuzz = new Fuzz(json.readTree(given().get("/q/openapi?format=json").asString()));
        assertThat(fuzz.operations()).isGreaterThan(8);

        // when
        send(fuzz);

        // then
        System.out.printf("REST fuzz: answers by status %s%n", statuses);
        assertThat(faults).as("seed " + SEED).isEmpty();
        assertThat(statuses.keySet()).as("it gets everywhere").contains(200, 202, 400, 404, 405, 406, 412, 415, 422);
        noValueIsPartOfAStatement();
        given().get(ACCOUNTS).then().statusCode(200);
    }

    void noValueIsPartOfAStatement() {
        assertThat(statements.found())
                .as("statements with a value of a request in their text, seed " + SEED)
                .isEmpty();
        assertThat(statements.sent()).as("statements").isPositive();
    }

    private void send(Fuzz fuzz) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(IN_FLIGHT)
                .setDefaultHost("localhost")
                .setDefaultPort(RestAssured.port));
        AtomicInteger next = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(IN_FLIGHT);
        try {
            for (int i = 0; i < IN_FLIGHT; i++) {
                chain(client, fuzz, next, done);
            }
            assertThat(done.await(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("seed " + SEED + ": it ends")
                    .isTrue();
        } finally {
            client.close();
            vertx.close();
        }
    }

    private void chain(HttpClient client, Fuzz fuzz, AtomicInteger next, CountDownLatch done) {
        int number = next.getAndIncrement();
        if (number >= REQUESTS || faults.size() >= FAULTS_THAT_DO) {
            done.countDown();
            return;
        }
        Fuzz.Request request = fuzz.request(new Random(SEED + number));
        send(client, request)
                .onFailure(failure -> faults.add(number + ": no answer (" + failure.getMessage() + ") to " + request))
                .onSuccess(answer -> check(number, request, answer))
                .onComplete(sent -> chain(client, fuzz, next, done));
    }

    private record Answer(int status, String type, String body) {}

    private static Future<Answer> send(HttpClient client, Fuzz.Request request) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setURI(request.target())
                .setTimeout(TimeUnit.MINUTES.toMillis(1));
        return client.request(options).compose(call -> {
            request.headers().forEach((name, value) -> call.putHeader(name, value));
            Future<HttpClientResponse> answered =
                    request.body() == null ? call.send() : call.send(Buffer.buffer(request.body()));
            return answered.compose(answer -> {
                String type = String.valueOf(answer.getHeader("Content-Type"));
                if (type.startsWith("text/event-stream")) {
                    answer.exceptionHandler(reset -> {});
                    call.reset(); // whoever goes in the midst of a stream
                    return Future.succeededFuture(new Answer(answer.statusCode(), type, ""));
                }
                return answer.body().map(body -> new Answer(answer.statusCode(), type, body.toString()));
            });
        });
    }

    private void check(int number, Fuzz.Request request, Answer answer) {
        statuses.computeIfAbsent(answer.status, status -> new AtomicInteger()).incrementAndGet();
        String fault = fault(request, answer);
        if (fault != null) {
            faults.add(number + ": " + fault + ", " + answer + " to " + request);
        }
    }

    private String fault(Fuzz.Request request, Answer answer) {
        if (answer.status >= 500) {
            return "a server's error";
        }
        if (answer.status < 400) {
            return null;
        }
        if (INTERNAL.matcher(answer.body).find()) {
            return "something internal";
        }
        boolean needsNoWords = WITHOUT_WORDS.contains(answer.status)
                || request.method().equals("HEAD")
                || (answer.status == 400 && !isUri(request.target()));
        return needsNoWords || isProblem(answer) ? null : "no problem";
    }

    /** Quarkus refuses what is none before anybody else is asked. */
    private static boolean isUri(String target) {
        try {
            return !new URI(target).getPath().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean isProblem(Answer answer) {
        try {
            JsonNode problem = json.readTree(answer.body);
            return answer.type.equals(PROBLEM)
                    && problem.path("status").asInt() == answer.status
                    && !problem.path("detail").asText().isBlank()
                    && (answer.status != 400
                            || !problem.path("code").asText().equals("BAD_REQUEST")
                            || problem.has("violations"));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Removes accounts, scans and all else that was made, also after a failure: the next tests expect an idle service. */
    @AfterEach
    void tidyUp() {
        given().get(ACCOUNTS + "?limit=500").jsonPath().getList("items.accountId", String.class).stream()
                .filter(id -> id.startsWith("7"))
                .forEach(id -> given().delete(ACCOUNTS + "/{id}?purge=true", id));
        given().get(SCANS + "?limit=500&status=QUEUED&status=RUNNING")
                .jsonPath()
                .getList("items.scanId", String.class)
                .forEach(id -> given().delete(SCANS + "/{id}", id));
        for (String made : List.of("webhooks", "suppressions", "attestations")) {
            given().get("/api/v1/" + made + "?limit=500")
                    .jsonPath()
                    .getList("items.id", String.class)
                    .forEach(id -> given().delete("/api/v1/{made}/{id}", made, id));
        }
    }
}
