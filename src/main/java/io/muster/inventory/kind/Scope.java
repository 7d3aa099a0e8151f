package io.muster.inventory.kind;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One region of one account, or {@link #GLOBAL} for what belongs to the account as a whole (IAM).
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov} or another of AWS's
 * @param accountId twelve digits
 * @param region    an AWS region's name, or {@link #GLOBAL}
 */
public record Scope(String partition, String accountId, String region) {

    /** The region under which account-wide resources are kept. */
    public static final String GLOBAL = "global";

    /** How AWS's partitions, all but the first, name their regions. */
    private static final Map<Pattern, String> BY_REGION = Map.of(
            Pattern.compile("cn-.*"), "aws-cn",
            Pattern.compile("us-gov-.*"), "aws-us-gov",
            Pattern.compile("eusc-.*"), "aws-eusc",
            Pattern.compile("[a-z]+-iso-.*"), "aws-iso",
            Pattern.compile("[a-z]+-isob-.*"), "aws-iso-b",
            Pattern.compile("[a-z]+-isoe-.*"), "aws-iso-e",
            Pattern.compile("[a-z]+-isof-.*"), "aws-iso-f");

    private static final Pattern KEPT_BY_AWS = Pattern.compile("^(arn:[a-z0-9-]+:iam::)aws:policy/");

    private static final Pattern ARN = Pattern.compile("arn:([a-z0-9-]+):");

    /**
     * A scope in the partition that the region's name implies. {@link #GLOBAL} implies none: it is taken for {@code aws}
     * until {@link #in} or {@link #inPartitionOf} says better.
     */
    public static Scope of(String accountId, String region) {
        return new Scope(partitionOf(region), accountId, region);
    }

    /** The scope in a partition that is known for certain. */
    public Scope in(String known) {
        return new Scope(known, accountId, region);
    }

    /** The scope in the partition of an ARN. */
    public Scope inPartitionOf(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.lookingAt() ? in(matcher.group(1)) : this;
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
     * <p>Not of kinds whose ARNs hold an id that AWS alone knows (auto scaling groups, launch configurations).
     *
     * @param resourceId AWS's short id, or for IAM the path and name without the leading slash
     */
    public String arn(ResourceKind kind, String resourceId) {
        return kind.arn(this, resourceId);
    }

    /** Whether the ARN is of what AWS's IAM keeps for all accounts; see the IAM User Guide, "AWS managed policies". */
    public static boolean ofAws(String arn) {
        return KEPT_BY_AWS.matcher(arn).lookingAt();
    }

    /**
     * The ARN under which this account's resources have what AWS names by the ARN: itself, but for a managed policy that AWS
     * keeps, of which each account has an entry of its own. Its type in the ARN is one that IAM does not have, so that it is
     * never that of the account's own policy of the same name.
     */
    public String viewed(String arn) {
        return KEPT_BY_AWS.matcher(arn).replaceFirst("$1" + accountId + ":aws-policy/");
    }

    private static String partitionOf(String region) {
        return BY_REGION.entrySet().stream()
                .filter(form -> form.getKey().matcher(region).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws");
    }
}
