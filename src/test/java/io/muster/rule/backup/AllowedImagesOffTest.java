package io.muster.rule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.ImageCriterion;
import io.muster.inventory.kind.RegionSettings;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AllowedImagesOffTest {

    @ParameterizedTest
    @MethodSource
    void judges(AllowedImages allowed, String expected) {
        assertThat(Judging.judge(
                        new AllowedImagesOff(),
                        Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class, "allowedImages", allowed))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("enabled with owners", allowed("enabled", criterion("amazon")), "PASS"),
                argumentSet(
                        "enabled, one criterion without owners",
                        allowed("enabled", criterion("amazon"), criterion()),
                        "FAIL MEDIUM"),
                argumentSet(
                        "enabled, with names alone", allowed("enabled", by("imageNames", "golden-*")), "FAIL MEDIUM"),
                argumentSet("enabled with products", allowed("enabled", by("marketplaceProductCodes", "abc")), "PASS"),
                argumentSet(
                        "enabled with watermarks",
                        allowed("enabled", by("watermarkKeys", "111122223333:hardened")),
                        "PASS"),
                argumentSet("in audit mode", allowed("audit-mode", criterion("amazon")), "FAIL LOW"),
                argumentSet("disabled", allowed("disabled"), "FAIL MEDIUM"),
                argumentSet("state not told", allowed(null), "UNKNOWN"),
                argumentSet("not known", null, "UNKNOWN"));
    }

    @Test
    void evidenceHasTheCriteria() {
        assertThat(Judging.evidence(
                        new AllowedImagesOff(),
                        Made.of(
                                Estates.ACCOUNT,
                                Parts.of(
                                        RegionSettings.class,
                                        "allowedImages",
                                        allowed("audit-mode", criterion("amazon"))))))
                .containsEntry("state", "audit-mode")
                .containsEntry(
                        "criteria",
                        List.of(Map.of(
                                "imageProviders",
                                List.of("amazon"),
                                "imageNames",
                                List.of(),
                                "marketplaceProductCodes",
                                List.of(),
                                "watermarkKeys",
                                List.of())));
    }

    private static AllowedImages allowed(String state, ImageCriterion... criteria) {
        return new AllowedImages(state, "account", List.of(criteria));
    }

    private static ImageCriterion criterion(String... owners) {
        return by("imageProviders", owners);
    }

    private static ImageCriterion by(String part, String... values) {
        return Parts.of(ImageCriterion.class, part, List.of(values));
    }
}
