package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.FindingCount;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingReads;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Inventory;
import io.muster.inventory.Inventory.ResourceCount;
import io.muster.inventory.ResourceDimension;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/**
 * The counts of an account. The dimension of the account is added, to tell the accounts of a page apart, and taken from the
 * answer where it was not asked for.
 */
@GraphQLApi
@NonBlocking
public class AccountStatsApi {

    private static final String GROUP_BY = "The dimensions; one row for all where there is none.";

    private final FindingReads findings;
    private final Inventory inventory;
    private final RuleBook rules;

    AccountStatsApi(FindingReads findings, Inventory inventory, RuleBook rules) {
        this.findings = findings;
        this.inventory = inventory;
        this.rules = rules;
    }

    @Description("Counts of its findings by the named dimensions.")
    public @NonNull Uni<List<@NonNull FindingStatType>> findingStats(
            @Source AccountType account,
            Context context,
            @Name("groupBy") @NonNull @Description(GROUP_BY) List<@NonNull FindingDimension> groupBy) {
        EnumSet<FindingDimension> dimensions = EnumSet.of(FindingDimension.ACCOUNT);
        dimensions.addAll(groupBy);
        boolean shown = groupBy.contains(FindingDimension.ACCOUNT);
        return ofPage(
                context,
                account,
                ids -> findings.counts(CallContext.accounts(context), FindingFilter.ofAccounts(ids), dimensions)
                        .map(rows -> byAccount(
                                rows,
                                FindingCount::accountId,
                                row -> FindingStatType.of(row, rules).account(shown))));
    }

    @Description("Counts of its resources by the named dimensions.")
    public @NonNull Uni<List<@NonNull ResourceStatType>> resourceStats(
            @Source AccountType account,
            Context context,
            @Name("groupBy") @NonNull @Description(GROUP_BY) List<@NonNull ResourceDimension> groupBy) {
        EnumSet<ResourceDimension> dimensions = EnumSet.of(ResourceDimension.ACCOUNT);
        dimensions.addAll(groupBy);
        boolean shown = groupBy.contains(ResourceDimension.ACCOUNT);
        return ofPage(
                context,
                account,
                ids -> inventory
                        .countsOfAccounts(CallContext.accounts(context), ids, dimensions)
                        .map(rows -> byAccount(
                                rows,
                                ResourceCount::accountId,
                                row -> ResourceStatType.of(shown ? row : row.withoutAccount()))));
    }

    /** The rows of one account, read with those of the page's other accounts. */
    private static <T> Uni<List<T>> ofPage(
            Context context, AccountType account, Function<Set<String>, Uni<Map<String, List<T>>>> read) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return Uni.createFrom()
                .completionStage(() -> Batches.load(environment, account.accountId(), "Account", read, List.of()));
    }

    private static <R, T> Map<String, List<T>> byAccount(
            Collection<R> rows, Function<R, String> account, Function<R, T> shown) {
        return rows.stream().collect(Collectors.groupingBy(account, Collectors.mapping(shown, Collectors.toList())));
    }
}
