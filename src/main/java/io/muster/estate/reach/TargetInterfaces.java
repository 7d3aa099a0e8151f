package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.PortSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The interfaces that targets and endpoints are reached at. */
final class TargetInterfaces {

    /** The types of addresses of target groups; the other is IPv6. */
    static final String IPV4 = "ipv4";

    static final String IPV6 = "ipv6";

    private static final String INSTANCE = "i-";
    private static final String ARN = "arn:";
    private static final String BALANCER = ":loadbalancer/";

    private final Estate estate;
    private final Map<String, Map<String, Resource<NetworkInterface>>> byAddressInVpc = new HashMap<>();
    private final Map<String, Map<Cidr, Resource<NetworkInterface>>> byPrefixInVpc = new HashMap<>();
    private final Set<Integer> prefixLengths = new HashSet<>();
    private final Map<String, Resource<NetworkInterface>> byAllocation = new HashMap<>();
    private final Map<String, Map<String, List<Target>>> byGroup = new ConcurrentHashMap<>();

    private final Map<String, Boolean> leadingOn = new ConcurrentHashMap<>();

    private TargetInterfaces(Estate estate) {
        this.estate = estate;
        for (Resource<NetworkInterface> eni : estate.stored(NetworkInterface.class)) {
            NetworkInterface attributes = eni.attributes();
            Map<String, Resource<NetworkInterface>> byAddress =
                    byAddressInVpc.computeIfAbsent(String.valueOf(attributes.vpcId()), vpc -> new HashMap<>());
            attributes.privateIps().forEach(ip -> byAddress.put(ip, eni));
            attributes.ipv6Addresses().forEach(ip -> byAddress.put(ip, eni));
            addPrefixes(eni);
            allocations(eni).forEach(allocation -> byAllocation.put(allocation, eni));
        }
        byAddressInVpc.replaceAll((vpc, byAddress) -> Map.copyOf(byAddress));
    }

    private void addPrefixes(Resource<NetworkInterface> eni) {
        String vpc = String.valueOf(eni.attributes().vpcId());
        HostPair.ranges(eni)
                .filter(range -> range.prefixLength() < range.family().bits())
                .forEach(prefix -> {
                    prefixLengths.add(prefix.prefixLength());
                    byPrefixInVpc.computeIfAbsent(vpc, k -> new HashMap<>()).put(prefix, eni);
                });
    }

    /** The interface of the VPC that has the address, of its own or by a prefix. */
    private Optional<Resource<NetworkInterface>> in(String vpc, String address) {
        Resource<NetworkInterface> own =
                byAddressInVpc.getOrDefault(vpc, Map.of()).get(address);
        Map<Cidr, Resource<NetworkInterface>> prefixes = byPrefixInVpc.getOrDefault(vpc, Map.of());
        return own != null || prefixes.isEmpty()
                ? Optional.ofNullable(own)
                : Cidr.tryParse(address).stream()
                        .flatMap(this::prefixes)
                        .flatMap(prefix -> Stream.ofNullable(prefixes.get(prefix)))
                        .findFirst();
    }

    private Stream<Cidr> prefixes(Cidr address) {
        return prefixLengths.stream()
                .filter(length -> length < address.prefixLength())
                .map(length -> new Cidr(address.family(), address.network(), length));
    }

    static TargetInterfaces of(Estate estate) {
        return estate.view(TargetInterfaces.class, TargetInterfaces::new);
    }

    Optional<Resource<NetworkInterface>> of(TargetGroup group, Target target) {
        return target.id().startsWith(INSTANCE)
                ? ofInstance(target.id())
                : Stream.of(String.valueOf(group.vpcId()), InternetGateways.UNTOLD)
                        .flatMap(vpc -> in(vpc, target.id()).stream())
                        .findFirst();
    }

    /**
     * The interfaces that the target may be: the one that is told, else, for an address outside of the group's VPC, those of other VPCs that
     * have it.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html">Target groups for
     *     your Application Load Balancers, Target type</a>: addresses of peered VPCs may be targets
     */
    List<Resource<NetworkInterface>> all(TargetGroup group, Target target) {
        Optional<Resource<NetworkInterface>> told = of(group, target);
        return told.isPresent() ? List.of(told.get()) : beyond(group, target).toList();
    }

    private Stream<Resource<NetworkInterface>> beyond(TargetGroup group, Target target) {
        boolean isOutside = group.vpcId() != null
                && Cidr.tryParse(target.id())
                        .filter(address ->
                                !VpcNetworks.stored(estate, group.vpcId()).covers(CidrSet.of(address)))
                        .isPresent();
        return isOutside ? everywhere(target) : Stream.empty();
    }

