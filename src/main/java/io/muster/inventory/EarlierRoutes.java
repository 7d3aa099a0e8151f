package io.muster.inventory;

import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether the associations and routes of a transit gateway's table were read before an attachment of the gateway had its own: they take
 * calls for each table and are read less often than the attachments.
 */
public final class EarlierRoutes {

    private static final String AVAILABLE = "available";
    private static final String ASSOCIATED = "associated";

    private EarlierRoutes() {}

    /** Whether one of the two shows that the table's facts are older than the attachment, which is in use. */
    public static boolean than(
            Resource<TransitGatewayAttachment> attachment, Resource<TransitGatewayRouteTable> table) {
        TransitGatewayAttachment attached = attachment.attributes();
        TransitGatewayRouteTable facts = table.attributes();
        return AVAILABLE.equals(attached.state())
                && Objects.equals(facts.transitGatewayId(), attached.transitGatewayId())
                && ((isLater(attached.creationTime(), facts.routesCheckedAt()) && !isRoutedTo(attachment, facts))
                        || (isAssociated(attached, table) && !isTold(attachment, facts)));
    }

    private static boolean isLater(@Nullable Instant made, @Nullable Instant read) {
        return made != null && read != null && made.isAfter(read);
    }

    private static boolean isRoutedTo(Resource<TransitGatewayAttachment> attachment, TransitGatewayRouteTable facts) {
        return Stream.ofNullable(facts.routes())
                .flatMap(routes -> routes.stream())
                .flatMap(route -> route.targets().stream())
                .anyMatch(target -> attachment.resourceId().equals(target.attachmentId()));
    }

    private static boolean isAssociated(TransitGatewayAttachment attached, Resource<TransitGatewayRouteTable> table) {
        return table.resourceId().equals(attached.routeTableId()) && ASSOCIATED.equals(attached.associationState());
    }

    private static boolean isTold(Resource<TransitGatewayAttachment> attachment, TransitGatewayRouteTable facts) {
        return facts.associations() == null
                || facts.associations().stream()
                        .anyMatch(one -> attachment.resourceId().equals(one.attachmentId()));
    }
}
