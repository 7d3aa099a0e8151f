package io.muster.demo;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * The attributes that follow from an instance's number: two instances are launched at a time, one per zone, so that they share a
 * reservation and a workload. Its flaws, most of which are in the data file, come round with periods that share no factor, so that they
 * meet in all ways.
 *
 * @param drifted   whether drift has stopped the instance
 * @param dayOfRest whether it is a day on which batch work rests
 */
record Launch(int number, boolean drifted, boolean dayOfRest) {

    static final int AT_A_TIME = 2;

    private static final List<String> LEGACY_GROUPS =
            List.of("LEGACY_HALVES", "LEGACY_ALL_TCP", "LEGACY_OPEN", "LEGACY_RDP");

    /** A launch on a working day without drift. */
    Launch(int number) {
        this(number, false, false);
    }

    Workload workload() {
        return Workload.ofLaunch(reservation());
    }

    int reservation() {
        return number / AT_A_TIME;
    }

    int zone() {
        return number % AT_A_TIME;
    }

    /** Its place among the hosts of its subnet. */
    private int host() {
        return Workload.placeInTier(reservation());
    }

    private String address() {
        return workload().tier().address(zone(), host());
    }

    boolean terminated() {
        return number % 23 == 21;
    }

    private boolean stopped() {
        boolean rests = dayOfRest && workload() == Workload.BATCH;
        return !terminated() && (number % 8 == 6 || drifted || rests);
    }

    boolean running() {
        return !terminated() && !stopped();
    }

    private String state() {
        return terminated() ? "terminated" : stopped() ? "stopped" : "running";
    }

    /** Whether it has a public address: a stopped instance releases its address, except the bastion with its Elastic IP address. */
    private boolean hasPublicIp() {
        boolean kept = running() || (workload() == Workload.BASTION && !terminated());
        return kept && workload().tier().exposed();
    }

    /** The other group of its primary interface; empty for none. */
    private String furtherGroup() {
        return switch (workload()) {
            case WEB -> number % 4 == 2 ? "OFFICE_SSH" : "";
            case APP, BATCH -> "SHARED_OPS";
            case DB -> "";
            case BASTION -> number == 0 ? "" : "PARTNER_SSH";
            case LEGACY -> "DEFAULT_AS_MADE";
        };
    }

    /** Empty of a terminated instance, too. */
    private String when(boolean condition, String text) {
        return condition && !terminated() ? text : "";
    }

    /** The values of placeholders that differ by instance: a condition that holds is a text, one that does not is empty. */
    @Nullable
    String value(String name) {
        return switch (name) {
            case "i" -> String.valueOf(number);
            case "twice" -> String.valueOf(number * 2);
            case "data-volume" -> when(workload() == Workload.DB, String.valueOf(number * 2 + 1));
            case "launch" -> String.valueOf(reservation());
            case "z" -> String.valueOf(zone());
            case "state" -> state();
            case "state-code" -> terminated() ? "48" : stopped() ? "80" : "16";
            case "there" -> terminated() ? "" : "there";
            case "address" -> address();
            case "host" -> address().replace('.', '-');
            case "public" -> hasPublicIp() ? "public" : "";
            case "ipv6-host" -> when(workload() == Workload.WEB && number % 3 == 0, Tier.ipv6Host(host()));
            case "group-0" ->
                workload() == Workload.LEGACY
                        ? LEGACY_GROUPS.get(number % LEGACY_GROUPS.size())
                        : workload().name();
            case "group-1" -> furtherGroup();
            case "profile" ->
                when(workload() != Workload.BATCH || zone() == 1, workload().profile());
            default -> workload().value(name);
        };
    }
}
