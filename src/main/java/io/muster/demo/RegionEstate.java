package io.muster.demo;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What is in one region of one account. */
final class RegionEstate {

    private final Site site;
    private final Listings listings = new Listings();

    RegionEstate(Site site) {
        this.site = site;
        Networks networks = new Networks(site);
        addNetworks(networks);
        addInstances(networks);
        addImages();
        new Settings(site).addTo(listings);
    }

    Site site() {
        return site;
    }

    Listings listings() {
        return listings;
    }

    private void addNetworks(Networks networks) {
        Routing routing = new Routing(site);
        listings.with(Vpc.class, Listing.of(networks.vpcs(), Vpc::vpcId))
                .with(Subnet.class, Listing.of(networks.subnets(), Subnet::subnetId))
                .with(
                        InternetGateway.class,
                        Listing.of(networks.internetGateways(), InternetGateway::internetGatewayId))
                .with(RouteTable.class, Listing.of(routing.routeTables(), RouteTable::routeTableId))
                .with(NetworkAcl.class, Listing.of(routing.networkAcls(), NetworkAcl::networkAclId))
                .with(FlowLog.class, Listing.of(networks.flowLogs(), FlowLog::flowLogId))
                .with(ManagedPrefixList.class, Listing.of(networks.prefixLists(), ManagedPrefixList::prefixListId))
                .with(
                        DemoPrefixListEntries.class,
                        Listing.of(networks.prefixListEntries(), DemoPrefixListEntries::prefixListId))
                .with(SecurityGroup.class, Listing.of(new Groups(site).all(), SecurityGroup::groupId));
    }

    private void addInstances(Networks networks) {
        Dice dice = site.dice();
        Interfaces interfaces = new Interfaces(site, new Groups(site), networks);
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
    }

    private void addImages() {
        Dice dice = site.dice();
        Snapshots snapshots = new Snapshots(site);
        Images images = new Images(site, snapshots);
        listings.with(
                        Snapshot.class,
                        new Listing<>(
                                snapshots.numbers(),
                                snapshots::at,
                                Snapshot::snapshotId,
                                id -> dice.numberOf("snap-", id)))
                .with(
                        DescribeSnapshotAttributeResponse.class,
                        new Listing<>(
                                snapshots.numbers(),
                                snapshots::permissions,
                                DescribeSnapshotAttributeResponse::snapshotId,
                                id -> dice.numberOf("snap-", id)))
                .with(Image.class, Listing.of(images.all(), Image::imageId))
                .with(
                        DescribeImageAttributeResponse.class,
                        Listing.of(images.launchPermissions(), DescribeImageAttributeResponse::imageId));
    }
}
