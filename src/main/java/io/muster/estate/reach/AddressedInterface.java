package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A network interface as a question by some of its addresses meets it. */
final class AddressedInterface {

    private AddressedInterface() {}

    /** With these private addresses alone, each with the public one that is associated with it; what passes is left out. */
    static NetworkInterface with(NetworkInterface eni, List<Cidr> addresses) {
        List<PrivateAddress> told = told(eni.privateAddresses(), addresses);
        return new NetworkInterface(
                eni.status(),
                eni.interfaceType(),
                texts(addresses, IpFamily.IPV4),
                told == null ? eni.publicIps() : publicIps(told),
                texts(addresses, IpFamily.IPV6),
                List.of(),
                eni.sourceDestCheck(),
                eni.requesterManaged(),
                eni.denyAllIgwTraffic(),
                eni.ownerId(),
                eni.description(),
                eni.vpcId(),
                eni.subnetId(),
                eni.securityGroupIds(),
                eni.instanceId(),
                null,
                eni.operator(),
                told,
                null);
    }

    private static List<String> texts(List<Cidr> addresses, IpFamily family) {
        return addresses.stream()
                .filter(address -> address.family() == family)
                .map(AddressedInterface::text)
                .toList();
    }

    private static String text(Cidr address) {
        String text = address.text();
        return address.prefixLength() == address.family().bits() ? text.substring(0, text.indexOf('/')) : text;
    }

    private static @Nullable List<PrivateAddress> told(@Nullable List<PrivateAddress> all, List<Cidr> addresses) {
        Set<Cidr> kept = Set.copyOf(addresses);
        return all == null
                ? null
                : all.stream()
                        .filter(one -> Cidr.tryParse(one.privateIp())
                                .filter(kept::contains)
                                .isPresent())
                        .toList();
    }

    private static List<String> publicIps(List<PrivateAddress> told) {
        return told.stream()
                .map(PrivateAddress::publicIp)
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
    }
}
