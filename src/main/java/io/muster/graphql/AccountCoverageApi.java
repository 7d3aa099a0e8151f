package io.muster.graphql;

import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.AccountCoverage;
import io.muster.inventory.Coverage;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.muster.scan.Remedies;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class AccountCoverageApi {

    private final AccountCoverage coverage;
    private final Remedies remedies;
    private final FilterNames names;
    private final Clock clock;

    AccountCoverageApi(AccountCoverage coverage, Remedies remedies, FilterNames names, Clock clock) {
        this.coverage = coverage;
        this.remedies = remedies;
        this.names = names;
        this.clock = clock;
    }

    @Query("accountCoverage")
    @Description(
            "The coverage of each account, in a sentence and in figures, with the IAM statement that would close its gaps.")
    public @NonNull Uni<AccountCoverageConnection> accountCoverage(
            Context context,
            @Name("filter")
                    @Description(
                            "Which listings count; without it, and without `inScope` in it, those in scope. Gaps are those of the regions and kinds.")
                    CoverageFilterInput filter,
            @Name("first") @DefaultValue("100") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after) {
        AccountScope seen = CallContext.accounts(context);
        Coverage.Filter cells = CoverageFilterInput.inScope(filter);
        return names.check(context)
                .chain(() -> coverage.page(seen, cells, PageRequest.of(first, after), Arguments.list(context)))
                .map(page -> AccountCoverageConnection.of(
                        page.map(account -> AccountCoverageType.of(account, remedies, clock.instant())),
                        () -> coverage.count(seen, cells)));
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source AccountCoverageConnection connection) {
        return connection.total().get();
    }
}
