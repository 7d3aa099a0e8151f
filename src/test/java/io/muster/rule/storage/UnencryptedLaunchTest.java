package io.muster.rule.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchBlockDevice;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.Operator;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.SpotLaunchSpecification;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about volumes of launches to come. */
class UnencryptedLaunchTest {

    private static final String PASS = "PASS";
    private static final String FAIL = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";

    @ParameterizedTest
    @MethodSource
    void judges(LaunchBlockDevice device, String imageId, Boolean byDefault, String expected) {
        // given
        Estates.Made<LaunchTemplate> template = template(Parts.of(
                LaunchTemplateVersion.class, "version", 1L, "imageId", imageId, "blockDevices", List.of(device)));
        Estates.Made<SpotFleetRequest> fleet = fleet("active", imageId, device);

        // then
        assertThat(List.of(
                        Judging.judge(new LaunchTemplateUnencrypted(), template, others(byDefault)),
                        Judging.judge(new SpotFleetUnencrypted(), fleet, others(byDefault))))
                .containsOnly(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("encrypted", device(true, null), null, false, PASS),
                argumentSet("explicitly not", device(false, null), null, false, FAIL),
                argumentSet("explicitly not, but by default", device(false, null), null, true, PASS),
                argumentSet("explicitly not, default not read", device(false, null), null, null, UNKNOWN),
                argumentSet("explicitly not, of an encrypted snapshot", device(false, "snap-yes"), null, false, PASS),
                argumentSet("explicitly not, of a snapshot that is not", device(false, "snap-no"), null, false, FAIL),
                argumentSet("explicitly not, of another owner's", device(false, "snap-9"), null, false, UNKNOWN),
                argumentSet("explicitly not, in an encrypted image", device(false, null), "ami-yes", false, PASS),
                argumentSet("explicitly not, in a foreign image", device(false, null), "ami-9", false, FAIL),
                argumentSet("as its snapshot, encrypted", device(null, "snap-yes"), null, false, PASS),
                argumentSet("as its snapshot, not encrypted", device(null, "snap-no"), null, false, FAIL),
                argumentSet("as its snapshot, by default", device(null, "snap-no"), null, true, PASS),
                argumentSet("as a snapshot of another owner", device(null, "snap-9"), null, false, UNKNOWN),
                argumentSet("as in an image, not encrypted", device(null, null), "ami-no", false, FAIL),
                argumentSet("as in an image, encrypted", device(null, null), "ami-yes", false, PASS),
                argumentSet("as in an image, its snapshot not encrypted", device(null, null), "ami-snap", false, FAIL),
                argumentSet("as in an image that does not tell", device(null, null), "ami-untold", false, UNKNOWN),
                argumentSet("none of the image's, empty", device(null, null), "ami-root", false, FAIL),
                argumentSet("none of the image's, empty, by default", device(null, null), "ami-root", true, PASS),
                argumentSet("none of the image's, no size", lasting(), "ami-yes", false, UNKNOWN),
                argumentSet("a foreign image", device(null, null), "ami-9", false, UNKNOWN),
                argumentSet("an image whose devices were not read", device(null, null), "ami-old", false, UNKNOWN),
                argumentSet(
                        "a key without encryption: AWS refuses the launch",
                        new LaunchBlockDevice("/dev/xvdb", null, "alias/k", null, 8, "gp3", true),
                        "ami-no",
                        false,
                        PASS),
                argumentSet("image by override", device(null, null), null, false, UNKNOWN),
                argumentSet("of the image, only its end given", lasting(), "ami-root", false, FAIL),
                argumentSet("of a foreign image, only its end given", lasting(), "ami-9", false, UNKNOWN),
                argumentSet(
                        "an instance store",
                        new LaunchBlockDevice("/dev/sdb", null, null, null, null, null, null),
                        null,
                        false,
                        PASS));
    }

    @Test
    void withoutDevicesItIsTheImagesMatter() {
        assertThat(Judging.judge(
                        new LaunchTemplateUnencrypted(),
                        template(Parts.of(LaunchTemplateVersion.class, "version", 1L)),
                        others(null)))
                .isEqualTo(PASS);
    }

    @Test
    void aTemplateThatAServiceKeepsIsNotJudged() {
        LaunchTemplateVersion version =
                Parts.of(LaunchTemplateVersion.class, "version", 1L, "blockDevices", List.of(device(false, null)));
        assertThat(Judging.judge(
                        new LaunchTemplateUnencrypted(),
                        Made.of(
                                "lt-1",
                                Parts.of(
                                        LaunchTemplate.class,
                                        "versions",
                                        List.of(version),
                                        "operator",
                                        new Operator(true, "eks.amazonaws.com", true))),
                        others(false)))
                .isEqualTo("NOT_APPLICABLE");
    }

    @Test
    void versionsThatWereNotReadAreUnknown() {
        assertThat(Judging.judge(
                        new LaunchTemplateUnencrypted(),
                        Made.of("lt-1", Parts.of(LaunchTemplate.class, "versions", null)),
                        others(false)))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aFleetThatIsOverIsNotJudged() {
        assertThat(Judging.judge(
                        new SpotFleetUnencrypted(),
                        fleet("cancelled_running", null, device(false, null)),
                        others(false)))
                .isEqualTo("NOT_APPLICABLE");
    }

    private static LaunchBlockDevice lasting() {
        return new LaunchBlockDevice("/dev/xvda", null, null, null, null, null, false);
    }

    private static LaunchBlockDevice device(Boolean encrypted, String snapshotId) {
        return new LaunchBlockDevice("/dev/xvdb", encrypted, null, snapshotId, 8, "gp3", true);
    }

    private static Estates.Made<LaunchTemplate> template(LaunchTemplateVersion version) {
        return Made.of("lt-1", Parts.of(LaunchTemplate.class, "versions", List.of(version)));
    }

    private static Estates.Made<SpotFleetRequest> fleet(String state, String imageId, LaunchBlockDevice device) {
        SpotLaunchSpecification launch =
                Parts.of(SpotLaunchSpecification.class, "imageId", imageId, "blockDevices", List.of(device));
        return Made.of(
                "sfr-1", Parts.of(SpotFleetRequest.class, "state", state, "launchSpecifications", List.of(launch)));
    }

    private static Estates.Made<?>[] others(Boolean byDefault) {
        return new Estates.Made<?>[] {
            Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class, "ebsEncryptionByDefault", byDefault)),
            Made.snapshot("snap-yes", true, "completed", false),
            Made.snapshot("snap-no", false, "completed", false),
            image("ami-yes", device(true, null)),
            image("ami-no", device(false, null)),
            image("ami-snap", device(null, "snap-no")),
            image("ami-untold", device(null, null)),
            image("ami-root", new LaunchBlockDevice("/dev/xvda", false, null, "snap-no", 8, "gp3", true)),
            Made.of("ami-old", Parts.of(Image.class, "blockDevices", null))
        };
    }

    private static Estates.Made<Image> image(String id, LaunchBlockDevice device) {
        return Made.of(id, Parts.of(Image.class, "blockDevices", List.of(device)));
    }
}
