package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.estate.ManagedNodes;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.SinceLaunch;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A stopped instance drops out of the list of managed nodes, and a new one needs some minutes to get into it. */
@Singleton
class NotManagedBySsm extends InstanceRule {

    NotManagedBySsm() {
        super(
                new RuleMetadata(
                        "ec2-not-ssm-managed",
                        "Running instance is not a managed node",
                        Severity.MEDIUM,
                        Area.MONITORING,
                        ResourceKind.INSTANCE,
                        "An instance that Systems Manager does not reach is not patched, not inventoried, and can be"
                                + " entered only over an open port. It counts once the agent is silent for 24 hours, or is unknown one hour"
                                + " after the launch.",
                        "Give the instance a role with AmazonSSMManagedInstanceCore or switch Default Host Management on,"
                                + " install the agent, and let it reach the endpoints of Systems Manager.",
                        List.of(
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/managed_instances.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ssm-controls.html#ssm-1"),
                        List.of(Control.fsbp("SSM.1"))),
                ResourceKind.MANAGED_INSTANCE);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        if (instance.state() != InstanceState.RUNNING) {
            return Verdict.notApplicable();
        }
        Optional<Resource<ManagedInstance>> node = estate.find(ManagedInstance.class, resource.resourceId());
        return node.isPresent() ? contact(node.get().attributes(), estate) : unmanaged(instance, estate);
    }

    private Verdict unmanaged(Instance instance, Estate estate) {
        return SinceLaunch.judged(
                instance,
                estate,
                ResourceKind.MANAGED_INSTANCE,
                () -> fail(
                        "Systems Manager does not know this running instance.",
                        Evidence.of("launchTime", String.valueOf(instance.launchTime()))
                                .and("imageId", instance.imageId())
                                .facts()));
    }

    private Verdict contact(ManagedInstance node, Estate estate) {
        if (ManagedNodes.online(node)) {
            return Verdict.pass();
        }
        Instant heardOf = node.lastPingTime();
        if (heardOf == null) {
            return Verdict.unknown("AWS does not tell when the agent was last heard of");
        }
        return ManagedNodes.lost(heardOf, estate.asOf())
                ? fail(
                        "Systems Manager has lost contact with this running instance.",
                        Evidence.of("pingStatus", node.pingStatus())
                                .and("lastPingTime", heardOf.toString())
                                .and("agentVersion", node.agentVersion())
                                .facts())
                : Verdict.pass();
    }
}
