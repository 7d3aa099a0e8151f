package io.muster.graphql;

import static io.muster.graphql.PlainTables.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.KindFilter;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.kind.Filterable;
import io.muster.platform.AccountScope;
import io.muster.rule.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the filters of {@link AnyDocument} mean, row by row. */
record PlainFilters(PlainTables tables, AccountScope scope, RuleBook rules) {

    boolean meansResource(ObjectNode row, KindModel kind, Object filter, Instant at) {
        Map<?, ?> asked = filter == null ? Map.of() : (Map<?, ?>) filter;
        if (filter != null
                && at == null
                && !Boolean.TRUE.equals(asked.get("includeDeleted"))
                && !row.path("deleted_at").isNull()) {
            return false;
        }
        return asked.entrySet().stream().allMatch(entry -> switch ((String) entry.getKey()) {
            case "includeDeleted" -> true;
            case "regions" -> ((List<?>) entry.getValue()).contains(text(row, "region"));
            case "kinds" -> ((List<?>) entry.getValue()).contains(text(row, "kind"));
            case "search" -> holds(row, (String) entry.getValue(), "name", "resource_id");
            case "tags" ->
                ((List<?>) entry.getValue())
                        .stream().anyMatch(tag -> row.path("tags").has((String) ((Map<?, ?>) tag).get("key")));
            case "withFindings" ->
                tables.findings(scope, at).stream()
                        .anyMatch(finding -> finding.get("resource_arn").equals(row.get("arn"))
                                && meansFinding(finding, entry.getValue(), at));
            default -> meansOwn(row, kind, (String) entry.getKey(), entry.getValue(), at);
        });
    }

    private boolean meansOwn(ObjectNode row, KindModel kind, String name, Object asked, Instant at) {
        KindFilter filter = kind.filters().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (filter == null) {
            boolean any = kind.related().stream()
                    .filter(field -> field.filter().equals(name))
                    .anyMatch(field -> !tables.reached(scope, row, field, at).isEmpty());
            return any == (Boolean) asked;
        }
        JsonNode value = row.path("attributes");
        for (Property step : filter.path()) {
            value = value.path(step.name());
        }
        boolean there = !value.isMissingNode() && !value.isNull();
        if (filter.match() == Filterable.Match.PRESENT) {
            return (there && !(value.isArray() && value.isEmpty())) == (Boolean) asked;
        }
        List<?> wanted = asked instanceof List<?> list ? list : List.of(asked);
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(entry -> values.add(entry.asText()));
        } else if (there) {
            values.add(value.asText());
        }
        return wanted.stream().anyMatch(one -> values.contains(String.valueOf(one)));
    }

    boolean meansFinding(ObjectNode row, Object filter, Instant at) {
        Map<?, ?> asked = filter == null ? Map.of() : (Map<?, ?>) filter;
        return asked.entrySet().stream().allMatch(entry -> switch ((String) entry.getKey()) {
            case "statuses" -> ((List<?>) entry.getValue()).contains(text(row, "status"));
            case "severities" -> ((List<?>) entry.getValue()).contains(text(row, "severity"));
            case "areas" -> ((List<?>) entry.getValue()).contains(text(row, "area"));
            case "resourceKinds" -> ((List<?>) entry.getValue()).contains(text(row, "resource_kind"));
            case "severityAtLeast" ->
                row.path("severity_rank").asInt()
                        >= Severity.valueOf((String) entry.getValue()).rank();
            case "search" -> found(row, (String) entry.getValue(), at);
            default -> throw new IllegalArgumentException("No such filter is made: " + entry.getKey());
        });
    }

    private boolean found(ObjectNode row, String part, Instant at) {
        return holds(row, part, "message", "rule_id", "resource_id")
                || contains(rules.title(text(row, "rule_id")), part)
                || tables.resource(AccountScope.EVERY_ACCOUNT, text(row, "resource_arn"), at)
                        .filter(resource -> holds(resource, part, "name"))
                        .isPresent();
    }

    private static boolean holds(ObjectNode row, String part, String... columns) {
        for (String column : columns) {
            if (text(row, column) != null && contains(text(row, column), part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
