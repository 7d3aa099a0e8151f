package io.muster.estate.reach;

import java.util.Locale;

/** Protocols as security groups spell them: a name or IANA's number, for the ones that have a name to EC2. */
public final class Protocols {

    public static final String ALL = "-1";
    public static final String TCP = "tcp";
    public static final String UDP = "udp";

    private Protocols() {}

    /** One spelling for each protocol. */
    public static String normal(String protocol) {
        return switch (protocol) {
            case "1" -> "icmp";
            case "6" -> TCP;
            case "17" -> UDP;
            case "58" -> "icmpv6";
            case "all" -> ALL;
            default -> protocol.toLowerCase(Locale.ROOT);
        };
    }

    /** Whether the protocol has ports; ICMP's types and codes share their fields, but are none. */
    static boolean hasPorts(String normal) {
        return normal.equals(TCP) || normal.equals(UDP);
    }
}
