package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.NotRead;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.Fleet;
import io.muster.inventory.kind.LaunchNetworkInterface;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateReference;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.Operator;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The default group of vpc-1, which no instance carries, and a launch template. */
class DefaultGroupTemplatesTest {

    private static final MadeGroup GROUP = group("sg-1").isDefault();
    private static final Estates.Made<Vpc> DEFAULT = Made.vpc("vpc-1", true, Estates.ACCOUNT);
    private static final Estates.Made<Vpc> OTHER = Made.vpc("vpc-1", false, Estates.ACCOUNT);

    private static final LaunchTemplateReference BY_ID = new LaunchTemplateReference("lt-1", null, "1");
    private static final LaunchTemplateReference BY_NAME = new LaunchTemplateReference(null, "web", "1");
    private static final LaunchTemplateReference BY_OTHER = new LaunchTemplateReference("lt-2", null, "1");
    private static final LaunchTemplateReference LATEST = new LaunchTemplateReference("lt-1", null, "$Latest");

    @ParameterizedTest
    @MethodSource
    void judgesTemplates(
            Estates.Made<Vpc> vpc, LaunchTemplateVersion version, Estates.Made<?> launcher, String expected) {
        Estates estate = estate(vpc, template(List.of(version)));
        assertThat(Judging.judge(
                        new DefaultGroupInUse(), GROUP, (launcher == null ? estate : estate.with(launcher)).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTemplates() {
        return Stream.of(
                argumentSet("no group, default VPC", DEFAULT, version(), null, "FAIL LOW"),
                argumentSet("no group, another VPC", OTHER, version(), null, "PASS"),
                argumentSet("a group", DEFAULT, version("securityGroupIds", List.of("sg-2")), null, "PASS"),
                argumentSet("a group by name", DEFAULT, version("securityGroupNames", List.of("web")), null, "PASS"),
                argumentSet("an interface without a group", OTHER, version(eni("subnet-1")), null, "FAIL LOW"),
                argumentSet("one in another VPC", DEFAULT, version(eni("subnet-2")), null, "PASS"),
                argumentSet("an interface with a group", OTHER, version(eni("subnet-1", "sg-2")), null, "PASS"),
                argumentSet("an interface without a subnet", DEFAULT, version(eni(null)), null, "FAIL LOW"),
                argumentSet("an existing interface", DEFAULT, version(existing()), null, "PASS"),
                argumentSet("scaling into the VPC", OTHER, version(), scaling("lt-1", "subnet-1"), "FAIL LOW"),
                argumentSet("scaling into another VPC", DEFAULT, version(), scaling("lt-1", "subnet-2"), "PASS"),
                argumentSet("scaling into the default VPC", DEFAULT, version(), scaling("lt-1"), "FAIL LOW"),
                argumentSet("scaling by another one", DEFAULT, version(), scaling("lt-2", "subnet-2"), "FAIL LOW"),
                argumentSet("a version that nobody uses", DEFAULT, unused(), null, "PASS"),
                argumentSet("a fleet into the VPC", OTHER, version(), fleet("active", BY_ID, "subnet-1"), "FAIL LOW"),
                argumentSet("a fleet into another VPC", DEFAULT, version(), fleet("active", BY_ID, "subnet-2"), "PASS"),
                argumentSet("a fleet into the default VPC", DEFAULT, version(), fleet("active", BY_ID), "FAIL LOW"),
                argumentSet(
                        "a fleet by another", DEFAULT, version(), fleet("active", BY_OTHER, "subnet-2"), "FAIL LOW"),
                argumentSet("a fleet by name", OTHER, version(), fleet("active", BY_NAME, "subnet-1"), "FAIL LOW"),
                argumentSet(
                        "a fleet by the latest", OTHER, unused(), fleet("modifying", LATEST, "subnet-1"), "FAIL LOW"),
                argumentSet("a fleet, state not told", OTHER, version(), fleet(null, BY_ID, "subnet-1"), "FAIL LOW"),
                argumentSet("a deleted fleet", OTHER, version(), fleet("deleted", BY_ID, "subnet-1"), "PASS"),
                argumentSet(
                        "a deleted fleet that runs",
                        OTHER,
                        version(),
                        fleet("deleted_running", BY_ID, "subnet-1"),
                        "PASS"),
                argumentSet("a failed fleet", OTHER, version(), fleet("failed", BY_ID, "subnet-1"), "PASS"),
                argumentSet("a Spot Fleet into the VPC", OTHER, version(), spotFleet("active", "subnet-1"), "FAIL LOW"),
                argumentSet(
                        "a Spot Fleet into another VPC", DEFAULT, version(), spotFleet("active", "subnet-2"), "PASS"),
                argumentSet(
                        "a cancelled Spot Fleet",
                        OTHER,
                        version(),
                        spotFleet("cancelled_running", "subnet-1"),
                        "PASS"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LAUNCH_TEMPLATE", "AUTO_SCALING_GROUP", "FLEET", "SPOT_FLEET_REQUEST", "SUBNET", "VPC"})
    void isUnknownWithoutTheKind(ResourceKind kind) {
        Estates estate = estate(
                DEFAULT,
                template(List.of(version(eni("subnet-9")), version())),
                scaling("lt-1", "subnet-2"),
                scaling("lt-1"));
        Estate without = estate.without(kind).build();
        assertThatThrownBy(() -> Judging.judge(new DefaultGroupInUse(), GROUP, without))
                .isInstanceOf(NotRead.class);
    }

    @Test
    void isUnknownWithoutTheVersions() {
        Estate estate = estate(DEFAULT, template(null)).build();
        assertThatThrownBy(() -> Judging.judge(new DefaultGroupInUse(), GROUP, estate))
                .isInstanceOf(NotRead.class);
    }

    @Test
    void isUnknownWhereTheSubnetsOfASpotFleetAreNotKnown() {
        Estates.Made<?> fleet = Made.of(
                "sfr-1", Parts.of(SpotFleetRequest.class, "launchTemplates", List.of(BY_ID), "subnetIds", null));
        Estate estate = estate(DEFAULT, template(List.of(version())), fleet).build();
        assertThatThrownBy(() -> Judging.judge(new DefaultGroupInUse(), GROUP, estate))
                .isInstanceOf(NotRead.class);
    }

    @Test
    void oneTemplateThatWasNotReadHidesNoOther() {
        Estate estate = estate(
                        DEFAULT,
                        template(null),
                        Made.of("lt-2", template(List.of(version())).resource().attributes()))
                .build();

        assertThat(Judging.judge(new DefaultGroupInUse(), GROUP, estate)).isEqualTo("FAIL LOW");
    }

    @Test
    void aTemplateThatAServiceKeepsIsNotCounted() {
        Estates.Made<LaunchTemplate> kept = Made.of(
                "lt-1",
                Parts.of(
                        LaunchTemplate.class,
                        "versions",
                        List.of(version()),
                        "operator",
                        new Operator(true, "eks.amazonaws.com", true)));
        assertThat(Judging.judge(
                        new DefaultGroupInUse(), GROUP, estate(DEFAULT, kept).build()))
                .isEqualTo("PASS");
    }

    private static Estates estate(Estates.Made<?>... others) {
        return Estates.estate()
                .with(GROUP, subnet("subnet-1", "vpc-1"), subnet("subnet-2", "vpc-2"))
                .with(others);
    }

    private static Estates.Made<Subnet> subnet(String id, String vpc) {
        return Made.of(id, Parts.of(Subnet.class, "vpcId", vpc));
    }

    private static Estates.Made<Fleet> fleet(String state, LaunchTemplateReference template, String... subnets) {
        return Made.of(
                "fleet-1",
                Parts.of(
                        Fleet.class,
                        "state",
                        state,
                        "launchTemplates",
                        List.of(template),
                        "subnetIds",
                        List.of(subnets)));
    }

    private static Estates.Made<SpotFleetRequest> spotFleet(String state, String subnet) {
        return Made.of(
                "sfr-1",
                Parts.of(
                        SpotFleetRequest.class,
                        "state",
                        state,
                        "launchTemplates",
                        List.of(BY_ID),
                        "subnetIds",
                        List.of(subnet)));
    }

    private static Estates.Made<LaunchTemplate> template(List<LaunchTemplateVersion> versions) {
        return Made.of("lt-1", Map.of("Name", "web"), Parts.of(LaunchTemplate.class, "versions", versions));
    }

    private static LaunchTemplateVersion version(String component, List<?> value) {
        return Parts.of(LaunchTemplateVersion.class, "version", 1L, "defaultVersion", true, component, value);
    }

    private static LaunchTemplateVersion version(LaunchNetworkInterface... interfaces) {
        return version("networkInterfaces", List.of(interfaces));
    }

    private static LaunchTemplateVersion unused() {
        return Parts.of(LaunchTemplateVersion.class, "version", 2L, "latestVersion", true);
    }

    private static LaunchNetworkInterface eni(String subnetId, String... groups) {
        return new LaunchNetworkInterface(0, null, null, subnetId, List.of(groups));
    }

    private static LaunchNetworkInterface existing() {
        return new LaunchNetworkInterface(0, "eni-1", null, null, List.of());
    }

    private static Estates.Made<AutoScalingGroup> scaling(String template, String... subnets) {
        String name = "group-" + template + "-" + subnets.length;
        return () -> new Resource<>(
                "arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:1:autoScalingGroupName/" + name,
                ResourceKind.AUTO_SCALING_GROUP,
                Estates.REGION,
                name,
                null,
                Map.of(),
                Parts.of(
                        AutoScalingGroup.class,
                        "launchTemplate",
                        new LaunchTemplateReference(template, null, "1"),
                        "subnetIds",
                        List.of(subnets)));
    }
}
