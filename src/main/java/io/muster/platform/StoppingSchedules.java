package io.muster.platform;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Leaves scheduled jobs to other replicas once this one has been asked to stop. Quartz gives the trigger it holds back
 * then, while it is connected to PostgreSQL; at the end of the stop it may not be, which it would log as an error.
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
