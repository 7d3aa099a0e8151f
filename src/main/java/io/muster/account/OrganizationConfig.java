package io.muster.account;

import io.muster.platform.TrueOrFalse;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The organization of AWS Organizations whose accounts are inventoried. */
@ConfigMapping(prefix = "muster.organization")
public interface OrganizationConfig {

    /** Whether the accounts of an organization are discovered and registered, and its policies are read. */
    @WithDefault("false")
    @WithConverter(TrueOrFalse.class)
    boolean enabled();

    /**
     * The role to assume in the management account or in the account of a delegated administrator for AWS Organizations; none
     * for Muster's own credentials.
     */
    Optional<String> roleArn();

    /** The {@code sts:ExternalId} that the role's trust policy asks for. */
    Optional<String> externalId();

    /** The account of Muster's own credentials, where no {@code muster.organization.role-arn} is set. */
    Optional<String> accountId();

    /** How often the registrations are brought in step with the organization: {@code 1h}, {@code 15m}. */
    @WithDefault("1h")
    String every();

    /** How an account that is discovered is registered. */
    Members members();

    /** Which accounts are inventoried; where nothing is set here, all. */
    Selection include();

    /** Which accounts are not inventoried, though they are included. */
    Selection exclude();

    /** How an account that is discovered is registered. */
    interface Members {

        /** The name of the role to assume in each account, with its path where it has one. */
        @WithDefault("muster-reader")
        String roleName();

        /** The {@code sts:ExternalId} that the roles' trust policies ask for. */
        Optional<String> externalId();

        /** The regions to scan; none for every region that is enabled for the account. */
        Optional<List<String>> regions();

        /** {@code every 6h}, or a Quartz cron expression in UTC; none for scans by request only. */
        Optional<String> schedule();
    }

    /** Accounts by what is known of them; those that one of the lists names. */
    interface Selection {

        /**
         * Organizational units with all that is below them: paths of names from the root ({@code /Production/Payments}) or ids
         * ({@code ou-abcd-11111111}).
         */
        Optional<Set<String>> units();

        /** Account ids. */
        Optional<Set<String>> accounts();

        /** Tags of accounts, {@code key=value}; {@code key} alone for any value. */
        Optional<Set<String>> tags();
    }
}
