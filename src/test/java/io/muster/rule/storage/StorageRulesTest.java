package io.muster.rule.storage;

import static io.muster.estate.Made.settings;
import static io.muster.estate.Made.volume;
import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StorageRulesTest {

    @ParameterizedTest
    @MethodSource
    void defaultEncryption(Boolean byDefault, Estates estate, String expected) {
        // given
        var settings = settings(byDefault, null, null, null, null);

        // then
        assertThat(Judging.judge(
                        new EbsDefaultEncryption(),
                        settings,
                        estate.with(settings).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> defaultEncryption() {
        return Stream.of(
                argumentSet("on", true, Estates.estate(), "PASS"),
                argumentSet("off, region in use", false, Estates.estate().with(instance("i-1")), "FAIL MEDIUM"),
                argumentSet(
                        "off, volumes only",
                        false,
                        Estates.estate().with(volume("v", true, "in-use", Map.of())),
                        "FAIL MEDIUM"),
                argumentSet("off, region empty", false, Estates.estate(), "FAIL LOW"),
                argumentSet(
                        "off, volumes unknown", false, Estates.estate().without(ResourceKind.VOLUME), "FAIL MEDIUM"),
                argumentSet("not readable", null, Estates.estate(), "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource("unencrypted")
    void judgesUnencrypted(Estates.Made<Volume> volume, MadeInstance instance, String expected) {
        assertThat(Judging.judge(new VolumeUnencrypted(), volume, instance)).isEqualTo(expected);
    }

    static Stream<Arguments> unencrypted() {
        Map<String, String> none = Map.of();
        Map<String, String> secret = Map.of("Data-Classification", "confidential");
        Map<String, String> open = Map.of("data_classification", "Public");
        return Stream.of(
                argumentSet("encrypted", volume("v", true, "in-use", none), instance("i-1"), "PASS"),
                argumentSet("attached", volume("v", false, "in-use", none, "i-1"), instance("i-1"), "FAIL MEDIUM"),
                argumentSet("unattached", volume("v", false, "available", none), instance("i-1"), "FAIL MEDIUM"),
                argumentSet("in the making", volume("v", false, "creating", none), instance("i-1"), "NOT_APPLICABLE"),
                argumentSet("going", volume("v", false, "deleting", none), instance("i-1"), "NOT_APPLICABLE"),
                argumentSet("classified", volume("v", false, "in-use", secret), instance("i-1"), "FAIL HIGH"),
                argumentSet("classified as public", volume("v", false, "in-use", open), instance("i-1"), "FAIL MEDIUM"),
                argumentSet(
                        "its instance is classified",
                        volume("v", false, "in-use", none, "i-1"),
                        instance("i-1").tag("DataClassification", "restricted"),
                        "FAIL HIGH"),
                argumentSet(
                        "another instance is classified",
                        volume("v", false, "in-use", none, "i-2"),
                        instance("i-1").tag("DataClassification", "restricted"),
                        "FAIL MEDIUM"),
                argumentSet("run by a service", operatorManaged("in-use"), instance("i-1"), "NOT_APPLICABLE"));
    }

    private static Estates.Made<Volume> operatorManaged(String state) {
        return Made.of("v", new Volume(false, null, 8, "gp3", state, null, null, List.of(), true, null));
    }

    @ParameterizedTest
    @MethodSource("unattached")
    void judgesUnattached(Estates.Made<Volume> volume, Duration unchanged, String expected) {
        // given
        Estates estate = Estates.estate().with(volume);
        if (unchanged != null) {
            estate.unchangedSince(volume, Estates.NOW.minus(unchanged));
        }

        // then
        assertThat(Judging.judge(new VolumeUnattached(Baselines.usual()), volume, estate.build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> unattached() {
        Duration limit = Duration.ofDays(14);
        Map<String, String> claimed = Map.of("kubernetes.io/created-for/pvc/name", "data");
        return Stream.of(
                argumentSet("attached", volume("v", true, "in-use", Map.of(), "i-1"), limit.plusDays(1), "PASS"),
                argumentSet("for long", volume("v", true, "available", Map.of()), limit.plusSeconds(1), "FAIL LOW"),
                argumentSet("just not", volume("v", true, "available", Map.of()), limit, "PASS"),
                argumentSet("nobody knows how long", volume("v", true, "available", Map.of()), null, "PASS"),
                argumentSet(
                        "kept by Kubernetes", volume("v", true, "available", claimed), limit.plusDays(1), "FAIL INFO"),
                argumentSet("run by a service", operatorManaged("available"), limit.plusDays(1), "NOT_APPLICABLE"));
    }

    @ParameterizedTest
    @MethodSource
    void rootSurvives(MadeInstance instance, String expected) {
        assertThat(Judging.judge(new RootSurvivesTermination(), instance)).isEqualTo(expected);
    }

    static Stream<Arguments> rootSurvives() {
        return Stream.of(
                argumentSet("goes", instance("i").device("/dev/xvda", "v", true), "PASS"),
                argumentSet("stays", instance("i").device("/dev/xvda", "v", false), "FAIL LOW"),
                argumentSet("another device stays", instance("i").device("/dev/sdf", "v", false), "PASS"),
                argumentSet(
                        "kept on purpose",
                        instance("i").device("/dev/xvda", "v", false).tag("muster:keep-root-volume", "true"),
                        "PASS"),
                argumentSet("instance store", instance("i").root("/dev/sda1", "instance-store"), "NOT_APPLICABLE"),
                argumentSet("no root told", instance("i").root(null, "ebs"), "UNKNOWN"),
                argumentSet(
                        "stopped",
                        instance("i").device("/dev/xvda", "v", false).state(InstanceState.STOPPED),
                        "FAIL LOW"),
                argumentSet(
                        "ended",
                        instance("i").device("/dev/xvda", "v", false).state(InstanceState.TERMINATED),
                        "NOT_APPLICABLE"));
    }
}
