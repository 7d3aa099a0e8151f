package io.muster.collect;

import jakarta.annotation.Nullable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Tags, of which each service has a type of its own in the SDK, and the tag that AWS shows as a resource's name. */
final class Tags {

    private static final String NAME = "Name";

    private Tags() {}

    static Map<String, String> of(List<Tag> tags) {
        return of(tags, Tag::key, Tag::value);
    }

    static Map<String, String> ofIam(List<software.amazon.awssdk.services.iam.model.Tag> tags) {
        return of(
                tags,
                software.amazon.awssdk.services.iam.model.Tag::key,
                software.amazon.awssdk.services.iam.model.Tag::value);
    }

    /** The {@code Name} tag, else what AWS itself calls the resource. */
    static @Nullable String name(Map<String, String> tags, @Nullable String ownName) {
        String tagged = tags.getOrDefault(NAME, "");
        return tagged.isBlank() ? ownName : tagged;
    }

    static @Nullable String name(Map<String, String> tags) {
        return name(tags, null);
    }

    /** A tag may be without a value, which is the empty one: answers are read without their empty elements. */
    static <T> Map<String, String> of(List<T> tags, Function<T, String> key, Function<T, String> value) {
        NavigableMap<String, String> sorted = new TreeMap<>();
        for (T tag : tags) {
            String text = value.apply(tag);
            String name = key.apply(tag);
            if (name != null) {
                sorted.put(name, text == null ? "" : text);
            }
        }
        return Collections.unmodifiableNavigableMap(sorted);
    }
}
