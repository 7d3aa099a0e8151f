package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.AllWays;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Where AWS does not tell of the option, the instance's type does not offer it. */
@Singleton
class ExposedNestedVirtualization extends ExposedRule {

    private static final String ENABLED = "enabled";

    ExposedNestedVirtualization() {
        super(
                new RuleMetadata(
                        "ec2-nested-virtualization-exposed",
                        "Instance that the internet reaches may run virtual machines",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "Virtual machines in an instance are seen by none of AWS's tools: an attacker who takes the instance runs any program in them.",
                        "Stop the instance and switch the option off, unless the workload needs it: aws ec2"
                                + " modify-instance-cpu-options --instance-id ID --nested-virtualization disabled.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceCpuOptions.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CpuOptions.html"),
                        List.of()),
                Set.of(),
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public String version() {
        return "11";
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        if (!ENABLED.equals(instance.nestedVirtualization())) {
            return Verdict.pass();
        }
        AllWays ways = AllWays.of(resource, estate);
        return switch (ways.reachable()) {
            case NO -> Verdict.pass();
            case UNKNOWN -> unknown(ways, "whether the internet reaches the instance is not known");
            case YES ->
                Verdict.fail(
                        ReachedPorts.tempered(
                                metadata().severity(), instance, ways.exposed().atLarge()),
                        "The instance may run virtual machines, and the internet reaches it.",
                        reached(resource, ways, estate)
                                .and("nestedVirtualization", instance.nestedVirtualization())
                                .facts());
        };
    }
}
