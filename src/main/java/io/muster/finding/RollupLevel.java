package io.muster.finding;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How finely findings are counted. */
enum RollupLevel {
    /** By everything but the account. */
    ESTATE,
    /** By account, area, severity and status. */
    ACCOUNT,
    /** By everything. */
    SCOPE;

    private static final Set<FindingDimension> OF_SCOPES_ALONE = Collections.unmodifiableSet(
            EnumSet.of(FindingDimension.RULE, FindingDimension.REGION, FindingDimension.KIND));

    /** The one with the fewest rows that tells the dimensions apart. */
    static RollupLevel of(Set<FindingDimension> needed) {
        if (!needed.contains(FindingDimension.ACCOUNT)) {
            return ESTATE;
        }
        return Collections.disjoint(needed, OF_SCOPES_ALONE) ? ACCOUNT : SCOPE;
    }
}
