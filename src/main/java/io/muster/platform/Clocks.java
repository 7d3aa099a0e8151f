package io.muster.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Gives the one clock: UTC, in microseconds, which is what PostgreSQL keeps. */
final class Clocks {

    private Clocks() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
