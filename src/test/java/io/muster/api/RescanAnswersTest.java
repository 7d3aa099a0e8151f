package io.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code examples/rescan.sh} and answers that a healthy service does not give. */
class RescanAnswersTest {

    private static final String QUEUED = scan("QUEUED", "");
    private static final String GAP =
            "{\"accountId\":\"1\",\"region\":\"x\",\"kind\":\"VPC\",\"message\":\"a, {b} \\\"status\\\":\\\"SUCCEEDED\\\"\"}";

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;

    private record Answer(int status, String body) {}

    private record Call(String method, String key, String authorization) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/scans", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void gapsAreListed() throws Exception {
        // given
        answers.add(new Answer(202, QUEUED));
        answers.add(new Answer(200, scan("PARTIAL", GAP + "," + GAP)));

        // when
        Rescan rescan = rescan(Map.of());

        // then
        assertThat(rescan.output().lines()).filteredOn(GAP::equals).hasSize(2);
        assertThat(rescan.exitCode()).isEqualTo(2);
    }

    @Test
    void otherEndsAreFailures() throws Exception {
        for (Map.Entry<String, Integer> end :
                Map.of("FAILED", 3, "CANCELLED", 4).entrySet()) {
            // given
            answers.add(new Answer(202, QUEUED));
            answers.add(new Answer(200, scan(end.getKey(), "")));

            // when, then
            assertThat(rescan(Map.of()).exitCode()).as(end.getKey()).isEqualTo(end.getValue());
        }
    }

    @Test
    void aScanThatDoesNotEndIsNotWaitedForForever() throws Exception {
        // given
        answers.add(new Answer(202, QUEUED));
        answers.add(new Answer(200, QUEUED));

        // when, then
        assertThat(rescan(Map.of(), "-t", "0").exitCode()).isEqualTo(5);
    }

    @Test
    void whatFailsForAMomentIsTriedAgainWithTheSameKey() throws Exception {
        // given
        answers.add(new Answer(503, "{}"));
        answers.add(new Answer(409, "{}"));
        answers.add(new Answer(202, QUEUED));
        answers.add(new Answer(503, "{}"));
        answers.add(new Answer(200, scan("SUCCEEDED", "")));

        // when
        Rescan rescan = rescan(Map.of());

        // then
        assertThat(rescan.exitCode()).as(rescan.output()).isZero();
        assertThat(calls).filteredOn(call -> call.method.equals("POST")).hasSize(3);
        assertThat(calls.stream().filter(call -> call.method.equals("POST")).map(Call::key))
                .allMatch(key -> key.length() > 20)
                .containsOnly(calls.get(0).key());
    }

    /** It may have read what concerns the caller before the call. */
    @Test
    void aScanThatWasUnderWayIsFollowedByOneMore() throws Exception {
        // given
        answers.add(new Answer(202, QUEUED.replaceFirst("\\}$", ",\"joined\":true}")));
        answers.add(new Answer(200, scan("PARTIAL", GAP)));
        answers.add(new Answer(202, QUEUED.replaceFirst("\\}$", ",\"joined\":false}")));
        answers.add(new Answer(200, scan("SUCCEEDED", "")));

        // when
        Rescan rescan = rescan(Map.of("MUSTER_IDEMPOTENCY_KEY", "run-7"));

        // then
        assertThat(rescan.exitCode()).as(rescan.output()).isZero();
        assertThat(calls.stream().filter(call -> call.method.equals("POST")).map(Call::key))
                .containsExactly("run-7", "run-7-2");
    }

    @Test
    void credentialsComeFromTheEnvironmentAndAreNotShown() throws Exception {
        // given
        for (int i = 0; i < 2; i++) {
            answers.add(new Answer(202, QUEUED));
            answers.add(new Answer(200, scan("SUCCEEDED", "")));
        }

        // when
        Rescan bearer = rescan(Map.of("MUSTER_TOKEN", "abc.def"));
        Rescan basic = rescan(Map.of("MUSTER_USER", "ci", "MUSTER_PASSWORD", "p\"a\\ss"));

        // then
        assertThat(calls)
                .extracting(Call::authorization)
                .containsExactly("Bearer abc.def", "Bearer abc.def", "Basic Y2k6cCJhXHNz", "Basic Y2k6cCJhXHNz");
        assertThat(bearer.output() + basic.output()).doesNotContain("abc.def").doesNotContain("ass");
    }

    @Test
    void withoutAServiceItGivesUp() throws Exception {
        // given
        int port = server.getAddress().getPort();
        server.stop(0);

        // when, then
        assertThat(Rescan.of("http://localhost:" + port, Map.of(), "-t", "1").exitCode())
                .isEqualTo(1);
    }

    private Rescan rescan(Map<String, String> environment, String... arguments) throws Exception {
        return Rescan.of("http://localhost:" + server.getAddress().getPort(), environment, arguments);
    }

    private void answer(HttpExchange call) throws IOException {
        calls.add(new Call(
                call.getRequestMethod(),
                call.getRequestHeaders().getFirst("Idempotency-Key"),
                call.getRequestHeaders().getFirst("Authorization")));
        Answer answer = answers.remove();
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        call.getRequestBody().readAllBytes();
        call.sendResponseHeaders(answer.status, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private static String scan(String status, String gaps) {
        return "{\"scanId\":\"42\",\"status\":\"" + status + "\",\"accountIds\":[\"1\"],\"gaps\":[" + gaps + "]}";
    }
}
