package io.muster.rule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about with whom snapshots and images are shared, and the regions' blocks of public shares. */
class SharingRulesTest {

    private static final String PASS = "PASS";
    private static final String NA = "NOT_APPLICABLE";
    private static final String HIGH = "FAIL HIGH";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final String PARTNER = "999988887777";
    private static final String TRUSTED = "555566667777";
    private static final String MEMBER = "222233334444";
    private static final String FOLLOWED = "o-f0110wed00";
    private static final String OWN_ORGANIZATION = "o-a1b2c3d4e5";

    private static final Baseline BASELINE =
            Baselines.of(Map.of("trusted-accounts", TRUSTED, "trusted-organizations", OWN_ORGANIZATION));

    @ParameterizedTest
    @MethodSource
    void judgesSnapshots(List<String> sharedWith, String expected) {
        // given
        Estates.Made<Snapshot> snapshot = snapshot(sharedWith);
        Estate estate = Estates.estate()
                .with(snapshot)
                .registered(Estates.OTHER_ACCOUNT)
                .organization(FOLLOWED, MEMBER, TRUSTED)
                .build();

        // then
        assertThat(Judging.judge(new SnapshotShared(BASELINE), snapshot, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesSnapshots() {
        return Stream.of(
                argumentSet("with nobody", List.of(), PASS),
                argumentSet("with an account that is not known", List.of(PARTNER), HIGH),
                argumentSet("with a registered account", List.of(Estates.OTHER_ACCOUNT), "FAIL INFO"),
                argumentSet("with an account of the organization that is not registered", List.of(MEMBER), "FAIL INFO"),
                argumentSet("with a trusted account, also of the organization", List.of(TRUSTED), PASS),
                argumentSet("with its own account", List.of(Estates.ACCOUNT), PASS),
                argumentSet("with known and unknown ones", List.of(Estates.OTHER_ACCOUNT, PARTNER), HIGH),
                argumentSet("with AWS's marketplace", List.of("aws-marketplace"), PASS),
                argumentSet("could not be read (Prowler passes it)", null, "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesImages(Estates.Made<Image> image, String expected) {
        // given
        Estate estate =
                Estates.estate().with(image).registered(Estates.OTHER_ACCOUNT).build();

        // then
        assertThat(Judging.judge(new ImageShared(BASELINE), image, estate)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesImages() {
        return Stream.of(
                argumentSet("with nobody", image("available", Estates.ACCOUNT, List.of()), PASS),
                argumentSet("with an account that is not known", shared(PARTNER), HIGH),
                argumentSet("with a registered account", shared(Estates.OTHER_ACCOUNT), PASS),
                argumentSet("with a trusted account", shared(TRUSTED), PASS),
                argumentSet(
                        "with the own organization, by its managing account's ARN",
                        shared("arn:aws:organizations::" + PARTNER + ":organization/" + OWN_ORGANIZATION),
                        PASS),
                argumentSet(
                        "with a unit of it",
                        shared("arn:aws:organizations::" + PARTNER + ":ou/" + OWN_ORGANIZATION + "/ou-ab12-11111111"),
                        PASS),
                argumentSet(
                        "with another organization, whose managing account is trusted",
                        shared("arn:aws:organizations::" + TRUSTED + ":organization/o-z9y8x7w6v5"),
                        HIGH),
                argumentSet("with everyone: another rule's", shared("all"), PASS),
                argumentSet("disabled", image("disabled", Estates.ACCOUNT, List.of(PARTNER)), NA),
                argumentSet("another account's", image("available", Estates.OTHER_ACCOUNT, List.of(PARTNER)), NA),
                argumentSet("could not be read", image("available", Estates.ACCOUNT, null), "UNKNOWN"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:organizations::999988887777:policy/o-z9y8x7w6v5/service_control_policy/p-1, PASS",
        "arn:aws:organizations::999988887777:policy/o-z9y8x7w6v5aa/service_control_policy/p-1, FAIL HIGH",
        "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess, FAIL HIGH",
        ", FAIL HIGH"
    })
    void theOwnOrganizationIsKnownByItsPolicies(String policyArn, String expected) {
        assertThat(Judging.judge(
                        new ImageShared(Baselines.usual()),
                        shared("arn:aws:organizations::" + PARTNER + ":organization/o-z9y8x7w6v5"),
                        Made.of("p-1", Parts.of(OrganizationPolicy.class, "policyArn", policyArn))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource
    void judgesBlocks(String snapshots, String images, String ofSnapshots, String ofImages) {
        // given
        Estates.Made<RegionSettings> settings = Made.of(
                Estates.ACCOUNT,
                Parts.of(
                        RegionSettings.class,
                        "snapshotBlockPublicAccess",
                        snapshots,
                        "imageBlockPublicAccess",
                        images));

        // then
        assertThat(Judging.judge(new SnapshotBlockPublicAccess(), settings)).isEqualTo(ofSnapshots);
        assertThat(Judging.judge(new ImageBlockPublicAccess(), settings)).isEqualTo(ofImages);
    }

    static Stream<Arguments> judgesBlocks() {
        return Stream.of(
                argumentSet("all", "block-all-sharing", "block-new-sharing", PASS, PASS),
                argumentSet("new ones alone", "block-new-sharing", "block-new-sharing", MEDIUM, PASS),
                argumentSet("none", "unblocked", "unblocked", HIGH, MEDIUM),
                argumentSet("not known", null, null, "UNKNOWN", "UNKNOWN"));
    }

    private static Estates.Made<Snapshot> snapshot(List<String> sharedWith) {
        return Made.of(
                "snap-1", Parts.of(Snapshot.class, "encrypted", false, "state", "completed", "sharedWith", sharedWith));
    }

    private static Estates.Made<Image> shared(String with) {
        return image("available", Estates.ACCOUNT, List.of(with));
    }

    private static Estates.Made<Image> image(String state, String owner, List<String> sharedWith) {
        return Made.of("ami-1", Parts.of(Image.class, "imageState", state, "sharedWith", sharedWith, "ownerId", owner));
    }
}
