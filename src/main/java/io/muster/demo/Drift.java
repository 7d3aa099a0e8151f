package io.muster.demo;

import java.util.function.IntFunction;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * A sequence of small changes. Each switches one resource to its drifted state, which the data files define, or back, so that the
 * estate after a number of changes follows from the seed and that number, and does not grow without bounds.
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
        Launch launch = new Launch(number);
        if (!launch.running() || launch.workload() == Workload.BASTION) {
            return switchVolume(region);
        }
        region.listings().of(NetworkInterface.class).drift(region.site().dice().id("eni-", number));
        return switched(
                region,
                Instance.class,
                region.site().dice().id("i-", number),
                DemoChange.Type.INSTANCE_STOPPED,
                DemoChange.Type.INSTANCE_STARTED);
    }

    private DemoChange switchRule(RegionEstate region) {
        String id = region.site().dice().of("APP").id("sg-", 0);
        return switched(region, SecurityGroup.class, id, DemoChange.Type.RULE_ADDED, DemoChange.Type.RULE_REMOVED);
    }

    private DemoChange switchVolume(RegionEstate region) {
        int number = region.listings().of(Volume.class).size() - 1 - dice.below(VOLUMES, "volume", tick);
        String id = region.site().dice().id("vol-", number);
        return switched(region, Volume.class, id, DemoChange.Type.VOLUME_DELETED, DemoChange.Type.VOLUME_CREATED);
    }

    private DemoChange switched(
            RegionEstate region, Class<?> type, String id, DemoChange.Type drifted, DemoChange.Type back) {
        DemoChange.Type change = region.listings().of(type).drift(id) ? drifted : back;
        return new DemoChange(tick, region.site().accountId(), region.site().region(), change, id);
    }
}
