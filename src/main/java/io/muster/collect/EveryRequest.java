package io.muster.collect;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * The conditions of listener rules that hold for every request.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html">Condition types for
 *     listener rules</a>
 */
final class EveryRequest {

    private static final Set<String> EVERY_HOST = Set.of("*");
    /** A path begins with a slash. */
    private static final Set<String> EVERY_PATH = Set.of("*", "/*");

    private static final Set<String> EVERY_SOURCE = Set.of("0.0.0.0/0", "::/0");

    private EveryRequest() {}

    /** Whether every request meets all of the conditions; null where there are no conditions, as in the default rule. */
    static @Nullable Boolean meets(List<RuleCondition> conditions) {
        return conditions.isEmpty() ? null : conditions.stream().allMatch(EveryRequest::meets);
    }

    private static boolean meets(RuleCondition condition) {
        return switch (String.valueOf(condition.field())) {
            case "host-header" -> any(condition, EVERY_HOST, hosts(condition));
            case "path-pattern" -> any(condition, EVERY_PATH, paths(condition));
            case "source-ip" ->
                condition.sourceIpConfig() != null
                        && condition.sourceIpConfig().values().containsAll(EVERY_SOURCE);
            default -> false;
        };
    }

    /** AWS gives the values in the condition itself, the older form, or in the configuration of its type. */
    private static boolean any(RuleCondition condition, Set<String> every, List<String> configured) {
        return Stream.concat(condition.values().stream(), configured.stream()).anyMatch(every::contains);
    }

    private static List<String> hosts(RuleCondition condition) {
        return condition.hostHeaderConfig() == null
                ? List.of()
                : condition.hostHeaderConfig().values();
    }

    private static List<String> paths(RuleCondition condition) {
        return condition.pathPatternConfig() == null
                ? List.of()
                : condition.pathPatternConfig().values();
    }
}
