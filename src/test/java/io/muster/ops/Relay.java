package io.muster.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between the application and its database, to take it away. What it does follows from a property of the JVM, for
 * a test and its profile may be of different class loaders.
 */
final class Relay {

    private static final String STATE = "muster.test.relay";

    enum State {
        OPEN,
        /** Connections are held, and nothing gets through. */
        SILENT,
        /** Connections break. */
        CLOSED
    }

    private final int target;
    private final ServerSocket listener;

    private Relay(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** Listens on a port of its own, and tells which. */
    static int to(int target) {
        try {
            set(State.OPEN);
            Relay relay = new Relay(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            daemon(relay::accept);
            return relay.listener.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void set(State state) {
        System.setProperty(STATE, state.name());
    }

    private static State state() {
        return State.valueOf(System.getProperty(STATE));
    }

    private void accept() throws IOException {
        while (true) {
            Socket caller = listener.accept();
            if (state() == State.CLOSED) {
                caller.close();
                continue;
            }
            Socket callee = new Socket(InetAddress.getLoopbackAddress(), target);
            daemon(() -> copy(caller, callee));
            daemon(() -> copy(callee, caller));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0 && state() != State.CLOSED; read = in.read(buffer)) {
                if (state() == State.OPEN) {
                    out.write(buffer, 0, read);
                }
            }
        } finally {
            from.close();
            to.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // a connection that broke is what a relay is for
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
