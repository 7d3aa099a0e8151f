package io.muster.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The demo cloud: a simulated AWS with generated accounts, for trying Muster out without an AWS account. */
@ConfigMapping(prefix = "muster.demo")
public interface DemoConfig {

    /** Whether the demo cloud is started with the application. Leave it off wherever real accounts are scanned. */
    @WithDefault("false")
    boolean enabled();

    /** The address it listens on. It does not check credentials: keep it on the loopback interface. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port it listens on; 0 takes any free one. */
    @WithDefault("4599")
    @Min(0)
    @Max(65535)
    int port();

    /** How many accounts it has. The first is the hub: the one whose credentials Muster itself runs with. */
    @WithDefault("3")
    @Min(1)
    @Max(DemoSize.MOST_ACCOUNTS)
    int accounts();

    /** The regions that are enabled in every account. */
    @WithDefault("eu-central-1,us-east-1")
    List<String> regions();

    /** How many instances each region of each account has; 25 or more show every rule's good and bad cases. */
    @WithDefault("25")
    @Min(0)
    @Max(DemoSize.MOST_INSTANCES)
    int instancesPerRegion();

    /** The seed of the estate: the same seed gives the same estate, down to the ids. */
    @WithDefault("42")
    long seed();

    /**
     * The time between two small changes of the estate from the start on: instances stop and start, volumes come and go, a
     * group is opened and closed. The first account keeps still where there are others. 0 for none.
     */
    @WithDefault("PT0S")
    Duration drift();

    /**
     * How many days of history the accounts get when they are first registered: for each, the estate as it was on that day is
     * really scanned, with a clock that is behind. Until that is done, answers are of past days. 0 for none. It happens
     * once for a database.
     */
    @WithDefault("0")
    @Min(0)
    @Max(365)
    int historyDays();

    /**
     * The schedule on which the accounts are scanned, {@code every <duration>} or a Quartz cron expression in UTC; none: on
     * request only.
     */
    Optional<String> schedule();

    /** How long every answer is held back; 0 for not at all. */
    @WithDefault("PT0S")
    Duration latency();

    /** Every how many calls one is throttled; 0 for never. */
    @WithDefault("0")
    @Min(0)
    int throttleEvery();

    /**
     * The operations that are refused, as IAM spells them, for example {@code ec2:DescribeVolumes}; with an account id
     * and a slash before it, in that account only.
     */
    Optional<Set<String>> deny();

    /** The operations, spelled likewise, whose second page breaks off in the middle with the connection. */
    Optional<Set<String>> breakOff();
}
