package io.muster.inventory.kind;

/** See the EC2 API's {@code InstanceState}. */
@Described("The state of an instance.")
public enum InstanceState {
    PENDING,
    RUNNING,
    SHUTTING_DOWN,
    TERMINATED,
    STOPPING,
    STOPPED;

    /** Whether the instance is gone or on its way: EC2 lists such instances for up to an hour. */
    public boolean ended() {
        return this == TERMINATED || this == SHUTTING_DOWN;
    }
}
