package io.muster.estate.privilege;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The resources for which a service assumes a role of their account, {@code aws:SourceArn}, as far as the role's trust policy speaks of them.
 *
 * @param patterns those that its conditions name
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">IAM User Guide, the confused deputy problem</a>
 */
record SourceArns(List<String> patterns, String partition, String account) {

    static final String KEY = "aws:sourcearn";

    private static final int PARTS = 6;
    private static final int SERVICE = 2;
    private static final int ACCOUNT = 4;
    private static final int RESOURCE = 5;

    static SourceArns of(Policy trust, String partition, String account) {
        List<String> patterns = trust.statements().stream()
                .flatMap(statement -> statement.conditions().all().stream())
                .filter(condition -> condition.key().equals(KEY))
                .flatMap(condition -> condition.patterns().stream())
                .map(PatternText::text)
                .distinct()
                .toList();
        return new SourceArns(patterns, partition, account);
    }

    /** Any ARN of the account. Unknown where a pattern has no field for the account, as ARNs of buckets. */
    Fact any() {
        boolean named = patterns.stream()
                .map(pattern -> pattern.split(":", PARTS))
                .allMatch(parts -> parts.length == PARTS && !parts[ACCOUNT].isEmpty());
        return named ? Fact.like("arn:*:*:*:" + account + ":*", Set.of()) : Fact.UNKNOWN;
    }

    /**
     * ARNs of resources that a caller can create so that the service assumes the role: the caller chooses name and
     * region, not service and account.
     */
    Stream<Fact> made(String service) {
        return patterns.stream()
                .map(pattern -> pattern.split(":", PARTS))
                .filter(parts -> parts.length == PARTS
                        && isOf(service, parts[SERVICE])
                        && (parts[ACCOUNT].equals(account) || parts[ACCOUNT].equals("*"))
                        && parts[RESOURCE].equals("*"))
                .map(parts -> Fact.of(String.join(
                        ":",
                        "arn",
                        partition,
                        some(parts[SERVICE]),
                        some(parts[3]),
                        account,
                        RolePrivileges.ANY_NAME)));
    }

    /** Whether its resources have the prefix: {@code ecs-tasks.amazonaws.com} is of ECS. */
    private static boolean isOf(String service, String prefix) {
        String name = service.substring(0, Math.max(0, service.indexOf('.')));
        return prefix.equals("*") || name.equals(prefix) || name.startsWith(prefix + "-");
    }

    private static String some(String part) {
        return part.replace("*", RolePrivileges.ANY_NAME);
    }
}
