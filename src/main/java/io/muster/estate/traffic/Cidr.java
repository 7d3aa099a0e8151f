package io.muster.estate.traffic;

import io.muster.estate.traffic.Intervals.Interval;
import io.muster.inventory.AddressText;
import jakarta.annotation.Nullable;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of addresses in the notation of RFC 4632 (IPv4) and RFC 4291 (IPv6): an address, a slash, a prefix length.
 *
 * @param network the first address as a number; bits behind the prefix are zero
 */
public record Cidr(IpFamily family, BigInteger network, int prefixLength) {

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
     * @throws IllegalArgumentException if the text is neither; its message names the text and the fault
     */
    public static Cidr parse(String text) {
        return of(AddressText.parse(text));
    }

    /** As {@link #parse}, but empty where there is no text, or one that is no range. */
    public static Optional<Cidr> tryParse(@Nullable String text) {
        return AddressText.tryParse(text).map(Cidr::of);
    }

    private static Cidr of(AddressText address) {
        return new Cidr(address.ipv4() ? IpFamily.IPV4 : IpFamily.IPV6, address.value(), address.length());
    }

    /** The range as people write it: {@code 198.51.100.0/24}. */
    public String text() {
        byte[] bytes = network.toByteArray();
        byte[] address = new byte[family.bits() / Byte.SIZE];
        int length = Math.min(bytes.length, address.length);
        System.arraycopy(bytes, bytes.length - length, address, address.length - length, length);
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefixLength;
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }

    /**
     * The range that the text names, where it names one with bits behind the prefix: the nearest that is valid. Empty where the text
     * is a range, or none at all.
     */
    public static Optional<Cidr> withoutHostBits(String text) {
        return AddressText.tryParse(text)
                .filter(address -> !of(address).network().equals(address.value()))
                .map(Cidr::of);
    }

    Interval interval() {
        BigInteger size = BigInteger.ONE.shiftLeft(family.bits() - prefixLength);
        return new Interval(network, network.add(size).subtract(BigInteger.ONE));
    }
}
