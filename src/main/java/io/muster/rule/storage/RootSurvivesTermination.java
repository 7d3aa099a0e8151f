package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** An instance whose root is an instance store has no volume to leave behind. */
@Singleton
class RootSurvivesTermination extends InstanceRule {

    private static final String INSTANCE_STORE = "instance-store";

    RootSurvivesTermination() {
        super(new RuleMetadata(
                "ebs-delete-on-termination-off-root",
                "Root volume survives its instance",
                Severity.LOW,
                Area.STORAGE,
                ResourceKind.INSTANCE,
                "A root volume that survives its instance keeps its logs, keys and data, without an owner that"
                        + " maintains them.",
                "Set DeleteOnTermination with modify-instance-attribute. Where the volume is to outlive the instance,"
                        + " for forensics say, tag the instance with " + Baseline.KEEP_ROOT_TAG + " = true.",
                List.of(
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-root-volume-delete-on-termination.html",
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html"),
                List.of()));
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        if (INSTANCE_STORE.equals(instance.rootDeviceType())) {
            return Verdict.notApplicable();
        }
        if (instance.rootDeviceName() == null) {
            return Verdict.unknown("AWS does not name the root device of this instance");
        }
        return Baseline.says(resource.tags(), Baseline.KEEP_ROOT_TAG) ? Verdict.pass() : judgeRoot(instance);
    }

    private Verdict judgeRoot(Instance instance) {
        Optional<BlockDevice> root = instance.blockDevices().stream()
                .filter(device -> instance.rootDeviceName().equals(device.deviceName()))
                .findFirst();
        if (root.isEmpty() && instance.blockDevices().stream().anyMatch(device -> device.deviceName() == null)) {
            return Verdict.unknown("AWS does not name every device of this instance");
        }
        return root.map(this::judge).orElseGet(Verdict::pass);
    }

    private Verdict judge(BlockDevice root) {
        if (root.deleteOnTermination() == null) {
            return Verdict.unknown("AWS does not say whether the root volume of this instance is deleted with it");
        }
        return root.deleteOnTermination() ? Verdict.pass() : survives(root);
    }

    private Verdict survives(BlockDevice root) {
        return fail(
                "The root volume stays when the instance is terminated.",
                Evidence.of("deviceName", root.deviceName())
                        .and("volumeId", root.volumeId())
                        .and("deleteOnTermination", false)
                        .facts());
    }
}
