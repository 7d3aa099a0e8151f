package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.nio.charset.StandardCharsets;
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
 * @param name       its name: the {@code Name} tag, or the name that AWS itself has for it, of 512 characters at most
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

    private static final int LONGEST_ARN = 2_048;

    /** Twice the most of a tag: AWS counts characters that Java has as two. An index has no room for a much longer name. */
    private static final int LONGEST_NAME = 512;

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

    /**
     * A resource whose name is cut where it is longer than any of AWS.
     *
     * @param givenArn the ARN, whether or not it follows from the others
     */
    public Resource {
        if (name != null) {
            name = Texts.cut(name, LONGEST_NAME);
        }
        if (givenArn != null && kind.tells(givenArn, scope, resourceId)) {
            givenArn = null;
        }
    }

    /** Whether the text may be an ARN or an id by its length, see the IAM API Reference, "arnType": longer ones fit no index. */
    public static boolean isIdentity(String text) {
        return text.length() * 3L <= LONGEST_ARN || text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ARN;
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
