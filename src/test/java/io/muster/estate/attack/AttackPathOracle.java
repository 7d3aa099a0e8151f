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
import io.muster.estate.reach.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.SecurityGroup;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attack paths of small estates by a search that tries every pair of instances, hop by hop from each entry. */
final class AttackPathOracle {

    /** The prizes, by the names of the roles that hold them. */
    static final Map<String, Prize.Type> TYPES = Map.of("admin", Prize.Type.ADMINISTRATOR, "data", Prize.Type.DATA);

    private AttackPathOracle() {}

    static String word(AttackPath path) {
        return path.entry().resourceId() + " " + path.prize() + " " + path.lateral();
    }

    static Set<String> expected(Estate estate) {
        Set<String> expected = new HashSet<>();
        for (Resource<Instance> entry : estate.all(Instance.class)) {
            if (weak(entry) && AllWays.of(entry, estate).reachable() == Reachable.YES) {
                expected.addAll(from(entry, estate));
            }
        }
        return expected;
    }

    private static Set<String> from(Resource<Instance> entry, Estate estate) {
        Set<Prize.Type> own = prizes(entry);
        Set<String> words = own.stream()
                .map(type -> entry.resourceId() + " " + type + " 0")
                .collect(Collectors.toCollection(HashSet::new));
        if (!own.contains(Prize.Type.ADMINISTRATOR)) {
            TYPES.values().stream().filter(type -> !own.contains(type)).forEach(type -> {
                int hops = hops(entry, type, estate);
                if (hops > 0) {
                    words.add(entry.resourceId() + " " + type + " " + hops);
                }
            });
        }
        return words;
    }

    private static int hops(Resource<Instance> entry, Prize.Type type, Estate estate) {
        Set<Resource<Instance>> taken = new HashSet<>(Set.of(entry));
        for (int hops = 1; hops <= LateralPaths.HOPS; hops++) {
            Set<Resource<Instance>> next = estate.all(Instance.class).stream()
                    .filter(AttackPathOracle::weak)
                    .filter(other -> taken.stream().anyMatch(one -> !one.equals(other) && reaches(one, other, estate)))
                    .collect(Collectors.toSet());
            if (next.stream().anyMatch(other -> prizes(other).contains(type))) {
                return hops;
            }
            taken.addAll(next);
        }
        return 0;
    }

    private static boolean reaches(Resource<Instance> one, Resource<Instance> other, Estate estate) {
        return tunnels(one, other, estate)
                || Stream.of("tcp", "udp")
                        .map(protocol -> ServiceRange.asked(protocol, null).orElseThrow())
                        .anyMatch(services -> Questions.of(estate)
                                        .ask(host(one, estate), host(other, estate), services)
                                        .reachable()
                                == Reachable.YES);
    }

    private static boolean tunnels(Resource<Instance> one, Resource<Instance> other, Estate estate) {
        Optional<Resource<Role>> role = InstanceRoles.of(estate).roleOf(one.attributes());
        return role.isPresent()
                && Interfaces.of(estate).ofInstance(other.resourceId()).stream()
                        .flatMap(eni -> GuardedWays.of(estate).to(eni, ServiceRange.ALL).stream()
                                .filter(way -> way.kind() == ResourceKind.INSTANCE_CONNECT_ENDPOINT
                                        && way.outcome().reachable() == Reachable.YES
                                        && (hides(way, estate) || admitsAnyone(eni, estate))))
                        .anyMatch(way -> RolePrivileges.of(role.get(), estate)
                                        .allows(
                                                "ec2-instance-connect:OpenTunnel",
                                                Estates.REGION.arn(way.kind(), way.resourceId()))
                                == Certainty.YES);
    }

    private static boolean hides(GuardedWay way, Estate estate) {
        return estate.stored(InstanceConnectEndpoint.class, way.resourceId()).stream()
                .noneMatch(endpoint -> endpoint.attributes().preserveClientIp());
    }

    private static boolean admitsAnyone(Resource<NetworkInterface> eni, Estate estate) {
        return eni.attributes().securityGroupIds().stream()
                .flatMap(id -> estate.stored(SecurityGroup.class, id).stream())
                .flatMap(group -> group.attributes().ingress().stream())
                .anyMatch(rule -> "0.0.0.0/0".equals(rule.cidr()));
    }

    private static Endpoint host(Resource<Instance> instance, Estate estate) {
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
