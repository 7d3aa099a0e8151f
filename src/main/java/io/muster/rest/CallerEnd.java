package io.muster.rest;

import io.muster.platform.identity.CallerIdentity;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The end of the token or session of the caller of the current request. */
@ApplicationScoped
class CallerEnd {

    private final SecurityIdentity identity;
    private final Clock clock;
    private final Vertx vertx;

    CallerEnd(SecurityIdentity identity, Clock clock, Vertx vertx) {
        this.identity = identity;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** Empty when it comes, and nothing before. The timer is taken back from a stream that ends earlier, as one of Mutiny's is not. */
    <T> Multi<Optional<T>> expiry() {
        return CallerIdentity.end(identity)
                .map(end -> Multi.createFrom().<Optional<T>>emitter(stream -> {
                    long left = clock.instant().until(end, ChronoUnit.MILLIS);
                    long timer = vertx.setTimer(Math.max(1, left), over -> {
                        stream.emit(Optional.empty());
                        stream.complete();
                    });
                    stream.onTermination(() -> vertx.cancelTimer(timer));
                }))
                .orElseGet(() -> Multi.createFrom().nothing());
    }
}
