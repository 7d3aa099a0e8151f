package io.muster.platform.identity;

import java.util.Arrays;

/** The part of an address that identifies one party: a whole IPv4 address, and the first 64 bits of an IPv6 address. */
final class Networks {

    private static final int GROUPS = 4;

    private Networks() {}

    static String of(String address) {
        if (address.indexOf(':') < 0 || address.indexOf('.') >= 0) {
            return address;
        }
        String[] groups = address.split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(GROUPS, groups.length)));
    }
}
