package io.muster.collect;

import io.muster.aws.AwsSession;
import io.muster.aws.organization.OrganizationReader;
import io.muster.aws.organization.OrganizationReading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The units and accounts of the organization, walked once for all kinds of its policies. */
@ApplicationScoped
class OrganizationWalk {

    private final KeptReading<OrganizationReading> kept = new KeptReading<>();

    /** @param accountId the account that it is wanted for */
    Uni<OrganizationReading> of(AwsSession management, String accountId) {
        return kept.of(
                management.accountId(),
                () -> OrganizationReader.readUntagged(management),
                reading -> reading.failures().isEmpty(),
                reading -> reading.accounts().stream()
                        .anyMatch(account -> account.accountId().equals(accountId)));
    }
}
