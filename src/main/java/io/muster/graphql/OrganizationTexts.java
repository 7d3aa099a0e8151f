package io.muster.graphql;

/** Descriptions of the filters on accounts by their organization, the same in all filters. */
final class OrganizationTexts {

    static final String OU_PATHS =
            "In accounts of one of these organizational units or of units below it, by the path of names from the root: `/Production/Payments`; `/` for every account of the organization.";

    static final String ACCOUNT_TAGS = "In accounts that have one of these tags in their organization.";

    private OrganizationTexts() {}
}
