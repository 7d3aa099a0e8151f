package io.muster.demo;

/**
 * One small change that the demo cloud made to itself.
 *
 * @param tick       its place in the row, from 1
 * @param resourceId the resource that is not as it was
 */
public record DemoChange(long tick, String accountId, String region, Type type, String resourceId) {

    /** The types of changes. */
    public enum Type {
        INSTANCE_STOPPED,
        INSTANCE_STARTED,
        RULE_ADDED,
        RULE_REMOVED,
        VOLUME_CREATED,
        VOLUME_DELETED
    }
}
