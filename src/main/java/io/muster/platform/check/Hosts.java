package io.muster.platform.check;

/** Decides by the text of an address whether it is this machine; no name is resolved. */
public final class Hosts {

    private Hosts() {}

    public static boolean isLoopback(String host) {
        return host.matches("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?::1\\]?");
    }
}
