package io.muster.cluster;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tiny load balancer's choice: each replica in turn that was ready when it looked last. It looks a few times per second,
 * so that a replica that stops gets calls for a little longer, as with a real one.
 */
final class ReadyReplicas implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final Cluster cluster;
    private final Client client = new Client(() -> {
        throw new IllegalStateException("asks for readiness only");
    });
    private final AtomicLong turn = new AtomicLong();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> look;
    private volatile List<Replica> ready = List.of();

    ReadyReplicas(Cluster cluster) {
        this.cluster = cluster;
        look();
        look = executor.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        ready = cluster.replicas().stream()
                .filter(replica -> client.isUp(replica.readiness()))
                .toList();
    }

    boolean contain(Replica replica) {
        return ready.contains(replica);
    }

    URI next() {
        List<Replica> now = ready;
        return now.get((int) (turn.getAndIncrement() % now.size())).address();
    }

    @Override
    public void close() {
        look.cancel(false);
        executor.shutdown();
    }
}
