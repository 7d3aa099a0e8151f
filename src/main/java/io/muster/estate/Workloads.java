package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The workload that an instance belongs to, as far as its tags, its name and its profile tell. */
public final class Workloads {

    /** Tags that identify a workload, the most reliable first; the first two are set by EKS, the others by EC2 and CloudFormation. */
    private static final List<String> TAGS = List.of(
            "aws:eks:cluster-name", "eks:cluster-name", "aws:autoscaling:groupName", "aws:cloudformation:stack-name");

    /** The end of a name that tells members of one fleet apart: digits, an id, a zone. {@code web-01} is {@code web}. */
    private static final Pattern MEMBER =
            Pattern.compile("([-_. ]*(\\d+|i-[0-9a-f]+|[a-z]{2}(-[a-z]+)+-\\d[a-z]?|\\d[a-z]))+$");

    private static final String UNNAMED = "unnamed";

    private Workloads() {}

    /**
     * A text that is the same for instances of the same workload. Instances without any sign count as one workload, because no
     * difference can be shown.
     */
    public static String of(Resource<Instance> instance) {
        return fromTags(instance.tags())
                .or(() -> fromName(instance.name()))
                .or(() -> Optional.ofNullable(instance.attributes().instanceProfileArn()))
                .orElse(UNNAMED);
    }

    private static Optional<String> fromTags(Map<String, String> tags) {
        return TAGS.stream().filter(tags::containsKey).findFirst().map(tag -> tag + "=" + tags.get(tag));
    }

    private static Optional<String> fromName(String name) {
        return Optional.ofNullable(name)
                .map(given -> MEMBER.matcher(given.toLowerCase(Locale.ROOT)).replaceFirst(""))
                .filter(pattern -> !pattern.isBlank())
                .map(pattern -> "Name=" + pattern);
    }
}
