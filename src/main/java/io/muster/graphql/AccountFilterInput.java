package io.muster.graphql;

import io.muster.account.AccountFilter;
import io.muster.inventory.OrganizationFilter;
import io.muster.platform.Texts;
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

    @Description(OrganizationTexts.OU_PATHS)
    public List<@NonNull String> ouPaths;

    @Description(OrganizationTexts.ACCOUNT_TAGS)
    public List<@NonNull TagFilterInput> accountTags;

    @Description("Case-insensitive part of the name or the account id.")
    public String search;

    static AccountFilter toFilter(AccountFilterInput input) {
        return input == null
                ? AccountFilter.none()
                : new AccountFilter(
                        input.accountIds,
                        input.enabled,
                        Texts.searched("filter.search", input.search),
                        OrganizationFilter.of(input.ouPaths, TagFilterInput.toTags(input.accountTags)));
    }
}
