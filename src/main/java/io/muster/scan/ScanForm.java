package io.muster.scan;

import io.muster.account.AccountForm;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Texts;
import java.util.List;

/** How much a request for a scan can name. */
public final class ScanForm {

    public static final int LONGEST_REASON = 1_000;
    public static final int MOST_REGIONS = AccountForm.MOST_REGIONS;

    /** More than there are. */
    public static final int MOST_KINDS = 1_000;

    public static final int MOST_ACCOUNTS = 10_000;

    private ScanForm() {}

    static void check(ScanRequest request, List<Violation> violations) {
        Texts.checkCount("accountIds", request.accountIds(), MOST_ACCOUNTS, violations);
        Texts.checkCount("regions", request.regions(), MOST_REGIONS, violations);
        Texts.checkCount("kinds", request.kinds(), MOST_KINDS, violations);
        Texts.checkLength("reason", request.reason(), LONGEST_REASON, violations);
    }
}
