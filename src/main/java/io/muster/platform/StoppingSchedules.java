package io.muster.platform;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Leaves scheduled jobs to other replicas as soon as this one begins to stop. Quartz then releases its trigger while it is still
 * connected to PostgreSQL; at the end of the stop it might not be, and would log an error.
 */
@ApplicationScoped
class StoppingSchedules {

    private final Scheduler scheduler;

    StoppingSchedules(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void pause(@Observes ShutdownDelayInitiatedEvent event) {
        if (scheduler.isStarted()) {
            scheduler.pause();
        }
    }
}
