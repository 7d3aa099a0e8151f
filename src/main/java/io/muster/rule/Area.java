package io.muster.rule;

import io.muster.inventory.kind.Described;

/** The six areas of inspection. */
@Described("The area of inspection.")
public enum Area {
    @Described("The instance metadata service (IMDS).")
    IMDS,
    @Described("IAM: roles, instance profiles and policies, and what they let instances do.")
    IAM,
    @Described("Security groups, addresses, and what can reach instances.")
    NETWORK,
    @Described("EBS volumes: their encryption and use.")
    STORAGE,
    @Described("Backups and snapshots, and who can read them.")
    BACKUP,
    @Described("Monitoring and flow logs.")
    MONITORING
}
