package io.muster.collect;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

@ApplicationScoped
class NetworkInterfaceCollector
        extends ListingCollector<software.amazon.awssdk.services.ec2.model.NetworkInterface, NetworkInterface> {

    private static final Comparator<PrivateAddress> BY_ADDRESS =
            Comparator.comparing(PrivateAddress::privateIp, Comparator.nullsLast(Comparator.naturalOrder()));

    NetworkInterfaceCollector() {
        super(
                NetworkInterface.class,
                Listing.withManaged(
                        "DescribeNetworkInterfaces",
                        "network-interface-id",
                        (ec2, included, filters, token) ->
                                ec2.describeNetworkInterfaces(r -> r.includeManagedResources(included)
                                        .filters(filters)
                                        .maxResults(1000)
                                        .nextToken(token)),
                        DescribeNetworkInterfacesResponse::nextToken,
                        DescribeNetworkInterfacesResponse::networkInterfaces));
    }

    @Override
    public List<String> events() {
        return List.of(
                "ec2:RunInstances",
                "ec2:TerminateInstances",
                "ec2:StartInstances",
                "ec2:StopInstances",
                "ec2:ModifyInstanceAttribute",
                "ec2:EC2InstanceState-changeNotification",
                "ec2:*Address",
                "ec2:*PrivateIpAddresses",
                "ec2:*Ipv6Addresses",
                "ec2:CreateNatGateway",
                "ec2:DeleteNatGateway");
    }

    @Override
    Resource<NetworkInterface> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
        Map<String, String> tags = Tags.of(eni.tagSet());
        String arn = aws.arn(ResourceKind.NETWORK_INTERFACE, eni.networkInterfaceId());
        return aws.resource(eni.networkInterfaceId(), Tags.name(tags), tags, attributes(eni, arn));
    }

    private static NetworkInterface attributes(
            software.amazon.awssdk.services.ec2.model.NetworkInterface eni, String arn) {
        return new NetworkInterface(
                eni.statusAsString(),
                eni.interfaceTypeAsString(),
                privateIps(eni),
                publicIps(eni),
                Canonical.strings(eni.ipv6Addresses().stream().map(NetworkInterfaceIpv6Address::ipv6Address)),
                Canonical.strings(eni.ipv6Prefixes().stream().map(Ipv6PrefixSpecification::ipv6Prefix)),
                eni.sourceDestCheck(),
                Canonical.isTrue(eni.requesterManaged()),
                Canonical.isTrue(eni.denyAllIgwTraffic()),
                eni.ownerId(),
                eni.description(),
                eni.vpcId(),
                eni.subnetId(),
                Canonical.ids(
                        "the id of a security group", eni.groups().stream().map(GroupIdentifier::groupId), arn),
                instanceId(eni),
                eni.attachment() == null ? null : eni.attachment().statusAsString(),
                Canonical.operator(eni.operator()),
                privateAddresses(eni),
                ipv4Prefixes(eni));
    }

    /** The delegated prefixes; null where there are none, because interfaces without prefixes were stored so before. */
    private static @Nullable List<String> ipv4Prefixes(software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
        List<String> prefixes = Canonical.strings(eni.ipv4Prefixes().stream().map(Ipv4PrefixSpecification::ipv4Prefix));
        return prefixes.isEmpty() ? null : prefixes;
    }

    private static List<PrivateAddress> privateAddresses(
            software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
        return eni.privateIpAddresses().stream()
                .map(address -> privateAddress(address, association(eni, address)))
                .sorted(BY_ADDRESS)
                .toList();
    }

    /** The address's own association, else the copy of its primary address's association that the interface has. */
    private static NetworkInterfaceAssociation association(
            software.amazon.awssdk.services.ec2.model.NetworkInterface eni, NetworkInterfacePrivateIpAddress address) {
        return Stream.of(address.association(), Canonical.isTrue(address.primary()) ? eni.association() : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> NetworkInterfaceAssociation.builder().build());
    }

    private static PrivateAddress privateAddress(
            NetworkInterfacePrivateIpAddress address, NetworkInterfaceAssociation association) {
        return new PrivateAddress(
                address.privateIpAddress(),
                Canonical.isTrue(address.primary()),
                association.publicIp(),
                association.carrierIp(),
                association.customerOwnedIp(),
                association.allocationId(),
                association.ipOwnerId());
    }

    private static List<String> privateIps(software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
        return Canonical.strings(Stream.concat(
                Stream.ofNullable(eni.privateIpAddress()),
                eni.privateIpAddresses().stream().map(NetworkInterfacePrivateIpAddress::privateIpAddress)));
    }

    /** Each private address may have a public one of its own; the interface repeats that of its primary one. */
    private static List<String> publicIps(software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
        return Canonical.strings(Stream.concat(
                        Stream.ofNullable(eni.association()),
                        eni.privateIpAddresses().stream()
                                .map(NetworkInterfacePrivateIpAddress::association)
                                .flatMap(Stream::ofNullable))
                .flatMap(NetworkInterfaceCollector::addresses));
    }

    private static Stream<String> addresses(NetworkInterfaceAssociation association) {
        return Stream.of(association.publicIp(), association.carrierIp(), association.customerOwnedIp())
                .flatMap(Stream::ofNullable);
    }

    private static @Nullable String instanceId(software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
        NetworkInterfaceAttachment attachment = eni.attachment();
        return attachment == null || !Canonical.linked(attachment.statusAsString()) ? null : attachment.instanceId();
    }
}
