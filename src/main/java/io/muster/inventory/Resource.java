package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * One resource as AWS told of it.
 *
 * @param arn        its identity: see {@link Scope#arn}
 * @param resourceId AWS's own short id
 * @param name       its name: the {@code Name} tag, or the name that AWS itself has for it
 * @param tags       by key; {@link #unknownTags()} where AWS did not tell them
 * @param attributes the record of its kind
 * @param <T>        the record type of its kind
 */
public record Resource<T extends Record>(
        String arn,
        ResourceKind kind,
        Scope scope,
        String resourceId,
        @Nullable String name,
        Map<String, String> tags,
        T attributes) {

    private static final String NAME = "Name";

    /** Empty, and told apart from no tags by its type. */
    private static final class UnknownTags extends AbstractMap<String, String> {
        @Override
        public Set<Entry<String, String>> entrySet() {
            return Set.of();
        }
    }

    private static final Map<String, String> UNKNOWN_TAGS = new UnknownTags();

    /** Stands for tags that could not be read: an empty map, in whose place {@link #withTags} puts those that are stored. */
    public static Map<String, String> unknownTags() {
        return UNKNOWN_TAGS;
    }

    /** The same with other attributes. */
    public Resource<T> with(T others) {
        return new Resource<>(arn, kind, scope, resourceId, name, tags, others);
    }

    public boolean tagsKnown() {
        return !(tags instanceof UnknownTags);
    }

    /** The same with other tags, and with the name that follows from them. */
    public Resource<T> withTags(Map<String, String> others) {
        return new Resource<>(arn, kind, scope, resourceId, name(others, name), others, attributes);
    }

    /** The {@code Name} tag, else the name that AWS itself has for the resource. */
    @Nullable
    public static String name(Map<String, String> tags, @Nullable String ownName) {
        String tagged = tags.getOrDefault(NAME, "");
        return tagged.isBlank() ? ownName : tagged;
    }
}
