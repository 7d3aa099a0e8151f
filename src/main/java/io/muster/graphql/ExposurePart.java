package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.estate.exposure.ExposureReads;
import io.muster.estate.exposure.ExposureReads.StoredExposure;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.KindModel;
import io.muster.inventory.ResourceRow;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The exposure of instances and network interfaces to the internet, as the scans keep it. */
@ApplicationScoped
class ExposurePart implements SchemaAssembly.SchemaPart {

    private static final String OF_KIND = """
            extend type %1$s {
              "The traffic that reaches it from the internet, directly and through load balancers, accelerators and VPC origins, as the scan worked it out."
              exposure: Exposure!
            }
            extend input %1$sFilter {
              "True: only those that the internet reaches for certain, on some port; false: only those that it certainly does not reach."
              internetReachable: Boolean
              "Only those that the internet reaches on this TCP or UDP port (0 to 65535)."
              reachablePort: Int
            }
            """;

    private static final String TYPES = """
            "The exposure of a resource to the internet: effective reachability by addresses, gateways, block public access, routes, network ACLs in both directions and security groups. Firewalls on hosts and appliances are not modelled."
            type Exposure {
              "True where at least one path from the internet reaches a port."
              internetReachable: Boolean!
              "Whether it is reached; UNKNOWN where unread data decides, and before the first scan."
              reachable: Reachable!
              "Since when it is as it is; null where no scan has looked yet."
              since: DateTime
              "Ports reachable from the internet, by protocol, merged and sorted."
              ports: [ExposedPorts!]!
              "A path for each range of ports, a few at most."
              paths: [ExposurePath!]!
              "The first hop that stops direct traffic; null where some gets through or may."
              blocking: ExposureHop
              "The data that was not read, where it decides."
              missing: [String!]!
              "The parts of the path that are not modelled, where they matter."
              notes: [String!]!
            }
            "The hops, in order, each with the rule or route that lets the packet through."
            type ExposurePath {
              "The hops."
              hops: [ExposureHop!]!
            }
            """;

    /** An exposure, as its fields are read. */
    private record View(@Nullable Instant since, Reachable reachable, JsonNode document) {}

    private static final List<ResourceKind> KINDS = List.of(ResourceKind.INSTANCE, ResourceKind.NETWORK_INTERFACE);

    private final ExposureReads exposures;

    ExposurePart(ExposureReads exposures) {
        this.exposures = exposures;
    }

    @Override
    public String definitions() {
        StringBuilder text = new StringBuilder(TYPES);
        KINDS.forEach(kind -> text.append(OF_KIND.formatted(name(kind))));
        return text.toString();
    }

    private static String name(ResourceKind kind) {
        return KindModel.of(kind).name();
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        KINDS.forEach(kind -> new Fields<ResourceRow>(code, name(kind)).fetched("exposure", exposure()));
        Fields<View> exposure = new Fields<>(code, "Exposure");
        exposure.field("internetReachable", view -> view.reachable() == Reachable.YES);
        exposure.field("reachable", View::reachable);
        exposure.field("since", View::since);
        exposure.field("ports", view -> list(view.document().path("ports"), ExposurePart::ports));
        exposure.field("paths", view -> list(view.document().path("paths"), path -> path));
        exposure.field("blocking", view -> hop(view.document().path("blocking")));
        exposure.field("missing", view -> list(view.document().path("missing"), JsonNode::asText));
        exposure.field("notes", view -> list(view.document().path("notes"), JsonNode::asText));
        new Fields<JsonNode>(code, "ExposurePath").field("hops", path -> list(path.path("hops"), ExposurePart::hop));
    }

    private DataFetcher<CompletableFuture<View>> exposure() {
        return environment -> {
            ResourceRow row = environment.getSource();
            Instant at = PointInTime.of(environment).at();
            CompletableFuture<StoredExposure> stored =
                    Batches.load(environment, row.id(), "", ids -> exposures.of(ids, at), null);
            return stored.thenApply(ExposurePart::view);
        };
    }

    private static View view(@Nullable StoredExposure stored) {
        return stored == null
                ? new View(null, Reachable.UNKNOWN, ExposureReads.NOT_YET)
                : new View(stored.since(), Reachable.valueOf(stored.reachable()), stored.document());
    }

    private static ExposedPortsType ports(JsonNode node) {
        return new ExposedPortsType(
                node.path("protocol").asText(),
                node.path("fromPort").asInt(),
                node.path("toPort").asInt(),
                list(node.path("sources"), JsonNode::asText));
    }

    @Nullable
    private static ExposureHopType hop(JsonNode node) {
        return node.isObject()
                ? new ExposureHopType(
                        node.path("resourceId").asText(),
                        ResourceKind.valueOf(node.path("kind").asText()),
                        node.path("why").asText())
                : null;
    }

    private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> of) {
        List<T> all = new ArrayList<>();
        nodes.forEach(node -> all.add(of.apply(node)));
        return all;
    }
}
