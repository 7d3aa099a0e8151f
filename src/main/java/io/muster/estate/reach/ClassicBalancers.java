package io.muster.estate.reach;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClassicListener;
import io.muster.inventory.kind.ClassicLoadBalancer;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Classic Load Balancers in the terms of the others: a listener forwards to a target group of the balancer's instances, which see the
 * address of the node. They take IPv4 alone in a VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html">Listeners for your Classic
 *     Load Balancer</a>
 */
final class ClassicBalancers {

    /** Of no other load balancer. */
    static final String TYPE = "classic";

    private final Map<String, Resource<TargetGroup>> groups = new HashMap<>();

    /** The target groups, by the names that the listeners forward to. */
    Map<String, Resource<TargetGroup>> groups() {
        return groups;
    }

    /** The same load balancer, as one of the later kind. */
    Resource<LoadBalancer> translated(Resource<ClassicLoadBalancer> classic) {
        ClassicLoadBalancer attributes = classic.attributes();
        List<Listener> listeners = attributes.listeners().stream()
                .map(listener -> listener(classic, listener))
                .toList();
        return as(
                classic,
                ResourceKind.LOAD_BALANCER,
                classic.arn(),
                new LoadBalancer(
                        TYPE,
                        attributes.scheme(),
                        null,
                        attributes.dnsName(),
                        "ipv4",
                        attributes.vpcId(),
                        attributes.subnetIds(),
                        attributes.securityGroupIds(),
                        null,
                        listeners,
                        attributes.createdTime(),
                        null));
    }

    private Listener listener(Resource<ClassicLoadBalancer> classic, ClassicListener listener) {
        String group = classic.arn() + ":" + listener.instancePort();
        groups.put(group, as(classic, ResourceKind.TARGET_GROUP, group, targets(classic.attributes(), listener)));
        return listener(listener, group);
    }

    private static Listener listener(ClassicListener listener, String group) {
        // SSL is TLS by its older name
        String protocol = "SSL".equals(listener.protocol()) ? "TLS" : listener.protocol();
        return new Listener(
                group, listener.port(), protocol, null, List.of(), List.of("forward"), List.of(group), null, List.of());
    }

    /** The services that the listener takes; none where its port or protocol is not known. */
    static List<Integer> services(ClassicListener listener) {
        return Forwarding.services(listener(listener, ""));
    }

    private static TargetGroup targets(ClassicLoadBalancer attributes, ClassicListener listener) {
        List<Target> targets = attributes.instanceIds().stream()
                .map(id -> new Target(id, listener.instancePort(), null, null, null))
                .toList();
        return new TargetGroup(
                "instance",
                listener.instanceProtocol(),
                listener.instancePort(),
                attributes.vpcId(),
                TargetInterfaces.IPV4,
                List.of(),
                false,
                null,
                null,
                null,
                targets,
                null);
    }

    private static <T extends Record> Resource<T> as(
            Resource<?> resource, ResourceKind kind, String arn, T attributes) {
        return new Resource<>(
                arn, kind, resource.scope(), resource.resourceId(), resource.name(), resource.tags(), attributes);
    }
}