    private Stream<Resource<NetworkInterface>> everywhere(Target target) {
        return byAddressInVpc.keySet().stream().flatMap(vpc -> in(vpc, target.id()).stream());
    }

    /** Whether the group, which was read, has a target that may be a load balancer, or an interface that one is reached at. */
    boolean leadsOn(Resource<TargetGroup> group) {
        return leadingOn.computeIfAbsent(
                group.arn(),
                k -> group.attributes().targets().stream()
                        .anyMatch(target -> isBalancer(target)
                                || all(group.attributes(), target).stream().anyMatch(InnerBalancers::mayLeadOn)));
    }

    /** Whether the target is a load balancer: the ids of all sorts of targets differ. */
    static boolean isBalancer(Target target) {
        return target.id().contains(BALANCER);
    }

    /** The port that the target gets its traffic at; null where it has none, as a function, or one that there is not. */
    static @Nullable Integer port(TargetGroup group, Target target) {
        Integer port = target.port() == null ? group.port() : target.port();
        return PortSet.isPort(port) ? port : null;
    }

    /** What is not known of where the target gets its traffic at; empty where that is told. */
    Optional<String> unclear(Resource<TargetGroup> group, Target target) {
        String id = target.id();
        if (id.startsWith(ARN) && !isBalancer(target)) {
            return Optional.empty();
        }
        if (port(group.attributes(), target) == null) {
            return Optional.of("the port of " + id + " in " + group.resourceId());
        }
        if (id.startsWith(INSTANCE)) {
            return Interfaces.stored(estate).ofInstance(id).size() > 1
                            && ofInstance(id).isEmpty()
                    ? Optional.of("the primary network interface of " + id)
                    : Optional.of("the address type of " + group.resourceId())
                            .filter(doubt -> !Set.of(IPV4, IPV6)
                                            .contains(String.valueOf(
                                                    group.attributes().ipAddressType()))
                                    && ofInstance(id)
                                            .filter(TargetInterfaces::hasBothFamilies)
                                            .isPresent());
        }
        return group.attributes().vpcId() == null && !isBalancer(target)
                ? Optional.of("the VPC of " + group.resourceId())
                : Optional.empty();
    }

    private static boolean hasBothFamilies(Resource<NetworkInterface> eni) {
        return !eni.attributes().privateIps().isEmpty()
                && !eni.attributes().ipv6Addresses().isEmpty();
    }

    /** The targets of the group, which were read, that may be reached at the interface. */
    List<Target> targets(Resource<TargetGroup> group, Resource<NetworkInterface> eni) {
        return byGroup.computeIfAbsent(group.arn(), k -> targets(group.attributes()))
                .getOrDefault(eni.arn(), List.of());
    }

    private Map<String, List<Target>> targets(TargetGroup group) {
        Map<String, List<Target>> byInterface = new HashMap<>();
        for (Target target : group.targets()) {
            candidates(group, target)
                    .forEach(eni -> byInterface
                            .computeIfAbsent(eni.arn(), k -> new ArrayList<>())
                            .add(target));
        }
        return byInterface;
    }

    /** The interface of the target; all that it may be where that is not told. */
    Stream<Resource<NetworkInterface>> candidates(TargetGroup group, Target target) {
        if (group.vpcId() == null && !target.id().startsWith(INSTANCE)) {
            return everywhere(target);
        }
        List<Resource<NetworkInterface>> all = all(group, target);
        return (all.isEmpty() ? Interfaces.stored(estate).ofInstance(target.id()) : all).stream();
    }

    /** An instance gets its traffic at the primary address of its primary interface. */
    Optional<Resource<NetworkInterface>> ofInstance(String instanceId) {
        List<Resource<NetworkInterface>> own = Interfaces.stored(estate).ofInstance(instanceId);
        String primary = estate.stored(Instance.class, instanceId)
                .map(instance -> instance.attributes().privateIp())
                .orElse(null);
        return own.stream()
                .filter(eni -> own.size() == 1 || eni.attributes().privateIps().contains(primary))
                .findFirst();
    }

    /** The interface that carries the Elastic IP address. */
    Optional<Resource<NetworkInterface>> ofAllocation(String allocationId) {
        return Optional.ofNullable(byAllocation.get(allocationId));
    }

    /** Whether it carries an Elastic IP address. */
    static boolean hasAllocation(Resource<NetworkInterface> eni) {
        return allocations(eni).findAny().isPresent();
    }

    private static Stream<String> allocations(Resource<NetworkInterface> eni) {
        List<PrivateAddress> addresses = eni.attributes().privateAddresses();
        return (addresses == null ? List.<PrivateAddress>of() : addresses)
                .stream().map(PrivateAddress::allocationId).filter(Objects::nonNull);
    }
}
