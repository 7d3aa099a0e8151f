package io.muster.account;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsException;
import io.muster.aws.AwsService;
import io.muster.aws.organization.OrganizationRefusal;

/**
 * Why an organization cannot be read, in words for the operator. Only its management account and delegated administrators may read it.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html">AWS Organizations User Guide,
 *     Delegated administrator for AWS Organizations</a>
 */
final class OrganizationFault {

    private static final String NONE = "AWSOrganizationsNotInUseException";

    /** How IAM begins to say that an identity lacks a right; what an account may not do at all, Organizations says otherwise. */
    private static final String LACKS_RIGHT = "is not authorized to perform";

    private OrganizationFault() {}

    /** The reason, as far as AWS's answer tells it; else the failure's own message. */
    static String reason(AwsAccess access, Throwable failure) {
        if (failure instanceof OrganizationRefusal refused) {
            return refused(access, refused);
        }
        if (failure instanceof AwsException known && known.hasCode(NONE)) {
            return "account " + access.accountId()
                    + " is of no organization: set muster.organization.role-arn to a role of the"
                    + " management account or of a delegated administrator";
        }
        if (failure instanceof AwsException known && known.isDenial(AwsService.ORGANIZATIONS)) {
            return lacks(access, known);
        }
        return String.valueOf(failure.getMessage());
    }

    private static String refused(AwsAccess access, OrganizationRefusal refused) {
        AwsException refusal = refused.refusal();
        if (!refusal.isDenial(AwsService.ORGANIZATIONS)) {
            return String.valueOf(refusal.getMessage());
        }
        boolean ofManagement = access.accountId().equals(refused.managementAccountId());
        if (ofManagement || refusal.failure().message().contains(LACKS_RIGHT)) {
            return lacks(access, refusal);
        }
        return "account " + access.accountId() + " is neither the management account (" + refused.managementAccountId()
                + ") nor a delegated administrator of its organization: set muster.organization.role-arn to a role of one of"
                + " these, or have the management account delegate to it";
    }

    private static String lacks(AwsAccess access, AwsException denial) {
        return (access.roleArn() == null ? "the credentials of account " + access.accountId() : access.roleArn())
                + " may not call " + denial.failure().operation()
                + ": give it the policy deploy/aws/organization-policy.json. AWS says: "
                + denial.failure().message();
    }
}
