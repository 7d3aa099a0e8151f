package io.muster.finding.webhook;

import io.muster.finding.webhook.Outgoing.Event;
import io.muster.finding.webhook.Outgoing.Target;
import io.muster.platform.StructuredLog;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Makes one attempt: a POST to the address that {@link Targets} found. Redirects are not followed. It never fails. */
@ApplicationScoped
class Sender {

    private static final StructuredLog LOG = StructuredLog.of(Sender.class);

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    static final int POOL = 8;
    private static final int IDLE_SECONDS = 30;

    private final Vertx vertx;
    private final Targets targets;
    private final Payloads payloads;
    private final Clock clock;
    private final Duration timeout;
    private final HttpClient client;

    @Inject
    Sender(Vertx vertx, WebhooksConfig config, Targets targets, Payloads payloads, Clock clock) {
        this(vertx, config, targets, payloads, clock, new HttpClientOptions());
    }

    /** @param trust the options of TLS */
    Sender(
            Vertx vertx,
            WebhooksConfig config,
            Targets targets,
            Payloads payloads,
            Clock clock,
            HttpClientOptions trust) {
        this.vertx = vertx;
        this.targets = targets;
        this.payloads = payloads;
        this.clock = clock;
        this.timeout = config.timeout();
        // a span would tell the address, which is a secret, and the receiver of the trace
        trust.setTracingPolicy(TracingPolicy.IGNORE);
        this.client = vertx.createHttpClient(trust.setMaxPoolSize(POOL)
                .setConnectTimeout((int) timeout.toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS));
    }

    void stop(@Observes ShutdownEvent event) {
        client.close();
    }

    Uni<Outcome> send(Event event, Target target, int attempt) {
        return Uni.createFrom()
                .deferred(() -> attempt(event, target, attempt))
                .ifNoItem()
                .after(timeout)
                .fail()
                .chain(answer -> answer)
                .onFailure()
                .recoverWithItem(failure -> failed(failure, target));
    }

    /** The outer item is there with the status of the answer, which decides; the inner one with the beginning of its text. */
    private Uni<Uni<Outcome>> attempt(Event event, Target target, int attempt) {
        URI url = URI.create(target.url().value());
        Buffer body = Buffer.buffer(payloads.of(event, target));
        return targets.resolve(url)
                .chain(address -> post(request(url, address, event, target, attempt, body), body, target));
    }

    private RequestOptions request(URI url, InetAddress address, Event event, Target target, int attempt, Buffer body) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int usual = secure ? HTTPS_PORT : HTTP_PORT;
        int port = url.getPort() < 0 ? usual : url.getPort();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(secure)
                .setHost(url.getHost())
                .setPort(port)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setURI(pathAndQuery(url))
                .setFollowRedirects(false)
                .setHeaders(headers(event, target, attempt, body));
    }

    private static String pathAndQuery(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private MultiMap headers(Event event, Target target, int attempt, Buffer body) {
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.CONTENT_TYPE, "application/json")
                .set(HttpHeaders.USER_AGENT, "Muster")
                .set("Idempotency-Key", event.id().toString())
                .set("Muster-Event-Type", event.type())
                .set("Muster-Attempt", Integer.toString(attempt));
        if (target.secret() != null) {
            headers.set(Signature.HEADER, Signature.of(target.secret(), clock.instant(), body.getBytes()));
        }
        return headers;
    }

    /**
     * An attempt that takes too long is broken off with its connection, which would be kept for an answer otherwise. One that gets
     * its connection too late is not made: it has failed already, and is made again.
     */
    private Uni<Uni<Outcome>> post(RequestOptions options, Buffer body, Target target) {
        return Uni.createFrom().emitter(attempt -> {
            Promise<Void> over = Promise.promise();
            attempt.onTermination(over::tryComplete);
            client.request(options)
                    .compose(request -> sent(request, body, over.future(), target))
                    .onSuccess(attempt::complete)
                    .onFailure(attempt::fail);
        });
    }

    /**
     * The answer is read from where the request is sent, on its event loop. The listener of a future that another thread completed
     * may come after the end of the answer, which then cannot be read any more.
     */
    private Future<Uni<Outcome>> sent(HttpClientRequest request, Buffer body, Future<Void> over, Target target) {
        if (over.isComplete()) {
            request.reset();
            return Future.failedFuture(new TimeoutException());
        }
        Future<Uni<Outcome>> outcome = request.send(body).map(response -> outcome(response, target));
        over.onComplete(end -> {
            if (!outcome.isComplete()) {
                request.reset();
            }
        });
        return outcome;
    }

    private Uni<Outcome> outcome(HttpClientResponse response, Target target) {
        Future<Outcome> outcome = AnswerStart.of(response, vertx)
                .map(text -> new Outcome(
                        response.statusCode() / 100 == 2,
                        response.statusCode(),
                        Redaction.of(text, target),
                        AnswerStart.retryAfter(response)));
        return Uni.createFrom().completionStage(outcome.toCompletionStage());
    }

    /** The outcome of a failure. Only the failure's type is kept: its message may contain the address, which is a secret of chats. */
    private Outcome failed(Throwable failure, Target target) {
        if (failure instanceof Targets.Refused) {
            return Outcome.failed(failure.getMessage());
        }
        if (failure instanceof TimeoutException) {
            return Outcome.failed("No answer within " + timeout.toMillis() + " ms");
        }
        LOG.with("webhook", target.webhook())
                .with("failure", failure.getClass().getName())
                .debug("An attempt failed");
        return Outcome.failed(reason(failure));
    }

    private static String reason(Throwable failure) {
        if (failure instanceof SSLException) {
            return "TLS failed: the certificate is not trusted, or not the host's";
        }
        if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
            return "The connection was refused";
        }
        return "The connection broke (" + failure.getClass().getSimpleName() + ")";
    }
}
