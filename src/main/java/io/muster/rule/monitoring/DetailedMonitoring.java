package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.KnownStates;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Detailed monitoring costs money: a note is the most on instances that are tagged as not for production. */
@Singleton
class DetailedMonitoring extends InstanceRule {

    /** The states in which monitoring is on, or about to be. */
    private static final Set<String> ON = Set.of("enabled", "pending");

    private final Baseline baseline;

    DetailedMonitoring(Baseline baseline) {
        super(new RuleMetadata(
                "ec2-detailed-monitoring-off",
                "Detailed monitoring is off",
                Severity.LOW,
                Area.MONITORING,
                ResourceKind.INSTANCE,
                "Basic monitoring gives one figure every five minutes: too coarse to see a burst of traffic out, or a"
                        + " miner at work, before it is over.",
                "Turn it on with monitor-instances and in the launch template. CloudWatch charges for it.",
                List.of(
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html",
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-cloudwatch.html"),
                List.of(Control.prowler("ec2_instance_detailed_monitoring_enabled"))));
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        if (instance.state() != InstanceState.RUNNING) {
            return Verdict.notApplicable();
        }
        if (!KnownStates.MONITORING.hold(instance.monitoringState()) && !instance.detailedMonitoring()) {
            return Verdict.unknown("AWS does not report the monitoring of this instance");
        }
        return instance.detailedMonitoring() || ON.contains(instance.monitoringState())
                ? Verdict.pass()
                : Verdict.fail(
                        baseline.outsideProduction(resource.tags())
                                ? Severity.INFO
                                : metadata().severity(),
                        "CloudWatch gets the instance's figures every five minutes only.",
                        Evidence.of("detailedMonitoring", false)
                                .and("instanceType", instance.instanceType())
                                .facts());
    }
}
