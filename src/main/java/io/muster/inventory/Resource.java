package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.AbstractMap;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/**
 * One resource as AWS told of it.
 *
 * <p>Its ARN is its identity. An ARN that follows from the scope, the kind and the id is put together when it is asked for: those of a large
 * region are a seventh of the memory that its resources take.
 *
 * @param givenArn   the ARN; null in the record where {@link Scope#arn} tells it
 * @param resourceId AWS's own short id
 * @param name       its name: the {@code Name} tag, or the name that AWS itself has for it
 * @param tags       by key; {@link #unknownTags()} where AWS did not tell them
 * @param attributes the record of its kind
 * @param <T>        the record type of its kind
 */
public record Resource<T extends Record>(
        @Nullable String givenArn,
        ResourceKind kind,
        Scope scope,
        String resourceId,
        @Nullable String name,
        Map<String, String> tags,
        T attributes) {

    private static final String NAME = "Name";

    /** By kind and ARN. */
    public static final Comparator<Resource<?>> BY_ARN =
            Comparator.<Resource<?>, ResourceKind>comparing(Resource::kind).thenComparing(Resource::compareArn);

    /** Empty, and told apart from no tags by its type. */
    private static final class UnknownTags extends AbstractMap<String, String> {
        @Override
        public Set<Entry<String, String>> entrySet() {
            return Set.of();
        }
    }

    private static final Map<String, String> UNKNOWN_TAGS = new UnknownTags();

    /** @param givenArn the ARN, whether or not it follows from the others */
    public Resource {
        if (givenArn != null && kind.tells(givenArn, scope, resourceId)) {
            givenArn = null;
        }
    }

    /** Its identity: see {@link Scope#arn}. */
    public String arn() {
        return givenArn == null ? scope.arn(kind, resourceId) : givenArn;
    }

    /** Stands for tags that could not be read: an empty map, in whose place {@link #withTags} puts those that are stored. */
    public static Map<String, String> unknownTags() {
        return UNKNOWN_TAGS;
    }

    /** The order of the ARNs of two resources of a kind, of which mostly only the ids differ. */
    private int compareArn(Resource<?> other) {
        return givenArn == null && other.givenArn == null && scope.equals(other.scope)
                ? resourceId.compareTo(other.resourceId)
                : arn().compareTo(other.arn());
    }

    /** Whether the ARN is its own. */
    public boolean hasArn(String arn) {
        return givenArn == null ? kind.tells(arn, scope, resourceId) : givenArn.equals(arn);
    }

    /** The resource with other attributes. */
    public Resource<T> with(T others) {
        return new Resource<>(givenArn, kind, scope, resourceId, name, tags, others);
    }

    public boolean tagsKnown() {
        return !(tags instanceof UnknownTags);
    }

    /** The resource with other tags, and with the name that follows from them. */
    public Resource<T> withTags(Map<String, String> others) {
        return new Resource<>(givenArn, kind, scope, resourceId, name(others, name), others, attributes);
    }

    /** The {@code Name} tag, else the name that AWS itself has for the resource. */
    @Nullable
    public static String name(Map<String, String> tags, @Nullable String ownName) {
        String tagged = tags.getOrDefault(NAME, "");
        return tagged.isBlank() ? ownName : tagged;
    }
}
