package io.muster.collect;

import io.muster.inventory.kind.TagMatch;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Tags by which resources are chosen, of which each service has a type of its own in the SDK. */
final class ChosenTags {

    private static final Comparator<TagMatch> ORDER = Comparator.comparing(
                    TagMatch::key, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(TagMatch::value, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

    private ChosenTags() {}

    /** The tags, sorted and without duplicates. */
    static <T> List<TagMatch> of(List<T> tags, Function<T, String> key, Function<T, String> value) {
        return tags.stream()
                .map(tag -> new TagMatch(key.apply(tag), value.apply(tag)))
                .distinct()
                .sorted(ORDER)
                .toList();
    }
}
