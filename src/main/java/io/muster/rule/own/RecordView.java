package io.muster.rule.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.inventory.Documents;
import io.muster.inventory.Property;
import io.muster.inventory.Resource;
import jakarta.annotation.Nullable;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A resource, or a record within one, as a map that CEL selects from: read field by field, as far as an expression goes. A field
 * without a value is not in it, so that an expression that needs it cannot be decided.
 */
final class RecordView extends AbstractMap<String, Object> {

    private final Map<String, Property> properties;
    private final Record owner;

    @Nullable
    private final Resource<?> resource;

    @Nullable
    private final Estate estate;

    private RecordView(Record owner, @Nullable Resource<?> resource, @Nullable Estate estate) {
        this.properties = KindTypes.properties(KindTypes.name(owner.getClass()));
        this.owner = owner;
        this.resource = resource;
        this.estate = estate;
    }

    static RecordView of(Resource<?> resource, Estate estate) {
        return new RecordView(resource.attributes(), resource, estate);
    }

    @Override
    @Nullable
    public Object get(Object field) {
        Property property = properties.get(field);
        if (property != null) {
            return value(property.read(owner));
        }
        return resource == null ? null : ofResource(resource, (String) field);
    }

    @Nullable
    private Object ofResource(Resource<?> of, String field) {
        return switch (field) {
            case "arn" -> of.arn();
            case "accountId" -> of.scope().accountId();
            case "region" -> of.scope().region();
            case "resourceId" -> of.resourceId();
            case "name" -> of.name();
            case "tags" -> of.tagsKnown() ? of.tags() : null;
            case KindTypes.SIGNALS -> signals(of);
            default -> linked(of, field);
        };
    }

    private List<?> signals(Resource<?> of) {
        return Objects.requireNonNull(estate).beside().signals(of).stream()
                .map(signal -> value(ReportedSignal.of(signal)))
                .toList();
    }

    @Nullable
    private Object linked(Resource<?> of, String field) {
        FollowedLink link = KindTypes.links(KindTypes.name(owner.getClass())).get(field);
        if (link == null) {
            return null;
        }
        List<RecordView> found = link.follow(of, Objects.requireNonNull(estate)).stream()
                .map(target -> of(target, Objects.requireNonNull(estate)))
                .toList();
        return link.many() ? found : found.stream().findFirst().orElse(null);
    }

    @Nullable
    private static Object value(@Nullable Object value) {
        if (value instanceof Record part) {
            return new RecordView(part, null, null);
        }
        if (value instanceof Collection<?> entries) {
            return entries.stream().map(RecordView::value).toList();
        }
        if (value instanceof JsonNode tree) {
            return numbers(Documents.plain(tree));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return numbers(value);
    }

    /** CEL knows one type of whole numbers. */
    @Nullable
    private static Object numbers(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordView::numbers).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(Entry::getKey, entry -> numbers(entry.getValue())));
        }
        return value;
    }

    @Override
    public boolean containsKey(Object field) {
        return get(field) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Set<String> fields = new LinkedHashSet<>(properties.keySet());
        if (resource != null) {
            fields.addAll(KindTypes.COMMON.keySet());
        }
        return fields.stream()
                .filter(this::containsKey)
                .map(field -> new SimpleImmutableEntry<>(field, get(field)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
