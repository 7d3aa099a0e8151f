package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
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
     * them or they are private to AWS. Addresses that a local gateway of an Outpost translates are of the customer's own network.
     *
     * @see <a href="https://docs.aws.amazon.com/outposts/latest/userguide/routing.html">Local gateway route tables</a>
     */
    public static List<String> of(NetworkInterface networkInterface, Estate estate) {
        return Stream.concat(ofIpv4(networkInterface), ipv6(networkInterface, estate).stream())
                .toList();
    }

    /** The same, with those that are private to AWS. */
    static List<String> withHidden(NetworkInterface networkInterface) {
        return Stream.concat(ofIpv4(networkInterface), ipv6(networkInterface).stream())
                .toList();
    }

    private static Stream<String> ofIpv4(NetworkInterface networkInterface) {
        Set<String> inner = Stream.ofNullable(networkInterface.privateAddresses())
                .flatMap(List::stream)
                .map(PrivateAddress::customerOwnedIp)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return networkInterface.publicIps().stream().filter(address -> !inner.contains(address));
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

    /**
     * Those in {@code 2000::/3}, unless EC2 bars them, that AWS advertises on the internet.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SubnetIpv6CidrBlockAssociation.html">Amazon EC2 API
     *     Reference, SubnetIpv6CidrBlockAssociation</a>
     */
    static List<String> ipv6(NetworkInterface networkInterface, Estate estate) {
        CidrSet hidden = Subnets.of(estate).privateIpv6(networkInterface.subnetId());
        return hidden.isEmpty()
                ? ipv6(networkInterface)
                : ipv6(networkInterface).stream()
                        .filter(address -> !hidden.covers(Addresses.of(List.of(address))))
                        .toList();
    }

    /** Those in {@code 2000::/3}, unless EC2 bars them: some may be private to AWS. */
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
