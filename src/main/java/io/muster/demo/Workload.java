package io.muster.demo;

import jakarta.annotation.Nullable;
import java.util.Locale;

/** The purpose of an instance. */
enum Workload {
    WEB(Tier.PUBLIC, true, "t3.medium", "WEB_PUBLIC", "shop"),
    APP(Tier.PRIVATE, true, "m7g.large", "GOLDEN_ARM", "shop"),
    DB(Tier.PRIVATE, false, "r7g.xlarge", "GOLDEN_ARM", "databases"),
    BATCH(Tier.PRIVATE, true, "c7i.2xlarge", "GOLDEN_X86", "analytics"),
    /** Grown by hand, in the default VPC. */
    LEGACY(Tier.DEFAULT, false, "t2.micro", "LEGACY_2019", ""),
    BASTION(Tier.PUBLIC, false, "t3.micro", "GOLDEN_X86", "platform");

    /** Out of ten launches 0-2 are web, 3-5 app, 6-7 db, 8 batch, 9 legacy; the very first one is the bastion. */
    private static final Workload[] LAUNCHES = {WEB, WEB, WEB, APP, APP, APP, DB, DB, BATCH, LEGACY};

    private final Tier tier;
    private final boolean autoScaled;
    private final String instanceType;
    private final String image;
    private final String owner;

    /** @param owner the team that answers for it; empty for none */
    Workload(Tier tier, boolean autoScaled, String instanceType, String image, String owner) {
        this.tier = tier;
        this.autoScaled = autoScaled;
        this.instanceType = instanceType;
        this.image = image;
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

    /** The path and name of its instance profile. That of the application is under a path, and has another name than its role. */
    String profile() {
        return this == APP ? "shop/shop-application" : label() + "-profile";
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values of placeholders that differ by workload. */
    @Nullable
    String value(String name) {
        return switch (name) {
            case "workload" -> name();
            case "label" -> label();
            case "tier" -> tier.name();
            case "vpc" -> tier == Tier.DEFAULT ? "1" : "0";
            case "type" -> instanceType;
            case "image" -> image;
            case "owner" -> owner;
            case "auto-scaled" -> autoScaled ? "auto-scaled" : "";
            default -> null;
        };
    }
}
