package io.muster.graphql;

import io.muster.account.AccountFilter;
import io.muster.account.AccountReads;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.muster.scan.ScanReads;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class AccountApi {

    private final AccountReads accounts;
    private final ScanReads scans;
    private final FilterNames names;

    AccountApi(AccountReads accounts, ScanReads scans, FilterNames names) {
        this.accounts = accounts;
        this.scans = scans;
        this.names = names;
    }

    @Query("accounts")
    @Description("Registered accounts that the caller may see, by their ids.")
    public @NonNull Uni<AccountConnection> accounts(
            Context context,
            @Name("filter") @Description(PageTexts.FILTER) AccountFilterInput filter,
            @Name("first") @DefaultValue("50") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after) {
        AccountScope seen = CallContext.accounts(context);
        AccountFilter wanted = AccountFilterInput.toFilter(filter);
        return names.check(context)
                .chain(() -> accounts.page(seen, wanted, PageRequest.of(first, after), Arguments.list(context)))
                .map(page -> AccountConnection.of(page, () -> accounts.count(seen, wanted)));
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source AccountConnection connection) {
        return connection.total().get();
    }

    @Description("The latest scan that reached the account.")
    public Uni<List<ScanType>> lastScan(@Source List<AccountType> source, Context context) {
        List<String> ids = source.stream().map(AccountType::accountId).toList();
        return scans.latestOf(CallContext.accounts(context), ids)
                .map(latest -> ids.stream()
                        .map(id -> Optional.ofNullable(latest.get(id))
                                .map(ScanType::of)
                                .orElse(null))
                        .toList());
    }

    @Query("account")
    @Description("One registered account, or null.")
    public Uni<AccountType> account(
            Context context, @Name("accountId") @NonNull @Description("Its twelve digits.") String accountId) {
        return accounts.byId(CallContext.accounts(context), List.of(accountId))
                .map(found -> Optional.ofNullable(found.get(accountId))
                        .map(AccountType::of)
                        .orElse(null));
    }
}
