package io.muster.platform;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accounts that a caller was granted, as its token, session or line in the users file says it. Grants by the organization
 * become account ids when a call is admitted: the code after the admission sees only ids.
 *
 * @param named        those that are given by their ids, or all
 * @param organization those that are given by their place or tags in the organization, besides
 */
public record AccountGrants(AccountScope named, Set<OrganizationGrant> organization) {

    /** How every account is granted. */
    public static final String EVERY_ACCOUNT = "*";

    public AccountGrants {
        organization = named.isEveryAccount() ? Set.of() : Set.copyOf(organization);
    }

    public static AccountGrants of(AccountScope named) {
        return new AccountGrants(named, Set.of());
    }

    /**
     * The grants of the texts: {@code *}, account ids, and what {@link OrganizationGrant#parse} takes.
     *
     * @throws IllegalArgumentException for a text that is meant for a grant by the organization and is none, with the reason
     */
    public static AccountGrants parse(Collection<String> texts) {
        if (texts.contains(EVERY_ACCOUNT)) {
            return of(AccountScope.EVERY_ACCOUNT);
        }
        return new AccountGrants(
                AccountScope.of(texts.stream()
                        .filter(text -> !OrganizationGrant.isMeant(text))
                        .toList()),
                texts.stream()
                        .filter(OrganizationGrant::isMeant)
                        .map(OrganizationGrant::parse)
                        .collect(Collectors.toSet()));
    }

    /** Whether the accounts change as the organization does. */
    public boolean followOrganization() {
        return !organization.isEmpty();
    }

    /** The grants by the organization as a person writes them, in order. */
    public List<String> texts() {
        return organization.stream().map(OrganizationGrant::text).sorted().toList();
    }
}
