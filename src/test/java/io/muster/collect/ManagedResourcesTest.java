package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.inventory.Unread;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A region or partition that does not know the parameter yet by which EC2 is asked for what AWS's services manage. */
class ManagedResourcesTest extends CannedCollecting {

    private static final String PARAMETER = "IncludeManagedResources";

    static final List<Arguments> KINDS = List.of(
            argumentSet(
                    "instances",
                    new InstanceCollector(() -> false),
                    "DescribeInstances",
                    "<reservationSet><item><instancesSet><item><instanceId>%s</instanceId></item></instancesSet></item></reservationSet>"),
            argumentSet(
                    "interfaces",
                    new NetworkInterfaceCollector(),
                    "DescribeNetworkInterfaces",
                    "<networkInterfaceSet><item><networkInterfaceId>%s</networkInterfaceId></item></networkInterfaceSet>"),
            argumentSet(
                    "volumes",
                    new VolumeCollector(new InstanceCollector(() -> false)),
                    "DescribeVolumes",
                    "<volumeSet><item><volumeId>%s</volumeId></item></volumeSet>"));

    @ParameterizedTest
    @FieldSource("KINDS")
    void allPagesAreAskedForWithoutItOnceTheFirstIsRefused(Collector<?> collector, String operation, String page) {
        // given
        unknown(operation, "UnknownParameter");
        canned.ec2(operation, page.formatted("x-1") + "<nextToken>2</nextToken>")
                .ec2(operation, page.formatted("x-2") + "<nextToken>3</nextToken>")
                .ec2(operation, page.formatted("x-3"))
                .ec2("DescribeInstanceImageMetadata", "<instanceImageMetadataSet/>");

        // when
        Collection<?> collection = collect(collector);

        // then
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        assertThat(ids(collection)).containsExactly("x-1", "x-2", "x-3");
        assertThat(canned.parameters(operation))
                .extracting(form -> form.contains(PARAMETER))
                .containsExactly(true, false, false, false);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void aWalkThatBeganWithItHasNoPageWithoutIt(Collector<?> collector, String operation, String page) {
        // given
        canned.ec2(operation, page.formatted("x-1") + "<nextToken>2</nextToken>");
        unknown(operation, "UnsupportedOperation");
        canned.ec2("DescribeInstanceImageMetadata", "<instanceImageMetadataSet/>");

        // when
        Collection<?> collection = collect(collector);

        // then
        assertThat(collection).isInstanceOf(Collection.Partial.class);
        assertThat(ids(collection)).containsExactly("x-1");
        assertThat(collection.unread()).isEqualTo(Unread.everythingElse());
        assertThat(canned.parameters(operation)).allMatch(form -> form.contains(PARAMETER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnknownParameter", "UnsupportedOperation"})
    void launchTemplatesAndTheirVersionsAre(String code) {
        // given
        unknown("DescribeLaunchTemplates", code);
        canned.ec2(
                "DescribeLaunchTemplates",
                "<launchTemplates><item><launchTemplateId>lt-1</launchTemplateId><defaultVersionNumber>1</defaultVersionNumber>"
                        + "<latestVersionNumber>1</latestVersionNumber></item></launchTemplates>");
        unknown("DescribeLaunchTemplateVersions", code);
        canned.ec2(
                "DescribeLaunchTemplateVersions",
                "<launchTemplateVersionSet><item><launchTemplateId>lt-1</launchTemplateId><versionNumber>1</versionNumber>"
                        + "</item></launchTemplateVersionSet>");

        // when
        Collection<?> collection = collect(new LaunchTemplateCollector(
                new AutoScalingGroupCollector(), new SpotFleetRequestCollector(), new FleetCollector()));

        // then
        assertThat(ids(collection)).containsExactly("lt-1");
        assertThat(collection.gaps()).noneMatch(gap -> gap.operation().contains("LaunchTemplate"));
    }

    @Test
    void versionsOfLaunchTemplatesAreLookedUpWithoutItOnceTheirListingIsRefused() {
        // given
        canned.ec2(
                "DescribeLaunchTemplates",
                "<launchTemplates><item><launchTemplateId>lt-1</launchTemplateId><defaultVersionNumber>1</defaultVersionNumber>"
                        + "<latestVersionNumber>3</latestVersionNumber></item></launchTemplates>");
        unknown("DescribeLaunchTemplateVersions", "UnknownParameter");
        canned.ec2("DescribeLaunchTemplateVersions", versions(1, 3))
                .ec2("DescribeLaunchTemplateVersions", versions(2))
                .query(
                        "DescribeAutoScalingGroups",
                        "<AutoScalingGroups><member><AutoScalingGroupName>g</AutoScalingGroupName><AutoScalingGroupARN>arn:aws:autoscaling:"
                                + "eu-west-1:1:autoScalingGroup:u:autoScalingGroupName/g</AutoScalingGroupARN><LaunchTemplate>"
                                + "<LaunchTemplateId>lt-1</LaunchTemplateId><Version>2</Version></LaunchTemplate></member></AutoScalingGroups>");

        // when
        collect(new LaunchTemplateCollector(
                new AutoScalingGroupCollector(), new SpotFleetRequestCollector(), new FleetCollector()));

        // then
        assertThat(canned.parameters("DescribeLaunchTemplateVersions"))
                .extracting(form -> form.contains(PARAMETER))
                .containsExactly(true, false, false);
    }

    private static String versions(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> "<item><launchTemplateId>lt-1</launchTemplateId><versionNumber>" + number
                        + "</versionNumber></item>")
                .collect(Collectors.joining("", "<launchTemplateVersionSet>", "</launchTemplateVersionSet>"));
    }

    @Test
    void whatEc2RefusesWithoutItTooIsAGap() {
        // given
        unknown("DescribeVolumes", "UnsupportedOperation");

        // when
        Collection<?> collection = collect(new VolumeCollector(new InstanceCollector(() -> false)));

        // then
        assertThat(collection)
                .isEqualTo(gap(
                        "ec2:DescribeVolumes",
                        "UnsupportedOperation",
                        "The parameter IncludeManagedResources is not recognized"));
        assertThat(canned.asked("DescribeVolumes")).isEqualTo(2);
    }

    @Test
    void anotherParameterThatEc2DoesNotKnowIsAGap() {
        // given
        canned.refuse("DescribeVolumes", 400, "UnknownParameter", "The parameter MaxResults is not recognized");

        // when
        Collection<?> collection = collect(new VolumeCollector(new InstanceCollector(() -> false)));

        // then
        assertThat(collection)
                .isEqualTo(
                        gap("ec2:DescribeVolumes", "UnknownParameter", "The parameter MaxResults is not recognized"));
        assertThat(canned.asked("DescribeVolumes")).isEqualTo(1);
    }

    private void unknown(String operation, String code) {
        canned.refuse(operation, 400, code, "The parameter " + PARAMETER + " is not recognized");
    }
}
