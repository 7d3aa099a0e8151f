package io.muster.platform;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether this replica is stopping. Stopping begins after {@code quarkus.shutdown.delay}, during which load balancers may still
 * send calls. After that, calls under way are completed, and new work is refused, so that another replica does it.
 */
@ApplicationScoped
public class Stopping {

    private static final StructuredLog LOG = StructuredLog.of(Stopping.class);

    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final Optional<Duration> delay;
    private volatile boolean begun;

    Stopping(Vertx vertx, @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.vertx = vertx;
        this.delay = delay;
    }

    /** Throws {@link ErrorCode#UNAVAILABLE} once this replica stops. */
    public void refuseNewWork() {
        if (begun) {
            throw new MusterException(ErrorCode.UNAVAILABLE, "This replica of Muster is stopping: try again");
        }
    }

    /**
     * Registers how a stream without an end of its own is ended. It is called once, when this replica stops; at once where it
     * has begun to.
     *
     * @return takes the registration back, for a stream that has ended by itself
     */
    public Runnable whenItBegins(Runnable end) {
        ends.add(end);
        if (begun) {
            call(end);
        }
        return () -> ends.remove(end);
    }

    void announce(@Observes ShutdownDelayInitiatedEvent event) {
        long millis = delay.orElse(Duration.ZERO).toMillis();
        vertx.setTimer(Math.max(1, millis), over -> begin());
    }

    private void begin() {
        begun = true;
        ends.forEach(this::call);
    }

    private void call(Runnable end) {
        if (ends.remove(end)) {
            try {
                end.run();
            } catch (RuntimeException failure) { // of one stream, which must not keep the others open
                LOG.warn("A stream could not be ended for the stop of this replica", failure);
            }
        }
    }
}
