package io.muster.rule.monitoring;

import io.muster.inventory.kind.TrailEvents;
import io.muster.inventory.kind.TrailField;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The management events that selectors record together: those that read and those that write. Sources that are left out, as AWS
 * KMS, do not count against them.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html">Logging
 *     management events</a>
 */
final class ManagementEvents {

    enum Access {
        READ,
        WRITE
    }

    static final Set<Access> BOTH = Set.of(Access.READ, Access.WRITE);
    private static final String EQUALS = "Equals";

    /** Fields on which an advanced selector of management events may have any condition and still be one of all services. */
    private static final Set<String> HARMLESS = Set.of("eventCategory", "readOnly");

    private ManagementEvents() {}

    static Set<Access> of(List<TrailEvents> selectors) {
        return selectors.stream().flatMap(ManagementEvents::recorded).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Access> recorded(TrailEvents selector) {
        if (!selector.fields().isEmpty()) {
            return advanced(selector.fields());
        }
        return Boolean.TRUE.equals(selector.managementEvents()) && selector.readWriteType() != null
                ? switch (selector.readWriteType()) {
                    case "All" -> BOTH.stream();
                    case "ReadOnly" -> Stream.of(Access.READ);
                    case "WriteOnly" -> Stream.of(Access.WRITE);
                    default -> Stream.empty();
                }
                : Stream.empty();
    }

    private static Stream<Access> advanced(List<TrailField> fields) {
        boolean management = fields.stream()
                .anyMatch(field -> "eventCategory".equals(field.field())
                        && EQUALS.equals(field.operator())
                        && field.values().contains("Management"));
        return management && fields.stream().noneMatch(ManagementEvents::narrows)
                ? BOTH.stream().filter(access -> fields.stream().allMatch(field -> admits(field, access)))
                : Stream.empty();
    }

    /** A negative operator leaves some events out, any other leaves all but some out. */
    private static boolean narrows(TrailField field) {
        return field.field() != null
                && !HARMLESS.contains(field.field())
                && (field.operator() == null || !field.operator().startsWith("Not"));
    }

    private static boolean admits(TrailField field, Access access) {
        return !"readOnly".equals(field.field())
                || !EQUALS.equals(field.operator())
                || field.values().contains(Boolean.toString(access == Access.READ));
    }
}
