package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayPeer;
import io.muster.inventory.kind.TransitGatewayPeering;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Either end may be the foreign one: the transit gateway, what is attached to it, or the gateway that it is peered with. */
@Singleton
class ForeignAttachment extends RecordRule<TransitGatewayAttachment> {

    private static final Set<String> OVER =
            Set.of("deleted", "deleting", "rejected", "rejecting", "failed", "failing", "rollingBack");

    private static final Set<String> WORKS = Set.of("available", "modifying");

    private final Baseline baseline;

    ForeignAttachment(Baseline baseline) {
        super(
                new RuleMetadata(
                        "tgw-foreign-network-attachment",
                        "Transit gateway connects the network of an account that is not yours",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.TRANSIT_GATEWAY_ATTACHMENT,
                        "A network that is attached to the same transit gateway reaches the others as far as its route tables"
                                + " let it, past every internet gateway.",
                        "Delete the attachment, or reject it while it is pending, and take the transit gateway's share in AWS"
                                + " RAM back from the account. A partner's account may be named in"
                                + " muster.baseline.trusted-accounts.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachment.html"),
                        List.of()),
                TransitGatewayAttachment.class);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<TransitGatewayAttachment> resource, Estate estate) {
        TransitGatewayAttachment attachment = resource.attributes();
        if (attachment.state() == null) {
            return Verdict.unknown("AWS did not tell the state of the attachment");
        }
        if (OVER.contains(attachment.state())) {
            return Verdict.notApplicable();
        }
        List<String> foreign = owners(attachment)
                .filter(owner -> !baseline.knows(owner, estate))
                .distinct()
                .toList();
        if (foreign.isEmpty()) {
            return attachment.attachedOwnerId() == null || attachment.transitGatewayOwnerId() == null
                    ? Verdict.unknown("AWS did not tell the owners of both the transit gateway and what is attached")
                    : Verdict.pass();
        }
        return connected(resource, foreign, estate);
    }

    private static Stream<String> owners(TransitGatewayAttachment attachment) {
        TransitGatewayPeering peering = attachment.peering();
        return Stream.of(
                        attachment.transitGatewayOwnerId(),
                        attachment.attachedOwnerId(),
                        peering == null ? null : owner(peering.requester()),
                        peering == null ? null : owner(peering.accepter()))
                .filter(Objects::nonNull);
    }

    private static @Nullable String owner(@Nullable TransitGatewayPeer peer) {
        return peer == null ? null : peer.ownerId();
    }

    private Verdict connected(Resource<TransitGatewayAttachment> resource, List<String> foreign, Estate estate) {
        TransitGatewayAttachment attachment = resource.attributes();
        boolean works = WORKS.contains(attachment.state());
        return Verdict.fail(
                works ? metadata().severity() : Severity.MEDIUM,
                "The attachment " + (works ? "connects" : "would connect, once it is available,")
                        + " the network of an account that is neither yours nor trusted: "
                        + String.join(", ", foreign) + ".",
                Evidence.of("attachmentId", resource.resourceId())
                        .and("state", attachment.state())
                        .and("foreignAccounts", foreign)
                        .and("transitGatewayId", attachment.transitGatewayId())
                        .and("attachedType", attachment.attachedType())
                        .and("attachedId", attachment.attachedId())
                        .and("judgedBy", Baseline.knownFrom(estate))
                        .facts());
    }
}
