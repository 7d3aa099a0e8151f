package io.muster.inventory.kind;

/**
 * One region of one account, or {@link #GLOBAL} for what belongs to the account as a whole (IAM).
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param accountId twelve digits
 * @param region    an AWS region's name, or {@link #GLOBAL}
 */
public record Scope(String partition, String accountId, String region) {

    /** The region under which account-wide resources are kept. */
    public static final String GLOBAL = "global";

    /** A scope in the partition that the region's name implies. */
    public static Scope of(String accountId, String region) {
        return new Scope(partitionOf(region), accountId, region);
    }

    public boolean isGlobal() {
        return region.equals(GLOBAL);
    }

    /** The account-wide scope of the same account. */
    public Scope global() {
        return new Scope(partition, accountId, GLOBAL);
    }

    /**
     * The ARN of a resource as seen from this scope, in AWS's documented format. A resource that another account
     * shares with this one gets this account's id, so that two viewers of one thing keep an entry each.
     *
     * @param resourceId AWS's short id, or for IAM the path and name without the leading slash
     */
    public String arn(ResourceKind kind, String resourceId) {
        String arnRegion = kind.global() ? "" : region;
        return "arn:" + partition + ":" + kind.service() + ":" + arnRegion + ":" + accountId + ":" + kind.resourceType()
                + "/" + resourceId;
    }

    /** AWS names its partitions' regions apart: {@code cn-*}, {@code us-gov-*}, all others. */
    private static String partitionOf(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
