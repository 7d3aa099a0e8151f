package io.muster.inventory;

import jakarta.annotation.Nullable;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address as it is written, with the length of its prefix: the notation of RFC 4632 (IPv4) and RFC 4291 (IPv6). All
 * code that reads addresses uses this class, without ever asking a name server.
 *
 * @param value  the address as a number, the bits behind the prefix included
 * @param length the length of the prefix; all bits of the family where none is written
 */
public record AddressText(boolean ipv4, BigInteger value, int length) {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private static final Pattern OCTETS =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

    /** The characters of the longest IPv6 address, which ends as an IPv4 address. The expression below may take the square of a text's length. */
    private static final int LONGEST_IPV6 = 45;

    /** Java reads a text like this as a literal or refuses it; it never asks a name server for it. */
    private static final Pattern IPV6_LITERAL = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

    private static final BigInteger MAPPED_IPV4 = BigInteger.valueOf(0xffff).shiftLeft(IPV4_BITS);

    /**
     * Reads an address, or one with the length of a prefix.
     *
     * @throws IllegalArgumentException if the text is neither; its message names the text and the fault
     */
    public static AddressText parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean ipv4 = address.indexOf(':') < 0;
        BigInteger value = ipv4 ? ipv4(address) : ipv6(address);
        int bits = ipv4 ? IPV4_BITS : IPV6_BITS;
        return new AddressText(ipv4, value, slash < 0 ? bits : length(text.substring(slash + 1), bits));
    }

    /** As {@link #parse}, but empty where there is no text, or one that is no address. */
    public static Optional<AddressText> tryParse(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(AddressText::parse);
        } catch (IllegalArgumentException notAnAddress) {
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
        if (address.length() > LONGEST_IPV6 || !IPV6_LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("'" + address + "' is not an IPv6 address");
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            BigInteger value = new BigInteger(1, bytes);
            // Java turns ::ffff:a.b.c.d into an IPv4 address
            return bytes.length == IPV4_BITS / Byte.SIZE ? MAPPED_IPV4.or(value) : value;
        } catch (UnknownHostException notALiteral) {
            throw new IllegalArgumentException("'" + address + "' is not an IPv6 address", notALiteral);
        }
    }

    private static int length(String text, int bits) {
        if (!LENGTH.matcher(text).matches() || Integer.parseInt(text) > bits) {
            throw new IllegalArgumentException("'" + text + "' is not a prefix length of an address of " + bits
                    + " bits, which goes from 0 to " + bits);
        }
        return Integer.parseInt(text);
    }
}
