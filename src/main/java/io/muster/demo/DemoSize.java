package io.muster.demo;

import java.util.List;

/**
 * The size and seed of a demo estate: equal ones give equal estates.
 *
 * @param regions the regions enabled in every account
 */
public record DemoSize(int accounts, List<String> regions, int instancesPerRegion, long seed) {

    static final int MOST_ACCOUNTS = 9_999;

    /** Each has a private address of its own; public ones come round after 65,536. */
    static final int MOST_INSTANCES = 100_000;

    /** Fails with {@link IllegalArgumentException} for a size that cannot be generated. */
    public DemoSize {
        regions = List.copyOf(regions);
        require(accounts >= 1 && accounts <= MOST_ACCOUNTS, "accounts must be 1.." + MOST_ACCOUNTS);
        require(!regions.isEmpty(), "there must be a region");
        require(
                instancesPerRegion >= 0 && instancesPerRegion <= MOST_INSTANCES,
                "instances per region must be 0.." + MOST_INSTANCES);
    }

    static DemoSize of(DemoConfig config) {
        return new DemoSize(config.accounts(), config.regions(), config.instancesPerRegion(), config.seed());
    }

    long instances() {
        return (long) accounts * regions.size() * instancesPerRegion;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("demo cloud: " + message);
        }
    }
}
