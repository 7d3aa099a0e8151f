package io.muster.rule.backup;

import static io.muster.estate.Made.image;
import static io.muster.estate.Made.settings;
import static io.muster.estate.Made.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BackupRulesTest {

    @ParameterizedTest
    @CsvSource({
        "true, , FAIL CRITICAL",
        "true, unblocked, FAIL CRITICAL",
        "true, block-new-sharing, FAIL CRITICAL",
        "true, block-all-sharing, FAIL MEDIUM",
        "false, unblocked, PASS"
    })
    void publicSnapshots(boolean isPublic, String block, String expected) {
        assertThat(Judging.judge(
                        new SnapshotPublic(),
                        snapshot("snap-1", false, "completed", isPublic),
                        settings(null, block, null, null, null)))
                .isEqualTo(expected);
    }

    @Test
    void aBlockThatIsNotCurrentDoesNotHelp() {
        // given
        var snapshot = snapshot("snap-1", false, "completed", true);
        var estate = Estates.estate()
                .with(snapshot, settings(null, "block-all-sharing", null, null, null))
                .without(ResourceKind.REGION_SETTINGS)
                .build();

        // then
        assertThat(Judging.judge(new SnapshotPublic(), snapshot, estate)).isEqualTo("FAIL CRITICAL");
    }

    @ParameterizedTest
    @CsvSource({
        "false, completed, FAIL MEDIUM",
        "true, completed, PASS",
        "false, pending, NOT_APPLICABLE",
        "false, error, NOT_APPLICABLE"
    })
    void unencryptedSnapshots(boolean encrypted, String state, String expected) {
        assertThat(Judging.judge(new SnapshotUnencrypted(), snapshot("snap-1", encrypted, state, false)))
                .isEqualTo(expected);
    }

    @Test
    void aCopyHasNoVolume() {
        // given
        Estates.Made<Snapshot> copy = Made.of(
                "snap-1",
                new Snapshot(false, null, "vol-ffffffff", "completed", Estates.NOW, 8, null, false, List.of(), null));

        // then
        assertThat(Judging.evidence(new SnapshotUnencrypted(), copy)).doesNotContainKey("volumeId");
    }

    @ParameterizedTest
    @MethodSource
    void publicImages(Estates.Made<Image> image, String expected) {
        assertThat(Judging.judge(new ImagePublic(), image)).isEqualTo(expected);
    }

    static Stream<Arguments> publicImages() {
        return Stream.of(
                argumentSet("private", ami("available", false, Estates.ACCOUNT, null), "PASS"),
                argumentSet("public", ami("available", true, Estates.ACCOUNT, null), "FAIL CRITICAL"),
                argumentSet("owner not told", ami("available", true, null, null), "FAIL CRITICAL"),
                argumentSet("another account's", ami("available", true, Estates.OTHER_ACCOUNT, null), "NOT_APPLICABLE"),
                argumentSet("disabled", ami("disabled", true, Estates.ACCOUNT, null), "NOT_APPLICABLE"),
                argumentSet("excused until today", ami("available", true, Estates.ACCOUNT, "2026-11-24"), "PASS"),
                argumentSet(
                        "excused until yesterday",
                        ami("available", true, Estates.ACCOUNT, "2026-11-23"),
                        "FAIL CRITICAL"),
                argumentSet("excused for ever", ami("available", true, Estates.ACCOUNT, "always"), "FAIL CRITICAL"));
    }

    private static Estates.Made<Image> ami(String state, boolean isPublic, String owner, String publicUntil) {
        Map<String, String> tags = publicUntil == null ? Map.of() : Map.of("muster:public-until", publicUntil);
        return image("ami-1", state, isPublic, owner, null, tags);
    }
}
