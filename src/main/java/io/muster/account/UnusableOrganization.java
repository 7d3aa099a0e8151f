package io.muster.account;

import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** An organization is to be read, and the settings do not say by which account. */
@Singleton
class UnusableOrganization implements StartUpCheck {

    private final OrganizationConfig config;

    UnusableOrganization(OrganizationConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "unusable-organization";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        return config.enabled() && Organization.access(config).isEmpty()
                ? Optional.of(new Fault(
                        config.roleArn().isPresent()
                                ? "muster.organization.role-arn is not the ARN of an IAM role"
                                : "muster.organization.enabled is true, and no account is named that can read it",
                        "set muster.organization.role-arn to a role of the management account or of a delegated"
                                + " administrator, or muster.organization.account-id to the account of Muster's own"
                                + " credentials"))
                : Optional.empty();
    }
}
