package io.muster.demo;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.annotation.Nullable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Runs the demo cloud together with the application, where it is enabled. */
@ApplicationScoped
class DemoLifecycle {

    private static final Logger LOG = Logger.getLogger(DemoLifecycle.class);

    private final DemoConfig config;
    private final Vertx vertx;
    private final DemoCloud cloud;
    private final DemoFaults faults;
    private @Nullable DemoServer server;
    private @Nullable Long drifting;

    DemoLifecycle(DemoConfig config, Vertx vertx, DemoCloud cloud, DemoFaults faults) {
        this.config = config;
        this.vertx = vertx;
        this.cloud = cloud;
        this.faults = faults;
    }

    /** Before the scheduler, which begins with {@code PLATFORM_BEFORE} and follows the demo cloud's organization at once. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent event) {
        if (config.enabled()) {
            DemoServer started = new DemoServer(vertx, cloud, faults, config.host());
            listen(started);
            server = started;
            drift();
        }
    }

    /** After the beans that call the demo cloud have stopped. */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
        if (drifting != null) {
            vertx.cancelTimer(drifting); // dev mode keeps Vert.x, and with it the timer, over live reloads
        }
        if (server != null) {
            server.stop().join();
        }
    }

    /** Quarkus shows a {@link ConfigurationException} without a cause in one line. */
    private void listen(DemoServer starting) {
        try {
            starting.start(config.port()).join();
        } catch (CompletionException e) {
            throw new ConfigurationException("The demo cloud cannot listen on " + config.host() + ":" + config.port()
                    + " (" + e.getCause().getMessage() + "): set muster.demo.port to a free port");
        }
        LOG.infof(
                "Demo cloud on %s: %d accounts, regions %s, %d instances, seed %d",
                starting.endpoint(),
                cloud.size().accounts(),
                cloud.size().regions(),
                cloud.size().instances(),
                cloud.size().seed());
    }

    private void drift() {
        if (!config.drift().isZero()) {
            drifting = vertx.setPeriodic(
                    Math.max(1, config.drift().toMillis()),
                    timer -> LOG.debugf("The demo cloud changed: %s", cloud.drift()));
        }
    }
}
