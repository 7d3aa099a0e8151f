package io.muster.graphql;

import graphql.language.Field;
import io.muster.inventory.Inventory;
import io.muster.inventory.KindModel;
import io.muster.inventory.Neighbours;
import io.muster.inventory.Property;
import io.muster.inventory.RelatedField;
import io.muster.inventory.ResourceFilter;
import io.muster.inventory.query.Sql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Resources as JSON that PostgreSQL builds of their rows, which are under the name {@code r}. */
final class ResourceJson {

    private final JsonStatement statement;
    private final Neighbours neighbours;
    private final DocumentJson documents;

    ResourceJson(JsonStatement statement, Neighbours neighbours) {
        this.statement = statement;
        this.neighbours = neighbours;
        this.documents = new DocumentJson(statement.selections());
    }

    /** Resources of a kind. */
    JsonCell ofKind(KindModel kind, List<Field> parents, Level level) {
        Members object = new Members();
        for (Selected field : statement.selections().below(parents, kind.name())) {
            object.add(field, member(field, kind, level));
        }
        return object;
    }

    /** Resources of which only the row tells the kind: where their fields differ by it, PostgreSQL builds them. */
    JsonCell ofAnyKind(List<Field> parents, Level level) {
        Set<String> conditions = statement.selections().conditions(parents);
        List<KindModel> told = KindModel.all().stream()
                .filter(kind -> conditions.contains(kind.name()))
                .toList();
        if (told.isEmpty()) {
            return ofOtherKinds(parents, level);
        }
        level.byDatabase();
        Sql cases = Sql.of("case r.kind");
        for (KindModel kind : told) {
            level.only(kind.kind().name());
            cases.add(" when '" + kind.kind().name() + "' then ")
                    .add(ofKind(kind, parents, level).json());
        }
        level.only("");
        return Leaf.built(
                cases.add(" else ").add(ofOtherKinds(parents, level).json()).add(" end"));
    }

    /** No fragment is about these kinds, so that the fields that are selected of one are those of the others. */
    private JsonCell ofOtherKinds(List<Field> parents, Level level) {
        Set<String> conditions = statement.selections().conditions(parents);
        KindModel any = KindModel.all().stream()
                .filter(kind -> !conditions.contains(kind.name()))
                .findFirst()
                .orElseThrow(() -> new NotCompiled("each kind has a fragment of its own"));
        Members object = new Members();
        for (Selected field : statement.selections().below(parents, any.name())) {
            object.add(field, field.name().equals("__typename") ? typeName() : common(field, level));
        }
        return object;
    }

    private static JsonCell typeName() {
        return Leaf.of(KindModel.all().stream()
                .map(kind -> "when '" + kind.kind().name() + "' then '" + kind.name() + "'")
                .collect(Collectors.joining(" ", "case r.kind ", " end")));
    }

    private JsonCell member(Selected field, KindModel kind, Level level) {
        if (field.name().equals("__typename")) {
            return Leaf.constant(kind.name());
        }
        for (Property property : kind.properties()) {
            if (property.name().equals(field.name())) {
                return documents.value(property, "r.attributes", field);
            }
        }
        for (RelatedField related : kind.related()) {
            if (related.name().equals(field.name())) {
                return along(related, field, level);
            }
        }
        return common(field, level);
    }

    private JsonCell common(Selected field, Level level) {
        return switch (field.name()) {
            case "id" -> Leaf.of("r.arn");
            case "resourceId" -> Leaf.of("r.resource_id");
            case "kind", "region", "name" -> Leaf.of("r." + field.name());
            case "accountId" -> Leaf.of("r.account_id");
            case "tags" -> new TagsCell(statement.selections().below(field.mentions(), "Tag"));
            case "firstSeenAt" -> Leaf.instant("r.first_seen_at");
            case "changedAt" -> Leaf.instant("r.changed_at");
            case "lastSeenAt" ->
                Leaf.instant(statement.passing(
                        Inventory.lastSeen("r", statement.point().at())));
            case "deletedAt" ->
                Leaf.instant(Inventory.deleted("r", statement.point().at()));
            case "attributes" -> Leaf.built("r.attributes");
            case "findings" -> new FindingJson(statement, neighbours).ofResources(field, level);
            default ->
                throw new NotCompiled("Resource." + field.name() + " is fetched: it is put together of several tables");
        };
    }

    private JsonCell along(RelatedField field, Selected selected, Level level) {
        Map<String, Object> given = statement.filter(selected);
        ResourceFilter filter = given == null ? null : filter(given);
        Neighbours.Selection selection =
                new Neighbours.Selection(statement.accounts(), filter, null, statement.atOfLinks(), true);
        Level below = Level.ofResources(statement.names(), field.many() ? level.ofLists() : level.ofOne());
        int most = field.many() ? statement.first(selected) : 1;
        Sql rows = neighbours.rows(selection, field, level.self("id"), level.self("arn"), most);
        JsonCell entry = ofKind(KindModel.of(field.to()), selected.mentions(), below);
        return field.many() ? level.list(entry, rows, "r", most, below) : level.first(entry, rows, "r", below);
    }

    private ResourceFilter filter(Map<String, Object> given) {
        ResourceFilter filter = statement.arguments().resourceFilter(given, statement.point());
        if (filter.includeDeleted()) {
            throw new NotCompiled("an argument below is refused");
        }
        return filter;
    }
}
