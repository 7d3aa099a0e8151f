package io.muster.finding.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The other end of a webhook: an HTTP server that keeps what it gets, and checks signatures as docs/webhooks.md says. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One request as it came. */
    record Got(String key, String signature, String attempt, String path, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        String type() {
            return json().path("type").asText();
        }

        String findingId() {
            return json().path("finding").path("id").asText();
        }

        boolean isSignedBy(String secret) {
            String time = signature.substring(2, signature.indexOf(','));
            String expected = "t=" + time + ",v1=" + hmac(secret, time + "." + body);
            return expected.equals(signature);
        }

        private static String hmac(String secret, String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final HttpServer server;
    final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile BiConsumer<HttpServerRequest, Got> answer = answers(200);

    Receiver(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::take);
        try {
            server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static BiConsumer<HttpServerRequest, Got> answers(int status) {
        return (request, got) -> request.response().setStatusCode(status).end("status " + status);
    }

    void answer(BiConsumer<HttpServerRequest, Got> with) {
        answer = with;
    }

    /** What came, each once, by its key: more often than that is within the contract, where this machine is slow. */
    List<Got> told() {
        Set<String> keys = new HashSet<>();
        return got.stream().filter(one -> keys.add(one.key())).toList();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/services/T0123456789/secret-path";
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Got one = new Got(
                    request.getHeader("Idempotency-Key"),
                    request.getHeader("Muster-Signature"),
                    request.getHeader("Muster-Attempt"),
                    request.path(),
                    body.toString(UTF_8));
            got.add(one);
            answer.accept(request, one);
        });
    }

    @Override
    public void close() {
        server.close();
    }
}
