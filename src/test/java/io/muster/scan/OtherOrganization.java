package io.muster.scan;

import io.muster.account.Organization;

/** The accounts of an organization other than the configured one, for tests of other packages. */
public final class OtherOrganization {

    private OtherOrganization() {}

    public static OrganizationAccounts accounts(Organization organization, FirstScans firstScans, Scans scans) {
        return new OrganizationAccounts(organization, firstScans, scans);
    }
}
