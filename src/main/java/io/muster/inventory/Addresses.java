package io.muster.inventory;

import io.netty.util.NetUtil;

/** Reads address ranges without ever asking a name server. */
final class Addresses {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private Addresses() {}

    /** Whether the text is an IPv4 or IPv6 address, with or without the length of a prefix. */
    static boolean isRange(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean ipv4 = NetUtil.isValidIpV4Address(address);
        if (!ipv4 && !NetUtil.isValidIpV6Address(address)) {
            return false;
        }
        return slash < 0 || isLength(text.substring(slash + 1), ipv4 ? IPV4_BITS : IPV6_BITS);
    }

    private static boolean isLength(String text, int bits) {
        return text.matches("\\d{1,3}") && Integer.parseInt(text) <= bits;
    }
}
