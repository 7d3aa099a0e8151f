package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.account.AccountFilter;
import io.muster.account.AccountReads;
import io.muster.account.AccountView;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingOrder;
import io.muster.finding.FindingReads;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Coverage;
import io.muster.inventory.Inventory;
import io.muster.inventory.Inventory.ResourceCount;
import io.muster.inventory.ResourceDimension;
import io.muster.platform.AccountScope;
import io.muster.scan.ScanFilter;
import io.muster.scan.ScanReads;
import io.muster.scan.ScanView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fetches the lists that are not of resources, and what an account counts. */
@ApplicationScoped
@RegisterForReflection(targets = {AccountFilter.class, ScanFilter.class, Coverage.Filter.class})
class ListFetchers {

    private final FindingReads findings;
    private final AccountReads accounts;
    private final ScanReads scans;
    private final Coverage coverage;
    private final Inventory inventory;
    private final RuleBook rules;
    private final FilterNames names;

    ListFetchers(
            FindingReads findings,
            AccountReads accounts,
            ScanReads scans,
            Coverage coverage,
            Inventory inventory,
            RuleBook rules,
            FilterNames names) {
        this.names = names;
        this.findings = findings;
        this.accounts = accounts;
        this.scans = scans;
        this.coverage = coverage;
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

    DataFetcher<CompletableFuture<ConnectionValue<AccountType>>> accounts() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            AccountScope seen = arguments.accounts();
            AccountFilter filter = arguments.filter(AccountFilter.class);
            return names.check(arguments)
                    .chain(() -> accounts.page(seen, filter, arguments.page(), arguments.list()))
                    .map(page -> ConnectionValue.<AccountView, AccountType>of(
                            page, AccountType::of, () -> accounts.count(seen, filter)))
                    .subscribeAsCompletionStage();
        };
    }

    DataFetcher<CompletableFuture<ConnectionValue<ScanType>>> scans() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            AccountScope seen = arguments.accounts();
            ScanFilter filter = arguments.filter(ScanFilter.class);
            return names.check(arguments)
                    .chain(() -> scans.page(seen, filter, arguments.page(), arguments.list()))
                    .map(page ->
                            ConnectionValue.<ScanView, ScanType>of(page, ScanType::of, () -> scans.count(seen, filter)))
                    .subscribeAsCompletionStage();
        };
    }

    DataFetcher<CompletableFuture<ConnectionValue<Coverage.CellView>>> coverage() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            AccountScope seen = arguments.accounts();
            Coverage.Filter filter = arguments.filter(Coverage.Filter.class);
            return names.check(arguments)
                    .chain(() -> coverage.page(seen, filter, arguments.page(), arguments.list()))
                    .map(page -> ConnectionValue.of(page, Function.identity(), () -> coverage.count(seen, filter)))
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

    DataFetcher<CompletableFuture<List<ResourceCount>>> resourceStats() {
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

    /** The latest scan that reached an account. */
    DataFetcher<CompletableFuture<ScanType>> lastScan() {
        return environment -> Batches.load(
                environment,
                account(environment),
                "",
                ids -> scans.latestOf(CallContext.accounts(environment), ids)
                        .map(latest -> latest.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, scan -> ScanType.of(scan.getValue())))),
                null);
    }

    private static Map<String, List<ResourceCount>> byAccount(Collection<ResourceCount> rows, boolean shown) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        ResourceCount::accountId,
                        Collectors.mapping(row -> shown ? row : row.withoutAccount(), Collectors.toList())));
    }

    private static String account(DataFetchingEnvironment environment) {
        AccountType account = environment.getSource();
        return account.accountId();
    }
}
