package io.muster.estate.traffic;

import jakarta.annotation.Nullable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Protocols as security groups spell them: a name or IANA's number, for the ones that have a name to EC2. */
public final class Protocols {

    public static final String ALL = "-1";
    public static final String TCP = "tcp";
    public static final String UDP = "udp";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final int OCTET = 255;

    /** EC2's type of all ICMP messages, and code of all messages of a type. */
    private static final int EVERY = -1;

    private Protocols() {}

    /** One spelling for each protocol. */
    public static String normal(String protocol) {
        String name = protocol.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "1" -> "icmp";
            case "6" -> TCP;
            case "17" -> UDP;
            case "58" -> "icmpv6";
            case "all" -> ALL;
            default -> name;
        };
    }

    /**
     * The services of a protocol within the bounds that EC2 gives: ports, or a type and a code of ICMP. Bounds that are
     * absent, or negative, leave all in, as does the code of an ICMP type. Empty for a protocol that is not known by that name or number,
     * where one of two ports, or the type of a code, is lost, and for bounds that no such protocol has.
     *
     * @param protocol in any spelling
     */
    public static Optional<ServiceRange> services(
            @Nullable String protocol, @Nullable Integer from, @Nullable Integer to) {
        String normal = protocol == null ? "" : normal(protocol);
        if (normal.equals(ALL)) {
            return Optional.of(ServiceRange.ALL);
        }
        return number(normal).flatMap(number -> services(number, from, to));
    }

    private static Optional<ServiceRange> services(int number, @Nullable Integer from, @Nullable Integer to) {
        if (ServiceRange.isIcmp(number)) {
            return messages(number, from == null ? EVERY : from, to == null ? EVERY : to);
        }
        if (!ServiceRange.hasPorts(number) || (from == null && to == null)) {
            return Optional.of(ServiceRange.protocol(number));
        }
        return from == null || to == null ? Optional.empty() : ports(number, from, to);
    }

    private static Optional<ServiceRange> messages(int number, int type, int code) {
        if (type < 0) {
            return code < 0 ? Optional.of(ServiceRange.protocol(number)) : Optional.empty();
        }
        return type > OCTET || code > OCTET
                ? Optional.empty()
                : Optional.of(code < 0 ? ServiceRange.icmp(number, type) : ServiceRange.icmp(number, type, code, code));
    }

    private static Optional<ServiceRange> ports(int number, int from, int to) {
        if (from < 0 && to < 0) {
            return Optional.of(ServiceRange.protocol(number));
        }
        return from >= 0 && from <= to && to <= PortSet.MAX
                ? Optional.of(ServiceRange.ports(number, from, to))
                : Optional.empty();
    }

    /** IANA's number of a protocol that EC2 knows by a name, or that is a number already. */
    public static Optional<Integer> number(String normal) {
        return switch (normal) {
            case TCP -> Optional.of(ServiceRange.TCP);
            case UDP -> Optional.of(ServiceRange.UDP);
            case "icmp" -> Optional.of(ServiceRange.ICMP);
            case "icmpv6" -> Optional.of(ServiceRange.ICMPV6);
            default ->
                NUMBER.matcher(normal).matches() && Integer.parseInt(normal) <= ServiceRange.LAST_PROTOCOL
                        ? Optional.of(Integer.valueOf(normal))
                        : Optional.empty();
        };
    }

    /** As {@link #normal} spells it. */
    public static String name(int number) {
        return normal(String.valueOf(number));
    }

    /** Whether the protocol has ports; ICMP's types and codes share their fields, but are none. */
    public static boolean hasPorts(String normal) {
        return normal.equals(TCP) || normal.equals(UDP);
    }
}
