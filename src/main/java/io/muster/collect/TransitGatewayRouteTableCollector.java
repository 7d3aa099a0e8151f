package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.muster.inventory.EarlierRoutes;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.TransitGatewayAssociation;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTableAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayRoutesResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableAssociation;

/**
 * Route tables of transit gateways, with look-ups of each one's associations and routes: made anew, too, where the gateway has an attachment
 * that they do not know.
 */
@ApplicationScoped
class TransitGatewayRouteTableCollector
        extends DetailCollector<
                software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable, TransitGatewayRouteTable> {

    private static final String GONE = "InvalidRouteTableID";

    private static final TransitGatewayAttachmentCollector ATTACHMENTS = new TransitGatewayAttachmentCollector();

    private static final Lookup<
                    software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable, List<TransitGatewayAssociation>>
            ASSOCIATIONS = Lookup.list(
                            AwsService.EC2,
                            "GetTransitGatewayRouteTableAssociations",
                            software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable
                                    ::transitGatewayRouteTableId,
                            (ec2, id, token) ->
                                    ec2.getTransitGatewayRouteTableAssociations(r -> r.transitGatewayRouteTableId(id)
                                            .maxResults(1000)
                                            .nextToken(token)),
                            GetTransitGatewayRouteTableAssociationsResponse::nextToken,
                            page -> page.associations().stream()
                                    .map(TransitGatewayRouteTableCollector::association)
                                    .toList(),
                            Comparator.comparing(TransitGatewayAssociation::attachmentId, Canonical.TEXTS))
                    .gone(GONE)
                    .rechecked()
                    .onlyIf(TransitGatewayRouteTableCollector::exists, List.of());

    private static final Filter KNOWN_STATES =
            Filter.builder().name("state").values("active", "blackhole").build();

    private static final Lookup<
                    software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable, List<TransitGatewayRoute>>
            ROUTES = Lookup.list(
                            AwsService.EC2,
                            "SearchTransitGatewayRoutes",
                            software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable
                                    ::transitGatewayRouteTableId,
                            (ec2, id, token) -> ec2.searchTransitGatewayRoutes(r -> r.transitGatewayRouteTableId(id)
                                    // without a size, AWS answers with pages of 1000, the largest there are
                                    .filters(KNOWN_STATES)
                                    .nextToken(token)),
                            TransitGatewayRouteTableCollector::next,
                            page -> page.routes().stream()
                                    .map(TransitGatewayRouteTableCollector::route)
                                    .toList(),
                            Comparator.comparing(TransitGatewayRoute::destination, Canonical.TEXTS)
                                    .thenComparing(TransitGatewayRoute::prefixListId, Canonical.TEXTS)
                                    .thenComparing(TransitGatewayRoute::type, Canonical.TEXTS))
                    .gone(GONE)
                    .rechecked()
                    .onlyIf(TransitGatewayRouteTableCollector::exists, List.of());

    TransitGatewayRouteTableCollector() {
        super(
                TransitGatewayRouteTable.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeTransitGatewayRouteTables",
                        (ec2, token) -> ec2.describeTransitGatewayRouteTables(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeTransitGatewayRouteTablesResponse::nextToken,
                        DescribeTransitGatewayRouteTablesResponse::transitGatewayRouteTables),
                software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable::transitGatewayRouteTableId,
                List.of(ASSOCIATIONS, ROUTES));
    }

    /** Where the last page says that there are more routes, the routes are unknown, rather than too few. */
    private static @Nullable String next(SearchTransitGatewayRoutesResponse page) {
        String token = page.nextToken();
        return token == null || token.isEmpty() ? Pages.marker(page.additionalRoutesAvailable(), token) : token;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Stream.concat(super.operations().stream(), ATTACHMENTS.operations().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<AwsOperation> telling() {
        return super.operations();
    }

    @Override
    Uni<Predicate<Resource<TransitGatewayRouteTable>>> contradicted(AwsScope aws) {
        return aws.collected(ATTACHMENTS)
                .map(attachments ->
                        table -> attachments.resources().stream().anyMatch(one -> EarlierRoutes.than(one, table)));
    }

    /** Attachments bring associations and propagated routes with them. */
    @Override
    public List<String> events() {
        return List.of(
                "ec2:*TransitGatewayPrefixListReference",
                "ec2:*TransitGateway*Attachment",
                "ec2:*TransitGatewayConnect",
                "ec2:*VpnConnection");
    }

    @Override
    Resource<TransitGatewayRouteTable> resource(
            AwsScope aws, Detail<software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable> detail) {
        var table = detail.item();
        Map<String, String> tags = Tags.of(table.tags());
        TransitGatewayRouteTable attributes = new TransitGatewayRouteTable(
                table.stateAsString(),
                table.transitGatewayId(),
                table.defaultAssociationRouteTable(),
                table.defaultPropagationRouteTable(),
                detail.of(ASSOCIATIONS),
                detail.of(ROUTES),
                table.creationTime(),
                null);
        return aws.resource(table.transitGatewayRouteTableId(), Tags.name(tags), tags, attributes);
    }

    private static TransitGatewayAssociation association(TransitGatewayRouteTableAssociation association) {
        return new TransitGatewayAssociation(
                association.transitGatewayAttachmentId(),
                association.resourceTypeAsString(),
                association.resourceId(),
                association.stateAsString());
    }

    private static TransitGatewayRoute route(software.amazon.awssdk.services.ec2.model.TransitGatewayRoute route) {
        return new TransitGatewayRoute(
                route.destinationCidrBlock(),
                route.prefixListId(),
                route.stateAsString(),
                route.typeAsString(),
                route.transitGatewayAttachments().stream()
                        .map(target -> new TransitGatewayRouteTarget(
                                target.transitGatewayAttachmentId(),
                                target.resourceTypeAsString(),
                                target.resourceId()))
                        .sorted(Comparator.comparing(TransitGatewayRouteTarget::attachmentId, Canonical.TEXTS)
                                .thenComparing(TransitGatewayRouteTarget::attachedId, Canonical.TEXTS))
                        .toList());
    }

    /** AWS lists a deleted table for a while, and may refuse look-ups of it. */
    private static boolean exists(software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable table) {
        return !"deleted".equals(table.stateAsString());
    }
}
