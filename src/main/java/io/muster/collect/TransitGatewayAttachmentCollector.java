package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentAssociation;

/**
 * Attachments of transit gateways. The options of each type (VPC, peering, Connect) have a listing of their own, which is read
 * where there are attachments of the type. Where it fails, the options are unknown.
 */
@ApplicationScoped
class TransitGatewayAttachmentCollector implements Collector<TransitGatewayAttachment> {

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment> LISTING =
            Listing.of(
                    AwsService.EC2,
                    "DescribeTransitGatewayAttachments",
                    (ec2, token) -> ec2.describeTransitGatewayAttachments(
                            r -> r.maxResults(1000).nextToken(token)),
                    DescribeTransitGatewayAttachmentsResponse::nextToken,
                    DescribeTransitGatewayAttachmentsResponse::transitGatewayAttachments);

    @Override
    public Class<TransitGatewayAttachment> type() {
        return TransitGatewayAttachment.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Stream.concat(Stream.of(LISTING.operation()), AttachmentOptions.operations())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> events() {
        return List.of("ec2:*VpnConnection");
    }

    @Override
    public Uni<Collection<TransitGatewayAttachment>> collect(AwsScope aws) {
        return LISTING.read(aws, TransitGatewayAttachmentCollector::identified)
                .chain(attachments -> AttachmentOptions.read(aws, attachments.items())
                        .map(options -> joined(aws, attachments, options)));
    }

    private static software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment identified(
            software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment attachment) {
        UnreadableItem.require("the id", attachment.transitGatewayAttachmentId());
        return attachment;
    }

    private static Collection<TransitGatewayAttachment> joined(
            AwsScope aws,
            Reading<software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment> attachments,
            AttachmentOptions options) {
        Harvest<Resource<TransitGatewayAttachment>> harvest = new Harvest<>();
        harvest.leaveOpen(attachments);
        harvest.withoutFacts(options.gaps());
        attachments
                .items()
                .forEach(attachment -> harvest.add(
                        LISTING.operation(),
                        attachment.transitGatewayAttachmentId(),
                        () -> resource(aws, attachment, options)));
        return Reading.outcome(harvest.reading());
    }

    private static Resource<TransitGatewayAttachment> resource(
            AwsScope aws,
            software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment attachment,
            AttachmentOptions options) {
        String id = attachment.transitGatewayAttachmentId();
        Map<String, String> tags = Tags.of(attachment.tags());
        TransitGatewayAttachmentAssociation table = table(attachment);
        TransitGatewayAttachment attributes = new TransitGatewayAttachment(
                attachment.stateAsString(),
                attachment.transitGatewayId(),
                attachment.transitGatewayOwnerId(),
                attachment.resourceTypeAsString(),
                attachment.resourceId(),
                attachment.resourceOwnerId(),
                options.arn(aws.scope(), attachment),
                table.transitGatewayRouteTableId(),
                table.transitGatewayPolicyTableId(),
                table.stateAsString(),
                attachment.natGatewaySupportAsString(),
                options.vpc(id),
                options.peering(id),
                options.transport(id),
                attachment.creationTime());
        return aws.resource(id, Tags.name(tags), tags, attributes);
    }

    private static TransitGatewayAttachmentAssociation table(
            software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment attachment) {
        TransitGatewayAttachmentAssociation association = attachment.association();
        return association == null || !Canonical.linked(association.stateAsString())
                ? TransitGatewayAttachmentAssociation.builder().build()
                : association;
    }
}
