package io.muster.estate.traffic;

import jakarta.annotation.Nullable;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Services that lie side by side on one axis: a service is an IP protocol's number and a port, or for ICMP a type and a
 * code, as {@code protocol * 65536 + port} and {@code protocol * 65536 + type * 256 + code}. On that axis a port range, a
 * whole protocol and all protocols are intervals alike, which makes sets of packets exact and comparable.
 *
 * @param first the first service, included
 * @param last  the last service, included
 * @see <a href="https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml">IANA's protocol numbers</a>
 */
public record ServiceRange(int first, int last) {

    public static final int PROTOCOL_SIZE = 1 << 16;
    public static final int LAST_PROTOCOL = 255;

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    private static final int CODES = 1 << 8;

    public static final ServiceRange ALL = new ServiceRange(0, (LAST_PROTOCOL + 1) * PROTOCOL_SIZE - 1);

    public ServiceRange {
        if (first < 0 || first > last || last >= (LAST_PROTOCOL + 1) * PROTOCOL_SIZE) {
            throw new IllegalArgumentException(first + " to " + last + " is no range of services");
        }
    }

    /**
     * The services that a question names by a protocol and a port.
     *
     * @param protocol a name or a number, or -1 for all
     * @param port     null for all; means nothing for a protocol without ports
     * @return empty for a protocol that is not known by that name or number
     */
    public static Optional<ServiceRange> asked(String protocol, @Nullable Integer port) {
        Integer asked = Protocols.number(Protocols.normal(protocol))
                .filter(ServiceRange::hasPorts)
                .map(number -> port)
                .orElse(null);
        return Protocols.services(protocol, asked, asked);
    }

    /** Everything of a protocol. */
    public static ServiceRange protocol(int number) {
        return ports(number, 0, PROTOCOL_SIZE - 1);
    }

    /** The ports of a protocol from first to last, both included. */
    public static ServiceRange ports(int protocol, int first, int last) {
        return new ServiceRange(protocol * PROTOCOL_SIZE + first, protocol * PROTOCOL_SIZE + last);
    }

    /** The codes of one type of ICMP messages. */
    public static ServiceRange icmp(int protocol, int type, int firstCode, int lastCode) {
        return ports(protocol, type * CODES + firstCode, type * CODES + lastCode);
    }

    /** All codes of one type of ICMP messages. */
    public static ServiceRange icmp(int protocol, int type) {
        return icmp(protocol, type, 0, CODES - 1);
    }

    public static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMPV6;
    }

    public static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP;
    }

    /** The protocol's number, where the range is within one. */
    public OptionalInt protocol() {
        int protocol = first / PROTOCOL_SIZE;
        return protocol == last / PROTOCOL_SIZE ? OptionalInt.of(protocol) : OptionalInt.empty();
    }

    public boolean contains(int service) {
        return first <= service && service <= last;
    }
}
