package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.Internet;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses by which the internet could name a network interface. An address alone is not reachability. */
public final class PublicAddresses {

    private PublicAddresses() {}

    /**
     * Its public IPv4 addresses and those of carriers, and its IPv6 ones and delegated prefixes in {@code 2000::/3} unless EC2 bars
     * them. Addresses that a local gateway of an Outpost translates are of the customer's own network.
     *
     * @see <a href="https://docs.aws.amazon.com/outposts/latest/userguide/routing.html">Local gateway route tables</a>
     */
    public static List<String> of(NetworkInterface networkInterface) {
        Set<String> inner = Stream.ofNullable(networkInterface.privateAddresses())
                .flatMap(List::stream)
                .map(PrivateAddress::customerOwnedIp)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return Stream.concat(
                        networkInterface.publicIps().stream().filter(address -> !inner.contains(address)),
                        ipv6(networkInterface).stream())
                .toList();
    }

    /** Its IPv4 addresses that an internet gateway translates: those of carriers and of Outposts are of other networks. */
    static List<String> ipv4(NetworkInterface networkInterface) {
        List<PrivateAddress> told = networkInterface.privateAddresses();
        return told == null
                ? networkInterface.publicIps()
                : told.stream()
                        .map(PrivateAddress::publicIp)
                        .filter(Objects::nonNull)
                        .toList();
    }

    static List<String> ipv6(NetworkInterface networkInterface) {
        if (networkInterface.denyAllIgwTraffic()) {
            return List.of();
        }
        return Stream.concat(networkInterface.ipv6Addresses().stream(), networkInterface.ipv6Prefixes().stream())
                .filter(address ->
                        Cidr.tryParse(address).filter(Internet::isGlobalIpv6).isPresent())
                .toList();
    }
}
