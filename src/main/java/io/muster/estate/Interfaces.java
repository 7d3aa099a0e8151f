package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The network interfaces of an estate by the instance, security group, VPC and subnet that they belong to. */
public final class Interfaces {

    private final Index<NetworkInterface> byInstance;
    private final Index<NetworkInterface> byGroup;
    private final Index<NetworkInterface> byVpc;
    private final Index<NetworkInterface> bySubnet;

    private Interfaces(Estate estate) {
        List<Resource<NetworkInterface>> all = estate.stored(NetworkInterface.class);
        byInstance = new Index<>(all, eni -> Stream.ofNullable(eni.instanceId()).toList());
        byGroup = new Index<>(all, NetworkInterface::securityGroupIds);
        byVpc = new Index<>(all, eni -> Stream.ofNullable(eni.vpcId()).toList());
        bySubnet = new Index<>(all, eni -> Stream.ofNullable(eni.subnetId()).toList());
    }

    /**
     * All interfaces of the estate.
     *
     * @throws NotRead unless every one of them was listed and read
     */
    public static Interfaces of(Estate estate) {
        estate.all(NetworkInterface.class);
        return stored(estate);
    }

    /** The known interfaces of the estate, current or not. */
    public static Interfaces stored(Estate estate) {
        return estate.view(Interfaces.class, Interfaces::new);
    }

    public List<Resource<NetworkInterface>> ofInstance(String instanceId) {
        return byInstance.get(instanceId);
    }

    /** The interfaces that carry the security group. */
    public List<Resource<NetworkInterface>> ofGroup(String groupId) {
        return byGroup.get(groupId);
    }

    public List<Resource<NetworkInterface>> inVpc(String vpcId) {
        return byVpc.get(vpcId);
    }

    public List<Resource<NetworkInterface>> inSubnet(String subnetId) {
        return bySubnet.get(subnetId);
    }

    /** The ids of the instances whose interfaces carry the security group, each once. */
    public List<String> instancesOfGroup(String groupId) {
        return ofGroup(groupId).stream()
                .map(eni -> eni.attributes().instanceId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
