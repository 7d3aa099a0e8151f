package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.TransitGatewayAssociation;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EarlierRoutesTest {

    private static final Scope SCOPE = Scope.of("111111111111", "eu-central-1");
    private static final Instant READ = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = READ.plusSeconds(300);
    private static final TransitGatewayAssociation OF_IT =
            new TransitGatewayAssociation("tgw-attach-1", "vpc", "vpc-1", "associated");

    @ParameterizedTest
    @MethodSource
    void tellsByTheTimesAndTheAssociations(Map<String, Object> attachment, Map<String, Object> table, boolean earlier) {
        assertThat(EarlierRoutes.than(
                        resource(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT, "tgw-attach-1", attachment(attachment)),
                        resource(ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE, "tgw-rtb-1", table(table))))
                .isEqualTo(earlier);
    }

    static Stream<Arguments> tellsByTheTimesAndTheAssociations() {
        return Stream.of(
                argumentSet("made after", Map.of("creationTime", LATER), Map.of(), true),
                argumentSet("made before", Map.of("creationTime", READ.minusSeconds(1)), Map.of(), false),
                argumentSet("made at a time that is not told", Map.of(), Map.of(), false),
                argumentSet(
                        "made after, and not in use yet",
                        Map.of("creationTime", LATER, "state", "pending"),
                        Map.of(),
                        false),
                argumentSet(
                        "made after, of another gateway",
                        Map.of("creationTime", LATER, "transitGatewayId", "tgw-2"),
                        Map.of(),
                        false),
                argumentSet(
                        "made after, with a route",
                        Map.of("creationTime", LATER),
                        Map.of("routes", List.of(routeTo("tgw-attach-1"))),
                        false),
                argumentSet(
                        "made after, with a route to another",
                        Map.of("creationTime", LATER),
                        Map.of("routes", List.of(routeTo("tgw-attach-2"))),
                        true),
                argumentSet("associated", associated("tgw-rtb-1", "associated"), Map.of(), true),
                argumentSet(
                        "associated, as is known",
                        associated("tgw-rtb-1", "associated"),
                        Map.of("associations", List.of(OF_IT)),
                        false),
                argumentSet("being associated", associated("tgw-rtb-1", "associating"), Map.of(), false),
                argumentSet("associated with another", associated("tgw-rtb-2", "associated"), Map.of(), false));
    }

    private static Map<String, Object> associated(String table, String state) {
        return Map.of("routeTableId", table, "associationState", state);
    }

    private static TransitGatewayRoute routeTo(String attachment) {
        return new TransitGatewayRoute(
                "10.0.0.0/16",
                null,
                "active",
                "propagated",
                List.of(new TransitGatewayRouteTarget(attachment, "vpc", "vpc-1")));
    }

    private static TransitGatewayAttachment attachment(Map<String, Object> parts) {
        return Parts.of(
                TransitGatewayAttachment.class,
                "state",
                parts.getOrDefault("state", "available"),
                "transitGatewayId",
                parts.getOrDefault("transitGatewayId", "tgw-1"),
                "routeTableId",
                parts.get("routeTableId"),
                "associationState",
                parts.get("associationState"),
                "creationTime",
                parts.get("creationTime"));
    }

    private static TransitGatewayRouteTable table(Map<String, Object> parts) {
        return Parts.of(
                TransitGatewayRouteTable.class,
                "transitGatewayId",
                "tgw-1",
                "associations",
                parts.getOrDefault("associations", List.of()),
                "routes",
                parts.getOrDefault("routes", List.of()),
                "routesCheckedAt",
                READ);
    }

    private static <T extends Record> Resource<T> resource(ResourceKind kind, String id, T attributes) {
        return new Resource<>(SCOPE.arn(kind, id), kind, SCOPE, id, null, Map.of(), attributes);
    }
}
