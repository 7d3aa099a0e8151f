package io.muster.rule;

import io.muster.inventory.kind.Described;

/** The six areas of inspection. */
@Described("The area of inspection.")
public enum Area {
    @Described("The instance metadata service (IMDS).")
    IMDS,
    @Described("IAM: roles, instance profiles and policies, and the rights that they give to instances.")
    IAM,
    @Described("Networks: security groups, addresses, routes, and the reachability of instances.")
    NETWORK,
    @Described("EBS volumes: their encryption and use.")
    STORAGE,
    @Described("Backups and snapshots, and access to them.")
    BACKUP,
    @Described("Monitoring and flow logs.")
    MONITORING
}
