package io.muster.aws.organization;

import io.muster.aws.AwsException;

/** An account of an organization may not read the organization. */
public final class OrganizationRefusal extends RuntimeException {

    private final String managementAccountId;
    private final transient AwsException refusal;

    OrganizationRefusal(String managementAccountId, AwsException refusal) {
        super(refusal.getMessage(), refusal);
        this.managementAccountId = managementAccountId;
        this.refusal = refusal;
    }

    /** The organization's management account, which any of its accounts may know. */
    public String managementAccountId() {
        return managementAccountId;
    }

    public AwsException refusal() {
        return refusal;
    }
}
