package io.muster.scan;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.platform.StructuredLog;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Counts and times the scans that ended on this replica, and the tasks that it attempted. */
@Singleton
class ScanMetrics {

    private static final StructuredLog LOG = StructuredLog.of(ScanMetrics.class);

    private static final List<ScanStatus> ENDS =
            List.of(ScanStatus.SUCCEEDED, ScanStatus.PARTIAL, ScanStatus.FAILED, ScanStatus.CANCELLED);
    private static final Duration[] SCAN_BUCKETS = seconds(1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 10_800);
    private static final Duration[] TASK_BUCKETS = seconds(1, 2, 5, 10, 30, 60, 120, 300, 900);

    private final MeterRegistry registry;

    /** Registers every counter at zero: Prometheus would not see the increase of a series that begins at one. */
    ScanMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (ScanTrigger trigger : ScanTrigger.values()) {
            ENDS.forEach(end -> scans(end, trigger));
        }
    }

    /** How one attempt at a task ended. */
    enum TaskEnd {
        DONE,
        /** The task failed, and is tried again. */
        RETRIED,
        /** The task failed for good. */
        FAILED,
        /** The scan was cancelled, or another replica took the task over. */
        LOST
    }

    void ended(EndedScan scan) {
        if (scan.purpose() == ScanPurpose.SCAN) {
            count(scan);
        }
        LOG.with("scanId", scan.scanId())
                .with("outcome", scan.status())
                .with("trigger", scan.trigger())
                .with("seconds", scan.took().toMillis() / 1000.0)
                .info(scan.purpose() == ScanPurpose.SCAN ? "A scan ended" : "An assessment ended");
    }

    private void count(EndedScan scan) {
        scans(scan.status(), scan.trigger()).increment();
        Timer.builder("muster.scan.duration")
                .description("From the request to the end of a scan")
                .tags("outcome", scan.status().name(), "trigger", scan.trigger().name())
                .serviceLevelObjectives(SCAN_BUCKETS)
                .register(registry)
                .record(scan.took());
    }

    void attempted(TaskPhase phase, TaskEnd end, Duration took) {
        Timer.builder("muster.scan.task.duration")
                .description("One attempt at a task: an account's or region's part of a scan")
                .tags("outcome", end.name(), "phase", phase.name())
                .serviceLevelObjectives(TASK_BUCKETS)
                .register(registry)
                .record(took);
    }

    private Counter scans(ScanStatus end, ScanTrigger trigger) {
        return Counter.builder("muster.scans")
                .description("Scans that ended")
                .tags("outcome", end.name(), "trigger", trigger.name())
                .register(registry);
    }

    private static Duration[] seconds(long... seconds) {
        return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
    }
}
