package io.muster.graphql;

import io.muster.account.AccountReads;
import io.muster.scan.ScanReads;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
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

    AccountApi(AccountReads accounts, ScanReads scans) {
        this.accounts = accounts;
        this.scans = scans;
    }

    @Query("account")
    @Description("One registered account, or null.")
    public Uni<AccountType> account(@Name("accountId") @NonNull @Description("Its twelve digits.") String accountId) {
        return accounts.byId(List.of(accountId))
                .map(found -> Optional.ofNullable(found.get(accountId))
                        .map(AccountType::of)
                        .orElse(null));
    }

    @Description("The latest scan that reached it.")
    public Uni<List<ScanType>> lastScan(@Source List<AccountType> source) {
        return scans.latestOf(source.stream().map(AccountType::accountId).toList())
                .map(latest -> source.stream()
                        .map(account -> Optional.ofNullable(latest.get(account.accountId()))
                                .map(ScanType::of)
                                .orElse(null))
                        .toList());
    }
}
