package io.muster.demo;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceImageMetadata;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The resources in one region of one account. */
final class RegionEstate {

    private final Site site;
    private final Listings listings = new Listings();

    /** @param seeds the resources that are not generated */
    RegionEstate(Site site, Seeds seeds) {
        this.site = site;
        seeds.addTo(listings, false, site.placeholders());
        listings.derived(SecurityGroupRule.class, this::groupRules);
        addInstances();
        addSnapshots();
        if (listings.has(Image.class)) {
            hidePermissionsOfLostImages();
        }
    }

    Site site() {
        return site;
    }

    Listings listings() {
        return listings;
    }

    /** They follow from the groups with all changes of these. */
    private Listing<SecurityGroupRule> groupRules() {
        List<SecurityGroupRule> rules = listings.of(SecurityGroup.class).all().stream()
                .flatMap(group -> GroupRules.of(group, site.dice()).stream())
                .toList();
        return Listing.of(rules, SecurityGroupRule::securityGroupRuleId);
    }

    private void addInstances() {
        Dice dice = site.dice();
        Interfaces interfaces = new Interfaces(site);
        Volumes volumes = new Volumes(site, new Snapshots(site));
        Instances instances = new Instances(site, interfaces, volumes);
        Listing<Volume> volumeListing =
                new Listing<>(volumes.numbers(), volumes::at, Volume::volumeId, id -> dice.numberOf("vol-", id));
        for (int drifting = volumes.firstDrifting(); drifting < volumes.numbers(); drifting++) {
            volumeListing.remove(site.volume(drifting));
        }
        listings.with(Volume.class, volumeListing)
                .with(
                        NetworkInterface.class,
                        new Listing<>(
                                interfaces.numbers(),
                                interfaces::at,
                                NetworkInterface::networkInterfaceId,
                                id -> dice.numberOf("eni-", id)))
                .with(
                        Instance.class,
                        new Listing<>(
                                site.instances(),
                                number -> Optional.of(instances.instance(number)),
                                Instance::instanceId,
                                id -> dice.numberOf("i-", id)));
        listings.derived(
                        InstanceImageMetadata.class,
                        () -> ofInstances(
                                instance -> InstanceImageFacts.of(site, listings, instance),
                                InstanceImageMetadata::instanceId))
                .derived(
                        DescribeInstanceAttributeResponse.class,
                        () -> ofInstances(UserDataOfInstances::of, DescribeInstanceAttributeResponse::instanceId));
    }

    private <T> Listing<T> ofInstances(Function<Instance, T> derivation, Function<T, String> idOf) {
        return listings.of(Instance.class).derived(one -> Optional.of(derivation.apply(one.resource())), idOf);
    }

    private void addSnapshots() {
        Dice dice = site.dice();
        Snapshots snapshots = new Snapshots(site);
        Listing<Snapshot> all = new Listing<>(
                snapshots.numbers(), snapshots::at, Snapshot::snapshotId, id -> dice.numberOf("snap-", id));
        listings.with(Snapshot.class, all)
                .with(
                        DescribeSnapshotAttributeResponse.class,
                        all.derived(
                                one -> snapshots.permissions(one.number()),
                                DescribeSnapshotAttributeResponse::snapshotId));
    }

    /** An image that is gone has no permissions. */
    private void hidePermissionsOfLostImages() {
        Listing<Image> images = listings.of(Image.class);
        Listing<DescribeImageAttributeResponse> all = listings.of(DescribeImageAttributeResponse.class);
        listings.with(
                DescribeImageAttributeResponse.class,
                all.derived(
                        one -> images.at(one.number()).map(there -> one.resource()),
                        DescribeImageAttributeResponse::imageId));
    }
}
