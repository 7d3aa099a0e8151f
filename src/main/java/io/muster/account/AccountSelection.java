package io.muster.account;

import io.muster.aws.organization.MemberAccount;
import io.muster.platform.OrganizationGrant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which accounts of the organization are inventoried. */
final class AccountSelection {

    /** {@code UNKNOWN} where the answer lies in tags that could not be read. */
    enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    private final Criteria include;
    private final Criteria exclude;

    AccountSelection(OrganizationConfig config) {
        this.include = Criteria.of(config.include());
        this.exclude = Criteria.of(config.exclude());
    }

    Answer of(MemberAccount account) {
        Answer included = include.none() ? Answer.YES : include.match(account);
        Answer excluded = exclude.match(account);
        if (included == Answer.NO || excluded == Answer.YES) {
            return Answer.NO;
        }
        return included == Answer.YES && excluded == Answer.NO ? Answer.YES : Answer.UNKNOWN;
    }

    /**
     * The conditions that select accounts.
     *
     * @param places units
     */
    private record Criteria(List<OrganizationGrant> places, Set<String> accounts, List<OrganizationGrant> tags) {

        static Criteria of(OrganizationConfig.Selection selection) {
            return new Criteria(
                    all(selection.units(), OrganizationGrant::ofUnit),
                    selection.accounts().orElse(Set.of()),
                    all(selection.tags(), OrganizationGrant::ofTag));
        }

        private static List<OrganizationGrant> all(
                Optional<Set<String>> texts, Function<String, OrganizationGrant> meaning) {
            return texts.orElse(Set.of()).stream().map(meaning).toList();
        }

        boolean none() {
            return places.isEmpty() && accounts.isEmpty() && tags.isEmpty();
        }

        Answer match(MemberAccount account) {
            if (accounts.contains(account.accountId()) || anyMeans(places, account)) {
                return Answer.YES;
            }
            if (tags.isEmpty()) {
                return Answer.NO;
            }
            if (account.tags() == null) {
                return Answer.UNKNOWN;
            }
            return anyMeans(tags, account) ? Answer.YES : Answer.NO;
        }

        private static boolean anyMeans(List<OrganizationGrant> grants, MemberAccount account) {
            return grants.stream()
                    .anyMatch(grant ->
                            grant.means(account.path().text(), account.path().ids(), account.tags()));
        }
    }
}
