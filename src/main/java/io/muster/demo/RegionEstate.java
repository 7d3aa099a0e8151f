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
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The resources in one region of one account, or those of the account that are of no region. */
final class RegionEstate {

    private final Site site;
    private final Listings listings = new Listings();

    /** @param seeds the resources that are not generated */
    RegionEstate(Site site, Seeds seeds) {
        this.site = site;
        seeds.addTo(listings, site.global(), site.placeholders());
        where(SecurityGroup.class, () -> listings.derived(SecurityGroupRule.class, this::groupRules));
        addOfInstances(
                InstanceImageMetadata.class,
                one -> InstanceFacts.image(site, listings, one),
                InstanceImageMetadata::instanceId);
        addOfInstances(
                DescribeInstanceAttributeResponse.class,
                InstanceFacts::userData,
                DescribeInstanceAttributeResponse::instanceId);
        where(Volume.class, this::driftVolumes);
        where(Snapshot.class, this::addPermissionsOfSnapshots);
        where(Image.class, this::hidePermissionsOfLostImages);
    }

    /** Adds a listing if the data files have the type. */
    private void where(Class<?> type, Runnable addition) {
        if (listings.has(type)) {
            addition.run();
        }
    }

    Site site() {
        return site;
    }

    Listings listings() {
        return listings;
    }

    /** The rules, derived from the groups with all of their changes. */
    private Listing<SecurityGroupRule> groupRules() {
        List<SecurityGroupRule> rules = listings.of(SecurityGroup.class).all().stream()
                .flatMap(group -> GroupRules.of(group, site.dice()).stream())
                .toList();
        return Listing.of(rules, SecurityGroupRule::securityGroupRuleId);
    }

    /** Adds a listing that is derived from the instances with all of their changes. */
    private <T> void addOfInstances(Class<T> type, Function<Instance, T> derivation, Function<T, String> idOf) {
        where(
                Instance.class,
                () -> listings.derived(
                        type,
                        () -> listings.of(Instance.class).derived(one -> Optional.of(derivation.apply(one)), idOf)));
    }

    /** Removes the last volumes, which drift adds. */
    private void driftVolumes() {
        Listing<Volume> volumes = listings.of(Volume.class);
        for (int number = volumes.size() - Drift.VOLUMES; number < volumes.size() && !site.past(); number++) {
            volumes.drift(site.dice().id("vol-", number));
        }
    }

    /** A snapshot of which the data files say nothing is not shared. */
    private void addPermissionsOfSnapshots() {
        Listing<DescribeSnapshotAttributeResponse> shared = listings.of(DescribeSnapshotAttributeResponse.class);
        listings.put(
                DescribeSnapshotAttributeResponse.class,
                listings.of(Snapshot.class)
                        .derived(
                                snapshot -> shared.find(snapshot.snapshotId())
                                        .or(() -> Optional.of(DescribeSnapshotAttributeResponse.builder()
                                                .snapshotId(snapshot.snapshotId())
                                                .createVolumePermissions(List.of())
                                                .build())),
                                DescribeSnapshotAttributeResponse::snapshotId));
    }

    /** An image that is gone has no permissions. */
    private void hidePermissionsOfLostImages() {
        Listing<Image> images = listings.of(Image.class);
        listings.put(
                DescribeImageAttributeResponse.class,
                listings.of(DescribeImageAttributeResponse.class)
                        .derived(
                                one -> images.find(one.imageId()).map(there -> one),
                                DescribeImageAttributeResponse::imageId));
    }
}
