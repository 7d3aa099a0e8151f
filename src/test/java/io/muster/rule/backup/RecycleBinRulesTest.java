package io.muster.rule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.RecycleBinRule;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.TagMatch;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecycleBinRulesTest {

    private static final String PASS = "PASS";
    private static final String LOW = "FAIL LOW";
    private static final String UNKNOWN = "UNKNOWN";

    @ParameterizedTest
    @MethodSource
    void judgesTheRecycleBin(List<RecycleBinRule> rules, String expected) {
        Estates.Made<?>[] made = rules.stream()
                .map(rule -> Made.of("rule-" + rules.indexOf(rule), rule))
                .toArray(Estates.Made<?>[]::new);
        assertThat(Judging.judge(new RecycleBinNoRule(), region(), made)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheRecycleBin() {
        RecycleBinRule images = kept("EC2_IMAGE", 7, "available", List.of());
        List<TagMatch> tags = List.of(new TagMatch("keep", null));
        return Stream.of(
                argumentSet("both", List.of(kept("EBS_SNAPSHOT", 7, "available", List.of()), images), PASS),
                argumentSet("none", List.of(), LOW),
                argumentSet("images alone", List.of(images), LOW),
                argumentSet("too short", List.of(kept("EBS_SNAPSHOT", 6, "available", List.of()), images), LOW),
                argumentSet("pending", List.of(kept("EBS_SNAPSHOT", 7, "pending", List.of()), images), LOW),
                argumentSet(
                        "some tags alone", List.of(kept("EBS_SNAPSHOT", 7, "available", tags), images), "FAIL INFO"),
                argumentSet(
                        "all but some tags",
                        List.of(kept("EBS_SNAPSHOT", 7, "available", List.of(), tags), images),
                        "FAIL INFO"),
                argumentSet(
                        "exceptions not read",
                        List.of(kept("EBS_SNAPSHOT", 7, "available", List.of(), null), images),
                        UNKNOWN),
                argumentSet(
                        "some tags alone beside one not read",
                        List.of(
                                kept("EBS_SNAPSHOT", 7, "available", tags),
                                kept("EBS_SNAPSHOT", 14, null, null),
                                images),
                        UNKNOWN),
                argumentSet("not read", List.of(kept("EBS_SNAPSHOT", 7, null, List.of()), images), UNKNOWN),
                argumentSet("tags not read", List.of(kept("EBS_SNAPSHOT", 7, "available", null), images), UNKNOWN),
                argumentSet(
                        "period not told",
                        List.of(kept("EBS_SNAPSHOT", null, "available", List.of()), images),
                        UNKNOWN));
    }

    @Test
    void volumesHaveARuleOfTheirOwn() {
        Estates.Made<RecycleBinRule> snapshots = Made.of("r-1", kept("EBS_SNAPSHOT", 7, "available", List.of()));
        Estates.Made<RecycleBinRule> volumes = Made.of("r-2", kept("EBS_VOLUME", 7, "available", List.of()));
        assertThat(Judging.judge(new RecycleBinNoVolumeRule(), region(), snapshots))
                .isEqualTo(LOW);
        assertThat(Judging.judge(new RecycleBinNoVolumeRule(), region(), snapshots, volumes))
                .isEqualTo(PASS);
    }

    private static RecycleBinRule kept(String type, Integer days, String status, List<TagMatch> tags) {
        return kept(type, days, status, tags, List.of());
    }

    private static RecycleBinRule kept(
            String type, Integer days, String status, List<TagMatch> tags, List<TagMatch> excluded) {
        return Parts.of(
                RecycleBinRule.class,
                "resourceType",
                type,
                "retentionPeriod",
                days,
                "retentionPeriodUnit",
                "DAYS",
                "status",
                status,
                "resourceTags",
                tags,
                "excludedTags",
                excluded);
    }

    private static Estates.Made<RegionSettings> region() {
        return Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class));
    }
}
