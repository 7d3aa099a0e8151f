package io.muster.demo;

import java.util.List;
import java.util.Locale;

/** The roles of an account. */
enum DemoRole {
    /** The one that Muster assumes. */
    READER,
    /** Sane: what the agent needs, and one bucket. */
    WEB,
    /** Sane: one secret. */
    APP,
    /** An administrator on paper whom an explicit Deny takes everything but its backups. */
    DB,
    /** All but IAM, by NotAction. */
    BATCH,
    /** An administrator. */
    LEGACY,
    /** An administrator by two policies, neither of which is one alone. */
    BASTION,
    /** An administrator whom a permissions boundary holds. */
    BOUNDED,
    /** Made by AWS for itself. */
    SPOT;

    String roleName() {
        return switch (this) {
            case READER -> DemoAccount.ROLE_NAME;
            case SPOT -> "AWSServiceRoleForEC2Spot";
            default -> name().toLowerCase(Locale.ROOT) + "-role";
        };
    }

    String path() {
        return this == SPOT ? "/aws-service-role/spot.amazonaws.com/" : "/";
    }

    String arn(String accountId) {
        return "arn:aws:iam::" + accountId + ":role" + path() + roleName();
    }

    /** The managed policies attached to it; what is written into it is {@link IamEstate}'s. */
    List<DemoPolicy> attached() {
        return switch (this) {
            case WEB -> List.of(DemoPolicy.SSM_CORE, DemoPolicy.WEB_ASSETS);
            case DB, LEGACY, BOUNDED -> List.of(DemoPolicy.ADMINISTRATOR);
            default -> List.of();
        };
    }
}
