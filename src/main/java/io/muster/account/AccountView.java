package io.muster.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.platform.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A registered account as the API shows it.
 *
 * @param regions the regions that are scanned; empty for every region that is enabled for the account
 */
@RegisterForReflection
@Schema(name = "Account", description = "A registered account.")
public record AccountView(
        @Schema(description = "Its id: twelve digits.", examples = "111111111111")
        String accountId,

        @Nullable @Schema(description = "A name for people.")
        String name,

        @Schema(description = "Whether schedules and scans of all accounts reach it.")
        boolean enabled,

        @Schema(description = "The regions that are scanned; empty for every region that is enabled for the account.")
        List<String> regions,

        @Nullable @Schema(description = "The role that is assumed in it.")
        String roleArn,

        @Nullable @Schema(description = "When it is scanned.")
        String schedule,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "The external id that the role's trust policy asks for; left out where there is none, and for all but admins.")
        String externalId,

        @Schema(
                description =
                        "The source of the registration: REGISTERED by a person or the settings, ORGANIZATION by discovery.")
        AccountSource source,

        @Nullable
        @Schema(
                description = "The names of its organizational units below the root; / for the root itself.",
                examples = "/Production/Payments")
        String ouPath,

        @Nullable @Schema(description = "Its tags in the organization; null where they are not known.")
        Map<String, String> accountTags,

        @Nullable
        @Schema(
                description =
                        "When discovery found that it left the organization, or that it is no longer selected; its schedule"
                                + " does not reach it since.")
        Instant leftOrganizationAt) {

    public static AccountView of(Account account) {
        List<String> regions = account.regions() == null ? List.of() : account.regions();
        Membership membership = account.membership();
        return new AccountView(
                account.accountId(),
                account.name(),
                account.enabled(),
                regions,
                account.roleArn(),
                account.schedule(),
                account.externalId(),
                account.source(),
                membership == null ? null : membership.path(),
                membership == null ? null : membership.tags(),
                membership == null ? null : membership.leftAt());
    }

    /** The account as it is shown to a caller of the role. */
    public AccountView shownTo(Role role) {
        return role.includes(Role.ADMIN)
                ? this
                : new AccountView(
                        accountId,
                        name,
                        enabled,
                        regions,
                        roleArn,
                        schedule,
                        null,
                        source,
                        ouPath,
                        accountTags,
                        leftOrganizationAt);
    }
}
