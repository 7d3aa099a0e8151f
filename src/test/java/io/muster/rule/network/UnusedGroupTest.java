package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroupUser;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.SpotLaunchSpecification;
import io.muster.inventory.kind.UserData;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What uses a group that no interface carries and no other group names. */
class UnusedGroupTest {

    private static final MadeGroup GROUP = group("sg-1").name("web");

    @ParameterizedTest
    @MethodSource("users")
    void aUserKeepsTheGroup(Estates.Made<?> user, String expected) {
        assertThat(Judging.judge(new UnusedGroup(), GROUP, user)).isEqualTo(expected);
    }

    static Stream<Arguments> users() {
        return Stream.of(
                argumentSet("a launch template", template(version(List.of("sg-1"), List.of())), "PASS"),
                argumentSet(
                        "one of its versions",
                        template(version(List.of("sg-2"), List.of()), version(List.of("sg-1"), List.of())),
                        "PASS"),
                argumentSet("a template by name", template(version(List.of(), List.of("web"))), "PASS"),
                argumentSet("another's template", template(version(List.of("sg-2"), List.of("db"))), "FAIL LOW"),
                argumentSet("a template that could not be read", template((LaunchTemplateVersion[]) null), "UNKNOWN"),
                argumentSet("a launch configuration", configuration("sg-1"), "PASS"),
                argumentSet("a launch configuration by name", configuration("web"), "PASS"),
                argumentSet("another's launch configuration", configuration("sg-2"), "FAIL LOW"),
                argumentSet("a Spot Fleet", fleet("active", "sg-1"), "PASS"),
                argumentSet("a Spot Fleet without told state", fleet(null, "sg-1"), "PASS"),
                argumentSet("a cancelled Spot Fleet", fleet("cancelled", "sg-1"), "FAIL LOW"),
                argumentSet("another's Spot Fleet", fleet("active", "sg-2"), "FAIL LOW"),
                argumentSet("an association", association("associated", "sg-1"), "PASS"),
                argumentSet("an association in the making", association("associating", "sg-1"), "PASS"),
                argumentSet("an association that is over", association("disassociated", "sg-1"), "FAIL LOW"),
                argumentSet("another's association", association("associated", "sg-2"), "FAIL LOW"),
                argumentSet("a function", user("sg-1"), "PASS"),
                argumentSet("another's function", user("sg-2"), "FAIL LOW"),
                argumentSet("a file system whose groups could not be read", user((String[]) null), "UNKNOWN"),
                argumentSet("an association without group", association("associated", null), "FAIL LOW"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "LAUNCH_TEMPLATE",
                "LAUNCH_CONFIGURATION",
                "SPOT_FLEET_REQUEST",
                "SECURITY_GROUP_VPC_ASSOCIATION",
                "SECURITY_GROUP_USER"
            })
    void namesTheCellThatIsMissing(ResourceKind missing) {
        Verdict verdict = new UnusedGroup()
                .judge(
                        GROUP.resource(),
                        Estates.estate().with(GROUP).without(missing).build());
        assertThat(verdict).isEqualTo(Verdict.unknown("not known: " + missing + " in eu-central-1"));
    }

    @Test
    void needsNoCellWhereAUseIsKnown() {
        Estates estate = Estates.estate()
                .with(GROUP, eni("eni-1").groups("sg-1"))
                .without(ResourceKind.LAUNCH_TEMPLATE, ResourceKind.SECURITY_GROUP_VPC_ASSOCIATION);
        assertThat(Judging.judge(new UnusedGroup(), GROUP, estate.build())).isEqualTo("PASS");
    }

    @Test
    void needsNoOtherCellWhereATemplateUsesIt() {
        Estates estate = Estates.estate()
                .with(GROUP, template(version(List.of("sg-1"), List.of())))
                .without(ResourceKind.SECURITY_GROUP_VPC_ASSOCIATION);
        assertThat(Judging.judge(new UnusedGroup(), GROUP, estate.build())).isEqualTo("PASS");
    }

    private static Estates.Made<LaunchTemplate> template(LaunchTemplateVersion... versions) {
        return Made.of(
                "lt-1",
                new LaunchTemplate(1L, 1L, versions == null ? null : List.of(versions), null, null, null, null));
    }

    private static Estates.Made<SecurityGroupUser> user(String... groups) {
        return () -> new Resource<>(
                "arn:aws:lambda:eu-central-1:111111111111:function:f",
                ResourceKind.SECURITY_GROUP_USER,
                Estates.REGION,
                "function:f",
                null,
                Map.of(),
                new SecurityGroupUser("LAMBDA_FUNCTION", groups == null ? null : List.of(groups), null));
    }

    private static LaunchTemplateVersion version(List<String> ids, List<String> names) {
        return new LaunchTemplateVersion(
                1L,
                true,
                true,
                null,
                null,
                null,
                null,
                null,
                ids,
                names,
                List.of(),
                null,
                List.of(),
                null,
                null,
                UserData.none(),
                null,
                null);
    }

    private static Estates.Made<LaunchConfiguration> configuration(String group) {
        var configuration = new LaunchConfiguration(
                null,
                null,
                null,
                List.of(group),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                UserData.none(),
                null);
        return () -> new Resource<>(
                "arn:aws:autoscaling:eu-central-1:111122223333:launchConfiguration:1:launchConfigurationName/lc-1",
                ResourceKind.LAUNCH_CONFIGURATION,
                Estates.REGION,
                "lc-1",
                null,
                Map.of(),
                configuration);
    }

    private static Estates.Made<SpotFleetRequest> fleet(String state, String group) {
        return Made.of(
                "sfr-1",
                Parts.of(
                        SpotFleetRequest.class,
                        "state",
                        state,
                        "launchSpecifications",
                        List.of(Parts.of(SpotLaunchSpecification.class, "securityGroupIds", List.of(group)))));
    }

    private static Estates.Made<SecurityGroupVpcAssociation> association(String state, String group) {
        return Made.of(
                "sg-1/vpc-2",
                new SecurityGroupVpcAssociation(group, Estates.ACCOUNT, "vpc-2", Estates.ACCOUNT, state, null));
    }
}
