package io.muster.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Keeps callers from making series. A call that is refused before its route is known bears the path as it was called,
 * which may be anything; and so may be its method.
 */
@Singleton
class BoundedLabels implements MeterFilter {

    private static final String METER = "http.server.requests";
    private static final String OTHER = "OTHER";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** Of refusals that need not know a route. A template in braces proves nothing then: callers may write one, too. */
    private static final Set<String> ROUTELESS = Set.of("401", "403", "405", "406", "413", "415", "429", "431");

    private static final Set<String> NO_PATHS = Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root");
    private static final List<String> FACES = List.of("/graphql", "/api/v1");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().equals(METER)) {
            return id;
        }
        boolean refused = !"SUCCESS".equals(id.getTag("outcome"));
        boolean routeless = ROUTELESS.contains(String.valueOf(id.getTag("status")));
        return id.replaceTags(id.getTags().stream()
                .map(tag -> switch (tag.getKey()) {
                    case "uri" -> refused ? Tag.of("uri", bounded(tag.getValue(), routeless)) : tag;
                    case "method" -> METHODS.contains(tag.getValue()) ? tag : Tag.of("method", OTHER);
                    default -> tag;
                })
                .toList());
    }

    private static String bounded(String uri, boolean routeless) {
        if ((uri.contains("{") && !routeless) || NO_PATHS.contains(uri)) {
            return uri;
        }
        return FACES.stream().filter(uri::startsWith).findFirst().orElse(OTHER);
    }
}
