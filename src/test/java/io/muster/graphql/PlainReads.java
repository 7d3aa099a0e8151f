package io.muster.graphql;

import static io.muster.graphql.PlainJson.instant;
import static io.muster.graphql.PlainJson.list;
import static io.muster.graphql.PlainJson.name;
import static io.muster.graphql.PlainJson.object;
import static io.muster.graphql.PlainTables.known;
import static io.muster.graphql.PlainTables.latest;
import static io.muster.graphql.PlainTables.text;
import static io.muster.graphql.PlainTables.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.RelatedField;
import io.muster.platform.AccountScope;
import io.muster.rule.CollectionGap;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers the documents of {@link AnyDocument} from {@link PlainTables}, with nothing of the way that answers take in Muster: the reference. */
final class PlainReads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PlainTables tables;
    private final AccountScope scope;
    private final PlainFilters filters;
    private final RuleBook rules;

    /** @param at of the field at the root; null for now */
    private record Row(ObjectNode columns, Instant at) {}

    PlainReads(PlainTables tables, AccountScope scope, RuleBook rules) {
        this.tables = tables;
        this.scope = scope;
        this.rules = rules;
        this.filters = new PlainFilters(tables, scope, rules);
    }

    /** The value of the root field. */
    JsonNode answer(String document) {
        OperationDefinition operation = Parser.parse(document)
                .getFirstDefinitionOfType(OperationDefinition.class)
                .orElseThrow();
        Field root = (Field) operation.getSelectionSet().getSelections().get(0);
        Map<String, Object> arguments = PlainSelection.arguments(root);
        if (root.getName().equals("findings")) {
            return page(root, "Finding", findings(arguments), this::finding);
        }
        KindModel kind = KindModel.all().stream()
                .filter(one -> one.plural().equals(root.getName()))
                .findFirst()
                .orElse(null);
        Instant at = arguments.containsKey("at") ? Instant.parse((String) arguments.get("at")) : null;
        List<Row> rows = tables.resources(scope, at).stream()
                .filter(row -> kind == null || kind.kind().name().equals(text(row, "kind")))
                .filter(row -> filters.meansResource(row, kind, arguments.get("filter"), at))
                .sorted(PlainOrder.ofResources(arguments.get("orderBy")))
                .map(row -> new Row(row, at))
                .toList();
        return page(root, kind == null ? "Resource" : kind.name(), rows, this::resource);
    }

    private List<Row> findings(Map<String, Object> arguments) {
        return tables.findings(scope, null).stream()
                .filter(row -> filters.meansFinding(row, arguments.get("filter"), null))
                .sorted(PlainOrder.ofFindings(arguments.get("orderBy"), this::findingSeen))
                .map(row -> new Row(row, null))
                .toList();
    }

    private interface Node {
        JsonNode of(Row row, List<Field> mentions);
    }

    private ObjectNode page(Field root, String type, List<Row> rows, Node node) {
        int first = (Integer) PlainSelection.arguments(root).get("first");
        List<Row> page = rows.subList(0, Math.min(first, rows.size()));
        return object(List.of(root), List.of(type + "Connection"), field -> switch (name(field)) {
            case "nodes" -> list(page, row -> node.of(row, field));
            case "edges" ->
                list(
                        page,
                        row -> object(field, List.of(type + "Edge"), member -> switch (name(member)) {
                            case "cursor" -> TextNode.valueOf("cursor");
                            default -> node.of(row, member);
                        }));
            case "totalCount" -> JSON.numberNode(rows.size());
            default ->
                object(field, List.of("PageInfo"), member -> switch (name(member)) {
                    case "hasNextPage" -> JSON.booleanNode(rows.size() > first);
                    case "hasPreviousPage" -> JSON.booleanNode(false);
                    default -> page.isEmpty() ? JSON.nullNode() : TextNode.valueOf("cursor");
                });
        });
    }

    private JsonNode resource(Row row, List<Field> mentions) {
        ObjectNode columns = row.columns;
        KindModel kind = KindModel.all().stream()
                .filter(one -> one.kind().name().equals(text(columns, "kind")))
                .findFirst()
                .orElseThrow();
        return object(mentions, List.of(kind.name(), "Resource"), field -> switch (name(field)) {
            case "id" -> columns.get("arn");
            case "resourceId" -> columns.get("resource_id");
            case "kind", "region", "name", "attributes" -> columns.get(name(field));
            case "accountId" -> columns.get("account_id");
            case "firstSeenAt" -> instant(time(columns, "first_seen_at"));
            case "changedAt" -> instant(time(columns, "changed_at"));
            case "deletedAt" -> instant(row.at == null ? time(columns, "deleted_at") : null);
            case "lastSeenAt" -> instant(known(lastSeen(columns), row.at));
            case "tags" -> tags(columns.get("tags"), field);
            case "findings" -> below(row, field);
            default -> own(kind, row, field);
        });
    }

    private Instant lastSeen(ObjectNode columns) {
        Instant changed = time(columns, "changed_at");
        if (time(columns, "deleted_at") != null) {
            Instant seen = time(columns, "last_seen_at");
            return seen == null ? changed : seen;
        }
        return latest(changed, listed(columns, text(columns, "kind")));
    }

    private Instant listed(ObjectNode columns, String kind) {
        return tables.cell(text(columns, "account_id"), text(columns, "region"), kind)
                .map(cell -> time(cell, "last_complete_at"))
                .orElse(null);
    }

    private static JsonNode tags(JsonNode tags, List<Field> mentions) {
        ArrayNode list = JSON.arrayNode();
        tags.properties()
                .forEach(tag -> list.add(object(
                        mentions,
                        List.of("Tag"),
                        field -> name(field).equals("key") ? TextNode.valueOf(tag.getKey()) : tag.getValue())));
        return list;
    }

    private JsonNode own(KindModel kind, Row row, List<Field> field) {
        for (Property property : kind.properties()) {
            if (property.name().equals(name(field))) {
                return value(property, row.columns.get("attributes"), field);
            }
        }
        RelatedField along = kind.related().stream()
                .filter(related -> related.name().equals(name(field)))
                .findFirst()
                .orElseThrow();
        List<Row> ends = ends(along, row, PlainSelection.arguments(field.get(0)));
        if (along.many()) {
            return list(ends, end -> resource(end, field));
        }
        return ends.isEmpty() ? JSON.nullNode() : resource(ends.get(0), field);
    }

    private List<Row> ends(RelatedField along, Row row, Map<String, Object> arguments) {
        return tables.reached(scope, row.columns, along, row.at).stream()
                .filter(end -> filters.meansResource(end, KindModel.of(along.to()), arguments.get("filter"), row.at))
                .sorted(PlainOrder.ofResources(null))
                .limit((Integer) arguments.getOrDefault("first", Integer.MAX_VALUE))
                .map(end -> new Row(end, row.at))
                .toList();
    }

    private static JsonNode value(Property property, JsonNode owner, List<Field> field) {
        JsonNode value = owner.path(property.name());
        if (value.isMissingNode() || value.isNull()) {
            return property.list() && !property.nullable() ? JSON.arrayNode() : JSON.nullNode();
        }
        if (property.nested().isEmpty()) {
            return value;
        }
        if (!property.list()) {
            return nested(property, value, field);
        }
        ArrayNode list = JSON.arrayNode();
        value.forEach(entry -> list.add(nested(property, entry, field)));
        return list;
    }

    private static JsonNode nested(Property of, JsonNode owner, List<Field> mentions) {
        return object(
                mentions,
                List.of(of.element().getSimpleName()),
                field -> value(
                        of.nested().stream()
                                .filter(property -> property.name().equals(name(field)))
                                .findFirst()
                                .orElseThrow(),
                        owner,
                        field));
    }

    private JsonNode below(Row resource, List<Field> field) {
        Map<String, Object> arguments = PlainSelection.arguments(field.get(0));
        List<Row> rows = tables.findings(scope, resource.at).stream()
                .filter(row -> row.get("resource_arn").equals(resource.columns.get("arn")))
                .filter(row -> filters.meansFinding(row, arguments.get("filter"), resource.at))
                .sorted(Comparator.comparing(
                                (ObjectNode row) -> -row.path("severity_rank").asInt())
                        .thenComparing(row -> text(row, "rule_id"))
                        .thenComparing(row -> text(row, "id")))
                .limit((Integer) arguments.getOrDefault("first", Integer.MAX_VALUE))
                .map(row -> new Row(row, resource.at))
                .toList();
        return list(rows, row -> finding(row, field));
    }

    private JsonNode finding(Row row, List<Field> mentions) {
        ObjectNode columns = row.columns;
        return object(mentions, List.of("Finding"), field -> switch (name(field)) {
            case "ruleId" -> columns.get("rule_id");
            case "resourceArn" -> columns.get("resource_arn");
            case "resourceId" -> columns.get("resource_id");
            case "resourceKind" -> columns.get("resource_kind");
            case "accountId" -> columns.get("account_id");
            case "reopenedCount" -> columns.get("reopened_count");
            case "accountName" -> JSON.textNode(tables.accountName(text(columns, "account_id")));
            case "title" -> TextNode.valueOf(rules.title(text(columns, "rule_id")));
            case "firstSeenAt" -> instant(time(columns, "first_seen_at"));
            case "lastSeenAt" -> instant(known(findingSeen(columns), row.at));
            case "openedAt" -> instant(time(columns, "opened_at"));
            case "resolvedAt" -> instant(time(columns, "resolved_at"));
            case "timeToFixSeconds" -> timeToFix(columns);
            case "staleReason" -> staleReason(columns);
            case "resource" ->
                tables.resource(scope, text(columns, "resource_arn"), row.at)
                        .map(found -> resource(new Row(found, row.at), field))
                        .orElse(JSON.nullNode());
            default -> Objects.requireNonNull(columns.get(name(field)), name(field));
        });
    }

    private JsonNode staleReason(ObjectNode columns) {
        if (!columns.path("stale").asBoolean()) {
            return JSON.nullNode();
        }
        boolean outside = tables.cell(
                        text(columns, "account_id"), text(columns, "region"), text(columns, "resource_kind"))
                .filter(cell -> "OUT_OF_SCOPE".equals(text(cell, "error_code")))
                .isPresent();
        return TextNode.valueOf(outside ? "OUT_OF_SCOPE" : "NOT_READ");
    }

    private static JsonNode timeToFix(ObjectNode columns) {
        Instant resolved = time(columns, "resolved_at");
        return resolved == null
                ? JSON.nullNode()
                : JSON.numberNode((int)
                        Duration.between(time(columns, "opened_at"), resolved).toSeconds());
    }

    private Instant findingSeen(ObjectNode columns) {
        Instant seen = time(columns, "last_seen_at");
        if (columns.path("stale").asBoolean() || "RESOLVED".equals(text(columns, "status"))) {
            return seen;
        }
        if (CollectionGap.ID.equals(text(columns, "rule_id"))) {
            throw new IllegalStateException("No such finding is made here");
        }
        return latest(seen, listed(columns, text(columns, "resource_kind")));
    }
}
