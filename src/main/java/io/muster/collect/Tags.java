package io.muster.collect;

import io.muster.inventory.Resource;
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

    /** The {@code Name} tag, else the name that AWS itself has for the resource. */
    static @Nullable String name(Map<String, String> tags, @Nullable String ownName) {
        return Resource.name(tags, ownName);
    }

    static @Nullable String name(Map<String, String> tags) {
        return name(tags, null);
    }

    /**
     * The tags by their keys. A tag without a value has the empty value: AWS's answers are read without their empty elements.
     *
     * @param tags null where the look-up of them failed: they are unknown then, and the stored ones stay
     */
    static <T> Map<String, String> of(@Nullable List<T> tags, Function<T, String> key, Function<T, String> value) {
        if (tags == null) {
            return Resource.unknownTags();
        }
        NavigableMap<String, String> sorted = new TreeMap<>();
        for (T tag : tags) {
            String name = tag == null ? null : key.apply(tag);
            if (name != null) {
                String text = value.apply(tag);
                sorted.put(name, text == null ? "" : text);
            }
        }
        return Collections.unmodifiableNavigableMap(sorted);
    }
}
