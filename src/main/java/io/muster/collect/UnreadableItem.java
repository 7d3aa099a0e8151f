package io.muster.collect;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.function.Function;

/** An item of an answer lacks a part that AWS should give. Only this item is left out. */
final class UnreadableItem extends RuntimeException {

    private final String part;
    private final String arn;

    private UnreadableItem(String part, @Nullable String arn) {
        super("AWS left out " + part);
        this.part = part;
        this.arn = arn;
    }

    /** An item without the part that identifies it. */
    static UnreadableItem lacks(String part) {
        return new UnreadableItem(part, null);
    }

    /** An item of the resource. */
    static UnreadableItem lacks(String part, String arn) {
        return new UnreadableItem(part, arn);
    }

    /** A part that an item cannot do without. */
    static <V> V require(String part, @Nullable V value) {
        if (value == null) {
            throw lacks(part);
        }
        return value;
    }

    /** A part that an item of the resource cannot do without. */
    static <V> V require(String part, @Nullable V value, String arn) {
        if (value == null) {
            throw lacks(part, arn);
        }
        return value;
    }

    /** The items of an answer, each of which has the part; a list that lacks it in one is not known. */
    static <I, V> List<I> requireEach(String part, List<I> items, Function<I, V> value) {
        items.forEach(item -> require(part, item == null ? null : value.apply(item)));
        return items;
    }

    /** The part that it lacks, for example {@code the id}. */
    String part() {
        return part;
    }

    /** The ARN of the item's resource; null where it is unknown. */
    @Nullable
    String arn() {
        return arn;
    }
}
