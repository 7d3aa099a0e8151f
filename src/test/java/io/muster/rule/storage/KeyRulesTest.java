package io.muster.rule.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Assessment;
import io.muster.rule.Assessments;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about the keys of volumes. */
class KeyRulesTest {

    private static final String PASS = "PASS";
    private static final String NA = "NOT_APPLICABLE";
    private static final String LOW = "FAIL LOW";
    private static final String HIGH = "FAIL HIGH";
    private static final String FOREIGN = "arn:aws:kms:eu-central-1:" + Estates.OTHER_ACCOUNT + ":key/k-1";

    @ParameterizedTest
    @MethodSource
    void judgesTheDefaultKey(String defaultKey, String manager, String expected) {
        assertThat(Judging.judge(new DefaultKeyAwsManaged(), settings(defaultKey), key(manager, "Enabled", null)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheDefaultKey() {
        return Stream.of(
                argumentSet("AWS's alias", "alias/aws/ebs", "CUSTOMER", LOW),
                argumentSet(
                        "AWS's alias as an ARN",
                        "arn:aws:kms:eu-central-1:111122223333:alias/aws/ebs",
                        "CUSTOMER",
                        LOW),
                argumentSet("a key of AWS", arn("k-1"), "AWS", LOW),
                argumentSet("a key of AWS by its id", "k-1", "AWS", LOW),
                argumentSet("an own key", arn("k-1"), "CUSTOMER", PASS),
                argumentSet("a key of another account", FOREIGN, "AWS", PASS),
                argumentSet("a key that is not known", arn("k-2"), "CUSTOMER", "UNKNOWN"),
                argumentSet("an own alias", "alias/disks", "CUSTOMER", "UNKNOWN"),
                argumentSet("a key whose manager is not told", arn("k-1"), null, "UNKNOWN"),
                argumentSet("not known", null, "AWS", "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesKeysOfVolumes(Estates.Made<Volume> volume, String manager, String expected) {
        assertThat(Judging.judge(new VolumeAwsManagedKey(), volume, key(manager, "Enabled", null)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesKeysOfVolumes() {
        return Stream.of(
                argumentSet("a key of AWS", volume(true, arn("k-1")), "AWS", LOW),
                argumentSet("an own key", volume(true, arn("k-1")), "CUSTOMER", PASS),
                argumentSet("a key of another account", volume(true, FOREIGN), "AWS", PASS),
                argumentSet("not encrypted", volume(false, null), "AWS", NA),
                argumentSet("encryption not told", volume(null, arn("k-1")), "AWS", "UNKNOWN"),
                argumentSet("key not told", volume(true, null), "AWS", "UNKNOWN"),
                argumentSet("key not known", volume(true, arn("k-2")), "AWS", "UNKNOWN"),
                argumentSet("a service's volume", managed(), "AWS", NA));
    }

    @ParameterizedTest
    @MethodSource
    void judgesStatesOfKeys(Estates.Made<Volume> volume, String state, Integer days, String expected) {
        Instant deletion = days == null ? null : Estates.NOW.plus(Duration.ofDays(days));
        assertThat(Judging.judge(new VolumeKeyUnusable(Baselines.usual()), volume, key("CUSTOMER", state, deletion)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesStatesOfKeys() {
        Estates.Made<Volume> volume = volume(true, arn("k-1"));
        return Stream.of(
                argumentSet("enabled", volume, "Enabled", null, PASS),
                argumentSet("being updated", volume, "Updating", null, PASS),
                argumentSet("disabled", volume, "Disabled", null, HIGH),
                argumentSet("to be deleted", volume, "PendingDeletion", 20, HIGH),
                argumentSet("to be deleted in days", volume, "PendingDeletion", 6, "FAIL CRITICAL"),
                argumentSet("without its material", volume, "PendingImport", null, HIGH),
                argumentSet("a replica to be deleted", volume, "PendingReplicaDeletion", null, HIGH),
                argumentSet("its store is gone", volume, "Unavailable", null, HIGH),
                argumentSet("state not told", volume, null, null, "UNKNOWN"),
                argumentSet("key not known", volume(true, arn("k-2")), "Enabled", null, "UNKNOWN"),
                argumentSet("a key of another account", volume(true, FOREIGN), "Enabled", null, "UNKNOWN"),
                argumentSet("key not told", volume(true, null), "Disabled", null, "UNKNOWN"),
                argumentSet("encryption not told", volume(null, arn("k-1")), "Disabled", null, "UNKNOWN"),
                argumentSet("not encrypted", volume(false, null), "Disabled", null, NA),
                argumentSet("a service's volume", managed(), "Disabled", null, NA));
    }

    @Test
    void withoutKeysTheirUsersAreUnknown() {
        // given
        Estates.Made<Volume> volume = volume(true, arn("k-1"));
        Estate estate =
                Estates.estate().with(volume).without(ResourceKind.KMS_KEY).build();

        // when, then
        assertThat(Assessments.by(new VolumeAwsManagedKey(), new VolumeKeyUnusable(Baselines.usual()))
                        .assess(estate)
                        .map(Assessment.Result::verdict))
                .containsOnly(Verdict.unknown("not known: " + arn("k-1")));
    }

    @Test
    void evidenceNamesTheKey() {
        assertThat(Judging.evidence(
                        new VolumeKeyUnusable(Baselines.usual()),
                        volume(true, arn("k-1")),
                        key("CUSTOMER", "PendingDeletion", Estates.NOW)))
                .containsEntry("kmsKey", arn("k-1"))
                .containsEntry("keyState", "PendingDeletion")
                .containsEntry("deletionDate", Estates.NOW.toString());
    }

    private static String arn(String id) {
        return Estates.REGION.arn(ResourceKind.KMS_KEY, id);
    }

    private static Estates.Made<KmsKey> key(String manager, String state, Instant deletion) {
        return Made.of(
                "k-1", Parts.of(KmsKey.class, "keyState", state, "keyManager", manager, "deletionDate", deletion));
    }

    private static Estates.Made<Volume> volume(Boolean encrypted, String key) {
        return Made.of("vol-1", Parts.of(Volume.class, "encrypted", encrypted, "kmsKeyId", key, "state", "in-use"));
    }

    private static Estates.Made<Volume> managed() {
        return Made.of(
                "vol-1", Parts.of(Volume.class, "encrypted", true, "kmsKeyId", arn("k-1"), "operatorManaged", true));
    }

    private static Estates.Made<RegionSettings> settings(String defaultKey) {
        return Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class, "ebsDefaultKmsKeyId", defaultKey));
    }
}
