package io.muster.rest.export;

import io.muster.finding.Between;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingSearch;
import io.muster.finding.FindingStatus;
import io.muster.inventory.OrganizationFilter;
import io.muster.inventory.ResourceFilter;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import io.muster.platform.Times;
import io.muster.rule.Area;
import io.muster.rule.Catalogue;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.scan.KnownNames;
import io.muster.scan.KnownNames.Named;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The filter of findings as the parameters of a call: those of GraphQL's {@code FindingFilter}, lists in the singular and
 * repeated. A tag is written {@code key}, or {@code key=value}.
 */
final class FindingParameters {

    private static final Map<String, KnownNames.Type> NAMES = Map.of(
            "ruleId", KnownNames.Type.RULE,
            "accountId", KnownNames.Type.ACCOUNT,
            "ouPath", KnownNames.Type.UNIT,
            "region", KnownNames.Type.REGION,
            "resourceKind", KnownNames.Type.KIND,
            "framework", KnownNames.Type.FRAMEWORK,
            "control", KnownNames.Type.CONTROL);

    /** All that there are. */
    static final Set<String> ALL = Set.of(
            "id",
            "ruleId",
            "severity",
            "severityAtLeast",
            "area",
            "status",
            "accountId",
            "ouPath",
            "accountTag",
            "region",
            "resourceKind",
            "resourceArn",
            "resourceId",
            "tag",
            "search",
            "firstSeenAfter",
            "firstSeenBefore",
            "openedAfter",
            "openedBefore",
            "framework",
            "control");

    /** The one parameter that may be empty: that is the beginning, as in every list. */
    static final String CURSOR = "cursor";

    private static final Pattern MILLISECONDS = Pattern.compile("-?\\d{1,18}");

    private final MultivaluedMap<String, String> given;

    /**
     * Takes the parameters of a call.
     *
     * @param others the parameters of the call that are no filter
     * @throws MusterException for a parameter that is neither
     */
    FindingParameters(MultivaluedMap<String, String> given, Set<String> others) {
        this.given = given;
        List<String> known = Stream.concat(ALL.stream(), others.stream()).toList();
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw MusterException.badField(
                            name, "is not a parameter of this call" + Nearest.suggestion(name, known));
                });
        given.forEach((name, values) -> {
            boolean empty =
                    values.stream().anyMatch(value -> value.isEmpty() || (name.equals("tag") && value.startsWith("=")));
            if (empty && !name.equals(CURSOR)) {
                throw MusterException.badField(name, "is empty: leave it out to mean all");
            }
        });
    }

    /** The names in the parameters, to be checked. */
    List<Named> names() {
        List<Named> names = new ArrayList<>();
        NAMES.forEach((parameter, type) -> {
            List<String> values = given.getOrDefault(parameter, List.of());
            values.forEach(value -> names.add(new Named(type, parameter, value)));
        });
        return names;
    }

    FindingFilter filter(Catalogue rules) {
        String search = Texts.searched("search", one("search"));
        return new FindingFilter(
                list("id", FindingParameters::uuid),
                ruleIds(rules),
                list("severity", value -> constant("severity", Severity.class, value)),
                optional("severityAtLeast", value -> constant("severityAtLeast", Severity.class, value)),
                list("area", value -> constant("area", Area.class, value)),
                list("status", value -> constant("status", FindingStatus.class, value)),
                list("accountId", Function.identity()),
                list("region", Function.identity()),
                list("resourceKind", value -> constant("resourceKind", ResourceKind.class, value)),
                list("resourceArn", Function.identity()),
                list("resourceId", Function.identity()),
                between("firstSeen"),
                between("opened"),
                list("tag", FindingParameters::tag),
                search == null ? null : new FindingSearch(search, titled(rules, search)),
                OrganizationFilter.of(list("ouPath", Function.identity()), list("accountTag", FindingParameters::tag)));
    }

    private @Nullable Between between(String what) {
        String from = what + "After";
        String to = what + "Before";
        Instant after = optional(from, value -> instant(from, value));
        Instant before = optional(to, value -> instant(to, value));
        Times.requireOrder(from, after, to, before);
        return Between.of(after, before);
    }

    private @Nullable List<String> ruleIds(Catalogue rules) {
        List<String> asked = list("ruleId", Function.identity());
        String framework = one("framework");
        String control = one("control");
        if (framework == null && control == null) {
            return asked;
        }
        return metadata(rules)
                .filter(rule -> rule.controls().stream()
                        .anyMatch(c -> (framework == null || c.framework().equalsIgnoreCase(framework))
                                && (control == null || c.control().equalsIgnoreCase(control))))
                .map(RuleMetadata::ruleId)
                .filter(id -> asked == null || asked.contains(id))
                .toList();
    }

    private static List<String> titled(Catalogue rules, String search) {
        String part = search.toLowerCase(Locale.ROOT);
        return metadata(rules)
                .filter(rule -> rule.title().toLowerCase(Locale.ROOT).contains(part))
                .map(RuleMetadata::ruleId)
                .toList();
    }

    private static Stream<RuleMetadata> metadata(Catalogue rules) {
        return rules.metadata().stream();
    }

    private <T> @Nullable List<T> list(String name, Function<String, T> read) {
        List<String> values = given.get(name);
        return values == null ? null : values.stream().map(read).toList();
    }

    private <T> @Nullable T optional(String name, Function<String, T> read) {
        String value = one(name);
        return value == null ? null : read.apply(value);
    }

    @Nullable
    String one(String name) {
        List<String> values = given.get(name);
        if (values != null && values.size() > 1) {
            throw MusterException.badField(name, "may be given once");
        }
        return values == null ? null : values.get(0);
    }

    static <E extends Enum<E>> E constant(String name, Class<E> type, String value) {
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> MusterException.badField(
                        name,
                        value + " is none of them"
                                + Nearest.suggestion(
                                        value,
                                        Arrays.stream(constants).map(Enum::name).toList())));
    }

    static UUID uuid(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw MusterException.badField("id", "is not the id of a finding");
        }
    }

    private static Instant instant(String name, String value) {
        try {
            return Times.served(
                    MILLISECONDS.matcher(value).matches()
                            ? Instant.ofEpochMilli(Long.parseLong(value))
                            : Instant.parse(value));
        } catch (DateTimeException e) {
            throw MusterException.badField(
                    name,
                    "must be a time such as 2026-01-31T12:00:00Z, from year 1 to 9999, or milliseconds since 1970");
        }
    }

    private static ResourceFilter.Tag tag(String text) {
        int end = text.indexOf('=');
        return end < 0
                ? new ResourceFilter.Tag(text, null)
                : new ResourceFilter.Tag(text.substring(0, end), List.of(text.substring(end + 1)));
    }
}
