package io.muster.estate.traffic;

import java.util.OptionalInt;

/** Services as people write them. */
public final class ServiceNames {

    private static final String EVERYTHING = "every protocol";

    private ServiceNames() {}

    /** For example {@code tcp 22}, {@code tcp 1024-65535}, {@code icmp}, {@code every protocol}. */
    public static String describe(ServiceRange services) {
        if (services.equals(ServiceRange.ALL)) {
            return EVERYTHING;
        }
        OptionalInt protocol = services.protocol();
        return protocol.isEmpty()
                ? "protocols " + services.first() / ServiceRange.PROTOCOL_SIZE + "-"
                        + services.last() / ServiceRange.PROTOCOL_SIZE
                : describe(protocol.getAsInt(), services);
    }

    private static String describe(int protocol, ServiceRange services) {
        String name = Protocols.name(protocol);
        if (services.equals(ServiceRange.protocol(protocol))) {
            return name;
        }
        int first = services.first() % ServiceRange.PROTOCOL_SIZE;
        int last = services.last() % ServiceRange.PROTOCOL_SIZE;
        if (ServiceRange.isIcmp(protocol)) {
            return name + " type " + (first >> Byte.SIZE);
        }
        return name + " " + (first == last ? String.valueOf(first) : first + "-" + last);
    }
}
