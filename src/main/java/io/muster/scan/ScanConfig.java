package io.muster.scan;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How scans run on this replica. */
@ConfigMapping(prefix = "muster.scan")
public interface ScanConfig {

    /**
     * The most tasks (one region of one account each, or an account's account-wide part) that this replica reads from AWS at a time;
     * half as many more may be stored and assessed meanwhile. With 0 it only answers.
     */
    @WithDefault("8")
    @Min(0)
    int concurrency();

    /** The most kinds that one task lists at a time. */
    @WithDefault("4")
    @Min(1)
    int kindsAtOnce();

    /**
     * How long a task belongs to its replica without a sign of life. A replica that dies loses its tasks to the others
     * after this time; a living one renews three times as often.
     */
    @WithDefault("20s")
    Duration lease();

    /** How often this replica looks for tasks that others left or queued. Its own requests start at once. */
    @WithDefault("1s")
    Duration pollInterval();

    /**
     * How old a fact may become that takes a call for each resource: with whom a snapshot or an image is shared, user data, states,
     * policies and grants of keys, listeners, targets and their health, routes of transit gateways, entries of prefix lists, rules of
     * backup and recycle bin, and all others that have a time beside them by the name of {@code ...CheckedAt}. A scan asks for those of new and changed resources,
     * and of the others for a part, so that each is asked for once in this time, as long as scans are made. Each fact tells
     * when it was asked for. Which services were called with a role is asked for once in seven times this time. With {@code 0s}, each scan asks for all.
     */
    @WithDefault("24h")
    Duration recheckInterval();

    /** How often the cluster looks for accounts whose scheduled time has come. */
    @WithDefault("10s")
    Duration scheduleTick();

    /** How often a task is begun (a crash or an error of Muster's own takes one) before it counts as failed. */
    @WithDefault("3")
    @Min(1)
    int maxAttempts();

    /** How long a task waits after an error of Muster's own before it is begun again; each further time twice as long. */
    @WithDefault("2s")
    Duration retryPause();

    /** How long a scan that events asked for is kept after its end. */
    @WithDefault("7d")
    Duration eventScansKept();

    /**
     * How long any other scan, or an assessment, is kept after its end, with its tasks and gaps. The first scan of each account and the last one
     * stay.
     */
    @WithDefault("400d")
    Duration scansKept();

    /**
     * The most scans of one caller that may be under way at a time; a request for one more is refused as
     * {@code TOO_MANY_SCANS}. A request that joins a scan under way is none more, and Muster's own are not counted.
     */
    @WithDefault("100")
    @Min(1)
    int perCaller();
}
