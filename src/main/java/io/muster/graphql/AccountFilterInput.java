package io.muster.graphql;

import io.muster.account.AccountFilter;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("AccountFilter")
@Description("Which accounts are meant. Fields are ANDed, the entries of a list are ORed.")
public class AccountFilterInput {

    @Description("One of these accounts.")
    public List<@NonNull String> accountIds;

    @Description("Whether the account is scanned on its schedule.")
    public Boolean enabled;

    @Description("Case-insensitive part of the name or the account id.")
    public String search;

    static AccountFilter toFilter(AccountFilterInput input) {
        return input == null
                ? new AccountFilter(null, null, null)
                : new AccountFilter(input.accountIds, input.enabled, input.search);
    }
}
