package io.muster.rule;

import io.muster.inventory.kind.Described;

/** The six areas of inspection. */
@Described("The area of inspection.")
public enum Area {
    @Described("The instance metadata service.")
    IMDS,
    @Described("What instances may do.")
    IAM,
    @Described("What can reach them.")
    NETWORK,
    @Described("What their data rests on.")
    STORAGE,
    @Described("What is left when it is lost.")
    BACKUP,
    @Described("What would be noticed.")
    MONITORING
}
