package io.muster.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The demo cloud's HTTP endpoint: one for all services, regions and accounts, which a call's signature tells apart. */
public final class DemoServer {

    private static final Logger LOG = Logger.getLogger(DemoServer.class);

    /** More than a call that names a thousand ids. */
    private static final long MOST_BYTES = 1 << 20;

    /** The route of all calls in the metrics of HTTP: paths name resources, of which there may be any number. */
    private static final String ROUTE = "/demo/:operation";

    private final Vertx vertx;
    private final DemoFaults faults;
    private final Answers answers;
    private final HttpServer server;
    private final String host;

    public DemoServer(Vertx vertx, DemoCloud cloud, DemoFaults faults, String host) {
        this(
                vertx,
                faults,
                new Answers(faults, cloud.hub().accountId(), new Operations(cloud, Clock.systemUTC())),
                host);
    }

    DemoServer(Vertx vertx, DemoFaults faults, Answers answers, String host) {
        this.vertx = vertx;
        this.faults = faults;
        this.answers = answers;
        this.host = host;
        this.server =
                vertx.createHttpServer(new HttpServerOptions().setHost(host)).requestHandler(this::receive);
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any free one
     * @return the endpoint for AWS clients; fails where the port is taken
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

    /** Answers on a worker thread, because a large page would block the event loop. */
    private void receive(HttpServerRequest request) {
        request.routed(ROUTE);
        if (size(request) > MOST_BYTES) {
            request.response().setStatusCode(413).end();
            return;
        }
        request.body()
                .compose(body -> vertx.executeBlocking(() -> answers.to(call(request, body)), false))
                .compose(this::heldBack)
                .onSuccess(answer -> send(request, answer))
                .onFailure(e -> fail(request, e));
    }

    /** The size of the body, which clients of AWS declare. */
    private static long size(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : Long.MAX_VALUE
                : Long.parseLong(length);
    }

    private static HttpCall call(HttpServerRequest request, Buffer body) {
        String text = Cbor.CONTENT_TYPE.equals(request.getHeader(HttpHeaders.CONTENT_TYPE))
                ? Cbor.toJson(body.getBytes())
                : body.toString(StandardCharsets.UTF_8);
        return new HttpCall(request.method().name(), request.path(), request.params(), request.headers(), text);
    }

    private Future<Answers.Answer> heldBack(Answers.Answer answer) {
        Duration latency = faults.latency();
        return latency.isZero()
                ? Future.succeededFuture(answer)
                : vertx.timer(Math.max(1, latency.toMillis()), TimeUnit.MILLISECONDS)
                        .map(passed -> answer);
    }

    private static void send(HttpServerRequest request, Answers.Answer answer) {
        HttpServerResponse response =
                request.response().setStatusCode(answer.status()).putHeader("x-amzn-RequestId", answer.requestId());
        answer.headers().forEach(response::putHeader);
        Future<Void> sent = switch (answer.cut()) {
            case NOWHERE -> response.end(answer.body());
            case AFTER_HEADERS -> response.setChunked(true).writeHead();
            case HALFWAY ->
                response.setChunked(true)
                        .write(answer.body().getBuffer(0, answer.body().length() / 2));
        };
        if (answer.cut() != Answers.Cut.NOWHERE) {
            sent.onComplete(written -> request.connection().close());
        }
    }

    private static void fail(HttpServerRequest request, Throwable e) {
        if (e instanceof HttpClosedException) {
            return; // the client has closed the connection
        }
        LOG.error("The demo cloud could not answer a call", e);
        if (!request.response().ended()) {
            request.response().setStatusCode(500).end();
        }
    }
}
