package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.attack.Weakness;
import io.muster.estate.attack.Weaknesses;
import io.muster.estate.reach.AllWays;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An instance that nothing looks after is worse than one of which patches are missing, and not better. */
@Singleton
class ExposedAndUnpatched extends ExposedRule {

    private static final Set<Weakness.Type> COUNT =
            EnumSet.of(Weakness.Type.UNPATCHED, Weakness.Type.UNMANAGED, Weakness.Type.OUTDATED_IMAGE);

    ExposedAndUnpatched() {
        super(
                new RuleMetadata(
                        "ec2-toxic-internet-unpatched-or-unmanaged",
                        "Internet reaches an instance that lacks patches or is not managed",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "A published fault is tried against every address of the internet within hours. Here one meets a server"
                                + " that has not got the patch, or whose patches are unknown.",
                        "Install the patches with Patch Manager, or launch the instance anew from a current image; until then"
                                + " narrow the rule that the evidence names.",
                        List.of(
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html",
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/managed_instances.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html"),
                        List.of(
                                Control.fsbp("SSM.1"),
                                Control.fsbp("SSM.2"),
                                Control.prowler("ssm_managed_compliant_patching"))),
                Set.of(),
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.MANAGED_INSTANCE);
    }

    @Override
    public String version() {
        return "13";
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        List<Weakness> faults = Weaknesses.of(resource, estate).stream()
                .filter(weakness -> COUNT.contains(weakness.type()))
                .toList();
        if (faults.isEmpty()) {
            return ReachedPorts.isLatent(instance) ? Verdict.notApplicable() : Verdict.pass();
        }
        AllWays ways = AllWays.of(resource, estate);
        if (ways.reachable() == Reachable.NO) {
            return Verdict.pass();
        }
        List<String> certain =
                faults.stream().filter(Weakness::certain).map(Weakness::why).toList();
        return certain.isEmpty() || ways.reachable() == Reachable.UNKNOWN
                ? unknown(ways, faults.get(0).why())
                : Verdict.fail(
                        ReachedPorts.tempered(
                                metadata().severity(), instance, ways.exposed().atLarge()),
                        "The internet reaches the instance, and " + String.join(", ", certain) + ".",
                        reached(resource, ways, estate).and("faults", certain).facts());
    }
}
