package io.muster.inventory;

import io.muster.platform.MusterException;
import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * One address, or all that begin with the same bits. An IPv4-mapped IPv6 address is the IPv4 address that it stands for.
 *
 * @param network the first address as a number
 * @param length  how many bits all its addresses begin with: of 32 (IPv4) or 128 (IPv6)
 */
record IpRange(boolean ipv4, BigInteger network, int length) {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int MAPPED_BITS = IPV6_BITS - IPV4_BITS;
    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

    /** A /20 has 4,096 addresses; a /64 is one subnet of IPv6. */
    private static final int NARROW_IPV4 = 20;

    private static final int NARROW_IPV6 = 64;

    /** The address or range in the text, in any spelling; empty where it is neither, and where bits are set behind the prefix. */
    static Optional<IpRange> read(String text) {
        return readLoosely(text).filter(loose -> loose.bitsBehind() == 0).map(Loose::range);
    }

    /**
     * The address or range that a filter's field asks for.
     *
     * @return fails as a bad request where the text is neither; its message names the nearest one
     */
    static IpRange asked(String field, String text) {
        return read(text).orElseThrow(() -> MusterException.badField(field, refusal(text)));
    }

    private static String refusal(String text) {
        Optional<Loose> loose = readLoosely(text);
        if (loose.isPresent()) {
            return "%s has bits set behind its prefix. Did you mean %s, or %s alone?"
                    .formatted(text, loose.get().range(), loose.get().address());
        }
        return "is not an IPv4 or IPv6 address or CIDR"
                + NearestIpRange.of(text)
                        .map(nearest -> ". Did you mean " + nearest + "?")
                        .orElse(": write it like 10.0.3.7, 10.0.0.0/8, 2001:db8::7 or 2001:db8::/32");
    }

    /** The range of a text that people search for; blanks around it and bits behind its prefix do not matter; empty where it is no range. */
    static Optional<IpRange> searched(String text) {
        return readLoosely(text.strip()).map(Loose::range);
    }

    /** Whether so many resources may have addresses in it that an index does not help. */
    boolean wide() {
        return length < (ipv4 ? NARROW_IPV4 : NARROW_IPV6);
    }

    /** As {@link #read}, where bits behind the prefix do not matter. */
    static Optional<Loose> readLoosely(String text) {
        return AddressText.tryParse(text)
                .map(address -> new Loose(address.ipv4(), address.value(), address.length()).unmapped());
    }

    /** An address and the length of its prefix. */
    record Loose(boolean ipv4, BigInteger value, int length) {

        private Loose unmapped() {
            boolean mapped = !ipv4
                    && length >= MAPPED_BITS
                    && value.shiftRight(IPV4_BITS).equals(MAPPED);
            return mapped ? new Loose(true, value.subtract(MAPPED.shiftLeft(IPV4_BITS)), length - MAPPED_BITS) : this;
        }

        private int bits() {
            return ipv4 ? IPV4_BITS : IPV6_BITS;
        }

        private int bitsBehind() {
            return value.subtract(range().network).signum();
        }

        /** All addresses with that prefix. */
        IpRange range() {
            int behind = bits() - length;
            return new IpRange(ipv4, value.shiftRight(behind).shiftLeft(behind), length);
        }

        /** The address alone. */
        IpRange address() {
            return new IpRange(ipv4, value, bits());
        }
    }

    /** As PostgreSQL reads it, too: an address, with the length of the prefix where there is more than one. */
    @Override
    public String toString() {
        int bits = ipv4 ? IPV4_BITS : IPV6_BITS;
        byte[] bytes = new byte[bits / Byte.SIZE];
        byte[] significant = network.toByteArray();
        int taken = Math.min(bytes.length, significant.length);
        System.arraycopy(significant, significant.length - taken, bytes, bytes.length - taken, taken);
        try {
            String address = NetUtil.toAddressString(InetAddress.getByAddress(bytes));
            return length == bits ? address : address + "/" + length;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // only of another number of bytes
        }
    }
}
