package io.muster.estate.reach;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Accelerator;
import io.muster.inventory.kind.AcceleratorEndpoint;
import io.muster.inventory.kind.AcceleratorEndpointGroup;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.PortOverride;
import io.muster.inventory.kind.PortRange;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An endpoint of an accelerator.
 *
 * @see <a href="https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints.html">Endpoints for standard
 *     accelerators</a>
 */
record AcceleratedEndpoint(
        Resource<Accelerator> accelerator,
        AcceleratorListener listener,
        AcceleratorEndpointGroup group,
        AcceleratorEndpoint endpoint) {

    private static final String DUAL_STACK = "DUAL_STACK";
    private static final String INSTANCE = "i-";
    private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP");

    /** The accelerator's endpoints in the region that were read with all that decides about their traffic. */
    static Stream<AcceleratedEndpoint> of(Resource<Accelerator> accelerator, String region) {
        return listeners(accelerator).stream()
                .filter(listener -> accelerator.attributes().enabled() != null
                        && listener.endpointGroups() != null
                        && isTold(listener))
                .flatMap(listener -> listener.endpointGroups().stream()
                        .filter(group -> isTold(group) && region.equals(group.region()))
                        .flatMap(group -> group.endpoints().stream()
                                .map(endpoint -> new AcceleratedEndpoint(accelerator, listener, group, endpoint))));
    }

    private static List<AcceleratorListener> listeners(Resource<Accelerator> accelerator) {
        return Objects.requireNonNullElse(accelerator.attributes().listeners(), List.of());
    }

    /** The parts that tell the endpoints of the accelerator and were not read; none where it takes no traffic. */
    static List<String> unread(Resource<Accelerator> accelerator) {
        if (isDisabled(accelerator)) {
            return List.of();
        }
        if (accelerator.attributes().enabled() == null) {
            return List.of("whether " + accelerator.resourceId() + " is enabled");
        }
        return accelerator.attributes().listeners() == null
                ? List.of("the listeners of " + accelerator.resourceId())
                : listeners(accelerator).stream()
                        .flatMap(AcceleratedEndpoint::unread)
                        .toList();
    }

    private static Stream<String> unread(AcceleratorListener listener) {
        if (listener.endpointGroups() == null) {
            return Stream.of("the endpoint groups of " + listener.arn());
        }
        return Stream.concat(
                isTold(listener) ? Stream.empty() : Stream.of("the protocol and ports of " + listener.arn()),
                listener.endpointGroups().stream()
                        .filter(group -> !isTold(group))
                        .map(group -> "the endpoints of " + group.arn()));
    }

    private static boolean isTold(AcceleratorListener listener) {
        return PROTOCOLS.contains(String.valueOf(listener.protocol()))
                && listener.portRanges().stream().allMatch(AcceleratedEndpoint::isTold);
    }

    private static boolean isTold(PortRange range) {
        return PortSet.isPort(range.fromPort()) && PortSet.isPort(range.toPort()) && range.fromPort() <= range.toPort();
    }

    private static boolean isTold(AcceleratorEndpointGroup group) {
        return group.region() != null
                && group.portOverrides().stream()
                        .allMatch(one -> PortSet.isPort(one.listenerPort()) && PortSet.isPort(one.endpointPort()))
                && group.endpoints().stream()
                        .allMatch(one -> one.endpointId() != null
                                && (one.endpointId().startsWith(INSTANCE)
                                        || one.clientIpPreservationEnabled() != null));
    }

    private static boolean isDisabled(Resource<Accelerator> accelerator) {
        return Boolean.FALSE.equals(accelerator.attributes().enabled());
    }

    /** Whether it gets traffic: its health does not count, for that passes, and where no endpoint is healthy, each gets traffic. */
    boolean takesTraffic() {
        return !isDisabled(accelerator) && takes(group.trafficDialPercentage()) && takes(endpoint.weight());
    }

    /** AWS's defaults, a dial of 100 and a weight of 128, take some. */
    private static boolean takes(@Nullable Number share) {
        return share == null || share.doubleValue() > 0;
    }

    boolean is(String arn, String id) {
        return arn.equals(endpoint.endpointArn()) || id.equals(endpoint.endpointId());
    }

    /** Whether the endpoint sees the addresses of clients: an instance always does. */
    boolean showsClients() {
        return isInstance() || Boolean.TRUE.equals(endpoint.clientIpPreservationEnabled());
    }

    boolean isInstance() {
        return endpoint.endpointId() != null && endpoint.endpointId().startsWith(INSTANCE);
    }

    /** The hop from the clients to the endpoint, at the endpoint's ports. */
    Gate gate() {
        CidrSet clients = DUAL_STACK.equals(accelerator.attributes().ipAddressType())
                ? CidrSet.ANY
                : CidrSet.ANY.only(IpFamily.IPV4);
        Traffic led = Traffic.unionOf(
                services().stream().map(one -> Traffic.of(one, clients)).toList());
        String why = "listener " + describe() + ", endpoint " + endpoint.endpointId();
        return new Gate(
                accelerator.resourceId(),
                ResourceKind.ACCELERATOR,
                Admission.exactly(led),
                packet -> why,
                packet -> "no listener leads to " + packet.describe() + " of " + endpoint.endpointId());
    }

    String describe() {
        return listener.protocol() + " "
                + String.join(
                        ", ",
                        listener.portRanges().stream()
                                .map(range -> range.fromPort()
                                        + (Objects.equals(range.fromPort(), range.toPort())
                                                ? ""
                                                : "-" + range.toPort()))
                                .toList());
    }

    /** The listener's ports, those excepted for which the endpoint group names others. */
    private List<ServiceRange> services() {
        int transport = "UDP".equals(listener.protocol()) ? ServiceRange.UDP : ServiceRange.TCP;
        Map<Integer, Integer> others = new HashMap<>();
        for (PortOverride override : group.portOverrides()) {
            if (override.listenerPort() != null && override.endpointPort() != null) {
                others.put(override.listenerPort(), override.endpointPort());
            }
        }
        List<ServiceRange> services = new ArrayList<>();
        for (PortRange range : listener.portRanges()) {
            if (range.fromPort() != null && range.toPort() != null) {
                add(services, transport, range, others);
            }
        }
        return services;
    }

    private static void add(List<ServiceRange> services, int transport, PortRange range, Map<Integer, Integer> others) {
        PortSet plain = PortSet.range(range.fromPort(), range.toPort());
        Set<Integer> renamed = others.keySet();
        for (int port : renamed) {
            if (plain.contains(port)) {
                plain = plain.minus(PortSet.range(port, port));
                services.add(ServiceRange.ports(transport, others.get(port), others.get(port)));
            }
        }
        plain.ranges().forEach(part -> services.add(ServiceRange.ports(transport, part[0], part[1])));
    }
}
