package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.account.AccountReads;
import io.muster.graphql.endpoint.CallContext;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Source;

/** Names of accounts beside their ids, for all rows of an answer at once. */
@GraphQLApi
@NonBlocking
public class AccountNames {

    private static final String DESCRIPTION =
            "The name of the account; null where it has none, where it is not registered,"
                    + " and where the row is of no single account.";

    private final AccountReads accounts;

    AccountNames(AccountReads accounts) {
        this.accounts = accounts;
    }

    @Name("accountName")
    @Description(DESCRIPTION)
    public Uni<String> ofChange(@Source ChangeEntry change, Context context) {
        return name(context, change.accountId());
    }

    @Name("accountName")
    @Description(DESCRIPTION)
    public Uni<String> ofFindingStat(@Source FindingStatType stat, Context context) {
        return name(context, stat.accountId());
    }

    @Name("accountName")
    @Description(DESCRIPTION)
    public Uni<String> ofResourceStat(@Source ResourceStatType stat, Context context) {
        return name(context, stat.accountId());
    }

    private Uni<String> name(Context context, @Nullable String accountId) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return accountId == null
                ? Uni.createFrom().nullItem()
                : Uni.createFrom()
                        .completionStage(() -> Batches.load(
                                environment,
                                accountId,
                                "",
                                ids -> accounts.byId(CallContext.accounts(environment), ids)
                                        .map(found -> {
                                            Map<String, String> names = new HashMap<>();
                                            found.forEach((id, account) -> names.put(id, account.name()));
                                            return names;
                                        }),
                                null));
    }
}
