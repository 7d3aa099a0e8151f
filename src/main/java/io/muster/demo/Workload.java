package io.muster.demo;

import jakarta.annotation.Nullable;
import java.util.Locale;
import java.util.Optional;

/** The purpose of an instance. */
enum Workload {
    WEB(Tier.PUBLIC, true, "t3.medium", "shop"),
    APP(Tier.PRIVATE, true, "m7g.large", "shop"),
    DB(Tier.PRIVATE, false, "r7g.xlarge", "databases"),
    BATCH(Tier.PRIVATE, true, "c7i.2xlarge", "analytics"),
    /** Grown by hand, in the default VPC. */
    LEGACY(Tier.DEFAULT, false, "t2.micro", null),
    BASTION(Tier.PUBLIC, false, "t3.micro", "platform");

    /** Out of ten launches 0-2 are web, 3-5 app, 6-7 db, 8 batch, 9 legacy; the very first one is the bastion. */
    private static final Workload[] LAUNCHES = {WEB, WEB, WEB, APP, APP, APP, DB, DB, BATCH, LEGACY};

    private final Tier tier;
    private final boolean autoScaled;
    private final String instanceType;

    @Nullable
    private final String owner;

    Workload(Tier tier, boolean autoScaled, String instanceType, @Nullable String owner) {
        this.tier = tier;
        this.autoScaled = autoScaled;
        this.instanceType = instanceType;
        this.owner = owner;
    }

    static Workload ofLaunch(int launch) {
        return launch == 0 ? BASTION : LAUNCHES[launch % LAUNCHES.length];
    }

    /** The launch's place among those of the same tier. */
    static int placeInTier(int launch) {
        int slot = launch % LAUNCHES.length;
        int round = launch / LAUNCHES.length;
        return switch (ofLaunch(launch).tier) {
            case PUBLIC -> round * 3 + slot;
            case PRIVATE -> round * 6 + slot - 3;
            case DEFAULT -> round;
        };
    }

    Tier tier() {
        return tier;
    }

    boolean autoScaled() {
        return autoScaled;
    }

    String instanceType() {
        return instanceType;
    }

    /** The team that answers for it. */
    Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
