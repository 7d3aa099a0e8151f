package io.muster.graphql;

import graphql.schema.DataFetcher;
import io.muster.account.AccountReads;
import io.muster.graphql.endpoint.CallContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Names of accounts beside their ids, for all rows of an answer at once. */
@ApplicationScoped
class AccountNames {

    static final String DEFINITION = """
              "The name of the account; null where it has none, where it is not registered, and where the row is of no single account."
              accountName: String
            """;

    private final AccountReads accounts;

    AccountNames(AccountReads accounts) {
        this.accounts = accounts;
    }

    /** The name of the account of a row. */
    <S> DataFetcher<CompletableFuture<String>> of(Function<S, String> accountId) {
        return environment -> {
            String id = accountId.apply(environment.getSource());
            return id == null
                    ? CompletableFuture.completedFuture(null)
                    : Batches.load(
                            environment,
                            id,
                            "",
                            ids -> accounts.byId(CallContext.accounts(environment), ids)
                                    .map(found -> {
                                        Map<String, String> names = new HashMap<>();
                                        found.forEach((key, account) -> names.put(key, account.name()));
                                        return names;
                                    }),
                            null);
        };
    }
}
