package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The interfaces by which others get to a host: its own, those of the load balancers that have it as a target, and of the endpoints of
 * their services. Whom the rules of each may admit is worked out once for each host.
 */
final class HostDoors {

    /**
     * All those of a host in one VPC together.
     *
     * @param anyone  whether a rule about addresses, a group that was not read or the lack of groups may let any host in
     * @param members the groups whose members are let in
     */
    private record Doors(String vpcId, boolean anyone, Set<String> members) {

        private Doors and(Doors other) {
            Set<String> both = new HashSet<>(members);
            both.addAll(other.members());
            return new Doors(vpcId, anyone || other.anyone(), both);
        }

        private boolean admit(List<String> groups) {
            return anyone || !Collections.disjoint(members, groups);
        }
    }

    private final Estate estate;
    private final Map<String, Collection<Doors>> byInstance = new ConcurrentHashMap<>();

    HostDoors(Estate estate) {
        this.estate = estate;
    }

    /** @param connected the VPCs from which routes lead to others */
    boolean admit(Resource<Instance> from, Resource<Instance> to, Set<String> connected) {
        Collection<Doors> doors = byInstance.computeIfAbsent(to.resourceId(), this::doors);
        for (Resource<NetworkInterface> source : Interfaces.of(estate).ofInstance(from.resourceId())) {
            String vpc = String.valueOf(source.attributes().vpcId());
            for (Doors one : doors) {
                if ((one.vpcId().equals(vpc) || connected.contains(vpc))
                        && one.admit(source.attributes().securityGroupIds())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Collection<Doors> doors(String instanceId) {
        return Interfaces.of(estate).ofInstance(instanceId).stream()
                .flatMap(eni -> Stream.concat(
                        Stream.of(eni),
                        LoadBalancers.of(estate).targets().leadingTo(eni).stream()
                                .flatMap(balancer -> BalancedPaths.doors(estate, balancer))))
                .map(this::door)
                .collect(Collectors.toMap(Doors::vpcId, one -> one, Doors::and))
                .values();
    }

    private Doors door(Resource<NetworkInterface> eni) {
        boolean anyone = Reach.isOpenBalancer(eni);
        Set<String> members = new HashSet<>();
        for (String id : eni.attributes().securityGroupIds()) {
            List<SecurityGroupRule> rules = estate.stored(SecurityGroup.class, id)
                    .map(group -> group.attributes().ingress())
                    .orElse(null);
            if (rules == null) {
                anyone = true;
                continue;
            }
            anyone |= rules.stream().anyMatch(rule -> rule.referencedGroupId() == null);
            rules.stream()
                    .map(SecurityGroupRule::referencedGroupId)
                    .filter(Objects::nonNull)
                    .forEach(members::add);
        }
        return new Doors(String.valueOf(eni.attributes().vpcId()), anyone, members);
    }
}
