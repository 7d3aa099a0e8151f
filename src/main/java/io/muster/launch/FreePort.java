package io.muster.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Unused ports, kept for the life of the JVM: a live reload, with its new class loader, finds the same. */
final class FreePort {

    private FreePort() {}

    /** The port kept under the name, chosen at the first call. */
    static int of(String name) {
        synchronized (Runtime.getRuntime()) {
            Integer kept = Integer.getInteger(name);
            if (kept != null) {
                return kept;
            }
            int chosen = choose();
            System.setProperty(name, String.valueOf(chosen));
            return chosen;
        }
    }

    private static int choose() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
