package io.muster.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The demo cloud's HTTP endpoint: one for all services, regions and accounts, which a call's signature tells apart. */
public final class DemoServer {

    private static final Logger LOG = Logger.getLogger(DemoServer.class);

    private static final int MOST_PARAMETERS = 4096;

    private final Vertx vertx;
    private final DemoFaults faults;
    private final Answers answers;
    private final HttpServer server;
    private final String host;

    public DemoServer(Vertx vertx, DemoCloud cloud, DemoFaults faults, String host) {
        this.vertx = vertx;
        this.faults = faults;
        this.answers = new Answers(cloud, faults, Clock.systemUTC());
        this.host = host;
        this.server = vertx.createHttpServer(options(host)).requestHandler(this::receive);
    }

    /** A call may name a thousand ids, each a field of its own: more than a web form has. */
    private static HttpServerOptions options(String host) {
        return new HttpServerOptions()
                .setHost(host)
                .setMaxFormFields(MOST_PARAMETERS)
                .setMaxFormBufferedBytes(MOST_PARAMETERS * 64);
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any free one
     * @return what to give the AWS clients as their endpoint; fails where the port cannot be had
     */
    public CompletableFuture<URI> start(int port) {
        return server.listen(port)
                .map(listening -> endpoint())
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** Where it listens; to be asked only after it has started. */
    public URI endpoint() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.actualPort());
    }

    /** Ends all connections. */
    public CompletableFuture<Void> stop() {
        return server.close().toCompletionStage().toCompletableFuture();
    }

    /** Pages are made on a worker thread: a big one would hold the event loop up. */
    private void receive(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().setStatusCode(405).end();
            return;
        }
        request.setExpectMultipart(true);
        request.end()
                .compose(read -> vertx.executeBlocking(() -> answer(request), false))
                .compose(this::heldBack)
                .onSuccess(answer -> send(request, answer))
                .onFailure(e -> fail(request, e));
    }

    private Answers.Answer answer(HttpServerRequest request) {
        try {
            return answers.to(Caller.of(request.getHeader("Authorization")), parameters(request));
        } catch (DemoError e) {
            // without a valid credential scope there is no service whose dialect to speak
            return Answers.refusal(Service.STS, UUID.randomUUID().toString(), e);
        }
    }

    private static Parameters parameters(HttpServerRequest request) {
        Map<String, String> values = new HashMap<>();
        request.formAttributes().forEach(values::put);
        return new Parameters(values);
    }

    private Future<Answers.Answer> heldBack(Answers.Answer answer) {
        Duration latency = faults.latency();
        return latency.isZero()
                ? Future.succeededFuture(answer)
                : vertx.timer(Math.max(1, latency.toMillis()), TimeUnit.MILLISECONDS)
                        .map(passed -> answer);
    }

    private static void send(HttpServerRequest request, Answers.Answer answer) {
        HttpServerResponse response = request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", "text/xml;charset=UTF-8")
                .putHeader("x-amzn-RequestId", answer.requestId());
        Future<Void> sent = switch (answer.cut()) {
            case NOWHERE -> response.end(answer.body());
            case AFTER_HEADERS -> response.setChunked(true).writeHead();
            case HALFWAY ->
                response.setChunked(true)
                        .write(answer.body().substring(0, answer.body().length() / 2));
        };
        if (answer.cut() != Answers.Cut.NOWHERE) {
            sent.onComplete(written -> request.connection().close());
        }
    }

    private static void fail(HttpServerRequest request, Throwable e) {
        if (e instanceof HttpClosedException) {
            return; // whoever asked has gone
        }
        LOG.error("The demo cloud could not answer a call", e);
        if (!request.response().ended()) {
            request.response().setStatusCode(500).end();
        }
    }
}
