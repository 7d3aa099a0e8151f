package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** The differences of an account's IAM on a day of the past, which follow from the day alone. */
record IamPast(Site site, Listings listings, int daysAgo) {

    /** From how many days ago until how many days ago a role was an administrator, in the first account. */
    private static final int ADMINISTRATOR_FROM = 15;

    private static final int ADMINISTRATOR_UNTIL = 11;

    /** The day on which a harmless version of a policy took the place of one that allowed all actions. */
    private static final int POLICY_MENDED = 24;

    /** Makes a freshly generated IAM that of the day. */
    static RegionEstate of(RegionEstate fresh, int daysAgo) {
        IamPast past = new IamPast(fresh.site(), fresh.listings(), daysAgo);
        past.promote();
        past.unmend();
        return fresh;
    }

    private String arn(String resource) {
        return "arn:aws:iam::" + site.accountId() + ":" + resource;
    }

    /** The application's role was an administrator for a few days, in each account a little later. */
    private void promote() {
        int later = site.accountNumber() % 10;
        if (daysAgo > ADMINISTRATOR_FROM - later || daysAgo <= ADMINISTRATOR_UNTIL - later) {
            return;
        }
        listings.of(RoleDetail.class).alter(arn("role/app-role"), role -> {
            List<AttachedPolicy> attached = new ArrayList<>(role.attachedManagedPolicies());
            attached.add(AttachedPolicy.builder()
                    .policyName("AdministratorAccess")
                    .policyArn("arn:aws:iam::aws:policy/AdministratorAccess")
                    .build());
            return role.toBuilder().attachedManagedPolicies(attached).build();
        });
    }

    private void unmend() {
        if (daysAgo <= POLICY_MENDED) {
            return;
        }
        listings.of(ManagedPolicyDetail.class)
                .alter(
                        arn("policy/web-assets-read"),
                        policy -> policy.toBuilder()
                                .defaultVersionId("v1")
                                .policyVersionList(policy.policyVersionList().stream()
                                        .filter(version -> version.versionId().equals("v1"))
                                        .map(version -> version.toBuilder()
                                                .isDefaultVersion(true)
                                                .build())
                                        .toList())
                                .build());
    }
}
