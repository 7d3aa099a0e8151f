package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about default groups, groups of the launch wizard, and groups that rules name. */
class GroupIdentityRulesTest {

    private static final String NA = "NOT_APPLICABLE";
    private static final String LOW = "FAIL LOW";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final String PARTNER = "999988887777";
    private static final String TRUSTED = "555566667777";

    @ParameterizedTest
    @MethodSource
    void judgesUseOfTheDefaultGroup(MadeGroup group, MadeInterface member, String expected) {
        assertThat(Judging.judge(new DefaultGroupInUse(), group, member.groups("sg-1")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesUseOfTheDefaultGroup() {
        return Stream.of(
                argumentSet("on an instance", sg().isDefault(), eni("eni-1").of("i-1"), MEDIUM),
                argumentSet("on an interface alone", sg().isDefault(), eni("eni-1"), "PASS"),
                argumentSet(
                        "on a service's interface",
                        sg().isDefault(),
                        eni("eni-1").of("i-1").requesterManaged("EKS"),
                        "PASS"),
                argumentSet("another group", sg(), eni("eni-1").of("i-1"), NA),
                argumentSet(
                        "another account's",
                        sg().isDefault().owner(PARTNER),
                        eni("eni-1").of("i-1"),
                        NA));
    }

    @Test
    void evidenceNamesInstancesOnce() {
        assertThat(Judging.evidence(
                        new DefaultGroupInUse(),
                        sg().isDefault(),
                        eni("eni-1").of("i-1").groups("sg-1"),
                        eni("eni-2").of("i-1").groups("sg-1")))
                .containsEntry("instances", List.of("i-1"))
                .containsEntry("networkInterfaces", List.of("eni-1", "eni-2"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesGroupsOfTheLaunchWizard(MadeGroup group, String carried, String expected) {
        assertThat(Judging.judge(new LaunchWizardGroup(), group, eni("eni-1").groups(carried)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesGroupsOfTheLaunchWizard() {
        return Stream.of(
                argumentSet("attached", sg().name("launch-wizard-3"), "sg-1", LOW),
                argumentSet("without a number", sg().name("launch-wizard"), "sg-1", LOW),
                argumentSet("not attached", sg().name("launch-wizard-3"), "sg-2", "PASS"),
                argumentSet("another name", sg().name("web-launch-wizard"), "sg-1", "PASS"),
                argumentSet("another account's", sg().name("launch-wizard-3").owner(PARTNER), "sg-1", NA));
    }

    @ParameterizedTest
    @MethodSource
    void judgesReferences(MadeGroup group, String expected) {
        // given
        Estate estate = Estates.estate()
                .with(group, group("sg-2"))
                .registered(Estates.OTHER_ACCOUNT)
                .build();

        // then
        assertThat(Judging.judge(
                        new ForeignReference(Baselines.of(Map.of("trusted-accounts", TRUSTED))), group, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesReferences() {
        return Stream.of(
                argumentSet("none", sg().in("tcp", 22, 22, "0.0.0.0/0"), "PASS"),
                argumentSet("itself", sg().inFromGroup("sg-1"), "PASS"),
                argumentSet("another group", sg().inFromGroup("sg-2"), "PASS"),
                argumentSet("a deleted group", sg().inFromGroup("sg-9"), MEDIUM),
                argumentSet("a deleted group, outbound", sg().outToGroup("sg-9"), MEDIUM),
                argumentSet("an account that is not known", sg().inFromForeign("sg-9", PARTNER, null), MEDIUM),
                argumentSet("one over a peering", sg().inFromForeign("sg-9", PARTNER, "active"), MEDIUM),
                argumentSet(
                        "a registered account", sg().inFromForeign("sg-9", Estates.OTHER_ACCOUNT, "active"), "PASS"),
                argumentSet("a trusted account", sg().inFromForeign("sg-9", TRUSTED, "active"), "PASS"),
                argumentSet("a deleted peering", sg().inFromForeign("sg-9", Estates.OTHER_ACCOUNT, "deleted"), MEDIUM),
                argumentSet(
                        "an own group in a peered VPC", sg().inFromForeign("sg-2", Estates.ACCOUNT, "active"), "PASS"),
                argumentSet(
                        "an own group in a peered VPC that is gone",
                        sg().inFromForeign("sg-9", Estates.ACCOUNT, "active"),
                        MEDIUM),
                argumentSet("an own group that is gone", sg().inFromForeign("sg-9", Estates.ACCOUNT, null), MEDIUM),
                argumentSet("another account's", sg().owner(PARTNER).inFromForeign("sg-9", PARTNER, null), NA));
    }

    @Test
    void evidenceTellsForeignFromGone() {
        assertThat(Judging.evidence(
                        new ForeignReference(Baselines.usual()),
                        sg().inFromForeign("sg-8", PARTNER, "active").inFromGroup("sg-9")))
                .hasEntrySatisfying(
                        "foreign", rules -> assertThat(rules).asString().contains("sg-8", PARTNER))
                .hasEntrySatisfying(
                        "gone", rules -> assertThat(rules).asString().contains("sg-9"));
    }

    private static MadeGroup sg() {
        return group("sg-1");
    }
}
