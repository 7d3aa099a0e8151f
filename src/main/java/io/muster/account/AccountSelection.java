package io.muster.account;

import io.muster.aws.organization.MemberAccount;
import io.muster.platform.OrganizationPath;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.Set;

/** Which accounts of the organization are mustered. */
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

    private record Criteria(Set<String> units, Set<String> accounts, Set<String> tags) {

        static Criteria of(OrganizationConfig.Selection selection) {
            return new Criteria(
                    selection.units().orElse(Set.of()),
                    selection.accounts().orElse(Set.of()),
                    selection.tags().orElse(Set.of()));
        }

        boolean none() {
            return units.isEmpty() && accounts.isEmpty() && tags.isEmpty();
        }

        Answer match(MemberAccount account) {
            if (accounts.contains(account.accountId()) || units.stream().anyMatch(unit -> holds(unit, account))) {
                return Answer.YES;
            }
            if (tags.isEmpty()) {
                return Answer.NO;
            }
            return account.tags() == null ? Answer.UNKNOWN : tagged(account.tags());
        }

        private static boolean holds(String unit, MemberAccount account) {
            return unit.startsWith("/")
                    ? OrganizationPath.of(unit).holds(account.path().text())
                    : account.path().ids().contains(unit);
        }

        private Answer tagged(Map<String, String> known) {
            return tags.stream().anyMatch(tag -> matches(tag, known)) ? Answer.YES : Answer.NO;
        }

        private static boolean matches(String tag, Map<String, String> known) {
            int equals = tag.indexOf('=');
            @Nullable String value = known.get(equals < 0 ? tag : tag.substring(0, equals));
            return value != null && (equals < 0 || value.equals(tag.substring(equals + 1)));
        }
    }
}
