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
import io.muster.inventory.kind.BackupResourceType;
import io.muster.inventory.kind.BackupSelection;
import io.muster.inventory.kind.BackupSettings;
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

/** The rules about plans for stacks and clusters, which take the volumes and instances that are part of them. */
class BackupWholeTest {

    private static final String PASS = "PASS";
    private static final String FAIL = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";

    private static final String CLUSTER = "arn:aws:eks:eu-central-1:111122223333:cluster/prod";
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:111122223333:stack/app/0a1b";

    private static final Map<String, String> CLAIMED =
            Map.of("kubernetes.io/cluster/prod", "owned", "kubernetes.io/created-for/pvc/name", "data-0");

    @ParameterizedTest
    @MethodSource
    void aPlanTakesTheVolumesThatAClusterClaims(BackupSelection selection, Boolean optedIn, String expected) {
        assertThat(Judging.judge(
                        new VolumeNotInAnyPlan(Baselines.usual()),
                        volume(CLAIMED),
                        instance("i-1"),
                        plan(List.of(selection)),
                        settings(optedIn)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> aPlanTakesTheVolumesThatAClusterClaims() {
        String all = "arn:aws:eks:*:*:cluster/*";
        return Stream.of(
                argumentSet("the cluster, not opted in: it is named", of(CLUSTER), false, PASS),
                argumentSet("another cluster", of(CLUSTER + "-2"), true, FAIL),
                argumentSet("all clusters: this one may be none of EKS", of(all), true, UNKNOWN),
                argumentSet("all but this one", selection(List.of(all), List.of(CLUSTER), null, null), true, FAIL),
                argumentSet(
                        "the cluster, without the volumes",
                        selection(List.of(CLUSTER), List.of("arn:aws:ec2:*:*:volume/*"), null, null),
                        true,
                        UNKNOWN),
                argumentSet(
                        "the cluster on a condition of its tags",
                        selection(List.of(CLUSTER), List.of(), null, new BackupCondition("StringEquals", "a", "b")),
                        true,
                        UNKNOWN),
                argumentSet("tags that the cluster may have", tagged(), true, UNKNOWN),
                argumentSet("tags, clusters not opted in", tagged(), false, FAIL));
    }

    @Test
    void aDiskOfANodeIsNoPartOfTheCluster() {
        assertThat(Judging.judge(
                        new VolumeNotInAnyPlan(Baselines.usual()),
                        volume(Map.of("KubernetesCluster", "prod")),
                        instance("i-1"),
                        plan(List.of(of(CLUSTER))),
                        settings(true)))
                .isEqualTo(FAIL);
    }

    @ParameterizedTest
    @MethodSource
    void aPlanTakesTheInstancesOfAStack(BackupSelection selection, MadeInstance member, String expected) {
        assertThat(Judging.judge(
                        new InstanceNotInAnyPlan(Baselines.usual()), member, plan(List.of(selection)), settings(true)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> aPlanTakesTheInstancesOfAStack() {
        BackupSelection stacks = of("arn:aws:cloudformation:eu-central-1:111122223333:stack/app/*");
        return Stream.of(
                argumentSet("of the stack", stacks, ofStack(STACK), PASS),
                argumentSet("of another stack", stacks, ofStack(STACK.replace("app", "web")), FAIL),
                argumentSet(
                        "of a group of the stack: no part of it",
                        stacks,
                        ofStack(STACK).tag("aws:autoscaling:groupName", "g"),
                        "NOT_APPLICABLE"),
                argumentSet("tags, which the stack would hand on", tagged(), ofStack(STACK), FAIL));
    }

    private static MadeInstance ofStack(String arn) {
        return instance("i-1").tag("aws:cloudformation:stack-id", arn);
    }

    private static BackupSelection tagged() {
        return selection(List.of(), List.of(), new TagMatch("backup", "daily"), null);
    }

    private static BackupSelection of(String pattern) {
        return selection(List.of(pattern), List.of(), null, null);
    }

    /** Volumes and instances are opted in. */
    private static Estates.Made<BackupSettings> settings(Boolean wholes) {
        return Made.of(
                Estates.ACCOUNT,
                new BackupSettings(List.of(
                        new BackupResourceType("EBS", true, null),
                        new BackupResourceType("EC2", true, null),
                        new BackupResourceType("EKS", wholes, null),
                        new BackupResourceType("CloudFormation", wholes, null))));
    }

    private static Estates.Made<Volume> volume(Map<String, String> tags) {
        return Made.of(
                "vol-1",
                tags,
                Parts.of(
                        Volume.class,
                        "state",
                        "in-use",
                        "attachments",
                        List.of(new VolumeAttachment("i-1", "/dev/xvdba", false, false))));
    }
}
