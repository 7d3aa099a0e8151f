package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingOrder;
import io.muster.finding.FindingReads;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Inventory;
import io.muster.inventory.Inventory.ResourceCount;
import io.muster.inventory.ResourceDimension;
import io.muster.platform.AccountScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Fetches the lists that are not of resources, and what an account counts. */
@ApplicationScoped
class ListFetchers {

    private final FindingReads findings;
    private final Inventory inventory;
    private final RuleBook rules;
    private final FilterNames names;

    ListFetchers(FindingReads findings, Inventory inventory, RuleBook rules, FilterNames names) {
        this.names = names;
        this.findings = findings;
        this.inventory = inventory;
        this.rules = rules;
    }

    DataFetcher<CompletableFuture<ConnectionValue<FindingType>>> findings() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            AccountScope seen = arguments.accounts();
            FindingFilter filter = arguments.findingFilter();
            String field = arguments.orderField();
            FindingOrder order = field == null ? FindingOrder.SEVERITY : FindingOrder.valueOf(field);
            return names.check(arguments)
                    .chain(() -> findings.page(
                            seen, filter, order, arguments.descending(true), arguments.page(), arguments.list()))
                    .map(page -> ConnectionValue.of(
                            page, view -> FindingType.of(view, rules), () -> findings.count(seen, filter)))
                    .subscribeAsCompletionStage();
        };
    }

    /** The dimension of the account is added, to tell the accounts of a page apart, and taken from the answer. */
    DataFetcher<CompletableFuture<List<FindingStatType>>> findingStats() {
        return environment -> {
            EnumSet<FindingDimension> asked = EnumSet.noneOf(FindingDimension.class);
            List<String> names = environment.getArgument("groupBy");
            names.forEach(name -> asked.add(FindingDimension.valueOf(name)));
            boolean byAccount = !asked.add(FindingDimension.ACCOUNT);
            return Batches.load(
                    environment,
                    account(environment),
                    "Account",
                    ids -> findings.counts(CallContext.accounts(environment), FindingFilter.ofAccounts(ids), asked)
                            .map(rows -> rows.stream()
                                    .collect(Collectors.groupingBy(
                                            row -> row.accountId(),
                                            Collectors.mapping(
                                                    row -> FindingStatType.of(row)
                                                            .account(byAccount),
                                                    Collectors.toList())))),
                    List.of());
        };
    }

    DataFetcher<CompletableFuture<List<ResourceStatValue>>> resourceStats() {
        return environment -> {
            EnumSet<ResourceDimension> asked = ResourceFetchers.dimensions(environment);
            boolean byAccount = !asked.add(ResourceDimension.ACCOUNT);
            return Batches.load(
                    environment,
                    account(environment),
                    "Account",
                    ids -> inventory
                            .countsOfAccounts(CallContext.accounts(environment), ids, asked)
                            .map(rows -> byAccount(rows, byAccount)),
                    List.of());
        };
    }

    private static Map<String, List<ResourceStatValue>> byAccount(Collection<ResourceCount> rows, boolean shown) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        ResourceCount::accountId,
                        Collectors.mapping(
                                row -> ResourceStatValue.of(shown ? row : row.withoutAccount()), Collectors.toList())));
    }

    private static String account(DataFetchingEnvironment environment) {
        AccountType account = environment.getSource();
        return account.accountId();
    }
}
