package io.muster.scan;

import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Caller;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.util.List;

/**
 * A request for a scan. A component that is null does not narrow it.
 *
 * @param accountIds  none for every enabled account
 * @param regions     none for every region of each account
 * @param kinds       none for every kind
 * @param reason      for those who read the list of scans
 * @param requestedBy the caller; none for Muster itself
 * @param concerned   of a scan that an event asks for: the resources that it is about; none where all of the kinds are
 * @param full        whether AWS is asked for every fact that takes a call for each resource, however young the stored one is
 * @param behind      how far the scan's clock is behind the present: zero but for the demo cloud, see {@link #past}
 */
public record ScanRequest(
        @Nullable List<String> accountIds,
        @Nullable List<String> regions,
        @Nullable List<ResourceKind> kinds,
        ScanTrigger trigger,
        @Nullable String reason,
        @Nullable Caller requestedBy,
        @Nullable ConcernedResources concerned,
        boolean full,
        Duration behind) {

    public ScanRequest(
            @Nullable List<String> accountIds,
            @Nullable List<String> regions,
            @Nullable List<ResourceKind> kinds,
            ScanTrigger trigger,
            @Nullable String reason) {
        this(accountIds, regions, kinds, trigger, reason, null, null, false, Duration.ZERO);
    }

    /** Everything of one account, as Muster itself asks for it. */
    public static ScanRequest everythingOf(String accountId, ScanTrigger trigger, String reason) {
        return new ScanRequest(List.of(accountId), null, null, trigger, reason);
    }

    /** The same request for these resources. */
    public ScanRequest about(ConcernedResources resources) {
        return new ScanRequest(accountIds, regions, kinds, trigger, reason, requestedBy, resources, full, behind);
    }

    /** The same request; if {@code everyFact}, without stored facts. */
    public ScanRequest full(boolean everyFact) {
        return new ScanRequest(accountIds, regions, kinds, trigger, reason, requestedBy, concerned, everyFact, behind);
    }

    /** The same request by a caller. */
    public ScanRequest by(Caller caller) {
        return new ScanRequest(accountIds, regions, kinds, trigger, reason, caller, concerned, full, behind);
    }

    /**
     * The same request with a clock that is behind the present: everything that the scan writes has that time, and each call
     * tells the endpoint. Only endpoints that take the place of AWS support it; a scan of AWS fails.
     */
    public ScanRequest past(Duration ago) {
        return new ScanRequest(accountIds, regions, kinds, trigger, reason, requestedBy, concerned, full, ago);
    }
}
