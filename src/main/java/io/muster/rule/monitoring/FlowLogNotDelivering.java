package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.FlowLog;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Reports flow logs whose records do not arrive; a flow log of only part of the traffic is a lesser fault. */
@Singleton
class FlowLogNotDelivering extends RecordRule<FlowLog> {

    private static final String FAILED = "FAILED";
    private static final String ALL = "ALL";

    /**
     * The error where records of some interfaces are lost alone.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html">FlowLog</a>
     */
    private static final String RATE_LIMITED = "Rate limited";

    /** The beginning of the ids of transit gateways and of their attachments, which have no type of traffic to choose. */
    private static final String TRANSIT_GATEWAY = "tgw-";

    FlowLogNotDelivering() {
        super(
                new RuleMetadata(
                        "vpc-flow-logs-not-delivering",
                        "Flow log does not deliver, or records part of the traffic",
                        Severity.HIGH,
                        Area.MONITORING,
                        ResourceKind.FLOW_LOG,
                        "The flow log exists, so that checks for its presence pass, while its records do not reach their"
                                + " destination: the traffic of the VPC, subnet or interface is not recorded.",
                        "Correct the cause that the error message names, usually the policy of the bucket or the role that writes to"
                                + " the log group. Where the rate is limited, have the quotas of CloudWatch Logs raised, or deliver to S3. For one that records part of the traffic, create a flow log of all traffic:"
                                + " the type of an existing one cannot be changed.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6"),
                        List.of(
                                Control.fsbp("EC2.6"),
                                Control.cis("5.0", "3.7"),
                                Control.prowler("vpc_flow_logs_enabled"))),
                FlowLog.class);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Verdict judge(Resource<FlowLog> resource, Estate estate) {
        FlowLog log = resource.attributes();
        if (RATE_LIMITED.equals(log.deliverErrorMessage())) {
            return Verdict.fail(
                    Severity.MEDIUM,
                    "CloudWatch Logs throttles the flow log, or allows no further log group: records of one or more interfaces"
                            + " are lost.",
                    facts(resource));
        }
        if (FAILED.equals(log.deliverStatus()) || log.deliverErrorMessage() != null) {
            return fail("The flow log does not deliver its records.", facts(resource));
        }
        if (log.deliverStatus() == null) {
            return Verdict.unknown("AWS does not report whether the flow log delivers its records");
        }
        if (log.trafficType() == null) {
            return ofTransitGateway(log)
                    ? Verdict.pass()
                    : Verdict.unknown("AWS does not report which traffic the flow log records");
        }
        return ALL.equals(log.trafficType())
                ? Verdict.pass()
                : Verdict.fail(
                        Severity.LOW, "The flow log records " + log.trafficType() + " traffic alone.", facts(resource));
    }

    /** See the EC2 API's {@code CreateFlowLogs}, {@code TrafficType}. */
    private static boolean ofTransitGateway(FlowLog log) {
        return log.resourceIdLogged() != null && log.resourceIdLogged().startsWith(TRANSIT_GATEWAY);
    }

    private static Map<String, Object> facts(Resource<FlowLog> resource) {
        FlowLog log = resource.attributes();
        return Evidence.of("flowLogId", resource.resourceId())
                .and("resourceId", log.resourceIdLogged())
                .and("deliverStatus", log.deliverStatus())
                .and("deliverErrorMessage", log.deliverErrorMessage())
                .and("trafficType", log.trafficType())
                .and("destinationType", log.destinationType())
                .facts();
    }
}
