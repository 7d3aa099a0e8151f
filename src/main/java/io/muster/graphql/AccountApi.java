package io.muster.graphql;

import io.muster.account.AccountReads;
import io.muster.graphql.endpoint.CallContext;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class AccountApi {

    private final AccountReads accounts;

    AccountApi(AccountReads accounts) {
        this.accounts = accounts;
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
