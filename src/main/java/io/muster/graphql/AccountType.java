package io.muster.graphql;

import io.muster.account.AccountSource;
import io.muster.account.AccountView;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Account")
@Description("An AWS account that is inventoried.")
public record AccountType(
        @NonNull @Description("Its twelve digits.") String accountId,
        @Description("Its name.") String name,

        @NonNull @Description("Its name with its id, or its id alone: for people to choose from.")
        String label,

        @Description("Whether it is scanned by itself.") boolean enabled,

        @NonNull @Description("The regions that are scanned; empty for every region that is enabled for it.")
        List<@NonNull String> regions,

        @Description("The role that is assumed in it; null for the credentials of Muster itself.")
        String roleArn,

        @Description("When it is scanned: an interval or a cron expression.")
        String schedule,

        @NonNull @Description("The source that registered it and maintains the registration.")
        AccountSource source,

        @Description(
                "The names of its organizational units below the root, as in /Production/Payments; / for the root. Null where it is not known to be of an organization.")
        String ouPath,

        @Description("Its tags in the organization; null where they are not known.")
        List<@NonNull AccountTagType> accountTags,

        @Description("When it was found to have left the organization, or to be no longer selected.")
        Instant leftOrganizationAt) {

    static AccountType of(AccountView view) {
        return new AccountType(
                view.accountId(),
                view.name(),
                label(view.accountId(), view.name()),
                view.enabled(),
                view.regions(),
                view.roleArn(),
                view.schedule(),
                view.source(),
                view.ouPath(),
                AccountTagType.of(view.accountTags()),
                view.leftOrganizationAt());
    }

    /** The label for lists and charts: the name with the id, or the id alone. */
    static String label(String accountId, @Nullable String name) {
        return name == null ? accountId : name + " (" + accountId + ")";
    }
}
