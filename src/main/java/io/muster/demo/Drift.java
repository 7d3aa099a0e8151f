package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * A row of small changes. Each switches one resource to its changed state or back, so that the estate after a
 * number of changes follows from the seed and that number, and never grows without bounds.
 */
final class Drift {

    /** How many of the last volumes of a region come and go. */
    static final int VOLUMES = 8;

    private final Dice dice;
    private final IntFunction<RegionEstate> regions;
    private int tick;

    /**
     * A row that has not begun.
     *
     * @param regions some region for any number from 0
     */
    Drift(Dice dice, IntFunction<RegionEstate> regions) {
        this.dice = dice;
        this.regions = regions;
    }

    synchronized DemoChange next() {
        tick++;
        RegionEstate region = regions.apply(dice.below(Integer.MAX_VALUE, "region", tick));
        boolean noInstances = region.site().instances() == 0;
        return switch (dice.below(3, "what", tick)) {
            case 0 -> noInstances ? switchVolume(region) : switchInstance(region);
            case 1 -> switchRule(region);
            default -> switchVolume(region);
        };
    }

    private DemoChange switchInstance(RegionEstate region) {
        int number = dice.below(region.site().instances(), "instance", tick);
        String id = region.site().instance(number);
        Listing<Instance> instances = region.listings().of(Instance.class);
        if (instances.altered(id)) {
            instances.restore(id);
            region.listings().of(NetworkInterface.class).restore(region.site().networkInterface(number));
            return change(region, DemoChange.What.INSTANCE_STARTED, id);
        }
        Launch launch = new Launch(number);
        if (!launch.running() || launch.workload() == Workload.BASTION) {
            return switchVolume(region);
        }
        instances.alter(id, Drift::stopped);
        region.listings()
                .of(NetworkInterface.class)
                .alter(region.site().networkInterface(number), Drift::withoutPublicIp);
        return change(region, DemoChange.What.INSTANCE_STOPPED, id);
    }

    private DemoChange switchRule(RegionEstate region) {
        String id = region.site().group(Group.APP);
        Listing<SecurityGroup> groups = region.listings().of(SecurityGroup.class);
        if (groups.altered(id)) {
            groups.restore(id);
            return change(region, DemoChange.What.RULE_REMOVED, id);
        }
        groups.alter(id, Drift::openToSsh);
        return change(region, DemoChange.What.RULE_ADDED, id);
    }

    private DemoChange switchVolume(RegionEstate region) {
        Listing<Volume> volumes = region.listings().of(Volume.class);
        int number = volumes.size() - 1 - dice.below(VOLUMES, "volume", tick);
        String id = region.site().volume(number);
        if (volumes.altered(id)) {
            volumes.restore(id);
            return change(region, DemoChange.What.VOLUME_CREATED, id);
        }
        volumes.remove(id);
        return change(region, DemoChange.What.VOLUME_DELETED, id);
    }

    private DemoChange change(RegionEstate region, DemoChange.What what, String id) {
        return new DemoChange(tick, region.site().accountId(), region.site().region(), what, id);
    }

    /** A stopped instance gives its public address back. */
    static Instance stopped(Instance instance) {
        return instance.toBuilder()
                .state(s -> s.code(80).name("stopped"))
                .stateTransitionReason("User initiated")
                .publicIpAddress(null)
                .networkInterfaces(instance.networkInterfaces().stream()
                        .map(i -> i.toBuilder()
                                .association((InstanceNetworkInterfaceAssociation) null)
                                .build())
                        .toList())
                .build();
    }

    private static NetworkInterface withoutPublicIp(NetworkInterface seen) {
        return seen.toBuilder()
                .association((NetworkInterfaceAssociation) null)
                .privateIpAddresses(seen.privateIpAddresses().stream()
                        .map(a -> a.toBuilder()
                                .association((NetworkInterfaceAssociation) null)
                                .build())
                        .toList())
                .build();
    }

    static SecurityGroup openToSsh(SecurityGroup group) {
        List<IpPermission> permissions = new ArrayList<>(group.ipPermissions());
        permissions.add(IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(22)
                .toPort(22)
                .ipRanges(IpRange.builder()
                        .cidrIp("0.0.0.0/0")
                        .description("just for a moment")
                        .build())
                .build());
        return group.toBuilder().ipPermissions(permissions).build();
    }
}
