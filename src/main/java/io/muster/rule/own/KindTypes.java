package io.muster.rule.own;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of all kinds as types of CEL, with the names of GraphQL: a resource has the components of its record, what every
 * resource has, the signals of other products about it, and the fields that lead to other resources over one link.
 */
final class KindTypes {

    /** The members that resources of every kind have. */
    static final Map<String, CelType> COMMON = Map.of(
            "arn", SimpleType.STRING,
            "accountId", SimpleType.STRING,
            "region", SimpleType.STRING,
            "resourceId", SimpleType.STRING,
            "name", SimpleType.STRING,
            "tags", MapType.create(SimpleType.STRING, SimpleType.STRING));

    /** The member of every resource that holds what other products say of it. */
    static final String SIGNALS = "signals";

    /** The type of its entries. */
    static final String SIGNAL = name(ReportedSignal.class);

    private static final KindTypes ALL = new KindTypes();

    /** As the compiler asks for them. */
    static final CelTypeProvider PROVIDER = new Provider(ImmutableMap.copyOf(ALL.byName));

    private final Map<String, StructType> byName = new LinkedHashMap<>();
    private final Map<String, Map<String, Property>> properties = new HashMap<>();
    private final Map<String, Map<String, FollowedLink>> links = new HashMap<>();

    private KindTypes() {
        addRecord(SIGNAL, Property.of(ReportedSignal.class), new LinkedHashMap<>());
        KindModel.all().forEach(this::add);
    }

    private void add(KindModel kind) {
        Map<String, CelType> fields = new LinkedHashMap<>(COMMON);
        fields.put(SIGNALS, ListType.create(byName.get(SIGNAL)));
        String name = name(kind.type());
        Map<String, FollowedLink> followed = new LinkedHashMap<>();
        FollowedLink.of(kind).forEach(link -> followed.put(link.name(), link));
        followed.forEach((field, link) ->
                fields.put(field, link.type(reference(KindModel.of(link.to()).type()))));
        links.put(name, followed);
        addRecord(name, kind.properties(), fields);
    }

    private void addRecord(String name, List<Property> components, Map<String, CelType> fields) {
        Map<String, Property> byComponent = new LinkedHashMap<>();
        for (Property property : components) {
            byComponent.put(property.name(), property);
            fields.put(property.name(), type(property));
        }
        properties.put(name, byComponent);
        byName.put(name, struct(name, fields));
    }

    private static StructType struct(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> kept = ImmutableMap.copyOf(fields);
        return StructType.create(name, kept.keySet(), field -> Optional.ofNullable(kept.get(field)));
    }

    private CelType type(Property property) {
        CelType element = element(property);
        return property.list() ? ListType.create(element) : element;
    }

    private CelType element(Property property) {
        Class<?> type = property.element();
        if (type.isRecord()) {
            String name = name(type);
            if (!byName.containsKey(name)) {
                addRecord(name, property.nested(), new LinkedHashMap<>());
            }
            return byName.get(name);
        }
        return property.json() ? SimpleType.DYN : simple(type);
    }

    private static CelType simple(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return SimpleType.STRING;
        }
        if (type == Integer.class || type == Long.class) {
            return SimpleType.INT;
        }
        if (type == Boolean.class) {
            return SimpleType.BOOL;
        }
        if (type == Double.class) {
            return SimpleType.DOUBLE;
        }
        if (type == Instant.class) {
            return SimpleType.TIMESTAMP;
        }
        if (type == Duration.class) {
            return SimpleType.DURATION;
        }
        throw new IllegalStateException(type + " has no type in CEL: give it one here");
    }

    /** Kinds refer to each other in circles: the type of another kind's record is looked up when it is needed. */
    private static CelType reference(Class<?> type) {
        return StructTypeReference.create(name(type));
    }

    /** The record's name, for example Instance or PolicyDocument.Statement. */
    static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    /** The type of a kind's resources. */
    static StructType of(ResourceKind kind) {
        return ALL.byName.get(name(KindModel.of(kind).type()));
    }

    /** The kind of a type's resources; empty where it is the type of a part. */
    static Optional<ResourceKind> kind(String typeName) {
        return Optional.ofNullable(ALL.links.get(typeName))
                .map(links -> KindModel.all().stream()
                        .filter(kind -> name(kind.type()).equals(typeName))
                        .findFirst()
                        .orElseThrow()
                        .type()
                        .getAnnotation(Kind.class)
                        .value());
    }

    /** The components of a type's record by their names. */
    static Map<String, Property> properties(String typeName) {
        return ALL.properties.getOrDefault(typeName, Map.of());
    }

    /** The links that a type's resources can be followed along, by the names of their fields. */
    static Map<String, FollowedLink> links(String typeName) {
        return ALL.links.getOrDefault(typeName, Map.of());
    }

    private record Provider(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return byName.values();
        }

        @Override
        public Optional<CelType> findType(String typeName) {
            return Optional.ofNullable(byName.get(typeName));
        }
    }
}
