package io.muster.scan.event;

import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Events are to be read, and the settings name no queue, or no role, that there can be. */
@Singleton
class UnusableEventQueue implements StartUpCheck {

    private final EventsConfig config;

    UnusableEventQueue(EventsConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "unusable-event-queue";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        try {
            EventQueue.of(config, "");
            return Optional.empty();
        } catch (IllegalArgumentException unusable) {
            return Optional.of(new Fault(
                    unusable.getMessage(),
                    "take both from the outputs of deploy/aws/cloudformation/events.yaml, or leave the settings out"));
        }
    }
}
