package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.TransitGateway;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * The security groups of one attached VPC as rules for inbound traffic of another name them: the transit gateway and the attachments of
 * both VPCs have to support it.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">Amazon VPC attachments, Security group
 *     referencing</a>
 */
record TransitGroups(Estate estate, String gateway) {

    private static final String ENABLED = "enable";
    private static final String DISABLED = "disable";

    Reachable told(String oneVpc, String otherVpc) {
        return all(ofGateway(), ofAttachment(oneVpc), ofAttachment(otherVpc));
    }

    private static Reachable all(Reachable... each) {
        List<Reachable> all = List.of(each);
        return all.contains(Reachable.NO)
                ? Reachable.NO
                : all.contains(Reachable.UNKNOWN) ? Reachable.UNKNOWN : Reachable.YES;
    }

    /** Whether rules may name groups between a VPC of this estate and one of another; each estate tells of its own attachment. */
    Reachable told(String oneVpc, Estate there, String otherVpc) {
        TransitGroups others = new TransitGroups(there, gateway);
        Reachable shown = ofGateway();
        return all(
                shown == Reachable.UNKNOWN ? others.ofGateway() : shown,
                ofAttachment(oneVpc),
                others.ofAttachment(otherVpc));
    }

    private Reachable ofGateway() {
        return of(estate.stored(TransitGateway.class, gateway)
                .filter(estate::current)
                .map(Resource::attributes)
                .map(TransitGateway::securityGroupReferencingSupport)
                .orElse(null));
    }

    private Reachable ofAttachment(String vpc) {
        TransitGateways gateways =
                TransitGateways.of(AttachedVpc.of(estate, gateway, vpc).knowing());
        Optional<TransitGatewayVpcOptions> options = gateways.options(gateway, vpc);
        return options.isEmpty()
                        && !SharedVpcs.of(estate).isForeign(vpc)
                        && !gateways.isAttached(gateway, vpc)
                        && gateways.knowsAttachments(gateway)
                ? Reachable.NO
                : of(options.map(TransitGatewayVpcOptions::securityGroupReferencingSupport)
                        .orElse(null));
    }

    private static Reachable of(@Nullable String option) {
        return ENABLED.equals(option) ? Reachable.YES : DISABLED.equals(option) ? Reachable.NO : Reachable.UNKNOWN;
    }
}
