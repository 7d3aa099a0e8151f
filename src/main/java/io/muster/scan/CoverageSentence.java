package io.muster.scan;

import io.muster.inventory.AccountCoverage;
import io.muster.inventory.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Describes in a sentence what was read of an account, and what was not. */
public final class CoverageSentence {

    private static final int GAPS_NAMED = 5;
    private static final int REGIONS_NAMED = 3;

    private CoverageSentence() {}

    /** For example "96 of 98 listings are complete; not read: guardduty:ListDetectors in eu-west-3 (AccessDenied since 3 days)". */
    public static String of(AccountCoverage.View account, Instant now) {
        StringBuilder text = new StringBuilder()
                .append(account.complete())
                .append(" of ")
                .append(account.listings())
                .append(" listings are complete");
        if (!account.gaps().isEmpty()) {
            text.append("; not read: ").append(gaps(account.gaps(), now));
        }
        if (account.never() > 0) {
            text.append("; never tried: ").append(account.never());
        }
        return text.toString();
    }

    private static String gaps(List<Coverage.Gap> gaps, Instant now) {
        return gaps.stream().limit(GAPS_NAMED).map(gap -> gap(gap, now)).collect(Collectors.joining(", "))
                + more(gaps.size() - GAPS_NAMED);
    }

    private static String gap(Coverage.Gap gap, Instant now) {
        String regions = gap.regions().stream().limit(REGIONS_NAMED).collect(Collectors.joining(", "))
                + more(gap.regions().size() - REGIONS_NAMED);
        return gap.operation() + " in " + regions + " (" + gap.errorCode() + " since "
                + span(Duration.between(gap.since(), now)) + ")";
    }

    private static String more(int others) {
        return others > 0 ? " and " + others + " more" : "";
    }

    private static String span(Duration time) {
        if (time.toDays() > 0) {
            return count(time.toDays(), "day");
        }
        return time.toHours() > 0 ? count(time.toHours(), "hour") : count(Math.max(0, time.toMinutes()), "minute");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
