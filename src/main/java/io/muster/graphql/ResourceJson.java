package io.muster.graphql;

import graphql.language.Field;
import io.muster.inventory.Inventory;
import io.muster.inventory.KindModel;
import io.muster.inventory.Neighbours;
import io.muster.inventory.RelatedField;
import io.muster.inventory.ResourceFilter;
import io.muster.inventory.query.JsonObject;
import io.muster.inventory.query.Sql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Resources as JSON that PostgreSQL builds of their rows, which are under the name {@code r}. */
final class ResourceJson {

    /** A member may have the name of the rows. */
    private static final String TAGS = "select coalesce(json_agg(row_to_json(g.*)), '[]') from (select ";

    private final JsonStatement statement;
    private final Neighbours neighbours;
    private final DocumentJson documents;

    ResourceJson(JsonStatement statement, Neighbours neighbours) {
        this.statement = statement;
        this.neighbours = neighbours;
        this.documents = new DocumentJson(statement.selections());
    }

    /** Resources of a kind. */
    Sql ofKind(KindModel kind, List<Field> parents, Level level) {
        JsonObject object = new JsonObject();
        for (Selected field : statement.selections().below(parents, kind.name())) {
            object.add(JsonStatement.key(field), member(field, kind, level));
        }
        return object.sql();
    }

    /** Resources of which only the row tells the kind. */
    Sql ofAnyKind(List<Field> parents, Level level) {
        Set<String> conditions = statement.selections().conditions(parents);
        List<KindModel> told = KindModel.all().stream()
                .filter(kind -> conditions.contains(kind.name()))
                .toList();
        if (told.isEmpty()) {
            return ofOtherKinds(parents, level);
        }
        Sql cases = Sql.of("case r.kind");
        for (KindModel kind : told) {
            level.only(kind.kind().name());
            cases.add(" when '" + kind.kind().name() + "' then ").add(ofKind(kind, parents, level));
        }
        level.only("");
        return cases.add(" else ").add(ofOtherKinds(parents, level)).add(" end");
    }

    /** No fragment is about these kinds, so that the fields that are selected of one are those of the others. */
    private Sql ofOtherKinds(List<Field> parents, Level level) {
        Set<String> conditions = statement.selections().conditions(parents);
        KindModel any = KindModel.all().stream()
                .filter(kind -> !conditions.contains(kind.name()))
                .findFirst()
                .orElseThrow(() -> new NotCompiled("each kind has a fragment of its own"));
        JsonObject object = new JsonObject();
        for (Selected field : statement.selections().below(parents, any.name())) {
            object.add(JsonStatement.key(field), field.name().equals("__typename") ? typeName() : common(field, level));
        }
        return object.sql();
    }

    private static Sql typeName() {
        return Sql.of(KindModel.all().stream()
                .map(kind -> "when '" + kind.kind().name() + "' then '" + kind.name() + "'")
                .collect(Collectors.joining(" ", "case r.kind ", " end")));
    }

    private Sql member(Selected field, KindModel kind, Level level) {
        if (field.name().equals("__typename")) {
            return Sql.of("'" + kind.name() + "'");
        }
        return kind.properties().stream()
                .filter(property -> property.name().equals(field.name()))
                .findFirst()
                .map(property -> documents.value(property, "r.attributes", field))
                .or(() -> kind.related().stream()
                        .filter(related -> related.name().equals(field.name()))
                        .findFirst()
                        .map(related -> along(related, field, level)))
                .orElseGet(() -> common(field, level));
    }

    private Sql common(Selected field, Level level) {
        return switch (field.name()) {
            case "id" -> Sql.of("r.arn");
            case "resourceId" -> Sql.of("r.resource_id");
            case "kind", "region", "name" -> Sql.of("r." + field.name());
            case "accountId" -> Sql.of("r.account_id");
            case "tags" -> tags(field);
            case "firstSeenAt" -> Sql.of("instant_text(r.first_seen_at)");
            case "changedAt" -> Sql.of("instant_text(r.changed_at)");
            case "lastSeenAt" ->
                statement.passing(
                        instant(Inventory.lastSeen("r", statement.point().at())));
            case "deletedAt" -> instant(Inventory.deleted("r", statement.point().at()));
            case "attributes" -> Sql.of("r.attributes");
            case "findings" -> new FindingJson(statement, neighbours).ofResources(field, level);
            default ->
                throw new NotCompiled("Resource." + field.name() + " is fetched: it is put together of several tables");
        };
    }

    private static Sql instant(Sql time) {
        return Sql.of("instant_text(").add(time).add(")");
    }

    private Sql tags(Selected field) {
        Sql members = Sql.of("");
        String between = "";
        for (Selected member : statement.selections().below(field.mentions(), "Tag")) {
            String value = switch (member.name()) {
                case "key" -> "to_json(t.key)";
                case "value" -> "coalesce(to_json(t.value), " + DocumentJson.NO_OBJECT + ")";
                case "__typename" -> "'Tag'";
                default -> throw new NotCompiled("Tag." + member.name());
            };
            members.add(between + value + " as \"" + JsonStatement.key(member) + "\"");
            between = ", ";
        }
        return Sql.of("(" + TAGS).add(members).add(" from jsonb_each_text(r.tags) t (key, value)) g)");
    }

    private Sql along(RelatedField field, Selected selected, Level level) {
        Map<String, Object> given = statement.filter(selected);
        ResourceFilter filter = given == null ? null : filter(given);
        Neighbours.Selection selection =
                new Neighbours.Selection(statement.accounts(), filter, null, statement.atOfLinks(), true);
        Level below = Level.ofResources(statement.names());
        Sql rows = neighbours.rows(
                selection, field, level.self("id"), level.self("arn"), field.many() ? statement.first(selected) : 1);
        Sql entry = ofKind(KindModel.of(field.to()), selected.mentions(), below);
        return field.many() ? level.list(entry, rows, "r", below) : level.first(entry, rows, "r", below);
    }

    private ResourceFilter filter(Map<String, Object> given) {
        ResourceFilter filter = statement.arguments().resourceFilter(given, statement.point());
        if (filter.includeDeleted()) {
            throw new NotCompiled("an argument below is refused");
        }
        return filter;
    }
}
