package io.muster.rest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The limits of all HTTP calls. */
@ConfigMapping(prefix = "muster.http")
public interface HttpConfig {

    /**
     * The origins, besides Muster's own, whose pages may open websockets and make calls that change something, for example
     * {@code https://portal.example}. For pages that read answers, {@code quarkus.http.cors.*} must be set, too.
     */
    Optional<Set<String>> allowedOrigins();

    /** How long the body of a call may take to come. */
    @WithDefault("30s")
    Duration bodyTime();

    /**
     * How long the head of a call, its request line and headers, may take to come: counted from when the connection is accepted, for later
     * calls from the first byte. The connection is closed then.
     */
    @WithDefault("10s")
    Duration headTime();

    /** How many streams of a scan's events one replica serves at a time. */
    @WithDefault("1000")
    @Min(0)
    int maxStreams();

    /** How many of them may be one caller's. */
    @WithDefault("200")
    @Min(0)
    int maxStreamsPerCaller();
}
