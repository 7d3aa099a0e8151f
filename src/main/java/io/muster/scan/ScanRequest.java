package io.muster.scan;

import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A wish for a scan. What is null is not narrowed.
 *
 * @param accountIds none for every enabled account
 * @param regions    none for every region of each account
 * @param kinds      none for every kind
 * @param reason     for those who read the list of scans
 */
public record ScanRequest(
        @Nullable List<String> accountIds,
        @Nullable List<String> regions,
        @Nullable List<ResourceKind> kinds,
        ScanTrigger trigger,
        @Nullable String reason) {

    /** Everything of one account. */
    public static ScanRequest everythingOf(String accountId, ScanTrigger trigger, String reason) {
        return new ScanRequest(List.of(accountId), null, null, trigger, reason);
    }
}
