package io.muster.inventory;

import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.Link;
import io.muster.inventory.kind.Related;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The names, fields, filters and links that follow from a kind's record and its annotations. Read once, by reflection.
 *
 * <p>A kind's record is found by its name, which is the constant's in camel case ({@code FLOW_LOG} is
 * {@code FlowLog}), in {@code io.muster.inventory.kind}; there is no list to keep.
 *
 * @param name       the record's simple name
 * @param plural     names the kind's root field in GraphQL
 * @param related    the fields that lead to other resources, those of {@link Link#field} first
 */
public record KindModel(
        ResourceKind kind,
        String name,
        String plural,
        String description,
        Class<? extends Record> type,
        List<Property> properties,
        List<RelatedField> related,
        List<KindFilter> filters) {

    private static final Map<ResourceKind, KindModel> MODELS = readAll();

    /** The kinds that have a record, in the order of their constants. */
    public static List<KindModel> all() {
        return List.copyOf(MODELS.values());
    }

    /** The model of the kind; empty as long as it has no record. */
    public static Optional<KindModel> find(ResourceKind kind) {
        return Optional.ofNullable(MODELS.get(kind));
    }

    /** The model of a kind that has a record. */
    public static KindModel of(ResourceKind kind) {
        return find(kind).orElseThrow(() -> new IllegalArgumentException("No record for kind " + kind));
    }

    /**
     * The targets of the resource's links: each target once per relation, in the order of its document, without texts that no resource
     * can have as its ARN.
     */
    public static List<LinkTarget> links(Resource<?> resource) {
        Set<LinkTarget> found = new LinkedHashSet<>();
        collectLinks(of(resource.kind()).properties, resource.attributes(), resource.scope(), found);
        return List.copyOf(found);
    }

    private static void collectLinks(List<Property> properties, Object owner, Scope scope, Set<LinkTarget> found) {
        for (Property property : properties) {
            if (property.link().isEmpty() && property.nested().isEmpty()) {
                continue;
            }
            for (Object value : property.values(owner)) {
                property.link()
                        .flatMap(link -> target(link, (String) value, scope))
                        .filter(target -> Resource.isIdentity(target.targetArn()))
                        .ifPresent(found::add);
                collectLinks(property.nested(), value, scope, found);
            }
        }
    }

    /** The members of its documents that are left out of the hash, in whole or in part. */
    List<String> flickering() {
        return properties.stream()
                .filter(Property::flickers)
                .map(Property::name)
                .toList();
    }

    /** The document of these members alone; empty where the kind has none. */
    static Optional<String> flickering(Resource<?> resource) {
        Map<String, Object> members = new TreeMap<>();
        List<Property> properties = of(resource.kind()).properties;
        properties.stream().filter(Property::flickers).forEach(property -> {
            Object value = property.read(resource.attributes());
            if (value != null) {
                members.put(property.name(), value);
            }
        });
        return properties.stream().anyMatch(Property::flickers)
                ? Optional.of(Documents.write(members))
                : Optional.empty();
    }

    /** Whether its resources hold IP addresses themselves. */
    boolean holdsAddresses() {
        return holdsAddresses(properties);
    }

    private static boolean holdsAddresses(List<Property> properties) {
        return properties.stream().anyMatch(property -> property.address() || holdsAddresses(property.nested()));
    }

    /** Whether its resources have IP addresses, their own or those of resources that belong to them. */
    public boolean hasAddresses() {
        return holdsAddresses() || hasAddressesOfOthers();
    }

    /** Whether addresses of other resources, along links, are those of its resources, too. */
    public boolean hasAddressesOfOthers() {
        return related.stream().anyMatch(RelatedField::addresses);
    }

    /** The addresses that the resource itself holds, and delegated ranges, each once; texts that are no addresses are left out. */
    static List<IpRange> addresses(Resource<?> resource) {
        Set<IpRange> found = new LinkedHashSet<>();
        collectAddresses(of(resource.kind()).properties, resource.attributes(), found);
        return List.copyOf(found);
    }

    private static void collectAddresses(List<Property> properties, Object owner, Set<IpRange> found) {
        for (Property property : properties) {
            if (property.address() || holdsAddresses(property.nested())) {
                for (Object value : property.values(owner)) {
                    if (property.address()) {
                        IpRange.read((String) value).ifPresent(found::add);
                    }
                    collectAddresses(property.nested(), value, found);
                }
            }
        }
    }

    /** Empty for an id that shows no kind, such as {@code local} in a route. */
    private static Optional<LinkTarget> target(Link link, String value, Scope scope) {
        if (value.startsWith("arn:")) {
            return Optional.of(new LinkTarget(link.value(), scope.viewed(value)));
        }
        Optional<ResourceKind> kind = named(link) ? Optional.of(link.to()) : ResourceKind.ofId(value);
        return kind.map(to -> new LinkTarget(link.value(), scope.arn(to, value)));
    }

    /** Whether the link names a kind: the settings are never a target, and stand for none in the annotation. */
    private static boolean named(Link link) {
        return link.to() != ResourceKind.ACCOUNT_SETTINGS;
    }

    private static Map<ResourceKind, KindModel> readAll() {
        Map<ResourceKind, KindModel> models = new EnumMap<>(ResourceKind.class);
        for (ResourceKind kind : ResourceKind.values()) {
            recordOf(kind).ifPresent(type -> models.put(kind, read(kind, type)));
        }
        return models;
    }

    private static Optional<Class<? extends Record>> recordOf(ResourceKind kind) {
        StringBuilder name = new StringBuilder(Kind.class.getPackageName()).append('.');
        for (String word : kind.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        try {
            return Optional.of(Class.forName(name.toString()).asSubclass(Record.class));
        } catch (ClassNotFoundException e) {
            return Optional.empty(); // a kind that is not collected yet
        }
    }

    private static KindModel read(ResourceKind kind, Class<? extends Record> type) {
        Kind declared = type.getAnnotation(Kind.class);
        if (declared == null || declared.value() != kind) {
            throw new IllegalStateException(type + " must be marked as the kind " + kind);
        }
        List<Property> properties = Property.of(type);
        return new KindModel(
                kind,
                type.getSimpleName(),
                declared.plural(),
                declared.description(),
                type,
                properties,
                Stream.concat(linkFields(properties), relatedFields(type)).toList(),
                filters(properties, List.of()));
    }

    private static Stream<RelatedField> linkFields(List<Property> properties) {
        return properties.stream()
                .filter(property ->
                        property.link().filter(link -> !link.field().isEmpty()).isPresent())
                .map(KindModel::linkField);
    }

    private static RelatedField linkField(Property property) {
        Link link = property.link().orElseThrow();
        List<RelatedField.Step> path = List.of(new RelatedField.Step(link.value(), false));
        return new RelatedField(link.field(), link.to(), path, property.list(), "", "", false);
    }

    private static Stream<RelatedField> relatedFields(Class<?> type) {
        return Arrays.stream(type.getAnnotationsByType(Related.class)).map(related -> {
            List<RelatedField.Step> path = Arrays.stream(related.path())
                    .map(step -> new RelatedField.Step(step.value(), step.incoming()))
                    .toList();
            return new RelatedField(
                    related.field(),
                    related.to(),
                    path,
                    related.many(),
                    related.filter(),
                    related.filterArns(),
                    related.addresses());
        });
    }

    private static List<KindFilter> filters(List<Property> properties, List<Property> parents) {
        List<KindFilter> filters = new ArrayList<>();
        for (Property property : properties) {
            List<Property> path =
                    Stream.concat(parents.stream(), Stream.of(property)).toList();
            property.filters().forEach(filter -> filters.add(new KindFilter(filter.value(), filter.match(), path)));
            filters.addAll(filters(property.nested(), path));
        }
        return List.copyOf(filters);
    }
}
