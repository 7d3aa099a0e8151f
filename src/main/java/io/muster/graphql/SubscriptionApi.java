package io.muster.graphql;

import io.muster.finding.FindingEvents;
import io.muster.graphql.endpoint.CallContext;
import io.muster.scan.ScanEvents;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** The subscriptions. {@link SubscriptionAdmission} refuses one before it begins. */
@GraphQLApi
@NonBlocking
public class SubscriptionApi {

    private final FindingEvents findings;
    private final ScanEvents scans;
    private final RuleBook rules;

    SubscriptionApi(FindingEvents findings, ScanEvents scans, RuleBook rules) {
        this.findings = findings;
        this.scans = scans;
        this.rules = rules;
    }

    @Subscription("findingChanged")
    @Description(
            "The events of findings from now on, on any replica. The filter is applied to a finding as it is after the"
                    + " event: with a filter for open ones, resolutions are left out.")
    public @NonNull Multi<FindingEventValue> findingChanged(
            Context context,
            @Name("filter") @Description("Which findings; all without it.") FindingFilterInput filter) {
        return findings.changes(CallContext.accounts(context), FindingFilterInput.toFilter(filter, rules))
                .map(event -> FindingEventValue.of(event, rules));
    }

    @Subscription("scanProgress")
    @Description("One scan as it is now, and again whenever it has moved on, until it ends.")
    public @NonNull Multi<ScanType> scanProgress(
            Context context, @Name("scanId") @NonNull @Id @Description("The scan's id.") String scanId) {
        return scans.progress(CallContext.accounts(context), scanId).map(ScanType::of);
    }
}
