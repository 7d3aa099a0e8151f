package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.TransitGateway;
import io.muster.rule.Area;
import io.muster.rule.EndedStates;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Judged in the account that owns the gateway: those that it is shared with cannot change it. */
@Singleton
class TransitGatewayAutoAccept extends RecordRule<TransitGateway> {

    private static final String ENABLED = "enable";

    TransitGatewayAutoAccept() {
        super(
                new RuleMetadata(
                        "tgw-auto-accept-shared-attachments",
                        "Transit gateway accepts any shared attachment",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.TRANSIT_GATEWAY,
                        "Every account that the transit gateway is shared with can attach VPCs to it without being asked. Where"
                                + " new attachments take part in the default route tables as well, each of them reaches all"
                                + " others at once.",
                        "Turn off automatic acceptance, and accept each attachment by itself; associate new attachments with"
                                + " a route table of their own.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html",
                                GroupRule.FSBP + "#ec2-23"),
                        List.of(Control.fsbp("EC2.23"))),
                TransitGateway.class);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<TransitGateway> resource, Estate estate) {
        TransitGateway gateway = resource.attributes();
        if (foreign(resource, gateway.ownerId()) || EndedStates.DELETED.hold(gateway.state())) {
            return Verdict.notApplicable();
        }
        if (gateway.autoAcceptSharedAttachments() == null) {
            return Verdict.unknown("AWS does not report whether the transit gateway accepts attachments by itself");
        }
        if (!ENABLED.equals(gateway.autoAcceptSharedAttachments())) {
            return Verdict.pass();
        }
        boolean mesh = ENABLED.equals(gateway.defaultRouteTableAssociation())
                && ENABLED.equals(gateway.defaultRouteTablePropagation());
        return Verdict.fail(
                mesh ? Severity.CRITICAL : Severity.HIGH,
                mesh
                        ? "The transit gateway accepts attachments of other accounts by itself and routes between all of them."
                        : "The transit gateway accepts attachments of other accounts by itself.",
                Evidence.of("autoAcceptSharedAttachments", gateway.autoAcceptSharedAttachments())
                        .and("defaultRouteTableAssociation", gateway.defaultRouteTableAssociation())
                        .and("defaultRouteTablePropagation", gateway.defaultRouteTablePropagation())
                        .facts());
    }
}
