package io.muster.rule;

/** The six areas of inspection. */
public enum Area {
    IMDS,
    IAM,
    NETWORK,
    STORAGE,
    BACKUP,
    MONITORING
}
