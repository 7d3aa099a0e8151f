package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.InstanceRoles;
import io.muster.estate.Interfaces;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.reach.AllWays;
import io.muster.estate.reach.Endpoint;
import io.muster.estate.reach.GuardedWay;
import io.muster.estate.reach.GuardedWays;
import io.muster.estate.reach.Questions;
import io.muster.estate.reach.Reachable;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.SecurityGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attack paths of small estates, and the instances that they lead over, by a search that tries every pair of instances, hop by hop from each entry. */
final class AttackPathOracle {

    /** The prizes, by the names of the roles that hold them. */
    static final Map<String, Prize.Type> TYPES = Map.of("admin", Prize.Type.ADMINISTRATOR, "data", Prize.Type.DATA);

    private final Estate estate;
    private final Map<List<String>, Boolean> reached = new HashMap<>();

    private AttackPathOracle(Estate estate) {
        this.estate = estate;
    }

    static String word(AttackPath path) {
        return path.entry().resourceId() + " " + path.prize() + " " + path.lateral();
    }

    static Set<String> expected(Estate estate) {
        return new AttackPathOracle(estate).expected();
    }

    /** The ids of the instances that an attacker takes, each with the fewest hops from the internet to it. */
    static Map<String, Integer> taken(Estate estate) {
        return new AttackPathOracle(estate).taken();
    }

    private Set<String> expected() {
        return entries().flatMap(entry -> from(entry).stream()).collect(Collectors.toSet());
    }

    private Stream<Resource<Instance>> entries() {
        return estate.all(Instance.class).stream()
                .filter(instance ->
                        weak(instance) && AllWays.of(instance, estate).reachable() == Reachable.YES);
    }

    private Map<String, Integer> taken() {
        Map<String, Integer> hops = new HashMap<>();
        Set<Resource<Instance>> taken = entries().collect(Collectors.toSet());
        taken.forEach(entry -> hops.put(entry.resourceId(), 0));
        for (int hop = 1; hop <= LateralPaths.HOPS; hop++) {
            Set<Resource<Instance>> next = next(taken);
            for (Resource<Instance> instance : next) {
                hops.putIfAbsent(instance.resourceId(), hop);
            }
            taken.addAll(next);
        }
        return hops;
    }

    private Set<Resource<Instance>> next(Set<Resource<Instance>> taken) {
        return estate.all(Instance.class).stream()
                .filter(AttackPathOracle::weak)
                .filter(other -> taken.stream().anyMatch(one -> !one.equals(other) && reaches(one, other)))
                .collect(Collectors.toSet());
    }

    private Set<String> from(Resource<Instance> entry) {
        Set<Prize.Type> own = prizes(entry);
        Set<String> words = own.stream()
                .map(type -> entry.resourceId() + " " + type + " 0")
                .collect(Collectors.toCollection(HashSet::new));
        if (!own.contains(Prize.Type.ADMINISTRATOR)) {
            TYPES.values().stream().filter(type -> !own.contains(type)).forEach(type -> {
                int hops = hops(entry, type);
                if (hops > 0) {
                    words.add(entry.resourceId() + " " + type + " " + hops);
                }
            });
        }
        return words;
    }

    private int hops(Resource<Instance> entry, Prize.Type type) {
        Set<Resource<Instance>> taken = new HashSet<>(Set.of(entry));
        for (int hops = 1; hops <= LateralPaths.HOPS; hops++) {
            Set<Resource<Instance>> next = next(taken);
            if (next.stream().anyMatch(other -> prizes(other).contains(type))) {
                return hops;
            }
            taken.addAll(next);
        }
        return 0;
    }

    private boolean reaches(Resource<Instance> one, Resource<Instance> other) {
        return reached.computeIfAbsent(
                List.of(one.resourceId(), other.resourceId()), pair -> tunnels(one, other) || admits(one, other));
    }

    private boolean admits(Resource<Instance> one, Resource<Instance> other) {
        return Stream.of("tcp", "udp")
                .map(protocol -> ServiceRange.asked(protocol, null).orElseThrow())
                .anyMatch(services -> Questions.of(estate)
                                .ask(host(one), host(other), services)
                                .reachable()
                        == Reachable.YES);
    }

    private boolean tunnels(Resource<Instance> one, Resource<Instance> other) {
        Optional<Resource<Role>> role = InstanceRoles.of(estate).roleOf(one.attributes());
        return role.isPresent()
                && Interfaces.of(estate).ofInstance(other.resourceId()).stream()
                        .flatMap(eni -> GuardedWays.of(estate).to(eni, ServiceRange.ALL).stream()
                                .filter(way -> way.kind() == ResourceKind.INSTANCE_CONNECT_ENDPOINT
                                        && way.outcome().reachable() == Reachable.YES
                                        && (hides(way) || admitsTheClient(eni, way))))
                        .anyMatch(way -> RolePrivileges.of(role.get(), estate)
                                        .allows(
                                                "ec2-instance-connect:OpenTunnel",
                                                Estates.REGION.arn(way.kind(), way.resourceId()))
                                == Certainty.YES);
    }

    private boolean hides(GuardedWay way) {
        return estate.stored(InstanceConnectEndpoint.class, way.resourceId()).stream()
                .noneMatch(endpoint -> endpoint.attributes().preserveClientIp());
    }

    /** By its own address, which is a public one in these estates, or as a tunnel of the endpoint's group. */
    private boolean admitsTheClient(Resource<NetworkInterface> eni, GuardedWay way) {
        Set<String> ofTheEndpoint = estate.stored(InstanceConnectEndpoint.class, way.resourceId()).stream()
                .flatMap(endpoint -> endpoint.attributes().securityGroupIds().stream())
                .collect(Collectors.toSet());
        return eni.attributes().securityGroupIds().stream()
                .flatMap(id -> estate.stored(SecurityGroup.class, id).stream())
                .flatMap(group -> group.attributes().ingress().stream())
                .anyMatch(rule -> "0.0.0.0/0".equals(rule.cidr())
                        || (rule.referencedGroupId() != null && ofTheEndpoint.contains(rule.referencedGroupId())));
    }

    private Endpoint host(Resource<Instance> instance) {
        return new Endpoint.Host(Interfaces.of(estate).ofInstance(instance.resourceId()));
    }

    private static boolean weak(Resource<Instance> instance) {
        return instance.attributes().metadataOptions().httpTokens() == HttpTokens.OPTIONAL;
    }

    private static Set<Prize.Type> prizes(Resource<Instance> instance) {
        String profile = String.valueOf(instance.attributes().instanceProfileArn());
        return TYPES.entrySet().stream()
                .filter(type -> profile.endsWith("/p-" + type.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }
}
