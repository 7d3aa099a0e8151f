package io.muster.rule.imds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchMetadataOptions;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateReference;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.Operator;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about the metadata options of launches to come. */
class LaunchImdsRulesTest {

    private static final String PASS = "PASS";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final String HIGH = "FAIL HIGH";

    @ParameterizedTest
    @MethodSource
    void judgesTemplates(LaunchTemplateVersion version, RegionSettings settings, String expected) {
        assertThat(Judging.judge(
                        new LaunchTemplateImdsv2(),
                        template(version),
                        Made.of(Estates.ACCOUNT, settings),
                        Made.image("ami-2", "available", false, Estates.ACCOUNT, "v2.0", Map.of()),
                        Made.image("ami-1", "available", false, Estates.ACCOUNT, null, Map.of())))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTemplates() {
        RegionSettings open = defaults("no-preference");
        return Stream.of(
                argumentSet("required", version(options("enabled", "required")), open, PASS),
                argumentSet("required, endpoint left open", version(options(null, "required")), open, PASS),
                argumentSet("optional", version(options(null, "optional")), defaults("required"), MEDIUM),
                argumentSet("optional, service off", version(options("disabled", "optional")), open, PASS),
                argumentSet(
                        "optional, refused by the account",
                        version(options(null, "optional")),
                        Parts.of(RegionSettings.class, "imdsHttpTokensEnforced", "enabled"),
                        PASS),
                argumentSet("open, account requires", version(null), defaults("required"), PASS),
                argumentSet("open, account does not", version(null), defaults("optional"), MEDIUM),
                argumentSet(
                        "tokens open, account turns the service off",
                        version(null),
                        Parts.of(RegionSettings.class, "imdsHttpEndpointDefault", "disabled"),
                        PASS),
                argumentSet("open, image requires", version(null, "ami-2"), open, PASS),
                argumentSet("open, image does not", version(null, "ami-1"), open, MEDIUM),
                argumentSet("open, image of another owner", version(null, "ami-9"), open, UNKNOWN),
                argumentSet("open, image by parameter", version(null, "resolve:ssm:/golden"), open, UNKNOWN),
                argumentSet("open, no image", version(null), open, UNKNOWN),
                argumentSet("open, default not read", version(null), Parts.of(RegionSettings.class), UNKNOWN),
                argumentSet("only a hop limit given", version(options(null, null)), defaults("required"), PASS));
    }

    @ParameterizedTest
    @MethodSource
    void weighsMoreWhereAGroupLaunchesByTheVersion(LaunchTemplateReference reference, String expected) {
        AutoScalingGroup group = Parts.of(AutoScalingGroup.class, "launchTemplate", reference);
        assertThat(Judging.judge(
                        new LaunchTemplateImdsv2(),
                        template(
                                Parts.of(
                                        LaunchTemplateVersion.class,
                                        "version",
                                        1L,
                                        "defaultVersion",
                                        true,
                                        "metadataOptions",
                                        options(null, "optional")),
                                Parts.of(
                                        LaunchTemplateVersion.class,
                                        "version",
                                        2L,
                                        "latestVersion",
                                        true,
                                        "metadataOptions",
                                        options(null, "required"))),
                        group("g", group)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> weighsMoreWhereAGroupLaunchesByTheVersion() {
        return Stream.of(
                argumentSet("no version named", new LaunchTemplateReference("lt-1", "t", null), HIGH),
                argumentSet("$Default", new LaunchTemplateReference("lt-1", "t", "$Default"), HIGH),
                argumentSet("its number", new LaunchTemplateReference("lt-1", "t", "1"), HIGH),
                argumentSet("$Latest is another", new LaunchTemplateReference("lt-1", "t", "$Latest"), MEDIUM),
                argumentSet("another template", new LaunchTemplateReference("lt-2", "u", "1"), MEDIUM));
    }

    @Test
    void aTemplateThatAServiceKeepsIsNotJudged() {
        assertThat(Judging.judge(
                        new LaunchTemplateImdsv2(),
                        Made.of(
                                "lt-1",
                                Parts.of(
                                        LaunchTemplate.class,
                                        "versions",
                                        List.of(version(options(null, "optional"))),
                                        "operator",
                                        new Operator(true, "eks.amazonaws.com", true)))))
                .isEqualTo("NOT_APPLICABLE");
    }

    @Test
    void versionsThatWereNotReadAreUnknown() {
        assertThat(Judging.judge(
                        new LaunchTemplateImdsv2(),
                        Made.of("lt-1", new LaunchTemplate(1L, 1L, null, null, null, null, null))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void withoutTheAccountsDefaultItNamesTheCell() {
        Estates.Made<LaunchTemplate> template = template(version(null));
        assertThat(new LaunchTemplateImdsv2()
                        .judge(
                                template.resource(),
                                Estates.estate()
                                        .with(template)
                                        .without(ResourceKind.REGION_SETTINGS)
                                        .build()))
                .isEqualTo(Verdict.unknown("not known: REGION_SETTINGS in eu-central-1"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesConfigurations(LaunchMetadataOptions options, boolean used, String expected) {
        AutoScalingGroup group = Parts.of(AutoScalingGroup.class, "launchConfigurationName", used ? "lc" : "another");
        assertThat(Judging.judge(new LaunchConfigurationImdsv2(), configuration(options), group("g", group)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesConfigurations() {
        return Stream.of(
                argumentSet("required", new LaunchMetadataOptions("enabled", "required", 1), true, PASS),
                argumentSet("required, hop limit left open", options(null, "required"), true, PASS),
                argumentSet("required, two hops", new LaunchMetadataOptions(null, "required", 2), true, HIGH),
                argumentSet("optional", options("enabled", "optional"), true, HIGH),
                argumentSet("service off", options("disabled", "optional"), true, PASS),
                argumentSet("no options is AWS's default", null, true, HIGH),
                argumentSet("tokens left open", options("enabled", null), true, HIGH),
                argumentSet("optional, in no use", options("enabled", "optional"), false, "FAIL LOW"));
    }

    @ParameterizedTest
    @MethodSource
    void theAccountMayRequireWhatAConfigurationLeavesOpen(
            LaunchMetadataOptions options, String tokens, String expected) {
        assertThat(Judging.judge(
                        new LaunchConfigurationImdsv2(),
                        configuration(options),
                        group("g", Parts.of(AutoScalingGroup.class, "launchConfigurationName", "lc")),
                        Made.of(Estates.ACCOUNT, defaults(tokens))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> theAccountMayRequireWhatAConfigurationLeavesOpen() {
        return Stream.of(
                argumentSet("no options", null, "required", "FAIL LOW"),
                argumentSet("tokens left open", options("enabled", null), "required", "FAIL LOW"),
                argumentSet("optional", options("enabled", "optional"), "required", HIGH),
                argumentSet("two hops", new LaunchMetadataOptions(null, null, 2), "required", HIGH),
                argumentSet("no preference", null, "no-preference", HIGH));
    }

    @ParameterizedTest
    @MethodSource
    void theAccountMayRefuseLaunchesByAConfigurationOrSwitchTheServiceOff(
            LaunchMetadataOptions options, RegionSettings settings, String expected) {
        assertThat(Judging.judge(
                        new LaunchConfigurationImdsv2(),
                        configuration(options),
                        group("g", Parts.of(AutoScalingGroup.class, "launchConfigurationName", "lc")),
                        Made.of(Estates.ACCOUNT, settings)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> theAccountMayRefuseLaunchesByAConfigurationOrSwitchTheServiceOff() {
        RegionSettings enforced = Parts.of(RegionSettings.class, "imdsHttpTokensEnforced", "enabled");
        RegionSettings off = Parts.of(RegionSettings.class, "imdsHttpEndpointDefault", "disabled");
        return Stream.of(
                argumentSet("optional, refused", options("enabled", "optional"), enforced, "FAIL LOW"),
                argumentSet("open, required", options("enabled", null), enforced, "FAIL LOW"),
                argumentSet("required, two hops", new LaunchMetadataOptions("enabled", "required", 2), enforced, HIGH),
                argumentSet("no options, service off", null, off, "FAIL LOW"),
                argumentSet("optional, service off", options(null, "optional"), off, "FAIL LOW"),
                argumentSet("optional, service on", options("enabled", "optional"), off, HIGH));
    }

    @Test
    void aConfigurationMayBeInUseWhereGroupsAreNotKnown() {
        Estates.Made<LaunchConfiguration> configuration = configuration(null);
        assertThat(Judging.judge(
                        new LaunchConfigurationImdsv2(),
                        configuration,
                        Estates.estate()
                                .with(configuration)
                                .without(ResourceKind.AUTO_SCALING_GROUP)
                                .build()))
                .isEqualTo(HIGH);
    }

    private static LaunchMetadataOptions options(String endpoint, String tokens) {
        return new LaunchMetadataOptions(endpoint, tokens, null);
    }

    private static RegionSettings defaults(String tokens) {
        return Parts.of(RegionSettings.class, "imdsHttpTokensDefault", tokens);
    }

    private static LaunchTemplateVersion version(LaunchMetadataOptions options) {
        return version(options, null);
    }

    private static LaunchTemplateVersion version(LaunchMetadataOptions options, String imageId) {
        return Parts.of(LaunchTemplateVersion.class, "version", 1L, "metadataOptions", options, "imageId", imageId);
    }

    private static Estates.Made<LaunchTemplate> template(LaunchTemplateVersion... versions) {
        return Made.of("lt-1", Parts.of(LaunchTemplate.class, "versions", List.of(versions)));
    }

    private static Estates.Made<LaunchConfiguration> configuration(LaunchMetadataOptions options) {
        return given(
                "lc",
                ResourceKind.LAUNCH_CONFIGURATION,
                Parts.of(LaunchConfiguration.class, "metadataOptions", options));
    }

    private static Estates.Made<AutoScalingGroup> group(String name, AutoScalingGroup group) {
        return given(name, ResourceKind.AUTO_SCALING_GROUP, group);
    }

    /** The ARNs of these kinds are AWS's to give. */
    private static <T extends Record> Estates.Made<T> given(String name, ResourceKind kind, T attributes) {
        return () ->
                new Resource<>("arn:aws:autoscaling:" + name, kind, Estates.REGION, name, name, Map.of(), attributes);
    }
}
