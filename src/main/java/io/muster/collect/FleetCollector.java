package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeFleetsResponse;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverrides;
import software.amazon.awssdk.services.ec2.model.TargetCapacitySpecification;

@ApplicationScoped
class FleetCollector extends ListingCollector<FleetData, Fleet> {

    FleetCollector() {
        super(
                Fleet.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeFleets",
                        (ec2, token) ->
                                ec2.describeFleets(r -> r.maxResults(1000).nextToken(token)),
                        DescribeFleetsResponse::nextToken,
                        DescribeFleetsResponse::fleets));
    }

    @Override
    Resource<Fleet> resource(AwsScope aws, FleetData fleet) {
        Map<String, String> tags = Tags.of(fleet.tags());
        TargetCapacitySpecification capacity = fleet.targetCapacitySpecification();
        Fleet attributes = new Fleet(
                fleet.fleetStateAsString(),
                fleet.typeAsString(),
                fleet.activityStatusAsString(),
                LaunchParts.references(fleet.launchTemplateConfigs().stream()
                        .flatMap(config -> Stream.ofNullable(config.launchTemplateSpecification()))
                        .map(LaunchParts::reference)),
                Canonical.strings(overrides(fleet).map(FleetLaunchTemplateOverrides::imageId)),
                Canonical.strings(overrides(fleet).map(FleetLaunchTemplateOverrides::subnetId)),
                LaunchParts.part(capacity, TargetCapacitySpecification::totalTargetCapacity),
                LaunchParts.part(capacity, TargetCapacitySpecification::onDemandTargetCapacity),
                LaunchParts.part(capacity, TargetCapacitySpecification::spotTargetCapacity),
                fleet.validFrom(),
                fleet.validUntil(),
                fleet.createTime());
        return aws.resource(fleet.fleetId(), Tags.name(tags), tags, attributes);
    }

    private static Stream<FleetLaunchTemplateOverrides> overrides(FleetData fleet) {
        return fleet.launchTemplateConfigs().stream().flatMap(config -> config.overrides().stream());
    }
}
