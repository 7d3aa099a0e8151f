package io.muster.collect;

import java.util.List;

/** Every collector, put together without CDI. */
public final class AllCollectors {

    private AllCollectors() {}

    public static Collectors create() {
        return new Collectors(List.of(
                new FlowLogCollector(),
                new ImageCollector(),
                new InstanceCollector(),
                new InstanceProfileCollector(),
                new InternetGatewayCollector(),
                new KeyPairCollector(),
                new NetworkAclCollector(),
                new NetworkInterfaceCollector(),
                new PrefixListCollector(),
                new RegionSettingsCollector(),
                new RoleCollector(),
                new RouteTableCollector(),
                new SecurityGroupCollector(),
                new SnapshotCollector(),
                new SubnetCollector(),
                new VolumeCollector(new InstanceCollector()),
                new VpcCollector()));
    }
}
