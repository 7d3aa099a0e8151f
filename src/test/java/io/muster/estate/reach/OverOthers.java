package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code ReachOverOthers} and {@code BalancersElsewhere} do with stored inventories, with estates in memory.
 *
 * @param estates all registered accounts, of one region
 */
record OverOthers(Map<String, Estate> estates) {

    Outcome best(Outcome known, Endpoint from, Estate here, Endpoint.Host to, Estate there, ServiceRange services) {
        if (known.reachable() == Reachable.YES) {
            return known;
        }
        BalancerNetworks places = new BalancerNetworks(there, to);
        List<Outcome> outcomes = new ArrayList<>(List.of(known));
        Set<Scope> leading = others(there).stream()
                .filter(other -> leads(other, places))
                .map(Estate::scope)
                .collect(Collectors.toSet());
        Set<Scope> sharing = others(there).stream()
                .filter(other -> places.vpcIds().stream()
                        .anyMatch(id -> other.stored(Vpc.class, id).isPresent()))
                .map(Estate::scope)
                .collect(Collectors.toSet());
        Set<Scope> read = estates.values().stream()
                .filter(OverOthers::isRead)
                .map(Estate::scope)
                .collect(Collectors.toSet());
        for (Estate other : others(there)) {
            if (leading.contains(other.scope()) && !other.scope().equals(here.scope())) {
                WaysByBalancersElsewhere doors = new WaysByBalancersElsewhere(there, other, false);
                outcomes.addAll(
                        from instanceof Endpoint.Host source
                                ? doors.ask(here, source, to, services)
                                : doors.ask(from, to, services));
            }
        }
        if (from instanceof Endpoint.Host source) {
            Set<Scope> unread = new HashSet<>(leading);
            unread.removeAll(read);
            WaysByBalancersElsewhere.unread(here, source, services, unread).ifPresent(outcomes::add);
        }
        outcomes.addAll(places.unread(
                from, here, services, new BalancersRead(sharing, read, tenants(places.connectedVpcIds()))));
        return Outcome.best(outcomes).orElseThrow();
    }

    private Map<String, Set<Scope>> tenants(Set<String> vpcIds) {
        Map<String, Set<Scope>> tenants = new HashMap<>();
        estates.values().stream()
                .filter(owner -> owner.knows(ResourceKind.NETWORK_INTERFACE))
                .forEach(owner -> owner.stored(Vpc.class).stream()
                        .filter(vpc -> vpcIds.contains(vpc.resourceId())
                                && owner.scope()
                                        .accountId()
                                        .equals(vpc.attributes().ownerId()))
                        .forEach(vpc -> tenants.put(vpc.resourceId(), tenants(owner, vpc.resourceId()))));
        return tenants;
    }

    private static Set<Scope> tenants(Estate owner, String vpc) {
        return owner.stored(NetworkInterface.class).stream()
                .filter(eni -> vpc.equals(eni.attributes().vpcId())
                        && BalancerNodes.balancer(eni.attributes()).isPresent())
                .map(eni -> CutNetworks.scope(String.valueOf(eni.attributes().ownerId())))
                .collect(Collectors.toSet());
    }

    private List<Estate> others(Estate there) {
        return estates.values().stream().filter(one -> !one.equals(there)).toList();
    }

    private static boolean isRead(Estate estate) {
        return estate.knows(ResourceKind.LOAD_BALANCER)
                && estate.knows(ResourceKind.TARGET_GROUP)
                && estate.stored(TargetGroup.class).stream()
                        .allMatch(group -> group.attributes().targets() != null)
                && estate.stored(LoadBalancer.class).stream()
                        .allMatch(balancer -> balancer.attributes().listeners() != null);
    }

    private static boolean leads(Estate other, BalancerNetworks places) {
        CidrSet sought = places.ranges().stream().map(CidrSet::parse).reduce(CidrSet.EMPTY, CidrSet::union);
        return other.stored(VpcEndpoint.class).stream()
                        .anyMatch(endpoint -> places.serviceNames()
                                .contains(String.valueOf(endpoint.attributes().serviceName())))
                || other.stored(TargetGroup.class).stream()
                        .anyMatch(group ->
                                Objects.requireNonNullElse(group.attributes().targets(), List.<Target>of()).stream()
                                        .map(target -> Cidr.tryParse(target.id()))
                                        .anyMatch(address -> address.isPresent()
                                                && sought.covers(CidrSet.of(address.get()))
                                                && !isOfOtherVpc(other, group, address.get(), places)));
    }

    /** An address within the VPC of a target group is of that VPC. */
    private static boolean isOfOtherVpc(
            Estate other, Resource<TargetGroup> group, Cidr address, BalancerNetworks places) {
        String vpc = String.valueOf(group.attributes().vpcId());
        return !places.vpcIds().contains(vpc) && VpcNetworks.stored(other, vpc).covers(CidrSet.of(address));
    }
}
