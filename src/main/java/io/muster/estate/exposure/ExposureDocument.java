package io.muster.estate.exposure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.reach.ExposedPorts;
import io.muster.estate.reach.Hop;
import io.muster.estate.traffic.Protocols;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An exposure as it is stored. */
final class ExposureDocument {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ExposureDocument() {}

    static String text(Exposure exposure) {
        return of(exposure).toString();
    }

    static ObjectNode of(Exposure exposure) {
        ObjectNode document = JSON.objectNode();
        ArrayNode ports = document.putArray("ports");
        ExposedPorts.of(exposure.exposed().certain()).forEach(range -> ports.add(ports(range)));
        ArrayNode paths = document.putArray("paths");
        exposure.paths().forEach(path -> {
            ArrayNode hops = paths.addObject().putArray("hops");
            path.forEach(hop -> hops.add(hop(hop)));
        });
        document.set("blocking", exposure.blocking() == null ? JSON.nullNode() : hop(exposure.blocking()));
        document.set("missing", texts(exposure.missing()));
        document.set("notes", texts(exposure.notes()));
        return document;
    }

    static ObjectNode ports(ExposedPorts range) {
        ObjectNode node = JSON.objectNode()
                .put("protocol", range.protocol())
                .put("fromPort", range.fromPort())
                .put("toPort", range.toPort());
        node.set("sources", texts(range.sources()));
        return node;
    }

    private static ObjectNode hop(Hop hop) {
        return JSON.objectNode()
                .put("resourceId", hop.resourceId())
                .put("kind", hop.kind().name())
                .put("why", hop.why());
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode node = JSON.arrayNode();
        texts.stream().sorted().forEach(node::add);
        return node;
    }

    /** The TCP and UDP ports in PostgreSQL's notation of an {@code int4multirange}. */
    static String portRanges(Exposure exposure) {
        return Stream.of(Protocols.TCP, Protocols.UDP)
                .flatMap(protocol -> exposure.exposed().ports(protocol, false).ranges().stream())
                .map(range -> "[" + range[0] + "," + (range[1] + 1) + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
