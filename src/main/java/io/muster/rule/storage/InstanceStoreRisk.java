package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Judges by the instance's type, which does not prove that the instance store is used. */
@Singleton
class InstanceStoreRisk extends InstanceRule {

    private static final String INSTANCE_STORE = "instance-store";

    /**
     * The families whose instance store is not encrypted by its hardware. Those with NVMe are, and of those with hard
     * disks H1, D3 and D3en.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html">Data protection in EC2</a>
     */
    private static final Set<String> UNENCRYPTED_FAMILIES =
            Set.of("c1", "c3", "cc2", "cr1", "d2", "g2", "hs1", "i2", "m1", "m2", "m3", "r3", "x1", "x1e");

    InstanceStoreRisk() {
        super(new RuleMetadata(
                "ec2-instance-store-data-risk",
                "Instance store is the root device or is not encrypted",
                Severity.LOW,
                Area.STORAGE,
                ResourceKind.INSTANCE,
                "The contents of an instance store are lost when the instance stops, and in these families of types it is not"
                        + " encrypted.",
                "Move to a type of a current generation, whose instance store is encrypted: aws ec2"
                        + " modify-instance-attribute --instance-id ID --instance-type TYPE while the instance is stopped."
                        + " Launch from an image with an EBS root volume.",
                List.of(
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html",
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html"),
                List.of()));
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        boolean root = INSTANCE_STORE.equals(instance.rootDeviceType());
        if (instance.instanceType() == null) {
            return root ? risky(instance, true) : Verdict.unknown("AWS does not tell the type of this instance");
        }
        boolean unencrypted =
                UNENCRYPTED_FAMILIES.contains(instance.instanceType().split("\\.", 2)[0]);
        return root || unencrypted ? risky(instance, root) : Verdict.pass();
    }

    private Verdict risky(Instance instance, boolean root) {
        return fail(
                root
                        ? "The root device of the instance is an instance store, which is lost when the instance stops."
                        : "The instance store of this type is not encrypted.",
                Evidence.of("instanceType", instance.instanceType())
                        .and("rootDeviceType", instance.rootDeviceType())
                        .facts());
    }
}
