package io.muster.estate.reach;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.ListenerRule;
import io.muster.inventory.kind.LoadBalancer;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A listener that forwards to a target group.
 *
 * @param services the services that it listens for
 * @param certain  whether requests of every client are forwarded; false where a condition on the client's address is not
 *     told apart
 * @param by       the rule, or the default action
 */
record Forwarding(Listener listener, List<Integer> services, String targetGroupArn, boolean certain, String by) {

    private static final String SOURCE_IP = "source-ip";

    /**
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html">Listeners for your Network Load
     *     Balancers</a>: TCP and UDP, and what is carried by these
     */
    private static final Traffic BALANCED = Traffic.of(ServiceRange.protocol(ServiceRange.TCP), CidrSet.ANY)
            .union(Traffic.of(ServiceRange.protocol(ServiceRange.UDP), CidrSet.ANY));

    /** As much of the services, from the peers or to them, as load balancers forward. */
    static Traffic balanced(ServiceRange services, CidrSet peers) {
        return balanced(Traffic.of(services, peers));
    }

    static Traffic balanced(Traffic traffic) {
        return traffic.intersect(BALANCED);
    }

    static List<Forwarding> of(Resource<LoadBalancer> balancer) {
        List<Forwarding> all = new ArrayList<>();
        List<Listener> listeners = balancer.attributes().listeners();
        for (Listener listener : listeners == null ? List.<Listener>of() : listeners) {
            all.addAll(of(listener));
        }
        return all;
    }

    private static List<Forwarding> of(Listener listener) {
        List<Integer> services = services(listener);
        Map<String, Forwarding> byGroup = new LinkedHashMap<>();
        List<ListenerRule> tried = tried(listener);
        if (tried.stream().noneMatch(Forwarding::takesAll)) {
            busy(listener.defaultTargetGroupArns(), listener.idleDefaultTargetGroupArns())
                    .forEach(arn -> byGroup.put(arn, new Forwarding(listener, services, arn, true, "default action")));
        }
        for (ListenerRule rule : tried) {
            boolean certain = !rule.conditionFields().contains(SOURCE_IP);
            for (String arn : busy(rule.targetGroupArns(), rule.idleTargetGroupArns())) {
                byGroup.merge(
                        arn,
                        new Forwarding(listener, services, arn, certain, "rule " + rule.priority()),
                        (one, other) -> one.certain() ? one : other);
            }
        }
        return services.isEmpty() ? List.of() : List.copyOf(byGroup.values());
    }

    /** Its rules to the first that takes every request; none where they were not read. */
    private static List<ListenerRule> tried(Listener listener) {
        List<ListenerRule> tried = new ArrayList<>();
        for (ListenerRule rule : listener.rules() == null ? List.<ListenerRule>of() : listener.rules()) {
            tried.add(rule);
            if (takesAll(rule)) {
                return tried;
            }
        }
        return tried;
    }

    private static boolean takesAll(ListenerRule rule) {
        return Boolean.TRUE.equals(rule.takesAllRequests());
    }

    private static List<String> busy(List<String> groups, @Nullable List<String> idle) {
        return idle == null
                ? groups
                : groups.stream().filter(arn -> !idle.contains(arn)).toList();
    }

    /** The services that the listener takes; none where its port or protocol is not known. */
    static List<Integer> services(Listener listener) {
        if (!PortSet.isPort(listener.port()) || listener.protocol() == null) {
            return List.of();
        }
        return transports(listener.protocol()).stream()
                .map(transport -> transport * ServiceRange.PROTOCOL_SIZE + listener.port())
                .toList();
    }

    private static List<Integer> transports(String protocol) {
        return switch (protocol) {
            case "HTTP", "HTTPS", "TCP", "TLS" -> List.of(ServiceRange.TCP);
            case "UDP", "QUIC" -> List.of(ServiceRange.UDP);
            case "TCP_UDP", "TCP_QUIC" -> List.of(ServiceRange.TCP, ServiceRange.UDP);
            default -> List.of();
        };
    }

    String describe() {
        return listener.protocol() + " " + listener.port() + ", " + by;
    }
}
