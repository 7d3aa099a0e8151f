package io.muster.demo;

import java.util.List;
import java.util.Locale;

/**
 * The security groups of a region: those that each workload needs, and badly configured ones. Their rules are in the
 * data file.
 */
enum Group {
    /** The default group of the workload VPC: emptied, as it should be. */
    DEFAULT_EMPTY(Tier.PRIVATE),
    /** The default group of the default VPC: with the rules that AWS gives it, and in use. */
    DEFAULT_AS_MADE(Tier.DEFAULT),
    WEB(Tier.PUBLIC),
    APP(Tier.PRIVATE),
    DB(Tier.PRIVATE),
    BATCH(Tier.PRIVATE),
    BASTION(Tier.PUBLIC),
    OFFICE_SSH(Tier.PUBLIC),
    PARTNER_SSH(Tier.PUBLIC),
    /** On two workloads. */
    SHARED_OPS(Tier.PRIVATE),
    LEGACY_OPEN(Tier.DEFAULT),
    LEGACY_RDP(Tier.DEFAULT),
    /** Made by the console's wizard, and named by it. */
    LEGACY_HALVES(Tier.DEFAULT),
    LEGACY_ALL_TCP(Tier.DEFAULT),
    UNUSED(Tier.PRIVATE),
    /** Refers to itself, which is no use. */
    UNUSED_CLUSTER(Tier.PRIVATE);

    private static final List<Group> LEGACY = List.of(LEGACY_HALVES, LEGACY_ALL_TCP, LEGACY_OPEN, LEGACY_RDP);

    private final Tier tier;

    Group(Tier tier) {
        this.tier = tier;
    }

    /** The groups of the primary interface of an instance. */
    static List<Group> ofInstance(int number, Workload workload) {
        return switch (workload) {
            case WEB -> number % 4 == 2 ? List.of(WEB, OFFICE_SSH) : List.of(WEB);
            case APP -> List.of(APP, SHARED_OPS);
            case DB -> List.of(DB);
            case BATCH -> List.of(BATCH, SHARED_OPS);
            case BASTION -> number == 0 ? List.of(BASTION) : List.of(BASTION, PARTNER_SSH);
            case LEGACY -> List.of(LEGACY.get(number % LEGACY.size()), DEFAULT_AS_MADE);
        };
    }

    Tier tier() {
        return tier;
    }

    boolean isDefault() {
        return this == DEFAULT_EMPTY || this == DEFAULT_AS_MADE;
    }

    String groupName() {
        if (this == LEGACY_HALVES) {
            return "launch-wizard-1";
        }
        return isDefault() ? "default" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
