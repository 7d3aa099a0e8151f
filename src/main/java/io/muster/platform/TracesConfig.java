package io.muster.platform;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where traces go. */
@Unremovable // never injected: it is here for its checks at start and its documentation
@ConfigMapping(prefix = "muster.traces")
public interface TracesConfig {

    /**
     * The OpenTelemetry collector, for example {@code http://collector:4317}. Without it there are no traces. Its protocol and
     * the sampled part are set by {@code quarkus.otel.*}.
     */
    Optional<URI> endpoint();
}
