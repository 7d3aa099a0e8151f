package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.TransitGateway;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the rules of a group may name groups of another VPC over a transit gateway: the gateway and both attachments have to
 * support it.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">VPC attachments in AWS Transit Gateway</a>
 */
final class GatewayReferences {

    /** The states in order: of several transit gateways between two VPCs, the best one counts. */
    enum Support {
        /** No transit gateway connects the two. */
        NONE,
        OFF,
        UNKNOWN,
        ON
    }

    private static final String AVAILABLE = "available";
    private static final String VPC = "vpc";
    private static final String ENABLE = "enable";

    private GatewayReferences() {}

    /**
     * Between two VPCs.
     *
     * @param otherId null where it is not known, which leaves open whether an attached VPC is connected with it
     */
    static Support between(String vpcId, @Nullable String otherId, Estate estate) {
        return attachments(vpcId, estate)
                .map(attachment -> over(attachment, otherId, estate))
                .max(Comparator.naturalOrder())
                .orElse(Support.NONE);
    }

    private static Stream<TransitGatewayAttachment> attachments(String vpcId, Estate estate) {
        return estate.all(TransitGatewayAttachment.class).stream()
                .map(Resource::attributes)
                .filter(attachment -> VPC.equals(attachment.attachedType())
                        && AVAILABLE.equals(attachment.state())
                        && vpcId.equals(attachment.attachedId()));
    }

    private static Support over(TransitGatewayAttachment own, @Nullable String otherId, Estate estate) {
        if (otherId == null || own.transitGatewayId() == null) {
            return Support.UNKNOWN;
        }
        Optional<TransitGatewayAttachment> other = attachments(otherId, estate)
                .filter(attachment -> own.transitGatewayId().equals(attachment.transitGatewayId()))
                .findFirst();
        if (other.isEmpty()) {
            // the owner of a transit gateway sees all of its attachments, other accounts their own alone
            return estate.scope().accountId().equals(own.transitGatewayOwnerId()) ? Support.NONE : Support.UNKNOWN;
        }
        String gateway = estate.find(TransitGateway.class, own.transitGatewayId())
                .map(found -> found.attributes().securityGroupReferencingSupport())
                .orElse(null);
        return of(gateway, setting(own), setting(other.get()));
    }

    private static @Nullable String setting(TransitGatewayAttachment attachment) {
        TransitGatewayVpcOptions options = attachment.vpcOptions();
        return options == null ? null : options.securityGroupReferencingSupport();
    }

    private static Support of(@Nullable String... settings) {
        List<Optional<String>> all =
                Stream.of(settings).map(Optional::ofNullable).toList();
        if (all.stream()
                .anyMatch(setting -> setting.isPresent() && !setting.get().equals(ENABLE))) {
            return Support.OFF;
        }
        return all.stream().allMatch(Optional::isPresent) ? Support.ON : Support.UNKNOWN;
    }
}
