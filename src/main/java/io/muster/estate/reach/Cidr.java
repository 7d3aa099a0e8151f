package io.muster.estate.reach;

import io.muster.estate.reach.Intervals.Interval;
import jakarta.annotation.Nullable;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses in the notation of RFC 4632 (IPv4) and RFC 4291 (IPv6): an address, a slash, a prefix length.
 *
 * @param network the first address as a number; bits behind the prefix are zero
 */
public record Cidr(IpFamily family, BigInteger network, int prefixLength) {

    private static final Pattern OCTETS =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
    /** Java reads a text like this as a literal or refuses it; it never asks a name server for it. */
    private static final Pattern IPV6_LITERAL = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

    private static final BigInteger MAPPED_IPV4 = BigInteger.valueOf(0xffff).shiftLeft(IpFamily.IPV4.bits());

    public Cidr {
        if (prefixLength < 0 || prefixLength > family.bits()) {
            throw new IllegalArgumentException("/" + prefixLength + " is no prefix length of " + family
                    + ", which goes from 0 to " + family.bits());
        }
        int hostBits = family.bits() - prefixLength;
        network = network.shiftRight(hostBits).shiftLeft(hostBits);
    }

    /**
     * Reads a range, or a single address as a range of one.
     *
     * @throws IllegalArgumentException if the text is neither; its message names the text and what is wrong with it
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        IpFamily family = address.indexOf(':') < 0 ? IpFamily.IPV4 : IpFamily.IPV6;
        BigInteger value = family == IpFamily.IPV4 ? ipv4(address) : ipv6(address);
        return new Cidr(family, value, slash < 0 ? family.bits() : length(text.substring(slash + 1)));
    }

    /** As {@link #parse}, but empty where there is no text, or one that is no range. */
    public static Optional<Cidr> tryParse(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Cidr::parse);
        } catch (IllegalArgumentException notACidr) {
            return Optional.empty();
        }
    }

    private static BigInteger ipv4(String address) {
        Matcher octets = OCTETS.matcher(address);
        if (!octets.matches()) {
            throw new IllegalArgumentException("'" + address + "' is not an IPv4 address");
        }
        long value = 0;
        for (int i = 1; i <= octets.groupCount(); i++) {
            int octet = Integer.parseInt(octets.group(i));
            if (octet > 255) {
                throw new IllegalArgumentException("'" + address + "' is not an IPv4 address: an octet is above 255");
            }
            value = value << 8 | octet;
        }
        return BigInteger.valueOf(value);
    }

    private static BigInteger ipv6(String address) {
        if (!IPV6_LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("'" + address + "' is not an IPv6 address");
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            BigInteger value = new BigInteger(1, bytes);
            // Java turns ::ffff:a.b.c.d into an IPv4 address
            return bytes.length == 4 ? MAPPED_IPV4.or(value) : value;
        } catch (UnknownHostException notALiteral) {
            throw new IllegalArgumentException("'" + address + "' is not an IPv6 address", notALiteral);
        }
    }

    private static int length(String text) {
        if (!LENGTH.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a prefix length");
        }
        return Integer.parseInt(text);
    }

    Interval interval() {
        BigInteger size = BigInteger.ONE.shiftLeft(family.bits() - prefixLength);
        return new Interval(network, network.add(size).subtract(BigInteger.ONE));
    }
}
