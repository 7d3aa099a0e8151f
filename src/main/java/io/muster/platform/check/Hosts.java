package io.muster.platform.check;

/** Tells this machine from the network, by the look of an address alone: no name is resolved. */
public final class Hosts {

    private Hosts() {}

    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.matches("\\[?::1\\]?");
    }
}
