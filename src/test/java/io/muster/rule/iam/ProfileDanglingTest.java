package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.SpotLaunchSpecification;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule about instance profiles without a role or a use. */
class ProfileDanglingTest {

    private static final String PASS = "PASS";
    private static final String LOW = "FAIL LOW";

    @ParameterizedTest
    @MethodSource
    void judges(Estates.Made<InstanceProfile> profile, Estates.Made<?> other, String expected) {
        // given
        Estate estate =
                Estates.estate().with(profile, role("r"), other).global().build();

        // then
        assertThat(Judging.judge(new ProfileDangling(), profile, estate)).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        Estates.Made<InstanceProfile> profile = Made.profile("p", "r");
        return Stream.of(
                argumentSet(
                        "with a role and an instance", profile, instance("i-1").profile("p"), PASS),
                argumentSet("without a role", Made.profile("p", null), instance("i-1"), LOW),
                argumentSet(
                        "without a role, on an instance",
                        Made.profile("p", null),
                        instance("i-1").profile("p"),
                        LOW),
                argumentSet("used by nothing", profile, instance("i-1"), LOW),
                argumentSet(
                        "on an instance that has ended",
                        profile,
                        instance("i-1").profile("p").state(InstanceState.TERMINATED),
                        LOW),
                argumentSet("in a launch template, by its name", profile, template("p"), PASS),
                argumentSet(
                        "in a launch template, by its ARN",
                        profile,
                        template(profile.resource().arn()),
                        PASS),
                argumentSet("another one in a launch template", profile, template("q"), LOW),
                argumentSet("in a Spot Fleet", profile, spotFleet("active", "p"), PASS),
                argumentSet("in a Spot Fleet that has ended", profile, spotFleet("cancelled", "p"), LOW),
                argumentSet(
                        "on an instance, by the same unique id",
                        profile,
                        instance("i-1").profile("p", "AIPAp"),
                        PASS),
                argumentSet(
                        "on an instance, with an id of another kind",
                        profile,
                        instance("i-1").profile("p", "iip-assoc-1"),
                        PASS),
                argumentSet(
                        "made anew since an instance got it",
                        profile,
                        instance("i-1").profile("p", "AIPAold"),
                        LOW),
                argumentSet(
                        "made anew since an instance got it that has ended",
                        profile,
                        instance("i-1").profile("p", "AIPAold").state(InstanceState.TERMINATED),
                        LOW),
                argumentSet(
                        "a launch template that could not be read",
                        profile,
                        Made.of("lt-1", Parts.of(LaunchTemplate.class, "versions", null)),
                        "UNKNOWN"));
    }

    @Test
    void aProfileIsOnlyUsedByNothingWhereAllUsersAreKnown() {
        // given
        Estates.Made<InstanceProfile> profile = Made.profile("p", "r");
        Estate estate = Estates.estate()
                .with(profile)
                .global()
                .without(ResourceKind.LAUNCH_CONFIGURATION)
                .build();

        // when, then
        assertThat(new ProfileDangling().judge(profile.resource(), estate))
                .isEqualTo(Verdict.unknown(
                        "not known: LAUNCH_CONFIGURATION in global; nothing that is known uses the profile"));
    }

    @Test
    void whereInstancesWereNotReadOneMayHaveAFormerProfile() {
        // given
        Estates.Made<InstanceProfile> profile = Made.profile("p", "r");
        Estate estate = Estates.estate()
                .with(profile, template("p"))
                .global()
                .without(ResourceKind.INSTANCE)
                .build();

        // then
        assertThat(Judging.judge(new ProfileDangling(), profile, estate)).isEqualTo("UNKNOWN");
    }

    @Test
    void aProfileThatWasMadeAnewIsNamedWithTheInstancesThatHadTheFormerOne() {
        // given
        Estates.Made<InstanceProfile> profile = Made.profile("p", "r");
        Estate estate = Estates.estate()
                .with(
                        profile,
                        instance("i-1").profile("p", "AIPAp"),
                        instance("i-2").profile("p", "AIPAold"))
                .global()
                .build();

        // when
        Verdict verdict = new ProfileDangling().judge(profile.resource(), estate);

        // then
        assertThat(((Verdict.Fail) verdict).message()).contains("made anew");
        assertThat(((Verdict.Fail) verdict).evidence())
                .containsEntry("instances", List.of(Estates.REGION.arn(ResourceKind.INSTANCE, "i-2")));
    }

    private static Estates.Made<SpotFleetRequest> spotFleet(String state, String profile) {
        return Made.of(
                "sfr-1",
                Parts.of(
                        SpotFleetRequest.class,
                        "state",
                        state,
                        "launchSpecifications",
                        List.of(Parts.of(SpotLaunchSpecification.class, "instanceProfile", profile))));
    }

    private static Estates.Made<LaunchTemplate> template(String profile) {
        return Made.of(
                "lt-1",
                Parts.of(
                        LaunchTemplate.class,
                        "versions",
                        List.of(Parts.of(LaunchTemplateVersion.class, "instanceProfile", profile))));
    }
}
