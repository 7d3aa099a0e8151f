package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.TransitGatewayPeer;
import io.muster.inventory.kind.TransitGatewayPeering;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayConnectsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayPeeringAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayVpcAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.PeeringTgwInfo;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnect;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/**
 * The options of a transit gateway's attachments, which AWS lists by type, each by the attachment's id.
 *
 * @param gaps why some of it is unknown
 */
record AttachmentOptions(
        Map<String, TransitGatewayVpcAttachment> vpcs,
        Map<String, TransitGatewayPeeringAttachment> peerings,
        Map<String, TransitGatewayConnect> connects,
        List<Gap> gaps) {

    private static final Set<String> PEERINGS = Set.of("peering", "tgw-peering");

    private static final Listing<?, TransitGatewayVpcAttachment> VPCS = Listing.of(
            AwsService.EC2,
            "DescribeTransitGatewayVpcAttachments",
            (ec2, token) -> ec2.describeTransitGatewayVpcAttachments(
                    r -> r.maxResults(1000).nextToken(token)),
            DescribeTransitGatewayVpcAttachmentsResponse::nextToken,
            DescribeTransitGatewayVpcAttachmentsResponse::transitGatewayVpcAttachments);

    private static final Listing<?, TransitGatewayPeeringAttachment> PEERED = Listing.of(
            AwsService.EC2,
            "DescribeTransitGatewayPeeringAttachments",
            (ec2, token) -> ec2.describeTransitGatewayPeeringAttachments(
                    r -> r.maxResults(1000).nextToken(token)),
            DescribeTransitGatewayPeeringAttachmentsResponse::nextToken,
            DescribeTransitGatewayPeeringAttachmentsResponse::transitGatewayPeeringAttachments);

    private static final Listing<?, TransitGatewayConnect> CONNECTS = Listing.of(
            AwsService.EC2,
            "DescribeTransitGatewayConnects",
            (ec2, token) ->
                    ec2.describeTransitGatewayConnects(r -> r.maxResults(1000).nextToken(token)),
            DescribeTransitGatewayConnectsResponse::nextToken,
            DescribeTransitGatewayConnectsResponse::transitGatewayConnects);

    static Stream<AwsOperation> operations() {
        return Stream.of(VPCS.operation(), PEERED.operation(), CONNECTS.operation());
    }

    /** Reads those of the types that the attachments have. Never fails. */
    static Uni<AttachmentOptions> read(AwsScope aws, List<TransitGatewayAttachment> attachments) {
        Set<String> types = attachments.stream()
                .map(TransitGatewayAttachment::resourceTypeAsString)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        return Uni.combine()
                .all()
                .unis(
                        readIf(
                                types.contains("vpc"),
                                aws,
                                VPCS,
                                TransitGatewayVpcAttachment::transitGatewayAttachmentId),
                        readIf(
                                types.stream().anyMatch(PEERINGS::contains),
                                aws,
                                PEERED,
                                TransitGatewayPeeringAttachment::transitGatewayAttachmentId),
                        readIf(
                                types.contains("connect"),
                                aws,
                                CONNECTS,
                                TransitGatewayConnect::transitGatewayAttachmentId))
                .usingConcurrencyOf(1)
                .with(AttachmentOptions::of);
    }

    private static <I> Uni<Reading<I>> readIf(
            boolean needed, AwsScope aws, Listing<?, I> listing, Function<I, String> id) {
        return needed
                ? listing.read(aws, item -> {
                    UnreadableItem.require("the id", id.apply(item));
                    return item;
                })
                : Uni.createFrom().item(new Reading<>(List.of(), Unread.nothing(), List.of()));
    }

    private static AttachmentOptions of(
            Reading<TransitGatewayVpcAttachment> vpcs,
            Reading<TransitGatewayPeeringAttachment> peerings,
            Reading<TransitGatewayConnect> connects) {
        return new AttachmentOptions(
                byId(vpcs, TransitGatewayVpcAttachment::transitGatewayAttachmentId),
                byId(peerings, TransitGatewayPeeringAttachment::transitGatewayAttachmentId),
                byId(connects, TransitGatewayConnect::transitGatewayAttachmentId),
                Stream.of(vpcs, peerings, connects)
                        .flatMap(reading -> reading.gaps().stream())
                        .toList());
    }

    private static <I> Map<String, I> byId(Reading<I> reading, Function<I, String> id) {
        return reading.items().stream().collect(Collectors.toMap(id, item -> item, (first, second) -> second));
    }

    @Nullable
    TransitGatewayVpcOptions vpc(String id) {
        TransitGatewayVpcAttachment attachment = vpcs.get(id);
        if (attachment == null) {
            return null;
        }
        var options = attachment.options();
        return new TransitGatewayVpcOptions(
                Canonical.strings(attachment.subnetIds().stream()),
                options == null ? null : options.securityGroupReferencingSupportAsString(),
                options == null ? null : options.dnsSupportAsString(),
                options == null ? null : options.ipv6SupportAsString(),
                options == null ? null : options.applianceModeSupportAsString());
    }

    @Nullable
    TransitGatewayPeering peering(String id) {
        TransitGatewayPeeringAttachment attachment = peerings.get(id);
        return attachment == null
                ? null
                : new TransitGatewayPeering(
                        peer(attachment.requesterTgwInfo()),
                        peer(attachment.accepterTgwInfo()),
                        attachment.accepterTransitGatewayAttachmentId(),
                        attachment.options() == null
                                ? null
                                : attachment.options().dynamicRoutingAsString());
    }

    private static @Nullable TransitGatewayPeer peer(@Nullable PeeringTgwInfo end) {
        return end == null
                ? null
                : new TransitGatewayPeer(end.transitGatewayId(), end.coreNetworkId(), end.ownerId(), end.region());
    }

    @Nullable
    String transport(String id) {
        TransitGatewayConnect connect = connects.get(id);
        return connect == null ? null : connect.transportTransitGatewayAttachmentId();
    }

    /** The ARN of the attached resource. It is in the region of the gateway, except for the other end of a peering. */
    @Nullable
    String arn(Scope scope, TransitGatewayAttachment attachment) {
        String resource = attachment.resourceId();
        String owner = attachment.resourceOwnerId();
        if (resource == null || owner == null) {
            return null;
        }
        Optional<String> region = PEERINGS.contains(String.valueOf(attachment.resourceTypeAsString()))
                ? peerRegion(attachment)
                : Optional.of(scope.region());
        return region.flatMap(home -> ResourceKind.ofId(resource)
                        .map(kind -> new Scope(scope.partition(), owner, home).arn(kind, resource)))
                .orElse(null);
    }

    private Optional<String> peerRegion(TransitGatewayAttachment attachment) {
        return Optional.ofNullable(peerings.get(attachment.transitGatewayAttachmentId())).stream()
                .flatMap(peering -> Stream.of(peering.requesterTgwInfo(), peering.accepterTgwInfo()))
                .filter(end -> end != null && attachment.resourceId().equals(end.transitGatewayId()))
                .map(PeeringTgwInfo::region)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }
}
