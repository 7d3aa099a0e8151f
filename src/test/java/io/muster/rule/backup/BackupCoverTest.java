package io.muster.rule.backup;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.rule.backup.BackupParts.plan;
import static io.muster.rule.backup.BackupParts.selection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.BackupCondition;
import io.muster.inventory.kind.BackupPlan;
import io.muster.inventory.kind.BackupResourceType;
import io.muster.inventory.kind.BackupSelection;
import io.muster.inventory.kind.BackupSettings;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.LifecycleExclusions;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.TagMatch;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about plans for backups of volumes and instances. */
class BackupCoverTest {

    private static final String PASS = "PASS";
    private static final String FAIL = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NA = "NOT_APPLICABLE";
    private static final List<String> NONE = List.of();
    private static final VolumeNotInAnyPlan A_PLAN_COVERS_THE_VOLUME = new VolumeNotInAnyPlan(Baselines.usual());

    /** The volume and the instance carry the tag backup=daily. */
    @ParameterizedTest
    @MethodSource
    void judgesPlans(BackupSelection selection, Boolean optedIn, String expected) {
        Estates.Made<BackupPlan> plan = plan(List.of(selection));
        assertThat(Judging.judge(A_PLAN_COVERS_THE_VOLUME, volume("in-use", true), tagged(), plan, settings(optedIn)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesPlans() {
        String volume = Estates.REGION.arn(ResourceKind.VOLUME, "vol-1");
        return Stream.of(
                argumentSet("by ARN", selection(List.of(volume), NONE, null, null), true, PASS),
                argumentSet("by another ARN", selection(List.of(volume + "0"), NONE, null, null), true, FAIL),
                argumentSet("all", selection(List.of("*"), NONE, null, null), true, PASS),
                argumentSet("nothing named is all", selection(NONE, NONE, null, null), true, PASS),
                argumentSet(
                        "all volumes, not opted in: a named type counts",
                        selection(List.of("arn:aws:ec2:*:*:volume/*"), NONE, null, null),
                        false,
                        PASS),
                argumentSet(
                        "all of EC2, not opted in: a service is no type",
                        selection(List.of("arn:aws:ec2:*"), NONE, null, null),
                        false,
                        FAIL),
                argumentSet("all of EC2, opted in", selection(List.of("arn:aws:ec2:*"), NONE, null, null), true, PASS),
                argumentSet("all, not opted in", selection(List.of("*"), NONE, null, null), false, FAIL),
                argumentSet("all, opt-in not told", selection(List.of("*"), NONE, null, null), null, UNKNOWN),
                argumentSet("by tag", selection(NONE, NONE, new TagMatch("backup", "daily"), null), true, PASS),
                argumentSet(
                        "by tag, not opted in",
                        selection(NONE, NONE, new TagMatch("backup", "daily"), null),
                        false,
                        FAIL),
                argumentSet(
                        "by tag of another case",
                        selection(NONE, NONE, new TagMatch("Backup", "daily"), null),
                        true,
                        FAIL),
                argumentSet(
                        "by another value", selection(NONE, NONE, new TagMatch("backup", "weekly"), null), true, FAIL),
                argumentSet(
                        "by condition",
                        selection(List.of("*"), NONE, null, condition("StringLike", "dai*")),
                        true,
                        PASS),
                argumentSet(
                        "by condition that fails",
                        selection(List.of("*"), NONE, null, condition("StringNotEquals", "daily")),
                        true,
                        FAIL),
                argumentSet(
                        "by condition on another value",
                        selection(List.of("*"), NONE, null, condition("StringNotEquals", "weekly")),
                        true,
                        PASS),
                argumentSet(
                        "by negated condition on a tag that it lacks: pages differ",
                        selection(List.of("*"), NONE, null, new BackupCondition("StringNotEquals", "keep", "no")),
                        true,
                        UNKNOWN),
                argumentSet(
                        "left out",
                        selection(List.of("*"), List.of("arn:aws:ec2:*:*:volume/*", "*:instance/*"), null, null),
                        true,
                        FAIL),
                argumentSet(
                        "by ARN and by a tag that it lacks: pages differ",
                        selection(List.of(volume), NONE, new TagMatch("x", "y"), null),
                        true,
                        UNKNOWN),
                argumentSet(
                        "with its instance",
                        selection(List.of("arn:aws:ec2:*:*:instance/*"), NONE, null, null),
                        false,
                        PASS),
                argumentSet("selection not read", selection(null, null, null, null), true, UNKNOWN));
    }

    @Test
    void withoutPlansNothingIsCovered() {
        assertThat(Judging.judge(A_PLAN_COVERS_THE_VOLUME, volume("in-use", true), tagged(), settings(true)))
                .isEqualTo(FAIL);
        assertThat(Judging.judge(A_PLAN_COVERS_THE_VOLUME, volume("in-use", true), tagged(), plan(null)))
                .isEqualTo(UNKNOWN);
        assertThat(Judging.judge(A_PLAN_COVERS_THE_VOLUME, volume("available", true)))
                .isEqualTo(NA);
        assertThat(Judging.judge(A_PLAN_COVERS_THE_VOLUME, volume(null, true))).isEqualTo(UNKNOWN);
    }

    @Test
    void evidenceTellsOfATypeThatIsNotOptedIn() {
        assertThat(Judging.evidence(
                        A_PLAN_COVERS_THE_VOLUME,
                        volume("in-use", true),
                        tagged(),
                        plan(List.of(selection(List.of("*"), NONE, null, null))),
                        settings(false)))
                .containsEntry("assignedButNotOptedIn", true);
    }

    @ParameterizedTest
    @MethodSource
    void judgesLifecyclePolicies(LifecyclePolicy policy, boolean root, String expected) {
        assertThat(Judging.judge(
                        A_PLAN_COVERS_THE_VOLUME, volume("in-use", root), tagged(), Made.of("policy-1", policy)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesLifecyclePolicies() {
        TagMatch daily = new TagMatch("backup", "daily");
        LifecycleExclusions roots = Parts.of(LifecycleExclusions.class, "bootVolumes", true);
        LifecycleExclusions tagged = Parts.of(LifecycleExclusions.class, "tags", List.of(daily));
        return Stream.of(
                argumentSet("volumes by tag", policy("ENABLED", "VOLUME", daily, null), true, PASS),
                argumentSet("instances by tag", policy("ENABLED", "INSTANCE", daily, null), true, PASS),
                argumentSet("by another tag", policy("ENABLED", "VOLUME", new TagMatch("a", "b"), null), true, FAIL),
                argumentSet("disabled", policy("DISABLED", "VOLUME", daily, null), true, FAIL),
                argumentSet("broken", policy("ERROR", "VOLUME", daily, null), true, FAIL),
                argumentSet("state not told", policy(null, "VOLUME", daily, null), true, UNKNOWN),
                argumentSet("instances but for root volumes", policy("ENABLED", "INSTANCE", daily, roots), true, FAIL),
                argumentSet("such a policy, a data volume", policy("ENABLED", "INSTANCE", daily, roots), false, PASS),
                argumentSet("a default policy", policy("ENABLED", "VOLUME", null, null), true, PASS),
                argumentSet("a default policy but for the tag", policy("ENABLED", "VOLUME", null, tagged), true, FAIL),
                argumentSet(
                        "not read",
                        Parts.of(LifecyclePolicy.class, "state", "ENABLED", "resourceTypes", null),
                        true,
                        UNKNOWN),
                argumentSet("in the region", in("CLOUD"), true, PASS),
                argumentSet("in the region and its Local Zones", in("CLOUD", "LOCAL_ZONE"), true, PASS),
                argumentSet("on Outposts alone", in("OUTPOST"), true, UNKNOWN),
                argumentSet(
                        "event based",
                        Parts.of(
                                LifecyclePolicy.class,
                                "state",
                                "ENABLED",
                                "policyType",
                                "EVENT_BASED_POLICY",
                                "resourceTypes",
                                List.of("VOLUME"),
                                "defaultPolicy",
                                true),
                        true,
                        FAIL));
    }

    @ParameterizedTest
    @MethodSource
    void judgesInstances(MadeInstance instance, BackupSelection selection, String expected) {
        assertThat(Judging.judge(
                        new InstanceNotInAnyPlan(Baselines.usual()),
                        instance,
                        volume("in-use", true),
                        plan(List.of(selection)),
                        settings(true)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesInstances() {
        BackupSelection volumes = selection(List.of("arn:aws:ec2:*:*:volume/vol-1"), NONE, null, null);
        return Stream.of(
                argumentSet(
                        "itself",
                        instance("i-1"),
                        selection(List.of("arn:aws:ec2:*:*:instance/i-1"), NONE, null, null),
                        PASS),
                argumentSet("its only volume", instance("i-1").device("/dev/xvda", "vol-1", true), volumes, PASS),
                argumentSet(
                        "one of its volumes",
                        instance("i-1").device("/dev/xvda", "vol-1", true).device("/dev/sdf", "vol-2", true),
                        volumes,
                        UNKNOWN),
                argumentSet("neither", instance("i-1"), volumes, FAIL),
                argumentSet("ended", instance("i-1").state(InstanceState.TERMINATED), volumes, NA));
    }

    private static Estates.Made<Volume> volume(String state, boolean root) {
        return Made.of(
                "vol-1",
                Map.of("backup", "daily"),
                Parts.of(
                        Volume.class,
                        "state",
                        state,
                        "attachments",
                        List.of(new VolumeAttachment("i-1", "/dev/xvda", true, root))));
    }

    private static MadeInstance tagged() {
        return instance("i-1").tag("backup", "daily").state(InstanceState.RUNNING);
    }

    private static BackupCondition condition(String operator, String value) {
        return new BackupCondition(operator, "aws:ResourceTag/backup", value);
    }

    private static Estates.Made<BackupSettings> settings(Boolean optedIn) {
        return Made.of(
                Estates.ACCOUNT,
                new BackupSettings(List.of(
                        new BackupResourceType("EBS", optedIn, null), new BackupResourceType("EC2", optedIn, null))));
    }

    /** A policy of the tag's volumes. */
    private static LifecyclePolicy in(String... locations) {
        return Parts.of(
                LifecyclePolicy.class,
                "state",
                "ENABLED",
                "resourceTypes",
                List.of("VOLUME"),
                "targetTags",
                List.of(new TagMatch("backup", "daily")),
                "resourceLocations",
                List.of(locations));
    }

    private static LifecyclePolicy policy(String state, String type, TagMatch tag, LifecycleExclusions exclusions) {
        return Parts.of(
                LifecyclePolicy.class,
                "state",
                state,
                "resourceTypes",
                List.of(type),
                "targetTags",
                tag == null ? List.of() : List.of(tag),
                "defaultPolicy",
                tag == null,
                "exclusions",
                exclusions);
    }
}
