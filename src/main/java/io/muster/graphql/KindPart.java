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
import java.util.stream.Collectors;

/** Per kind, all from its record: its type, connection, filter and root field, and the types of its components. */
@ApplicationScoped
class KindPart implements SchemaAssembly.SchemaPart {

    private static final String ADMITTED_TRAFFIC = """
            "Whether the group lets the internet in, on `admitsPort` if given: IPv4 or IPv6, as the rules about groups that are open to the internet mean it. The sources of all ingress rules count together, and prefix lists with the ranges that they hold; a list that cannot be read does not count."
            openToInternet: Boolean
            "Groups that let in the whole of this CIDR or address, by one ingress rule or several together, on `admitsPort` if given. A CIDR names its network: no bit is set behind the prefix."
            admitsCidr: String
            "Groups that let in at least one address of this CIDR, on `admitsPort` if given. A CIDR names its network: no bit is set behind the prefix."
            overlapsCidr: String
            "Groups that let in TCP or UDP on this port (0 to 65535): from the sources that `openToInternet`, `admitsCidr` and `overlapsCidr` name, or, without them, from any source."
            admitsPort: Int
            """;

    private static final String BELOW =
            "(\"Which of them; all without it. Deleted resources are not among them.\" filter: %sFilter,"
                    + " \"How many at most, from 1 to 500; all without it.\" first: Int)";

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
                    .append(ResourcePart.stats(kind.name()))
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
                ? "Its " + Definitions.plain(field.name()) + " that the inventory holds, ordered by their short ids."
                : "Its " + Definitions.plain(field.name()) + "; null where the inventory does not hold it.";
        return Definitions.description(text) + field.name() + (field.many() ? BELOW.formatted(to.name()) : "") + ": "
                + type + "\n";
    }

    private static String filter(KindModel kind) {
        StringBuilder text = new StringBuilder(Definitions.description("Which " + Definitions.plain(kind.plural())
                        + " are meant. Fields are ANDed, the entries of a list are ORed;"
                        + " null filters nothing, an empty list matches nothing."))
                .append("input ")
                .append(kind.name())
                .append("Filter {\n")
                .append(CommonFilter.DEFINITION)
                .append(kind.hasAddresses() ? CommonFilter.IP_ADDRESS : "");
        kind.filters().forEach(filter -> text.append(filterField(kind, filter)));
        kind.related().stream()
                .map(RelatedField::filter)
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name -> text.append(anyFilter(kind, name)));
        kind.related().forEach(field -> text.append(relatedFilters(kind, field)));
        return text.append(kind.kind() == ResourceKind.SECURITY_GROUP ? ADMITTED_TRAFFIC : "")
                .append("}\n")
                .toString();
    }

    /** The filter for resources that have related ones; where several fields share the filter, one that has some is enough. */
    private static String anyFilter(KindModel kind, String name) {
        String resources = Definitions.plain(kind.plural());
        String others = kind.related().stream()
                .filter(field -> field.filter().equals(name))
                .map(field -> Definitions.plain(field.name()))
                .collect(Collectors.joining(" or "));
        return Definitions.description(
                        "True: only " + resources + " that have " + others + "; false: only those without.")
                + name + ": Boolean\n";
    }

    private static String relatedFilters(KindModel kind, RelatedField field) {
        String one = Definitions.description("Only " + Definitions.plain(kind.plural())
                + " that have one of these, by ARN, as " + Definitions.plain(field.name()) + ".");
        return field.filterArns().isEmpty() ? "" : one + field.filterArns() + ": [String!]\n";
    }

    private static String filterField(KindModel kind, KindFilter filter) {
        String name = Definitions.name(filter.target().element());
        String only = "only " + Definitions.plain(kind.plural());
        String of = "`"
                + String.join(".", filter.path().stream().map(Property::name).toList()) + "`";
        boolean many = filter.path().stream().anyMatch(Property::list);
        return switch (filter.match()) {
            case ANY_OF ->
                Definitions.description((many
                                                ? only + " with one of these among their " + of
                                                : only + " whose " + of + " is one of these")
                                        .replaceFirst("o", "O")
                                + ".")
                        + filter.name() + ": [" + name + "!]\n";
            case EQUALS ->
                Definitions.description(only.replaceFirst("o", "O") + " whose " + of + " is this.") + filter.name()
                        + ": " + name + "\n";
            case PRESENT ->
                Definitions.description("True: " + only + " that have " + (many ? "any " : "a ") + of
                                + "; false: only those without.")
                        + filter.name() + ": Boolean\n";
        };
    }

    private static String root(KindModel kind) {
        String plural = Definitions.plain(kind.plural());
        return "extend type Query {\n"
                + Definitions.description(Character.toUpperCase(plural.charAt(0)) + plural.substring(1)
                        + ", as they are or, with `at`, as they were at that instant, with all that is below them.")
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
            new Fields<>(code, kind.name() + "Connection").fetched("stats", resources.statsOfPage());
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
