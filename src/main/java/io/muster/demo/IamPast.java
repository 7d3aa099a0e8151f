package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** The differences of an account's IAM on a day of the past, which follow from the day alone. */
final class IamPast {

    /** From how many days ago until how many days ago a role was an administrator, in the first account. */
    private static final int ADMINISTRATOR_FROM = 15;

    private static final int ADMINISTRATOR_UNTIL = 11;

    /** The day on which a harmless version of a policy took the place of one that allowed all actions. */
    private static final int POLICY_MENDED = 24;

    private final Listings listings;
    private final DemoAccount account;
    private final int accountNumber;
    private final int daysAgo;

    private IamPast(Listings listings, DemoAccount account, int accountNumber, int daysAgo) {
        this.listings = listings;
        this.account = account;
        this.accountNumber = accountNumber;
        this.daysAgo = daysAgo;
    }

    /** Makes a freshly generated IAM that of the day. */
    static Listings of(Listings fresh, DemoAccount account, int accountNumber, int daysAgo) {
        IamPast past = new IamPast(fresh, account, accountNumber, daysAgo);
        past.promote();
        past.unmend();
        return fresh;
    }

    /** The application's role was an administrator for a few days, in each account a little later. */
    private void promote() {
        int later = accountNumber % 10;
        if (daysAgo > ADMINISTRATOR_FROM - later || daysAgo <= ADMINISTRATOR_UNTIL - later) {
            return;
        }
        listings.of(RoleDetail.class).alter("arn:aws:iam::" + account.accountId() + ":role/app-role", role -> {
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
                        "arn:aws:iam::" + account.accountId() + ":policy/web-assets-read",
                        policy -> policy.toBuilder()
                                .defaultVersionId("v1")
                                .policyVersionList(policy.policyVersionList().stream()
                                        .filter(version -> version.versionId().equals("v1"))
                                        .map(IamPast::asDefault)
                                        .toList())
                                .build());
    }

    private static PolicyVersion asDefault(PolicyVersion version) {
        return version.toBuilder().isDefaultVersion(true).build();
    }
}
