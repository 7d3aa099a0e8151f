package io.muster.rule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Image;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule about the protection of images, of those that their own account does not launch. */
class SharedImageProtectionTest {

    private static final String STRANGER = "999999999999";

    @ParameterizedTest
    @MethodSource
    void launchesOfKnownAccountsMayDependOnASharedImage(String protection, List<String> sharedWith, String expected) {
        // given
        Estates.Made<Image> image = Made.of(
                "ami-1",
                Parts.of(
                        Image.class,
                        "imageState",
                        "available",
                        "ownerId",
                        Estates.ACCOUNT,
                        "deregistrationProtection",
                        protection,
                        "sharedWith",
                        sharedWith));
        DeregistrationUnprotected rule =
                new DeregistrationUnprotected(Baselines.of(Map.of("trusted-organizations", "o-a1b2c3d4e5")));

        // then
        assertThat(Judging.judge(
                        rule,
                        image,
                        Estates.estate()
                                .with(image)
                                .registered(Estates.OTHER_ACCOUNT)
                                .build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> launchesOfKnownAccountsMayDependOnASharedImage() {
        String organization = "arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5";
        return Stream.of(
                argumentSet("a registered account", "disabled", List.of(STRANGER, Estates.OTHER_ACCOUNT), "FAIL LOW"),
                argumentSet("the organization", "disabled", List.of(organization), "FAIL LOW"),
                argumentSet("protected", "enabled-without-cooldown", List.of(organization), "PASS"),
                argumentSet("protection not told", null, List.of(organization), "UNKNOWN"),
                argumentSet("a stranger alone", "disabled", List.of(STRANGER), "NOT_APPLICABLE"),
                argumentSet("its own account alone", "disabled", List.of(Estates.ACCOUNT), "NOT_APPLICABLE"),
                argumentSet("nobody", "disabled", List.of(), "NOT_APPLICABLE"),
                argumentSet("not read with whom", "disabled", null, "UNKNOWN"));
    }
}
