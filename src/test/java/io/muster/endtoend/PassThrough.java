package io.muster.endtoend;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An HTTP proxy before an AWS that can neither deny nor tell what it was asked, and lacks some operations. Under
 * {@code /-/} it takes orders: {@code PUT /-/denied/{action}}, {@code PUT /-/answers/{action}} with what to answer,
 * {@code DELETE /-/} to be transparent again, and {@code GET /-/calls/{action}} for the bodies so far.
 */
public final class PassThrough implements AutoCloseable {

    private static final String ORDERS = "/-/";
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
    private static final Set<String> OF_ONE_CONNECTION = Set.of("connection", "transfer-encoding", "content-length");
    private static final String DENIAL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this \
            operation.</Message></Error></Errors><RequestID>7a62c49f-347e-4fc4-9331-6e8e5a1e2c5d</RequestID></Response>""";

    /** More than anybody opens at a time: the proxy itself holds nothing up. */
    private static final int CONNECTIONS = 256;

    private final URI target;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final HttpServer server;
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Map<String, Buffer> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private PassThrough(URI target) {
        this.target = target;
        this.server = vertx.createHttpServer().requestHandler(this::take);
    }

    /** Opens one on a free port of the loopback interface. */
    public static PassThrough before(URI target) {
        PassThrough proxy = new PassThrough(target);
        proxy.server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return proxy;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** The bodies of the calls so far. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (request.path().startsWith(ORDERS)) {
                request.response().end(obey(request, body));
            } else {
                serve(request, body);
            }
        });
    }

    private void serve(HttpServerRequest request, Buffer body) {
        String call = body.toString(StandardCharsets.UTF_8);
        Matcher matcher = ACTION.matcher(call);
        String action = matcher.find() ? matcher.group(1) : "";
        calls.add(call);
        if (denied.contains(action)) {
            request.response().setStatusCode(403).end(DENIAL);
        } else if (answers.containsKey(action)) {
            request.response().end(answers.get(action));
        } else {
            pass(request, body);
        }
    }

    private String obey(HttpServerRequest request, Buffer body) {
        String order = request.path().substring(ORDERS.length());
        String action = order.substring(order.indexOf('/') + 1);
        if (request.method().equals(HttpMethod.GET)) {
            return calls.stream()
                    .filter(call -> call.contains("Action=" + action + "&"))
                    .collect(Collectors.joining("\n"));
        }
        if (request.method().equals(HttpMethod.DELETE)) {
            denied.clear();
            answers.clear();
        } else if (order.startsWith("denied/")) {
            denied.add(action);
        } else {
            answers.put(action, body);
        }
        return "";
    }

    private void pass(HttpServerRequest request, Buffer body) {
        client.request(request.method(), target.getPort(), target.getHost(), request.uri())
                .compose(onward -> onward(request, onward).send(body))
                .onFailure(broken -> request.response().setStatusCode(502).end())
                .onSuccess(answer -> answer.body().onSuccess(content -> back(request, answer, content)));
    }

    private static HttpClientRequest onward(HttpServerRequest request, HttpClientRequest onward) {
        request.headers().forEach((name, value) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                onward.putHeader(name, value);
            }
        });
        return onward;
    }

    private static void back(HttpServerRequest request, HttpClientResponse answer, Buffer content) {
        answer.headers().forEach((name, value) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                request.response().putHeader(name, value);
            }
        });
        request.response().setStatusCode(answer.statusCode()).end(content);
    }
}
