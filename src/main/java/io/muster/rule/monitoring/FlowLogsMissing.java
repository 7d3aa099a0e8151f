package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.estate.FlowLogCoverage;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Flow logs of every interface, or of every subnet that has any, do as well as one of the VPC. */
@Singleton
class FlowLogsMissing extends RecordRule<Vpc> {

    FlowLogsMissing() {
        super(
                new RuleMetadata(
                        "vpc-flow-logs-missing",
                        "VPC traffic is not recorded by a flow log",
                        Severity.MEDIUM,
                        Area.MONITORING,
                        ResourceKind.VPC,
                        "Without flow logs the connections of the VPC cannot be reconstructed after an incident: neither the"
                                + " path of an intruder nor the amount of data that left. Logs that the organization keeps outside the account"
                                + " (Firewall Manager, Security Lake) may not show here.",
                        "Create a flow log for the VPC, of all traffic or at least of rejected traffic.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6"),
                        List.of(
                                Control.fsbp("EC2.6"),
                                Control.cis("3.0", "3.7"),
                                Control.cis("4.0", "3.7"),
                                Control.cis("5.0", "3.7"),
                                Control.cis("6.0", "4.7"),
                                Control.cis("7.0", "4.7"),
                                Control.prowler("vpc_flow_logs_enabled"))),
                Vpc.class,
                ResourceKind.FLOW_LOG,
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public Verdict judge(Resource<Vpc> resource, Estate estate) {
        if (foreign(resource, resource.attributes().ownerId())) {
            return Verdict.notApplicable();
        }
        FlowLogCoverage logs = FlowLogCoverage.of(estate);
        if (logs.records(resource.resourceId())) {
            return Verdict.pass();
        }
        List<Resource<NetworkInterface>> all = Interfaces.of(estate).inVpc(resource.resourceId());
        List<Resource<NetworkInterface>> unrecorded =
                all.stream().filter(eni -> !logs.records(eni)).toList();
        return !all.isEmpty() && unrecorded.isEmpty() ? Verdict.pass() : missing(resource, unrecorded);
    }

    private Verdict missing(Resource<Vpc> resource, List<Resource<NetworkInterface>> unrecorded) {
        boolean empty = unrecorded.isEmpty();
        return Verdict.fail(
                empty ? Severity.INFO : metadata().severity(),
                empty
                        ? "No active flow log covers the VPC, which holds no network interface."
                        : "No active flow log covers some network interfaces of the VPC (" + unrecorded.size() + ").",
                Evidence.of("vpcId", resource.resourceId())
                        .and("isDefault", resource.attributes().isDefault())
                        .and("unrecordedInterfaces", unrecorded.size())
                        .andSome("networkInterfaces", unrecorded)
                        .facts());
    }
}
