package io.muster.finding.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides which addresses webhooks may call, so that callers of Muster cannot reach internal networks through it. The ranges are
 * those of the IANA special-purpose address registries (RFC 6890). IPv6 addresses that contain an IPv4 address are judged by
 * that.
 */
final class AddressGuard {

    /** Why an address may not be called. */
    enum Reach {
        PUBLIC,
        /** A private network, or this machine: an operator can allow it. */
        PRIVATE,
        /** Link-local, multicast, reserved, or a metadata service: never allowed. */
        NEVER
    }

    /** The addresses whose first bits are those of the start. */
    private static final class Range {
        private final byte[] start;
        private final int bits;
        private final Reach reach;

        Range(byte[] start, int bits, Reach reach) {
            this.start = start;
            this.bits = bits;
            this.reach = reach;
        }

        static Range of(String text, Reach reach) {
            String[] parts = text.split("/", 2);
            return new Range(literal(parts[0]).getAddress(), Integer.parseInt(parts[1]), reach);
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int mask = (0xff00 >> (bits % Byte.SIZE)) & 0xff;
            return Arrays.equals(address, 0, whole, start, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (start[whole] & mask));
        }
    }

    /** The first that holds an address decides. The metadata services of AWS: 169.254.169.254 and fd00:ec2::254. */
    private static final List<Range> RANGES = List.of(
            Range.of("169.254.0.0/16", Reach.NEVER),
            Range.of("10.0.0.0/8", Reach.PRIVATE),
            Range.of("100.64.0.0/10", Reach.PRIVATE),
            Range.of("127.0.0.0/8", Reach.PRIVATE),
            Range.of("172.16.0.0/12", Reach.PRIVATE),
            Range.of("192.168.0.0/16", Reach.PRIVATE),
            Range.of("198.18.0.0/15", Reach.PRIVATE),
            Range.of("0.0.0.0/8", Reach.NEVER),
            Range.of("192.0.0.0/24", Reach.NEVER),
            Range.of("192.0.2.0/24", Reach.NEVER),
            Range.of("192.88.99.0/24", Reach.NEVER),
            Range.of("198.51.100.0/24", Reach.NEVER),
            Range.of("203.0.113.0/24", Reach.NEVER),
            Range.of("224.0.0.0/3", Reach.NEVER),
            Range.of("0.0.0.0/0", Reach.PUBLIC),
            Range.of("fd00:ec2::/32", Reach.NEVER),
            Range.of("fc00::/7", Reach.PRIVATE),
            Range.of("::1/128", Reach.PRIVATE),
            Range.of("2001::/23", Reach.NEVER),
            Range.of("2001:db8::/32", Reach.NEVER),
            Range.of("3fff::/20", Reach.NEVER),
            Range.of("2000::/3", Reach.PUBLIC),
            Range.of("::/0", Reach.NEVER));

    /** IPv6 addresses with an IPv4 address inside, and where it begins: mapped, compatible, NAT64 (RFC 6052) and 6to4 (RFC 3056). */
    private record Carrier(Range range, int offset) {}

    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(new Range(mapped(), 96, Reach.NEVER), 12),
            new Carrier(Range.of("64:ff9b::/96", Reach.NEVER), 12),
            new Carrier(Range.of("2002::/16", Reach.NEVER), 2));

    private final boolean allowPrivate;

    AddressGuard(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /** The reason why the address may not be called; empty where it may. */
    Optional<String> refusal(InetAddress address) {
        return switch (reach(address)) {
            case PUBLIC -> Optional.empty();
            case PRIVATE ->
                allowPrivate
                        ? Optional.empty()
                        : Optional.of(
                                "leads into a private network, which muster.webhooks.allow-private-networks refuses");
            case NEVER -> Optional.of("leads to an address that is never called: link-local, multicast or reserved");
        };
    }

    static Reach reach(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet4Address)) {
            for (Carrier carrier : CARRIERS) {
                if (carrier.range().holds(bytes)) {
                    return reach(Arrays.copyOfRange(bytes, carrier.offset(), carrier.offset() + 4));
                }
            }
        }
        return reach(bytes);
    }

    private static Reach reach(byte[] address) {
        return RANGES.stream()
                .filter(range -> range.holds(address))
                .findFirst()
                .map(range -> range.reach)
                .orElse(Reach.NEVER);
    }

    /** Written out, for Java turns the text of a mapped address into an IPv4 address. */
    private static byte[] mapped() {
        byte[] start = new byte[16];
        start[10] = (byte) 0xff;
        start[11] = (byte) 0xff;
        return start;
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.getAllByName(text)[0];
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it is an address, which is not looked up
        }
    }
}
