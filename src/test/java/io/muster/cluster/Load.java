package io.muster.cluster;

import static org.awaitility.Awaitility.await;

import io.muster.demo.DemoAccount;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Callers who read over GraphQL and REST all the time, and ask for a scan now and then. */
final class Load implements AutoCloseable {

    private static final int CALLERS = 4;
    private static final long EACH_CALLS_EVERY_MILLIS = 40;
    private static final int CALLS_PER_SCAN = 100;

    private static final String QUERY = "query($account: String!) { instances(first: 10,"
            + " filter: {accountIds: [$account]}) { totalCount nodes { resourceId securityGroups { groupName } } } }";

    private final Client client;
    private final List<DemoAccount> accounts;
    private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(CALLERS);
    private final List<? extends Future<?>> calling;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final Queue<String> scans = new ConcurrentLinkedQueue<>();

    Load(Client client, List<DemoAccount> accounts) {
        this.client = client;
        this.accounts = accounts;
        this.calling = IntStream.range(0, CALLERS)
                .mapToObj(caller ->
                        callers.scheduleWithFixedDelay(this::call, 0, EACH_CALLS_EVERY_MILLIS, TimeUnit.MILLISECONDS))
                .toList();
    }

    private void call() {
        long call = begun.getAndIncrement();
        try {
            call(call, accounts.get((int) (call % accounts.size())).accountId());
            answered.incrementAndGet();
        } catch (RuntimeException | AssertionError e) {
            lost.add(call + ": " + e);
        }
    }

    private void call(long call, String account) {
        if (call % CALLS_PER_SCAN == 0) {
            scans.add(client.scan(account));
        } else if (call % 2 == 0) {
            client.ask(QUERY, Map.of("account", account));
        } else {
            client.get("/api/v1/accounts/" + account);
        }
    }

    /** Waits until so many calls more have been answered or lost. */
    void goOnFor(long calls) {
        long until = begun.get() + calls;
        await().atMost(Cluster.PATIENCE).until(() -> begun.get() >= until);
    }

    long answered() {
        return answered.get();
    }

    /** What became of the calls that were not answered as they should be. */
    List<String> lost() {
        return List.copyOf(lost);
    }

    List<String> scans() {
        return List.copyOf(scans);
    }

    /** Ends with the last answers. */
    @Override
    public void close() {
        calling.forEach(caller -> caller.cancel(false));
        callers.shutdown();
        await().atMost(Cluster.PATIENCE).until(callers::isTerminated);
    }
}
