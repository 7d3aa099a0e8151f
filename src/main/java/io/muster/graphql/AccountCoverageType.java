package io.muster.graphql;

import io.muster.inventory.AccountCoverage;
import io.muster.scan.CoverageSentence;
import io.muster.scan.Remedies;
import io.muster.scan.Remedy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("AccountCoverage")
@Description("The coverage of one account: cells that were read, gaps, and the permissions that would close them.")
public record AccountCoverageType(
        @NonNull @Description("The account.") String accountId,

        @Description("The name of the account; null where it has none.")
        String accountName,

        @NonNull @Description("The coverage of the account in a sentence.")
        String summary,

        @Description("How many listings the account has: one for each kind and region.")
        int listings,

        @Description("How many listings were complete the last time.")
        int complete,

        @Description("How many listings failed, or read less than all.")
        int failed,

        @Description("How many listings were never attempted.")
        int never,

        @NonNull @Description("The operations that fail, each once for each error code.")
        List<@NonNull CoverageGapType> gaps,

        @Description(
                "The statement of an IAM policy, as JSON, for Muster's role in the account: it allows every operation that is"
                        + " denied for want of one. Null where no statement would help.")
        String statement,

        @Description(
                "The statement of an IAM policy, as JSON, for the role that reads the organization: it allows every operation that is denied for want of one. Null where no statement would help.")
        String organizationStatement) {

    static AccountCoverageType of(AccountCoverage.View account, Remedies remedies, Instant now) {
        return new AccountCoverageType(
                account.accountId(),
                account.accountName(),
                CoverageSentence.of(account, now),
                account.listings(),
                account.complete(),
                account.failed(),
                account.never(),
                account.gaps().stream()
                        .map(gap -> CoverageGapType.of(gap, remedies))
                        .toList(),
                statement(account, remedies, remedy -> !remedy.organization()),
                statement(account, remedies, Remedy::organization));
    }

    private static String statement(AccountCoverage.View account, Remedies remedies, Predicate<Remedy> which) {
        return Remedies.statement(account.gaps().stream()
                .map(gap -> remedies.of(gap.operation(), gap.errorCode(), gap.message()))
                .filter(which)
                .map(Remedy::action)
                .filter(Objects::nonNull)
                .toList());
    }
}
