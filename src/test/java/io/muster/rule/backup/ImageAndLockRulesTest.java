package io.muster.rule.backup;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.Fleet;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchOverride;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.MixedInstances;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.SnapshotLock;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.SpotLaunchSpecification;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about images of instances, their protection from being deregistered, and locks of snapshots. */
class ImageAndLockRulesTest {

    private static final String PASS = "PASS";
    private static final String LOW = "FAIL LOW";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NA = "NOT_APPLICABLE";

    @ParameterizedTest
    @MethodSource
    void judgesImagesOfInstances(InstanceImage image, String expected) {
        assertThat(Judging.judge(
                        new InstanceImageUntrusted(Baselines.of(Map.of("trusted-accounts", "777788889999"))),
                        running(image)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesImagesOfInstances() {
        Instant past = Estates.NOW.minus(Duration.ofDays(1));
        Instant future = Estates.NOW.plus(Duration.ofDays(1));
        return Stream.of(
                argumentSet("own", image(Estates.ACCOUNT, null, "available", null, null), PASS),
                argumentSet("of Amazon", image("801119661308", "amazon", "available", null, null), PASS),
                argumentSet("of a trusted account", image("777788889999", null, "available", null, null), PASS),
                argumentSet("of a stranger", image("999900001111", null, "available", null, null), MEDIUM),
                argumentSet("of a seller", image("679593333241", "aws-marketplace", "available", null, null), MEDIUM),
                argumentSet("deregistered", image(Estates.ACCOUNT, null, "deregistered", null, null), MEDIUM),
                argumentSet("deprecated", image("801119661308", "amazon", "available", past, null), MEDIUM),
                argumentSet("to be deprecated", image("801119661308", "amazon", "available", future, null), PASS),
                argumentSet("not allowed", image(Estates.ACCOUNT, null, "available", null, false), MEDIUM),
                argumentSet("owner not told", image(null, null, "available", null, null), UNKNOWN),
                argumentSet("state not told", image(Estates.ACCOUNT, null, null, null, null), UNKNOWN),
                argumentSet("not read", null, UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"enabled, FAIL MEDIUM", "audit-mode, FAIL MEDIUM", "disabled, PASS"})
    void criteriaThatAreOffDoNotCount(String state, String expected) {
        AllowedImages images = Parts.of(AllowedImages.class, "state", state);
        assertThat(Judging.judge(
                        new InstanceImageUntrusted(Baselines.usual()),
                        running(image(Estates.ACCOUNT, null, "available", null, false)),
                        Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class, "allowedImages", images))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource
    void judgesWhetherTheImageIsAllowed(String state, Boolean allowed, String expected) {
        AllowedImages images = state == null ? null : Parts.of(AllowedImages.class, "state", state);
        assertThat(Judging.judge(
                        new InstanceImageNotAllowed(),
                        running(image(Estates.ACCOUNT, null, "available", null, allowed)),
                        Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class, "allowedImages", images))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWhetherTheImageIsAllowed() {
        return Stream.of(
                argumentSet("allowed", "enabled", true, PASS),
                argumentSet("not allowed", "enabled", false, MEDIUM),
                argumentSet("not allowed, in audit mode", "audit-mode", false, MEDIUM),
                argumentSet("no criteria in force", "disabled", false, NA),
                argumentSet("not told", "enabled", null, UNKNOWN),
                argumentSet("settings not read", null, false, UNKNOWN));
    }

    @Test
    void anInstanceThatEndedIsNotJudged() {
        Instance ended = Parts.of(Instance.class, "state", InstanceState.TERMINATED);
        assertThat(Judging.judge(new InstanceImageUntrusted(Baselines.usual()), Made.of("i-1", ended)))
                .isEqualTo(NA);
        assertThat(Judging.judge(new InstanceImageNotAllowed(), Made.of("i-1", ended)))
                .isEqualTo(NA);
    }

    private static Estates.Made<Instance> running(InstanceImage image) {
        return Made.of("i-1", Parts.of(Instance.class, "state", InstanceState.RUNNING, "imageMetadata", image));
    }

    private static InstanceImage image(String owner, String alias, String state, Instant deprecation, Boolean allowed) {
        return new InstanceImage("n", owner, alias, state, null, allowed, null, deprecation, List.of());
    }

    @ParameterizedTest
    @MethodSource
    void judgesTheProtectionOfImages(String protection, Estates.Made<?>[] users, String expected) {
        Image image = Parts.of(
                Image.class,
                "imageState",
                "available",
                "ownerId",
                Estates.ACCOUNT,
                "deregistrationProtection",
                protection);
        assertThat(Judging.judge(new DeregistrationUnprotected(Baselines.usual()), Made.of("ami-1", image), users))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheProtectionOfImages() {
        Estates.Made<?>[] template = {
            Made.of(
                    "lt-1",
                    Parts.of(
                            LaunchTemplate.class,
                            "versions",
                            List.of(Parts.of(LaunchTemplateVersion.class, "imageId", "ami-1"))))
        };
        MixedInstances mixed =
                Parts.of(MixedInstances.class, "overrides", List.of(new LaunchOverride("m7g.large", "ami-1", null)));
        Estates.Made<?>[] override = {
            given("g", ResourceKind.AUTO_SCALING_GROUP, Parts.of(AutoScalingGroup.class, "mixedInstances", mixed))
        };
        Estates.Made<?> configuration =
                given("lc", ResourceKind.LAUNCH_CONFIGURATION, Parts.of(LaunchConfiguration.class, "imageId", "ami-1"));
        Estates.Made<?>[] group = {
            configuration,
            given(
                    "g",
                    ResourceKind.AUTO_SCALING_GROUP,
                    Parts.of(AutoScalingGroup.class, "launchConfigurationName", "lc"))
        };
        Estates.Made<?>[] spotFleet = {spotFleet("active")};
        Estates.Made<?>[] pastSpotFleet = {spotFleet("cancelled_terminating")};
        Estates.Made<?>[] fleet = {
            Made.of("fleet-1", Parts.of(Fleet.class, "state", "active", "imageIds", List.of("ami-1")))
        };
        Estates.Made<?>[] unread = {Made.of("lt-1", Parts.of(LaunchTemplate.class, "versions", null))};
        return Stream.of(
                argumentSet("protected", "enabled-with-cooldown", template, PASS),
                argumentSet("a template names it", "disabled", template, LOW),
                argumentSet("a group names it", "disabled", override, LOW),
                argumentSet("a group's configuration names it", "disabled", group, LOW),
                argumentSet("a fleet names it", "disabled", fleet, LOW),
                argumentSet("a Spot Fleet names it", "disabled", spotFleet, LOW),
                argumentSet("a Spot Fleet that is over names it", "disabled", pastSpotFleet, NA),
                argumentSet(
                        "a configuration in no use names it", "disabled", new Estates.Made<?>[] {configuration}, NA),
                argumentSet("nothing names it", "disabled", new Estates.Made<?>[0], NA),
                argumentSet("a template was not read", "disabled", unread, UNKNOWN),
                argumentSet("not told", null, template, UNKNOWN));
    }

    @Test
    void imagesOfOthersAndThoseThatAreGoneAreNotJudged() {
        assertThat(Judging.judge(
                        new DeregistrationUnprotected(Baselines.usual()),
                        Made.of("ami-1", Parts.of(Image.class, "ownerId", Estates.OTHER_ACCOUNT))))
                .isEqualTo(NA);
        assertThat(Judging.judge(
                        new DeregistrationUnprotected(Baselines.usual()),
                        Made.of("ami-1", Parts.of(Image.class, "imageState", "deregistered"))))
                .isEqualTo(NA);
    }

    private static Estates.Made<SpotFleetRequest> spotFleet(String state) {
        return Made.of(
                "sfr-1",
                Parts.of(
                        SpotFleetRequest.class,
                        "state",
                        state,
                        "launchSpecifications",
                        List.of(Parts.of(SpotLaunchSpecification.class, "imageId", "ami-1"))));
    }

    /** The ARNs of these kinds are AWS's to give. */
    private static <T extends Record> Estates.Made<T> given(String name, ResourceKind kind, T attributes) {
        return () ->
                new Resource<>("arn:aws:autoscaling:" + name, kind, Estates.REGION, name, name, Map.of(), attributes);
    }

    @ParameterizedTest
    @MethodSource
    void judgesLocks(Map<String, String> tags, boolean forProduction, int days, String lockState, String expected) {
        // given
        List<Estates.Made<?>> others = new ArrayList<>();
        others.add(Made.volume("vol-1", true, "in-use", Map.of(), "i-1"));
        var instance = instance("i-1");
        tags.forEach(instance::tag);
        others.add(instance);
        others.add(snapshot("snap-2", 2));
        if (lockState != null) {
            others.add(Made.of(
                    "snap-1",
                    Parts.of(
                            SnapshotLock.class,
                            "snapshotId",
                            "snap-1",
                            "lockState",
                            lockState.isEmpty() ? null : lockState)));
        }

        // then
        assertThat(Judging.judge(
                        new SnapshotNotLocked(Baselines.of(Map.of("locked-backups", Boolean.toString(forProduction)))),
                        snapshot("snap-1", days),
                        others.toArray(Estates.Made<?>[]::new)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesLocks() {
        Map<String, String> asked = Map.of("muster:locked-backups", "true");
        Map<String, String> production = Map.of("Environment", "Production");
        return Stream.of(
                argumentSet("not asked for", Map.of(), true, 1, null, NA),
                argumentSet("production, not asked for", production, false, 1, null, NA),
                argumentSet("production, no lock", production, true, 1, null, "FAIL INFO"),
                argumentSet("asked for by tag, no lock", asked, false, 1, null, "FAIL INFO"),
                argumentSet("locked", asked, false, 1, "governance", PASS),
                argumentSet("in the time to cool off", asked, false, 1, "compliance-cooloff", PASS),
                argumentSet("expired", asked, false, 1, "expired", LOW),
                argumentSet("state not told", asked, false, 1, "", UNKNOWN),
                argumentSet("there is a newer one", asked, false, 3, null, NA));
    }

    @Test
    void theTagMayBeTheVolumes() {
        assertThat(Judging.judge(
                        new SnapshotNotLocked(Baselines.usual()),
                        snapshot("snap-1", 1),
                        Made.volume("vol-1", true, "available", Map.of("muster:locked-backups", "true"))))
                .isEqualTo("FAIL INFO");
    }

    /** Its own snapshot of before is not asked for a lock either. */
    @Test
    void aSnapshotOfAwsBackupNeedsNoLockOfItsOwn() {
        // given
        Estates.Made<Snapshot> ofBackup = snapshot(
                "snap-1",
                1,
                Map.of("aws:backup:source-resource", "arn:aws:ec2:eu-central-1:111122223333:volume/vol-1"));
        Estates.Made<Snapshot> own = snapshot("snap-2", 2);
        var volume = Made.volume("vol-1", true, "available", Map.of("muster:locked-backups", "true"));
        SnapshotNotLocked rule = new SnapshotNotLocked(Baselines.usual());

        // then
        assertThat(Judging.judge(rule, ofBackup, own, volume)).isEqualTo(NA);
        assertThat(Judging.judge(rule, own, ofBackup, volume)).isEqualTo(NA);
    }

    private static Estates.Made<Snapshot> snapshot(String id, int days) {
        return snapshot(id, days, Map.of());
    }

    private static Estates.Made<Snapshot> snapshot(String id, int days, Map<String, String> tags) {
        return Made.of(
                id,
                tags,
                Parts.of(
                        Snapshot.class,
                        "volumeId",
                        "vol-1",
                        "state",
                        "completed",
                        "startTime",
                        Estates.NOW.minus(Duration.ofDays(days))));
    }
}
