package io.muster.platform;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns OpenTelemetry off unless there is an endpoint to send traces to: traces without a destination should have no cost. */
public final class TracesByEndpoint implements ConfigSourceFactory {

    static final String OFF = "quarkus.otel.sdk.disabled";

    /** Below {@code application.properties} (250), so that a user's setting there or above wins. */
    private static final int ORDINAL = 110;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue endpoint = context.getValue("muster.traces.endpoint");
        boolean off = endpoint == null
                || endpoint.getValue() == null
                || endpoint.getValue().isBlank();
        return List.of(new PropertiesConfigSource(Map.of(OFF, String.valueOf(off)), "traces by endpoint", ORDINAL));
    }
}
