package io.muster.rule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchBlockDevice;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule about disks of images: of each device the image tells, or else its snapshot. */
class ImageUnencryptedTest {

    private static final String PASS = "PASS";
    private static final String FAIL = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NA = "NOT_APPLICABLE";

    @ParameterizedTest
    @MethodSource
    void judges(Estates.Made<Image> image, boolean byDefault, String expected) {
        assertThat(Judging.judge(
                        new ImageUnencrypted(),
                        image,
                        Made.snapshot("snap-yes", true, "completed", false),
                        Made.snapshot("snap-no", false, "completed", false),
                        Made.of("snap-untold", Parts.of(Snapshot.class, "state", "completed")),
                        Made.settings(byDefault, null, null, null, null)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("encrypted", image(of(true, "snap-yes")), false, PASS),
                argumentSet("not encrypted", image(of(false, "snap-no")), false, FAIL),
                argumentSet("not encrypted, but by default", image(of(false, "snap-no")), true, "FAIL LOW"),
                argumentSet("one of two", image(of(true, "snap-yes"), of(false, "snap-no")), false, FAIL),
                argumentSet("an empty volume that is not", image(of(true, "snap-yes"), of(false, null)), false, FAIL),
                argumentSet("an empty volume that is", image(of(true, "snap-yes"), of(true, null)), false, PASS),
                argumentSet("its snapshot is gone, not encrypted", image(of(false, "snap-9")), false, FAIL),
                argumentSet("its snapshot is gone, encrypted", image(of(true, "snap-9")), false, PASS),
                argumentSet("told by its snapshot", image(of(null, "snap-no")), false, FAIL),
                argumentSet("told by its snapshot, encrypted", image(of(null, "snap-yes")), false, PASS),
                argumentSet("told by nobody", image(of(null, "snap-untold")), false, UNKNOWN),
                argumentSet("a snapshot that is not listed", image(of(null, "snap-9")), false, UNKNOWN),
                argumentSet("an empty volume of which nothing is told", image(of(null, null)), false, UNKNOWN),
                argumentSet("one that is not, one not told", image(of(false, null), of(null, null)), false, FAIL),
                argumentSet("of an instance store", image(), false, NA),
                argumentSet(
                        "devices not read",
                        Made.of("ami-1", Parts.of(Image.class, "blockDevices", null)),
                        false,
                        UNKNOWN));
    }

    @Test
    void snapshotsAreAskedWhereTheImageDoesNotTell() {
        // given
        Estates.Made<Image> image = image(of(true, "snap-9"));

        // then
        assertThat(Judging.judge(
                        new ImageUnencrypted(),
                        image,
                        Estates.estate()
                                .with(image)
                                .without(ResourceKind.SNAPSHOT)
                                .build()))
                .isEqualTo(PASS);
    }

    @Test
    void evidenceNamesTheDevices() {
        assertThat(Judging.evidence(new ImageUnencrypted(), image(of(true, "snap-yes"), of(false, null))))
                .containsEntry("devices", List.of("/dev/xvda"))
                .containsEntry("snapshotIds", List.of());
    }

    private static LaunchBlockDevice of(Boolean encrypted, String snapshot) {
        return new LaunchBlockDevice("/dev/xvda", encrypted, null, snapshot, 8, "gp3", true);
    }

    private static Estates.Made<Image> image(LaunchBlockDevice... devices) {
        return Made.of(
                "ami-1",
                Parts.of(
                        Image.class,
                        "imageState",
                        "available",
                        "blockDevices",
                        List.of(devices),
                        "ownerId",
                        Estates.ACCOUNT));
    }
}
