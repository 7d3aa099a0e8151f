package io.muster.graphql;

import io.muster.inventory.Coverage;
import io.muster.inventory.CoverageState;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("CoverageFilter")
@Description("Which cells are meant. Fields are ANDed, the entries of a list are ORed.")
public class CoverageFilterInput {

    @Description("In one of these accounts.")
    public List<@NonNull String> accountIds;

    @Description("In one of these regions; `global` for account-wide resources.")
    public List<@NonNull String> regions;

    @Description("Of one of these kinds.")
    public List<@NonNull ResourceKind> kinds;

    @Description("In one of these states.")
    public List<@NonNull CoverageState> states;

    @Description(
            "Whether scans of the account read the region: false for a region that was taken off the account, or that the"
                    + " account has opted out of, and for all regions of an account that is not registered any more.")
    public Boolean inScope;

    @Description(
            "Whether the account is registered and enabled: false for one that schedules do not scan any more, whose listings"
                    + " grow old.")
    public Boolean enabled;

    /** The filter, which selects cells in scope unless the caller says otherwise. */
    static Coverage.Filter inScope(CoverageFilterInput input) {
        Coverage.Filter asked = toFilter(input);
        Boolean inScope = asked.inScope() == null ? Boolean.TRUE : asked.inScope();
        return new Coverage.Filter(
                asked.accountIds(), asked.regions(), asked.kinds(), asked.states(), inScope, asked.enabled());
    }

    static Coverage.Filter toFilter(CoverageFilterInput input) {
        return input == null
                ? new Coverage.Filter(null, null, null, null, null, null)
                : new Coverage.Filter(
                        input.accountIds, input.regions, input.kinds, input.states, input.inScope, input.enabled);
    }
}
