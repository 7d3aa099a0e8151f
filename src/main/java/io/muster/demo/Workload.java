package io.muster.demo;

import java.util.Locale;

/** What an instance is for. */
enum Workload {
    WEB(Tier.PUBLIC, true, "t3.medium"),
    APP(Tier.PRIVATE, true, "m7g.large"),
    DB(Tier.PRIVATE, false, "r7g.xlarge"),
    BATCH(Tier.PRIVATE, true, "c7i.2xlarge"),
    /** Grown by hand, in the default VPC. */
    LEGACY(Tier.DEFAULT, false, "t2.micro"),
    BASTION(Tier.PUBLIC, false, "t3.micro");

    /** Out of ten launches 0-2 are web, 3-5 app, 6-7 db, 8 batch, 9 legacy; the very first one is the bastion. */
    private static final Workload[] LAUNCHES = {WEB, WEB, WEB, APP, APP, APP, DB, DB, BATCH, LEGACY};

    private final Tier tier;
    private final boolean autoScaled;
    private final String instanceType;

    Workload(Tier tier, boolean autoScaled, String instanceType) {
        this.tier = tier;
        this.autoScaled = autoScaled;
        this.instanceType = instanceType;
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

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
