package io.muster.demo;

import java.util.List;
import java.util.Locale;

/**
 * The security groups of a region: those that each workload needs, and badly configured ones. Their rules are in the
 * data file.
 */
enum Group {
    /** The default group of the workload VPC: emptied, as it should be. */
    DEFAULT_EMPTY,
    /** The default group of the default VPC: with the rules that AWS gives it, and in use. */
    DEFAULT_AS_MADE,
    WEB,
    APP,
    DB,
    BATCH,
    BASTION,
    OFFICE_SSH,
    PARTNER_SSH,
    /** On two workloads. */
    SHARED_OPS,
    LEGACY_OPEN,
    LEGACY_RDP,
    /** Made by the console's wizard, and named by it. */
    LEGACY_HALVES,
    LEGACY_ALL_TCP,
    UNUSED,
    /** Refers to itself, which is no use. */
    UNUSED_CLUSTER;

    private static final List<Group> LEGACY = List.of(LEGACY_HALVES, LEGACY_ALL_TCP, LEGACY_OPEN, LEGACY_RDP);

    /** The name of one of the groups of an instance's primary interface; empty where it has none of the place. */
    static String ofInstance(int number, Workload workload, int place) {
        List<Group> groups = ofInstance(number, workload);
        return place < groups.size() ? groups.get(place).name() : "";
    }

    private static List<Group> ofInstance(int number, Workload workload) {
        return switch (workload) {
            case WEB -> number % 4 == 2 ? List.of(WEB, OFFICE_SSH) : List.of(WEB);
            case APP -> List.of(APP, SHARED_OPS);
            case DB -> List.of(DB);
            case BATCH -> List.of(BATCH, SHARED_OPS);
            case BASTION -> number == 0 ? List.of(BASTION) : List.of(BASTION, PARTNER_SSH);
            case LEGACY -> List.of(LEGACY.get(number % LEGACY.size()), DEFAULT_AS_MADE);
        };
    }

    String groupName() {
        if (this == LEGACY_HALVES) {
            return "launch-wizard-1";
        }
        return name().startsWith("DEFAULT")
                ? "default"
                : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
