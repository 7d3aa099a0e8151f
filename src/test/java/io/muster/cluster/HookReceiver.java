package io.muster.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The target of a webhook, which is slow, and refuses the first attempt of every third event. */
final class HookReceiver implements AutoCloseable {

    /** @param taken whether it was answered 204; in the order of the answers */
    record Got(String key, String body, boolean taken) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Got> got = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private volatile Duration slowness = Duration.ZERO;

    HookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean first = exchange.getRequestHeaders().getFirst("Muster-Attempt").equals("1");
        boolean taken = !first || Math.floorMod(key.hashCode(), 3) != 0;
        try {
            // as slow as it is to be, unless it ends
            closed.await(slowness.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        got.add(new Got(key, body, taken));
        exchange.sendResponseHeaders(taken ? 204 : 503, -1);
        exchange.close();
    }

    void answerAfter(Duration slow) {
        slowness = slow;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** All that came, in the order of the answers. */
    List<Got> got() {
        return List.copyOf(got);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdown();
    }
}
