package io.muster.estate.reach;

import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The addresses by which the internet could name a network interface. An address alone is not reachability. */
public final class PublicAddresses {

    private PublicAddresses() {}

    /** Its public IPv4 addresses, and its IPv6 ones and delegated prefixes in {@code 2000::/3} unless EC2 bars them. */
    public static List<String> of(NetworkInterface networkInterface) {
        return Stream.concat(networkInterface.publicIps().stream(), ipv6(networkInterface).stream())
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
