package io.muster.finding.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings as they are where nothing is set, but for the allowed hosts. */
record Settings(Optional<List<String>> allowedHosts, boolean allowPrivateNetworks) implements WebhooksConfig {

    static WebhooksConfig none() {
        return new Settings(Optional.empty(), false);
    }

    static WebhooksConfig hosts(String... hosts) {
        return new Settings(Optional.of(List.of(hosts)), false);
    }

    static WebhooksConfig privateNetworks() {
        return new Settings(Optional.empty(), true);
    }

    @Override
    public Optional<String> linkBase() {
        return Optional.empty();
    }

    @Override
    public boolean allowHttp() {
        return false;
    }

    @Override
    public int attempts() {
        return 20;
    }

    @Override
    public Duration firstPause() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration longestPause() {
        return Duration.ofHours(12);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int concurrency() {
        return 8;
    }

    @Override
    public int perWebhook() {
        return 4;
    }

    @Override
    public Duration pollInterval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration tick() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration keepDelivered() {
        return Duration.ofDays(7);
    }

    @Override
    public Duration keepDead() {
        return Duration.ofDays(30);
    }
}
