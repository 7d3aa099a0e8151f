package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an interface that a service of AWS manages takes and sends, whatever its security groups let through. */
record ManagedInterfaces(Resource<NetworkInterface> eni) {

    private static final Set<String> OF_FUNCTIONS = Set.of("lambda");

    /** Of services of AWS, of customers and of resources; those of Gateway Load Balancers take all. */
    private static final Set<String> OF_INTERFACE_ENDPOINTS = Set.of("vpc_endpoint", "vpcEndpoint");

    private static final Traffic TCP = protocol(ServiceRange.TCP);
    private static final Traffic TCP_AND_UDP = TCP.union(protocol(ServiceRange.UDP));

    private static Traffic protocol(int protocol) {
        return Traffic.of(ServiceRange.protocol(protocol), CidrSet.ANY);
    }

    /**
     * The hop at which all ends that is sent to the interface: it is of a NAT gateway, or of Lambda.
     *
     * @see <a href="https://aws.amazon.com/lambda/faqs/">AWS Lambda FAQs</a>: inbound network connections are blocked, and for outbound
     *     connections, only TCP/IP and UDP/IP sockets are supported
     */
    Optional<Gate> closed() {
        return NatGateways.ofInterface(eni)
                .or(() -> only(OF_FUNCTIONS)
                        .map(id -> Gate.closed(
                                id, ResourceKind.NETWORK_INTERFACE, "Lambda blocks connections to its functions")));
    }

    /**
     * The protocols that an interface endpoint takes; empty for another interface.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html">Access an AWS service using an
     *     interface VPC endpoint, Considerations</a>: TCP alone; services of customers may take UDP since October 2024
     */
    Optional<Gate> taking() {
        return only(OF_INTERFACE_ENDPOINTS)
                .map(id -> taking(Admission.between(
                        TCP, TCP_AND_UDP, "whether the service of the endpoint of " + id + " takes UDP")));
    }

    /**
     * As {@link #taking()}, where the load balancers of an endpoint service of the estate tell at which ports it takes UDP.
     *
     * @see <a href="https://aws.amazon.com/blogs/networking-and-content-delivery/accelerate-ipv6-application-migration-with-aws-privatelink-and-dual-stack-network-load-balancers-udp-support">AWS
     *     PrivateLink support for UDP services</a>
     */
    Optional<Gate> taking(Estate estate) {
        return taking().map(gate -> new EndpointServices(estate)
                .listening(eni.resourceId())
                .map(listening -> listening.intersect(Admission.exactly(TCP_AND_UDP)))
                .map(udp -> taking(Admission.exactly(TCP).union(udp)))
                .orElse(gate));
    }

    private Gate taking(Admission admits) {
        return new Gate(
                eni.resourceId(),
                ResourceKind.NETWORK_INTERFACE,
                admits,
                packet -> "an interface endpoint takes it",
                packet -> "an interface endpoint takes TCP, and of some services UDP");
    }

    /** The protocols that functions send; empty for another interface. That AWS blocks TCP port 25, of instances as well, is not modelled: it opens it on request. */
    Optional<Gate> sending() {
        return only(OF_FUNCTIONS)
                .map(id -> new Gate(
                        id,
                        ResourceKind.NETWORK_INTERFACE,
                        Admission.exactly(TCP_AND_UDP),
                        packet -> "functions of Lambda send it",
                        packet -> "functions of Lambda send TCP and UDP alone"));
    }

    private Optional<String> only(Set<String> types) {
        return Stream.ofNullable(eni.attributes().interfaceType())
                .filter(types::contains)
                .map(type -> eni.resourceId())
                .findFirst();
    }
}
