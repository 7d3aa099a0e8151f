package io.muster.rule.imds;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.ToggleState;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about tags in the metadata service, images and the region's enforcement of IMDSv2. */
class ImdsSettingRulesTest {

    private static final String PASS = "PASS";
    private static final String NA = "NOT_APPLICABLE";
    private static final String LOW = "FAIL LOW";

    @ParameterizedTest
    @MethodSource
    void judgesTags(MadeInstance instance, String expected) {
        assertThat(Judging.judge(new ImdsTagsExposed(), instance)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesTags() {
        return Stream.of(
                argumentSet("no tags", exposed(), PASS),
                argumentSet("harmless tags", exposed().tag("Name", "web").tag("team", "shop"), PASS),
                argumentSet("a password", exposed().tag("db-password", "correct horse"), LOW),
                argumentSet("a password, not exposed", instance("i-1").tag("db-password", "correct horse"), PASS),
                argumentSet(
                        "a password, without the service",
                        exposed().imdsOff().tag("db-password", "correct horse"),
                        PASS),
                argumentSet("an API key", exposed().tag("ApiKey", "0123456789"), LOW),
                argumentSet("a credential by its form", exposed().tag("note", "AKIAIOSFODNN7EXAMPLE"), LOW),
                argumentSet(
                        "a secret's name is none",
                        exposed().tag("secret", "arn:aws:secretsmanager:eu:1:secret:x"),
                        PASS),
                argumentSet("a path of one is none", exposed().tag("token", "/shop/prod/token"), PASS),
                argumentSet("a switch is none", exposed().tag("password", "rotated"), PASS),
                argumentSet("a longer switch is none", exposed().tag("password", "disabled"), PASS),
                argumentSet("a policy is none", exposed().tag("password-policy", "quarterly"), PASS),
                argumentSet("a password of an environment", exposed().tag("DB_PASSWORD_PROD", "hunter22x"), LOW),
                argumentSet("a numbered one", exposed().tag("api-key-2", "correct horse"), LOW),
                argumentSet("a word that holds one", exposed().tag("secretary", "Jane Example"), PASS),
                argumentSet("not told", instance("i-1").metadataTags(null).tag("password", "correct horse"), "UNKNOWN"),
                argumentSet("options not told", exposed().imdsUnreported(), "UNKNOWN"),
                argumentSet("options pending", exposed().imdsPending(), "UNKNOWN"),
                argumentSet("ended", exposed().state(InstanceState.TERMINATED).tag("password", "correct horse"), NA));
    }

    @Test
    void evidenceNeverHasTheSecret() {
        // when
        Map<String, Object> evidence =
                Judging.evidence(new ImdsTagsExposed(), exposed().tag("db-password", "correct horse"));

        // then
        assertThat(evidence).containsEntry("tagKeys", List.of("db-password"));
        assertThat(evidence.toString()).doesNotContain("horse");
    }

    @Test
    void aRegionThatRefusesImdsv1HasNoNeedOfTheImage() {
        assertThat(Judging.judge(
                        new ImageImdsSupport(),
                        image("available", Estates.ACCOUNT, null, null),
                        Made.settings(true, null, "optional", "enabled", "account")))
                .isEqualTo(NA);
    }

    @Test
    void anImageIsNotKnownWithoutTheSettingsOfTheRegion() {
        Estates.Made<Image> image = image("available", Estates.ACCOUNT, null, null);
        assertThat(Judging.judge(
                        new ImageImdsSupport(),
                        image,
                        Estates.estate()
                                .with(image)
                                .without(ResourceKind.REGION_SETTINGS)
                                .build()))
                .isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @MethodSource
    void judgesImages(Estates.Made<Image> image, String tokens, String expected) {
        assertThat(Judging.judge(
                        new ImageImdsSupport(), image, Made.settings(true, null, tokens, "disabled", "account")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesImages() {
        return Stream.of(
                argumentSet("asks for it", image("available", Estates.ACCOUNT, "v2.0", null), "optional", PASS),
                argumentSet("does not", image("available", Estates.ACCOUNT, null, null), "optional", LOW),
                argumentSet(
                        "does not, where the default does",
                        image("available", Estates.ACCOUNT, null, null),
                        "required",
                        NA),
                argumentSet("defaults not known", image("available", Estates.ACCOUNT, null, null), null, "UNKNOWN"),
                argumentSet("disabled", image("disabled", Estates.ACCOUNT, null, null), "optional", NA),
                argumentSet(
                        "deprecated",
                        image("available", Estates.ACCOUNT, null, Estates.NOW.minusSeconds(1)),
                        "optional",
                        NA),
                argumentSet(
                        "to be deprecated",
                        image("available", Estates.ACCOUNT, null, Estates.NOW.plusSeconds(1)),
                        "optional",
                        LOW),
                argumentSet("another account's", image("available", Estates.OTHER_ACCOUNT, null, null), "optional", NA),
                argumentSet("state not told", image(null, Estates.ACCOUNT, null, null), "optional", "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesEnforcement(String tokens, String enforced, String expected) {
        assertThat(Judging.judge(new ImdsDefaultNotEnforced(), Made.settings(true, null, tokens, enforced, "account")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesEnforcement() {
        return Stream.of(
                argumentSet("required and enforced", "required", "enabled", PASS),
                argumentSet("required, not enforced", "required", "disabled", LOW),
                argumentSet("required, nothing told of enforcement", "required", null, LOW),
                argumentSet("not required: another rule's", "optional", null, NA),
                argumentSet("no preference: another rule's", "no-preference", "disabled", NA),
                argumentSet("not known", null, null, "UNKNOWN"));
    }

    @Test
    void saysWhereTheOrganizationDecides() {
        assertThat(new ImdsDefaultNotEnforced()
                        .judge(
                                Made.settings(true, null, "required", "disabled", "declarative-policy")
                                        .resource(),
                                Estates.estate().build()))
                .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Fail.class))
                .extracting(Verdict.Fail::message)
                .asString()
                .endsWith("a policy of the organization sets it so, and its owner must change it.");
    }

    private static MadeInstance exposed() {
        return instance("i-1").metadataTags(ToggleState.ENABLED);
    }

    private static Estates.Made<Image> image(String state, String owner, String imdsSupport, Instant deprecation) {
        return Made.of(
                "ami-1",
                Parts.of(
                        Image.class,
                        "imageState",
                        state,
                        "ownerId",
                        owner,
                        "imdsSupport",
                        imdsSupport,
                        "deprecationTime",
                        deprecation));
    }
}
