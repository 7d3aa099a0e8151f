package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.inventory.KindFilter;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.RelatedField;
import io.muster.inventory.ResourceRow;
import io.muster.inventory.kind.Described;
import io.muster.inventory.kind.ResourceKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Per kind, all from its record: its type, connection, filter and root field, and the types of what it holds. */
@ApplicationScoped
class KindPart implements SchemaAssembly.SchemaPart {

    private static final String ADMITTED_TRAFFIC = """
            "Groups with an ingress rule that lets in any address of this CIDR (on `admitsPort`, if given)."
            admitsCidr: String
            "Groups with an ingress rule that lets in TCP or UDP on this port (from `admitsCidr`, if given)."
            admitsPort: Int
            """;

    private final ResourceFetchers resources;
    private final ResourceChildren children;

    KindPart(ResourceFetchers resources, ResourceChildren children) {
        this.resources = resources;
        this.children = children;
    }

    @Override
    public String definitions() {
        StringBuilder text = new StringBuilder();
        for (KindModel kind : KindModel.all()) {
            text.append(type(kind))
                    .append(ConnectionValue.definitions(kind.name()))
                    .append(filter(kind))
                    .append(root(kind));
        }
        Set<Class<? extends Enum<?>>> enums = new LinkedHashSet<>();
        Map<String, Property> nested = new LinkedHashMap<>();
        KindModel.all().forEach(kind -> collect(kind.properties(), nested, enums));
        nested.values().forEach(property -> text.append(nestedType(property)));
        enums.forEach(type -> text.append(Definitions.enumeration(type)));
        return text.toString();
    }

    private static String type(KindModel kind) {
        StringBuilder text = new StringBuilder(Definitions.description(kind.description()))
                .append("type ")
                .append(kind.name())
                .append(" implements Resource {\n")
                .append(ResourcePart.COMMON_FIELDS);
        kind.properties().forEach(property -> text.append(Definitions.field(property)));
        kind.related().forEach(field -> text.append(relatedField(field)));
        return text.append("}\n").toString();
    }

    private static String relatedField(RelatedField field) {
        KindModel to = KindModel.of(field.to());
        String type = field.many() ? "[" + to.name() + "!]!" : to.name();
        String text = field.many()
                ? "Its " + to.plural() + ", as far as they are known, by their short ids."
                : "Its " + field.name() + ", where it is known.";
        return Definitions.description(text) + field.name() + ": " + type + "\n";
    }

    private static String filter(KindModel kind) {
        StringBuilder text = new StringBuilder(Definitions.description("Which " + kind.plural()
                        + " are meant. Fields are ANDed, the entries of a list are ORed;"
                        + " null filters nothing, an empty list matches nothing."))
                .append("input ")
                .append(kind.name())
                .append("Filter {\n")
                .append(CommonFilter.DEFINITION);
        kind.filters().forEach(filter -> text.append(filterField(filter)));
        kind.related().forEach(field -> text.append(relatedFilters(field)));
        return text.append(kind.kind() == ResourceKind.SECURITY_GROUP ? ADMITTED_TRAFFIC : "")
                .append("}\n")
                .toString();
    }

    private static String relatedFilters(RelatedField field) {
        String any = Definitions.description("Whether it has any " + field.name() + ".");
        String one = Definitions.description("One of these, by ARN, is its " + field.name() + " (or among them).");
        return (field.filter().isEmpty() ? "" : any + field.filter() + ": Boolean\n")
                + (field.filterArns().isEmpty() ? "" : one + field.filterArns() + ": [String!]\n");
    }

    private static String filterField(KindFilter filter) {
        String name = Definitions.name(filter.target().element());
        String of = "`"
                + String.join(".", filter.path().stream().map(Property::name).toList()) + "`";
        String field = switch (filter.match()) {
            case ANY_OF ->
                Definitions.description(of + " is (or holds) one of these.") + filter.name() + ": [" + name + "!]";
            case EQUALS -> Definitions.description(of + " is this.") + filter.name() + ": " + name;
            case PRESENT -> Definitions.description("Whether there is any " + of + ".") + filter.name() + ": Boolean";
        };
        return field + "\n";
    }

    private static String root(KindModel kind) {
        return "extend type Query {\n"
                + Definitions.description("The " + kind.plural() + "; `at` answers as of that instant.")
                + ResourcePart.list(kind.plural(), kind.name())
                + "}\n";
    }

    private static String nestedType(Property property) {
        Class<?> type = property.element();
        Described described = type.getAnnotation(Described.class);
        StringBuilder text = new StringBuilder(
                        Definitions.description(described == null ? property.description() : described.value()))
                .append("type ")
                .append(type.getSimpleName())
                .append(" {\n");
        property.nested().forEach(component -> text.append(Definitions.field(component)));
        return text.append("}\n").toString();
    }

    private static void collect(
            List<Property> properties, Map<String, Property> nested, Set<Class<? extends Enum<?>>> enums) {
        for (Property property : properties) {
            if (property.element().isEnum()) {
                enums.add(enumType(property));
            }
            if (property.element().isRecord()) {
                nested.putIfAbsent(property.element().getSimpleName(), property);
                collect(property.nested(), nested, enums);
            }
        }
    }

    @SuppressWarnings("unchecked") // it is an enum
    private static Class<? extends Enum<?>> enumType(Property property) {
        return (Class<? extends Enum<?>>) property.element();
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        for (KindModel kind : KindModel.all()) {
            Fields<ResourceRow> fields = new Fields<>(code, kind.name());
            ResourcePart.wireCommon(fields, children);
            kind.properties().forEach(property -> {
                fields.field(property.name(), DocumentFields.ofResource(property));
                wireNested(code, property);
            });
            kind.related().forEach(field -> fields.fetched(field.name(), children.along(field)));
            ConnectionValue.wire(code, kind.name());
            new Fields<>(code, "Query").fetched(kind.plural(), resources.page(kind));
        }
    }

    private static void wireNested(GraphQLCodeRegistry.Builder code, Property property) {
        Fields<JsonNode> fields = new Fields<>(code, property.element().getSimpleName());
        for (Property component : property.nested()) {
            fields.field(component.name(), DocumentFields.ofNested(component));
            wireNested(code, component);
        }
    }
}
