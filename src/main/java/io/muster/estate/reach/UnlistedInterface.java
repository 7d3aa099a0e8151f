package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An interface that a resource has in a subnet, and that is not listed: any address of the subnet may be its. Its subnet and groups may
 * stop traffic for certain; nothing is let through for certain.
 *
 * @param groups      its groups, where they are known
 * @param description that AWS gives such an interface; null where it says nothing of its owner
 */
record UnlistedInterface(
        Estate estate,
        Resource<?> owner,
        String subnetId,
        List<String> groups,
        @Nullable String description) {

    /** The paths to it from the address, one for each range of its subnet in the address's family. */
    Stream<Passage> from(Resource<NetworkInterface> eni, Cidr source) {
        Optional<Resource<Subnet>> subnet = Subnets.of(estate).find(subnetId);
        return subnet.isEmpty()
                ? Stream.of(new Passage(List.of(unlisted())))
                : ranges(subnet.get().attributes())
                        .filter(range -> range.family() == source.family())
                        .map(range -> new HostPair(estate, eni, source, resource(), range)
                                .passage()
                                .with(List.of(unlisted())));
    }

    /** The path from it to an address of the interface, from any address of its subnet. */
    Stream<Passage> to(Resource<NetworkInterface> eni, Cidr destination) {
        return Subnets.of(estate)
                .find(subnetId)
                .map(subnet -> ranges(subnet.attributes())
                        .filter(range -> range.family() == destination.family())
                        .map(range -> new HostPair(estate, resource(), range, eni, destination)
                                .passage()
                                .with(List.of(unlisted()))))
                .orElseGet(() -> Stream.of(new Passage(List.of(unlisted()))));
    }

    Gate unlisted() {
        return Gate.unknown(
                owner.resourceId(), owner.kind(), "the network interface of " + owner.resourceId() + " in " + subnetId);
    }

    private static Stream<Cidr> ranges(Subnet subnet) {
        return Stream.concat(Stream.ofNullable(subnet.cidrBlock()), subnet.ipv6CidrBlocks().stream())
                .flatMap(text -> Cidr.tryParse(text).stream());
    }

    /** The interface without an address. */
    Resource<NetworkInterface> resource() {
        return new Resource<>(
                owner.arn(),
                ResourceKind.NETWORK_INTERFACE,
                owner.scope(),
                owner.resourceId(),
                null,
                Map.of(),
                attributes());
    }

    private NetworkInterface attributes() {
        return new NetworkInterface(
                "in-use",
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                true,
                false,
                null,
                description,
                vpcId(),
                subnetId,
                groups,
                null,
                null,
                null,
                null,
                null);
    }

    private @Nullable String vpcId() {
        return Subnets.of(estate)
                .find(subnetId)
                .map(subnet -> subnet.attributes().vpcId())
                .orElse(null);
    }
}
