package io.muster.demo;

import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The faults of the demo cloud. They start as configured and may be changed while calls are being answered. Operations are
 * spelled as IAM does, {@code ec2:DescribeVolumes}; after an account id and a slash they are meant in that account only.
 */
@Singleton
public class DemoFaults {

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Set<String> brokenOff = ConcurrentHashMap.newKeySet();
    private final Set<String> cutAfterHeaders = ConcurrentHashMap.newKeySet();
    private final Map<String, UnaryOperator<String>> altered = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private volatile Duration latency = Duration.ZERO;
    private volatile int throttleEvery;

    @Nullable
    private volatile Consumer<String> watcher;

    /** No faults. */
    public DemoFaults() {}

    @Inject
    DemoFaults(DemoConfig config) {
        config.deny().ifPresent(denied::addAll);
        config.breakOff().ifPresent(brokenOff::addAll);
        latency = config.latency();
        throttleEvery = config.throttleEvery();
    }

    /** Refuses the operation from now on. */
    public void deny(String operation) {
        denied.add(operation);
    }

    /** Breaks the connection in the middle of each of the operation's pages but the first. */
    public void breakOff(String operation) {
        brokenOff.add(operation);
    }

    /** Breaks the connection after the headers of each of the operation's answers: the body has not begun. */
    public void cutAfterHeaders(String operation) {
        cutAfterHeaders.add(operation);
    }

    /** Sends a changed answer of the operation, with the status of a success. */
    public void alter(String operation, UnaryOperator<String> change) {
        altered.put(operation, change);
    }

    /** Throttles one of so many calls, counted over all operations; 0 for none. */
    public void throttleEvery(int calls) {
        throttleEvery = calls;
    }

    /** Holds every answer back for so long. */
    public void latency(Duration time) {
        latency = time;
    }

    /** Reports each call from now on to the watcher: its account, region, operation, version of the API and arguments. */
    public void watch(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    /** Ends all faults, and the watch. */
    public void clear() {
        denied.clear();
        brokenOff.clear();
        cutAfterHeaders.clear();
        altered.clear();
        throttleEvery = 0;
        latency = Duration.ZERO;
        watcher = null;
    }

    /** Reports the call to the watcher. */
    void comes(Call call) {
        Consumer<String> told = watcher;
        if (told != null) {
            told.accept(String.join(
                    " ",
                    call.accountId(),
                    call.region(),
                    call.operation(),
                    call.version(),
                    call.request().toString()));
        }
    }

    Duration latency() {
        return latency;
    }

    boolean denies(Call call) {
        return names(denied, call);
    }

    Answers.Cut cut(Call call) {
        if (names(cutAfterHeaders, call)) {
            return Answers.Cut.AFTER_HEADERS;
        }
        return call.continued() && names(brokenOff, call) ? Answers.Cut.HALFWAY : Answers.Cut.NOWHERE;
    }

    /** The answer as it is sent. */
    String altered(Call call, String body) {
        return altered.getOrDefault(call.operation(), UnaryOperator.identity()).apply(body);
    }

    /** Counts a call, and says whether it is one to throttle. */
    boolean throttlesNext() {
        long call = calls.incrementAndGet();
        int every = throttleEvery;
        return every > 0 && call % every == 0;
    }

    private static boolean names(Set<String> operations, Call call) {
        return operations.contains(call.operation()) || operations.contains(call.accountId() + "/" + call.operation());
    }
}
