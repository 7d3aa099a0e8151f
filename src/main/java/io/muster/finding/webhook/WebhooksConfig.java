package io.muster.finding.webhook;

import io.muster.platform.TrueOrFalse;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Webhooks, which are told of events of findings. */
@ConfigMapping(prefix = "muster.webhooks")
public interface WebhooksConfig {

    /**
     * The hosts that webhooks may call, by name; {@code *.example.com} means every host below {@code example.com}. None: every host on the
     * public internet.
     */
    Optional<List<String>> allowedHosts();

    /**
     * Whether webhooks may call addresses of private networks, and this machine. Link-local addresses, among them the metadata
     * service of AWS, are refused even so.
     */
    @WithDefault("false")
    @WithConverter(TrueOrFalse.class)
    boolean allowPrivateNetworks();

    /** Whether webhooks may call {@code http://} addresses. Their contents can be read on the way then. */
    @WithDefault("false")
    @WithConverter(TrueOrFalse.class)
    boolean allowHttp();

    /** Where people find the pages of Muster, as {@code https://muster.example.com}: messages lead there. Without it they have no links. */
    Optional<String> linkBase();

    /**
     * How often a delivery is attempted before it is given up. With the usual pauses, 20 attempts take between two days and four.
     */
    @WithDefault("20")
    @Min(1)
    int attempts();

    /**
     * The pause after the first attempt that failed; each further one is twice as long. Of each pause, up to a half is left out at
     * random.
     */
    @WithDefault("10s")
    Duration firstPause();

    /** The longest pause between two attempts, also where the target asks for a longer one by {@code Retry-After}. */
    @WithDefault("12h")
    Duration longestPause();

    /**
     * How long an attempt may take, from the look-up of the target's address to the status of its answer. Of the text of the answer,
     * what comes within two seconds more is read.
     */
    @WithDefault("10s")
    Duration timeout();

    /** The most attempts that this replica makes at a time; with 0 it makes none. */
    @WithDefault("8")
    @Min(0)
    int concurrency();

    /** The most attempts at a time for one webhook, over all replicas. Replicas that look in the same moment may each make so many. */
    @WithDefault("4")
    @Min(1)
    int perWebhook();

    /** How often this replica looks for deliveries that are due. */
    @WithDefault("1s")
    Duration pollInterval();

    /** How long deliveries are kept that succeeded. */
    @WithDefault("7d")
    Duration keepDelivered();

    /** How long deliveries are kept that were given up: so long they can be replayed. */
    @WithDefault("30d")
    Duration keepDead();
}
