package io.muster.estate.traffic;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The test for the internet as a source: so much of its address space that the sources cannot have been chosen one by one.
 *
 * <p>Not public are the blocks that RFC 6890 and IANA's special-purpose address registries keep from the global
 * internet, and multicast; nor is a block of AWS's own that is used in VPCs alone.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html">VPC Lattice, resource configurations</a>
 */
public final class Internet {

    private static final CidrSet EVERYTHING = CidrSet.parse("0.0.0.0/0", "::/0");

    private static final CidrSet NOT_PUBLIC = CidrSet.parse(
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", // private, RFC 1918
            "100.64.0.0/10", // shared by carrier-grade NAT, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "129.224.0.0/17", // VPC Lattice's, which AWS owns and does not route
            "169.254.0.0/16", // link-local, RFC 3927
            "172.16.0.0/12", // private, RFC 1918
            "192.0.0.0/24", // IETF protocol assignments, RFC 6890
            "192.0.2.0/24", // documentation, RFC 5737
            "192.168.0.0/16", // private, RFC 1918
            "198.18.0.0/15", // benchmarks, RFC 2544
            "198.51.100.0/24", // documentation, RFC 5737
            "203.0.113.0/24", // documentation, RFC 5737
            "224.0.0.0/4", // multicast, RFC 5771
            "240.0.0.0/4", // reserved and broadcast, RFC 1112 and RFC 8190
            "2001:db8::/32", // documentation, RFC 3849
            "3fff::/20"); // documentation, RFC 9637

    /** All of IPv6 that IANA has given out as global unicast, RFC 4291. */
    private static final CidrSet GLOBAL_UNICAST = CidrSet.parse("2000::/3");

    public static final CidrSet PUBLIC = CidrSet.parse("0.0.0.0/0", "2000::/3").minus(NOT_PUBLIC);

    private static final BigInteger WIDE_IPV4 = BigInteger.ONE.shiftLeft(32 - 8);
    private static final BigInteger WIDE_IPV6 = BigInteger.ONE.shiftLeft(128 - 12);

    private Internet() {}

    /** The part of it that is public address space. */
    public static CidrSet publicPart(CidrSet addresses) {
        return addresses.intersect(PUBLIC);
    }

    /** Whether any of it is public address space. */
    public static boolean touches(CidrSet addresses) {
        return addresses.intersects(PUBLIC);
    }

    /** Whether an IPv6 address, or a range of them, is one that the internet routes to. */
    public static boolean isGlobalIpv6(Cidr address) {
        return address.family() == IpFamily.IPV6 && PUBLIC.covers(CidrSet.of(address));
    }

    /** Whether it holds at least a /8 of the public IPv4 space, or at least a /12 of {@code 2000::/3}. */
    public static boolean isInternet(CidrSet addresses) {
        CidrSet reachable = publicPart(addresses);
        return Arrays.stream(IpFamily.values())
                .anyMatch(family -> reachable.size(family).compareTo(leastOf(family)) >= 0);
    }

    /** How many public addresses of the family are the internet. */
    public static BigInteger leastOf(IpFamily family) {
        return family == IpFamily.IPV4 ? WIDE_IPV4 : WIDE_IPV6;
    }

    /** Whether it holds every address of a family: {@code 0.0.0.0/0}, or all of {@code 2000::/3}. */
    public static boolean isEverything(CidrSet addresses) {
        return addresses.ipv4().covers(EVERYTHING.ipv4()) || addresses.ipv6().covers(GLOBAL_UNICAST.ipv6());
    }
}
