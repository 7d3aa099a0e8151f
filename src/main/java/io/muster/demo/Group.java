package io.muster.demo;

import java.util.List;
import java.util.Locale;

/** The security groups of a region: what each workload needs, and what went wrong over the years. */
enum Group {
    /** The default group of the workload VPC: emptied, as it should be. */
    DEFAULT_EMPTY(Tier.PRIVATE, "default VPC security group"),
    /** The default group of the default VPC: with the rules that AWS gives it, and in use. */
    DEFAULT_AS_MADE(Tier.DEFAULT, "default VPC security group"),
    WEB(Tier.PUBLIC, "HTTPS from everywhere"),
    APP(Tier.PRIVATE, "The application, from the web tier"),
    DB(Tier.PRIVATE, "PostgreSQL, from the application"),
    BATCH(Tier.PRIVATE, "Nothing comes in"),
    BASTION(Tier.PUBLIC, "SSH from everywhere"),
    OFFICE_SSH(Tier.PUBLIC, "SSH from the offices' prefix list"),
    PARTNER_SSH(Tier.PUBLIC, "SSH from a prefix list that is the whole internet"),
    /** On two workloads. */
    SHARED_OPS(Tier.PRIVATE, "Monitoring agents of all teams"),
    LEGACY_OPEN(Tier.DEFAULT, "Everything from everywhere"),
    LEGACY_RDP(Tier.DEFAULT, "A range of ports that holds RDP, from all of IPv6"),
    LEGACY_HALVES(Tier.DEFAULT, "SSH from both halves of IPv4"),
    LEGACY_ALL_TCP(Tier.DEFAULT, "All TCP ports from everywhere"),
    UNUSED(Tier.PRIVATE, "Left over from a migration"),
    /** Refers to itself, which is no use. */
    UNUSED_CLUSTER(Tier.PRIVATE, "Members among themselves");

    private static final List<Group> LEGACY = List.of(LEGACY_HALVES, LEGACY_ALL_TCP, LEGACY_OPEN, LEGACY_RDP);

    private final Tier tier;
    private final String purpose;

    Group(Tier tier, String purpose) {
        this.tier = tier;
        this.purpose = purpose;
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

    String purpose() {
        return purpose;
    }

    boolean isDefault() {
        return this == DEFAULT_EMPTY || this == DEFAULT_AS_MADE;
    }

    String groupName() {
        return isDefault() ? "default" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
